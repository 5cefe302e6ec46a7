// Slows down whoever guesses: after a few failures each further try has to wait, twice as long every time.
import type { Clock } from '../clock.ts';
import type { MessageOf } from '../hub-talk.ts';

interface Failures {
	count: number;
	/** Hub time before which no further try is made. */
	until: number;
	last: number;
}

export type ThrottleAct = MessageOf<'try'>['act'];

const LONGEST_WAIT = 300_000;
/** Failures are forgotten after this long without another. */
const FORGOTTEN = 3_600_000;
const KEYS = 10_000;

export class Throttle {
	readonly #clock: Clock;
	readonly #free: number;
	readonly #publish: (act: ThrottleAct, key: string) => void;
	readonly #failures = new Map<string, Failures>();

	/** `free`: failures that cost nothing, for people mistype. `publish`: called with every act, for the other hubs. */
	constructor(clock: Clock, free: number, publish: (act: ThrottleAct, key: string) => void) {
		this.#clock = clock;
		this.#free = free;
		this.#publish = publish;
	}

	/** The same has happened at another hub. */
	receive(act: ThrottleAct, key: string): void {
		switch (act) {
			case 'tried':
				return this.#count(key);
			case 'succeeded':
				return void this.#failures.delete(key);
			case 'takenBack':
				return this.#uncount(key);
			default:
				act satisfies never;
		}
	}

	/** Whole seconds to wait before the next try, 0 for none. */
	wait(key: string): number {
		const known = this.#failures.get(key);
		return known === undefined ? 0 : Math.max(0, Math.ceil((known.until - this.#clock.now()) / 1000));
	}

	/** Counts a try as failed before it is checked, so that tries sent together do not all slip through. */
	tried(key: string): void {
		this.#count(key);
		this.#publish('tried', key);
	}

	/** The try was right: this key is trusted again. */
	succeeded(key: string): void {
		this.#failures.delete(key);
		this.#publish('succeeded', key);
	}

	/** The try was right, but says nothing about other tries under this key. */
	takeBack(key: string): void {
		this.#uncount(key);
		this.#publish('takenBack', key);
	}

	#count(key: string): void {
		const now = this.#clock.now();
		const known = this.#failures.get(key);
		const count = known === undefined || now - known.last > FORGOTTEN ? 1 : known.count + 1;
		const beyond = count - this.#free;
		const until = beyond <= 0 ? 0 : now + Math.min(1000 * 2 ** Math.min(beyond, 20), LONGEST_WAIT);
		this.#failures.delete(key);
		this.#failures.set(key, { count, until, last: now });
		if (this.#failures.size > KEYS) this.#dropOldest();
	}

	#uncount(key: string): void {
		const known = this.#failures.get(key);
		if (known === undefined) return;
		if (known.count <= 1) this.#failures.delete(key);
		else this.#failures.set(key, { ...known, count: known.count - 1, until: 0 });
	}

	#dropOldest(): void {
		const oldest = this.#failures.keys().next();
		if (!oldest.done) this.#failures.delete(oldest.value);
	}
}
