// The frame format `rotunda`: binary, short, with a CRC. Its bytes are published in counter-sign/README.md and keypad/README.md.
import { crc16 } from './crc16.ts';
import {
	ARROWS,
	DIGIT_KEYS,
	FIRST_UNIT,
	KEYS,
	LAST_UNIT,
	LEDS,
	LINE_LENGTH,
	plainText,
	SIGN_MODES,
} from './desk-messages.ts';
import type {
	FrameFormat,
	FrameReader,
	Heard,
	Key,
	KeypadFace,
	Reply,
	Say,
	Sent,
	SignLook,
} from './desk-messages.ts';

const START = 0xa5;
/** Start, unit, length, sequence, command. */
const HEAD = 5;
const CRC = 2;
const LONGEST_DATA = 64;

const POLL = 0x01;
const SIGN = 0x10;
const FACE = 0x20;
const DONE = 0x81;
const REFUSED = 0x82;
const KEY = 0x83;
const FRESH = 0x84;
/** Set in every answer: an agent that hears its own frames as an echo knows them by that. */
const ANSWER = 0x80;

const CODES: Readonly<Record<Exclude<Key, (typeof DIGIT_KEYS)[number]>, number>> = {
	next: 0x4e,
	recall: 0x52,
	'no-show': 0x58,
	hold: 0x48,
	serve: 0x53,
	clear: 0x43,
};

interface Frame {
	readonly unit: number;
	readonly sequence: number;
	readonly command: number;
	readonly data: Uint8Array;
}

export const rotundaFrames: FrameFormat = {
	name: 'rotunda',
	encodeSent: ({ unit, sequence, say }) => encode({ unit, sequence, ...sayBytes(say) }),
	encodeHeard: ({ unit, sequence, reply }) => encode({ unit, sequence, ...replyBytes(reply) }),
	readSent: () =>
		new Reader((frame): Sent | null =>
			(frame.command & ANSWER) === 0
				? { unit: frame.unit, sequence: frame.sequence, say: sayOf(frame) }
				: null,
		),
	readHeard: () =>
		new Reader((frame): Heard | null => {
			const reply = replyOf(frame);
			return reply === null ? null : { unit: frame.unit, sequence: frame.sequence, reply };
		}),
};

function encode({ unit, sequence, command, data }: Frame): Uint8Array {
	const bytes = Uint8Array.from([START, unit, data.length, sequence, command, ...data, 0, 0]);
	const crc = crc16(bytes.subarray(1, -CRC));
	bytes[bytes.length - 2] = crc & 0xff;
	bytes[bytes.length - 1] = crc >> 8;
	return bytes;
}

function sayBytes(say: Say): Pick<Frame, 'command' | 'data'> {
	switch (say.kind) {
		case 'poll':
			return { command: POLL, data: Uint8Array.of(say.heard) };
		case 'sign': {
			const { mode, arrow, brightness, call, letter, digits } = say.look;
			const head = [SIGN_MODES.indexOf(mode), ARROWS.indexOf(arrow), brightness, call];
			return { command: SIGN, data: Uint8Array.from([...head, ...ascii(letter.padEnd(1) + digits)]) };
		}
		case 'face': {
			const leds = LEDS.reduce((bits, led, at) => (say.face.leds.includes(led) ? bits | (1 << at) : bits), 0);
			const text = say.face.lines.map((line) => line.slice(0, LINE_LENGTH).padEnd(LINE_LENGTH)).join('');
			return { command: FACE, data: Uint8Array.from([leds, ...ascii(plainText(text))]) };
		}
		default:
			return say satisfies never;
	}
}

function sayOf({ command, data }: Frame): Say | null {
	switch (command) {
		case POLL:
			return data.length === 1 ? { kind: 'poll', heard: data[0] ?? 0 } : null;
		case SIGN: {
			const look = lookOf(data);
			return look === null ? null : { kind: 'sign', look };
		}
		case FACE: {
			const face = faceOf(data);
			return face === null ? null : { kind: 'face', face };
		}
		default:
			return null;
	}
}

function lookOf(data: Uint8Array): SignLook | null {
	const [mode = 255, arrow = 255, brightness = 255, call = 0] = data;
	const text = /^([ A-Z])(\d{0,6})$/.exec(textOf(data.subarray(4)));
	const [, letter = '', digits = ''] = text ?? [];
	const [modeName, arrowName] = [SIGN_MODES[mode], ARROWS[arrow]];
	if (modeName === undefined || arrowName === undefined || brightness > 8 || text === null) return null;
	return { mode: modeName, arrow: arrowName, brightness, call, letter: letter.trim(), digits };
}

