// What a Star printer is asked and answers in its line mode: it tells by itself, and counts the ETB that it comes to.
import type { Heard, Moment, PrinterVoice } from './printer-voice.ts';
import { StarStatusReader } from './star-status.ts';

const ETB = 0x17;
/** Answered at once, on a line on which nothing is told unasked yet. */
const STATUS_NOW = Uint8Array.from([0x1b, 0x06, 0x01]);
const COUNT_FROM_NONE = [0x1b, 0x1e, 0x45, 0x00];
const COUNTS = 32;
/** ETB that an earlier line may have left in the printer's buffer: a question and a receipt, with room to spare. */
const LEFT_OVER = 4;

export class StarVoice implements PrinterVoice {
	readonly namesReceipts = true;
	#reader = new StarStatusReader();
	#asked = false;
	/** The printer's counter as last heard on this line. */
	#counter: number | null = null;
	/** Where the counter is when everything sent so far was done; null until it was set back on this line. */
	#sent: number | null = null;
	readonly #expected = new Set<number>();

	begin(): void {
		this.#reader = new StarStatusReader();
		this.#asked = false;
		this.#counter = null;
		this.#sent = null;
		this.#expected.clear();
	}

	ask(moment: Moment): Uint8Array | null {
		// With status told unasked, Star forbids this question; while it prints or stands still, it comes to no ETB.
		if (moment !== 'first' && this.#sent !== null && moment !== 'idle') return null;
		this.#asked = true;
		return moment === 'first' || this.#sent === null ? STATUS_NOW : this.#etb();
	}

	receipt(): Uint8Array {
		if (this.#sent !== null) {
			const etb = this.#etb();
			this.#expected.add(this.#sent);
			return etb;
		}
		const target = farFrom(this.#counter ?? 0);
		this.#sent = target;
		this.#expected.add(target);
		return Uint8Array.from([...COUNT_FROM_NONE, ...Array<number>(target).fill(ETB)]);
	}

	hear(bytes: Uint8Array): Heard[] {
		return this.#reader.read(bytes).flatMap((message): Heard[] => {
			if (message.kind === 'nonsense') {
				this.#asked = false;
				return [message];
			}
			const { troubles, counter } = message;
			this.#counter = counter;
			const said: Heard = { kind: this.#asked ? 'answer' : 'told', troubles };
			this.#asked = false;
			if (!this.#expected.has(counter)) return [said];
			this.#expected.clear();
			return [said, { kind: 'done' }];
		});
	}

	#etb(): Uint8Array {
		this.#sent = ((this.#sent ?? 0) + 1) % COUNTS;
		return Uint8Array.of(ETB);
	}
}

/** A count that what an earlier line left over cannot reach from where the counter stands. */
function farFrom(counter: number): number {
	const reach = Array.from({ length: LEFT_OVER + 1 }, (_, more) => (counter + more) % COUNTS);
	for (let target = LEFT_OVER; ; target += 1) if (!reach.includes(target)) return target;
}
