// Chance under a seed: the same seed and the same names give the same numbers on every machine.

/** A stream of numbers; streams with other names do not disturb each other. */
export class Chance {
	readonly #seed: string;
	#a: number;
	#b: number;
	#c: number;
	#d = 1;

	constructor(seed: string) {
		this.#seed = seed;
		this.#a = hash(`${seed}/a`);
		this.#b = hash(`${seed}/b`);
		this.#c = hash(`${seed}/c`);
		for (let warm = 0; warm < 8; warm += 1) this.next();
	}

	/** A stream of its own: what is drawn from it changes nothing here. */
	fork(name: string): Chance {
		return new Chance(`${this.#seed}/${name}`);
	}

	/** From 0 up to, not including, 1 (sfc32). */
	next(): number {
		const sum = (this.#a + this.#b + this.#d) | 0;
		this.#d = (this.#d + 1) | 0;
		this.#a = this.#b ^ (this.#b >>> 9);
		this.#b = (this.#c + (this.#c << 3)) | 0;
		this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
		return (sum >>> 0) / 4_294_967_296;
	}

	/** A whole number from 0 up to, not including, `end`. */
	below(end: number): number {
		return Math.floor(this.next() * end);
	}

	between(from: number, to: number): number {
		return from + this.next() * (to - from);
	}

	is(probability: number): boolean {
		return this.next() < probability;
	}

	/** @throws RangeError when there is nothing to choose from. */
	pick<Value>(values: readonly Value[]): Value {
		const value = values[this.below(values.length)];
		if (value === undefined) throw new RangeError('nothing to choose from');
		return value;
	}

	bytes(length: number): Uint8Array {
		return Uint8Array.from({ length }, () => this.below(256));
	}
}

/** FNV-1a with a last mix, 32 bits. */
export function hash(text: string, from = 0x811c9dc5): number {
	let value = from;
	for (let at = 0; at < text.length; at += 1) {
		value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
	}
	value = Math.imul(value ^ (value >>> 15), 0x2c1b3c6d);
	return (value ^ (value >>> 13)) >>> 0;
}
