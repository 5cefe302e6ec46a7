// The frame format `ascii`: lines that a person can read and type, with a checksum, for simple panels. Published in the READMEs.
import {
	ARROWS,
	FIRST_UNIT,
	KEYS,
	LAST_UNIT,
	LEDS,
	LINE_LENGTH,
	plainText,
	SIGN_MODES,
} from './desk-messages.ts';
import type { FrameFormat, FrameReader, Heard, Led, Reply, Say, Sent } from './desk-messages.ts';

const FROM_AGENT = '>';
const FROM_UNIT = '<';
const LONGEST_LINE = 96;
/** Beside each key its letter, as in the line `FACE NRXH|...`. */
const LED_LETTERS: Readonly<Record<Led, string>> = {
	next: 'N',
	recall: 'R',
	'no-show': 'X',
	hold: 'H',
	serve: 'S',
	away: 'A',
};

interface Line {
	readonly unit: number;
	readonly sequence: number;
	readonly word: string;
	readonly rest: string;
}

export const asciiFrames: FrameFormat = {
	name: 'ascii',
	encodeSent: ({ unit, sequence, say }) => encode(FROM_AGENT, unit, sequence, sayText(say)),
	encodeHeard: ({ unit, sequence, reply }) => encode(FROM_UNIT, unit, sequence, replyText(reply)),
	readSent: () =>
		new Reader(FROM_AGENT, (line): Sent => ({ unit: line.unit, sequence: line.sequence, say: sayOf(line) })),
	readHeard: () =>
		new Reader(FROM_UNIT, (line): Heard | null => {
			const reply = replyOf(line);
			return reply === null ? null : { unit: line.unit, sequence: line.sequence, reply };
		}),
};

function encode(start: string, unit: number, sequence: number, text: string): Uint8Array {
	const body = `${String(unit).padStart(3, '0')} ${hex(sequence)} ${text}`;
	return Buffer.from(`${start}${body}*${checksum(body)}\r\n`, 'latin1');
}

function sayText(say: Say): string {
	switch (say.kind) {
		case 'poll':
			return `POLL ${say.heard}`;
		case 'sign': {
			const { mode, arrow, brightness, call, letter, digits } = say.look;
			const number = letter + digits === '' ? '-' : letter + digits;
			return `SIGN ${mode.toUpperCase()} ${arrow.toUpperCase()} ${brightness} ${call} ${number}`;
		}
		case 'face': {
			const leds = say.face.leds.map((led) => LED_LETTERS[led]).join('');
			// What marks the frame's own parts cannot stand in its text.
			const lines = say.face.lines.map((line) =>
				plainText(line)
					.slice(0, LINE_LENGTH)
					.trimEnd()
					.replace(/[<>*|]/g, '/'),
			);
			return `FACE ${leds === '' ? '-' : leds}|${lines.join('|')}`;
		}
		default:
			return say satisfies never;
	}
}

function sayOf({ word, rest }: Line): Say | null {
	switch (word) {
		case 'POLL': {
			const heard = numberIn(rest, 255);
			return heard === null ? null : { kind: 'poll', heard };
		}
		case 'SIGN': {
			const [mode = '', arrow = '', bright = '', calls = '', shown = ''] = rest.split(' ');
			const [brightness, call] = [numberIn(bright, 8), numberIn(calls, 255)];
			const number = /^(?:-|([A-Z]?)(\d{0,6}))$/.exec(shown);
			const [, letter = '', digits = ''] = number ?? [];
			const named = { mode: nameIn(SIGN_MODES, mode), arrow: nameIn(ARROWS, arrow) };
			if (named.mode === null || named.arrow === null || brightness === null || call === null) return null;
			if (number === null || shown === '') return null;
			return {
				kind: 'sign',
				look: { mode: named.mode, arrow: named.arrow, brightness, call, letter, digits },
			};
		}
		case 'FACE': {
			const [lit = '', first, second, ...more] = rest.split('|');
			const isWrong = first === undefined || second === undefined || more.length > 0;
			if (isWrong || first.length > LINE_LENGTH || second.length > LINE_LENGTH) return null;
			if (!/^(-|[NRXHSA]+)$/.test(lit)) return null;
			const leds = LEDS.filter((led) => lit.includes(LED_LETTERS[led]));
			return { kind: 'face', face: { lines: [first, second], leds } };
		}
		default:
			return null;
	}
}

function replyText(reply: Reply): string {
	switch (reply.kind) {
		case 'done':
			return 'DONE';
		case 'refused':
			return `REFUSED ${reply.why.toUpperCase()}`;
		case 'key':
			return `KEY ${reply.event} ${reply.key.toUpperCase()}`;
		case 'fresh':
			return 'FRESH';
		default:
			return reply satisfies never;
	}
}

function replyOf({ word, rest }: Line): Reply | null {
	switch (word) {
		case 'DONE':
			return { kind: 'done' };
		case 'REFUSED':
			return { kind: 'refused', why: rest === 'UNKNOWN' ? 'unknown' : 'wrong' };
		case 'KEY': {
			const [number = '', name = ''] = rest.split(' ');
			const [event, key] = [numberIn(number, 255), nameIn(KEYS, name)];
			return event === null || event === 0 || key === null ? null : { kind: 'key', event, key };
		}
		case 'FRESH':
			return { kind: 'fresh' };
		default:
			return null;
	}
}

/** A start sign begins anew wherever it stands: what was before it was cut off. */
class Reader<Read> implements FrameReader<Read> {
	readonly #start: string;
	readonly #meaning: (line: Line) => Read | null;
	#held = '';

	constructor(start: string, meaning: (line: Line) => Read | null) {
		this.#start = start;
		this.#meaning = meaning;
	}

	read(bytes: Uint8Array): Read[] {
		const pieces = (this.#held + Buffer.from(bytes).toString('latin1')).split('\n');
		const unfinished = pieces.pop() ?? '';
		const start = unfinished.lastIndexOf(this.#start);
		const held = start < 0 ? '' : unfinished.slice(start);
		this.#held = held.length > LONGEST_LINE ? '' : held;
		return pieces.flatMap((piece) => {
			const line = lineOf(piece.slice(piece.lastIndexOf(this.#start)), this.#start);
			const read = line === null ? null : this.#meaning(line);
			return read === null ? [] : [read];
		});
	}

	rest(): Read[] {
		this.#held = '';
		return [];
	}
}

function lineOf(piece: string, start: string): Line | null {
	if (piece.length > LONGEST_LINE) return null;
	const parts = /^(.)((\d{3}) ([0-9A-F]{2}) ([A-Z]+) ?(.*))\*([0-9A-F]{2})\r?$/.exec(piece);
	if (parts === null) return null;
	const [, sign, body = '', number = '', sequence = '', word = '', rest = '', sum] = parts;
	const unit = Number(number);
	if (sign !== start || checksum(body) !== sum || unit < FIRST_UNIT || unit > LAST_UNIT) return null;
	return { unit, sequence: Number.parseInt(sequence, 16), word, rest };
}

/** All characters between start sign and star, one XOR the other. */
function checksum(body: string): string {
	return hex([...body].reduce((sum, letter) => sum ^ letter.charCodeAt(0), 0));
}

function hex(byte: number): string {
	return (byte & 0xff).toString(16).toUpperCase().padStart(2, '0');
}

function numberIn(text: string, most: number): number | null {
	return /^\d{1,3}$/.test(text) && Number(text) <= most ? Number(text) : null;
}

function nameIn<Name extends string>(names: readonly Name[], text: string): Name | null {
	return names.find((name) => name.toUpperCase() === text) ?? null;
}