function faceOf(data: Uint8Array): KeypadFace | null {
	const [leds = 0] = data;
	const text = textOf(data.subarray(1));
	if (text.length !== 2 * LINE_LENGTH || !/^[ -~]*$/.test(text)) return null;
	return {
		lines: [text.slice(0, LINE_LENGTH).trimEnd(), text.slice(LINE_LENGTH).trimEnd()],
		leds: LEDS.filter((_led, at) => (leds & (1 << at)) !== 0),
	};
}

function replyBytes(reply: Reply): Pick<Frame, 'command' | 'data'> {
	switch (reply.kind) {
		case 'done':
			return { command: DONE, data: new Uint8Array() };
		case 'refused':
			return { command: REFUSED, data: Uint8Array.of(reply.why === 'unknown' ? 1 : 2) };
		case 'key':
			return { command: KEY, data: Uint8Array.of(reply.event, codeOf(reply.key)) };
		case 'fresh':
			return { command: FRESH, data: new Uint8Array() };
		default:
			return reply satisfies never;
	}
}

function replyOf({ command, data }: Frame): Reply | null {
	switch (command) {
		case DONE:
			return { kind: 'done' };
		case REFUSED:
			return { kind: 'refused', why: data[0] === 1 ? 'unknown' : 'wrong' };
		case KEY: {
			const [event = 0, code = 0] = data;
			const key = KEYS.find((one) => codeOf(one) === code);
			return key === undefined || event === 0 ? null : { kind: 'key', event, key };
		}
		case FRESH:
			return { kind: 'fresh' };
		default:
			return null;
	}
}

function codeOf(key: Key): number {
	const digit = DIGIT_KEYS.find((one) => one === key);
	return digit === undefined ? CODES[key as keyof typeof CODES] : 0x30 + Number(digit);
}

/** A wrong frame costs one byte, its start: the true start may be any byte after it. */
class Reader<Read> implements FrameReader<Read> {
	readonly #meaning: (frame: Frame) => Read | null;
	#held: Uint8Array = new Uint8Array();

	constructor(meaning: (frame: Frame) => Read | null) {
		this.#meaning = meaning;
	}

	read(bytes: Uint8Array): Read[] {
		const joined = new Uint8Array(this.#held.length + bytes.length);
		joined.set(this.#held);
		joined.set(bytes, this.#held.length);
		this.#held = joined;
		return this.#take();
	}

	rest(): Read[] {
		const found: Read[] = [];
		while (this.#held.length > 0) {
			this.#held = this.#held.subarray(1);
			found.push(...this.#take());
		}
		return found;
	}

	#take(): Read[] {
		const found: Read[] = [];
		let at = 0;
		for (;;) {
			const start = this.#held.indexOf(START, at);
			at = start < 0 ? this.#held.length : start;
			const length = lengthOf(this.#held.subarray(at));
			if (length === null) break;
			const frame = frameOf(this.#held.subarray(at, at + length));
			const read = frame === null ? null : this.#meaning(frame);
			if (read !== null) found.push(read);
			at += frame === null ? 1 : length;
		}
		this.#held = this.#held.slice(at);
		return found;
	}
}

/** Bytes of the frame that begins here, 0 for one that cannot be, or null while that is not known or not all is here. */
function lengthOf(bytes: Uint8Array): number | null {
	const [, unit, data] = bytes;
	if (unit !== undefined && (unit < FIRST_UNIT || unit > LAST_UNIT)) return 0;
	if (data === undefined) return null;
	if (data > LONGEST_DATA) return 0;
	return bytes.length < HEAD + data + CRC ? null : HEAD + data + CRC;
}

function frameOf(bytes: Uint8Array): Frame | null {
	const [, unit, , sequence, command] = bytes;
	const [low, high] = bytes.subarray(-CRC);
	if (unit === undefined || sequence === undefined || command === undefined) return null;
	if (low === undefined || high === undefined) return null;
	if (crc16(bytes.subarray(1, -CRC)) !== low + high * 256) return null;
	return { unit, sequence, command, data: bytes.slice(HEAD, -CRC) };
}

function ascii(text: string): number[] {
	return [...text].map((letter) => letter.charCodeAt(0));
}

function textOf(bytes: Uint8Array): string {
	return String.fromCharCode(...bytes);
}
