// Tells a scanner that types like a keyboard from a person: a burst of keys that ends with Enter is a code.

/** Keys further apart than this, in ms, are a person's: the quickest typists need some 60 ms from key to key. */
export const BURST_MS = 40;
/** Once so many keys came that fast it is a scanner, and one that stumbles on a busy machine is waited for. */
const SURE_AFTER = 4;
const STUMBLE_MS = 150;
/** Anything shorter is no code that we print. */
export const SHORTEST_CODE = 6;

export interface WedgeEnds {
	/** A code was read; its keys were kept from everybody else. */
	readonly scanned: (text: string) => void;
	/** These keys were a person's after all: give them to whom they were meant for. */
	readonly released: (keys: readonly string[]) => void;
	/** Whether keys are held right now: somebody pressed one, and what it means is not known yet. */
	readonly holding: (held: boolean) => void;
}

/** `taken`: the key is kept for now and must do nothing else; `passed`: it is nobody's business here. */
export type Verdict = 'taken' | 'passed';

/** Told every key that is pressed while no text field has the focus. `at` in ms, by a clock that never goes back. */
export class WedgeReader {
	readonly #ends: WedgeEnds;
	#held: string[] = [];
	#last = Number.NEGATIVE_INFINITY;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(ends: WedgeEnds) {
		this.#ends = ends;
	}

	key(key: string, at: number): Verdict {
		// Scanners press Shift for capital letters.
		if (key === 'Shift') return 'passed';
		if (at - this.#last > this.#patience) this.release();
		this.#last = at;
		if (key === 'Enter' && this.#held.length >= SHORTEST_CODE) {
			const text = this.#held.join('');
			this.#forget();
			this.#ends.scanned(text);
			return 'taken';
		}
		// No code begins with a space, which presses buttons.
		if ([...key].length !== 1 || (key === ' ' && this.#held.length === 0)) {
			this.release();
			return 'passed';
		}
		if (this.#held.length === 0) this.#ends.holding(true);
		this.#held.push(key);
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.release(), this.#patience);
		return 'taken';
	}

	/** Gives back what is held, in its order. */
	release(): void {
		const held = this.#held;
		this.#forget();
		if (held.length > 0) this.#ends.released(held);
	}

	get #patience(): number {
		return this.#held.length < SURE_AFTER ? BURST_MS : STUMBLE_MS;
	}

	#forget(): void {
		clearTimeout(this.#timer);
		if (this.#held.length > 0) this.#ends.holding(false);
		this.#held = [];
	}
}
