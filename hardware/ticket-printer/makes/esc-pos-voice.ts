// What an ESC/POS printer is asked and answers: Epson, Citizen, and whatever obeys the same commands.
import { randomInt } from 'node:crypto';
import type { Heard, PrinterVoice } from './printer-voice.ts';
import { StatusReader, troublesAsked, troublesTold } from './printer-status.ts';
import type { StatusMessage } from './printer-status.ts';

/** `DLE EOT 1` to `4`: answered at once, even while it prints or stands still. */
const HOW_ARE_YOU = Uint8Array.from([1, 2, 3, 4].flatMap((about) => [0x10, 0x04, about]));
/** `GS r 1`, three times: one byte is all it answers, and a line that breaks can make one byte by itself. */
const ARE_YOU_DONE = Uint8Array.from([1, 2, 3].flatMap(() => [0x1d, 0x72, 0x01]));
const TIMES_DONE = 3;

export class EscPosVoice implements PrinterVoice {
	/** Whether `GS ( H` may be asked: Epson's own answer it with a name, others might print it. */
	readonly #mayName: boolean;
	#names = false;
	/** Asked with a name once on this line, without an answer to it so far. */
	#tried = false;
	#reader = new StatusReader();
	#answers: number[] = [];
	#awaited = 0;
	#expected = new Set<string>();
	#same: number[] = [];
	#next = randomInt(0x10000);

	constructor(mayName: boolean) {
		this.#mayName = mayName;
	}

	get namesReceipts(): boolean {
		return this.#names;
	}

	begin(): void {
		this.#reader = new StatusReader();
		this.#forget();
		this.#tried = false;
		this.#expected.clear();
	}

	ask(): Uint8Array {
		this.#answers = [];
		this.#awaited = 4;
		return HOW_ARE_YOU;
	}

	receipt(): Uint8Array {
		this.#same = [];
		const names = this.#names || (this.#mayName && !this.#tried);
		this.#tried = true;
		if (!names) return ARE_YOU_DONE;
		this.#next = (this.#next + 1) & 0xffff;
		const name = nameOf(this.#next);
		this.#expected.add(name);
		const asked = Buffer.concat([Buffer.from([0x1d, 0x28, 0x48, 6, 0, 48, 48]), Buffer.from(name)]);
		return this.#names ? asked : Buffer.concat([asked, ARE_YOU_DONE]);
	}

	hear(bytes: Uint8Array): Heard[] {
		return this.#reader.read(bytes).flatMap((message) => this.#understand(message));
	}

	#understand(message: StatusMessage): Heard[] {
		switch (message.kind) {
			case 'automatic':
				return [{ kind: 'told', troubles: troublesTold(message.bytes) }];
			case 'real-time':
				return this.#answered(message.byte);
			case 'named':
				return this.#named(message.name);
			case 'in-order':
				return this.#inOrder(message.byte);
			case 'nonsense':
				this.#forget();
				return [{ kind: 'nonsense' }];
			default:
				return message satisfies never;
		}
	}

	#forget(): void {
		this.#answers = [];
		this.#awaited = 0;
		this.#same = [];
	}

	#answered(byte: number): Heard[] {
		if (this.#awaited === 0) {
			// Nobody asked: what comes next belongs to no question that we know of.
			this.#forget();
			return [{ kind: 'nonsense' }];
		}
		this.#awaited -= 1;
		this.#answers.push(byte);
		return this.#awaited > 0 ? [] : [{ kind: 'answer', troubles: troublesAsked(this.#answers) }];
	}

	#named(name: string): Heard[] {
		// One of an earlier line, which came late.
		if (!this.#expected.has(name)) return [];
		this.#names = true;
		this.#expected.clear();
		return [{ kind: 'done' }];
	}

	#inOrder(byte: number): Heard[] {
		if (this.#names) return [];
		this.#same = this.#same[0] === byte ? [...this.#same, byte] : [byte];
		if (this.#same.length < TIMES_DONE) return [];
		this.#same = [];
		this.#expected.clear();
		return [{ kind: 'done' }];
	}
}

/** Four characters whose bits cannot be taken for a real-time answer in their midst. */
function nameOf(number: number): string {
	return [12, 8, 4, 0].map((shift) => String.fromCharCode(0x40 | ((number >> shift) & 0x0f))).join('');
}
