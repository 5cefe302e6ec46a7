// What a Star printer says of itself: automatic status blocks, which come on every change and when it has done what it was sent.
import type { Trouble } from '#protocol/device-schema';
import { troublesOf } from './printer-status.ts';

export type StarMessage =
	/** `counter`: how many ETB it has come to since the counter was set back, modulo 32. */
	| { readonly kind: 'status'; readonly troubles: readonly Trouble[]; readonly counter: number }
	| { readonly kind: 'nonsense' };

const XON = 0x11;
const XOFF = 0x13;
/** Up to the counter; printers send 9 bytes, newer ones more. */
const SHORTEST = 8;

/**
 * Splits a Star printer's answers into status blocks. The first byte says how many there are; on a network the second
 * has its highest bit set, and after the block come two bytes with the length of a text that is passed over.
 */
export class StarStatusReader {
	#held: number[] = [];
	#skip = 0;

	read(bytes: Uint8Array): StarMessage[] {
		return Array.from(bytes).flatMap((byte) => this.#one(byte));
	}

	#one(byte: number): StarMessage[] {
		if (this.#skip > 0) {
			this.#skip -= 1;
			return [];
		}
		const place = this.#held.length;
		if (place === 0) return this.#first(byte);
		const total = totalIn(this.#held);
		if (place < total) {
			const own = place === 1 ? byte & 0x7f : byte;
			if ((own & 0x91) !== 0) return this.#broken(byte);
		}
		this.#held.push(byte);
		const whole = isOnNetwork(this.#held) ? total + 2 : total;
		if (this.#held.length < whole) return [];
		const held = this.#held;
		this.#held = [];
		if (whole > total) this.#skip = Math.min(0x200, (held[total] ?? 0) * 256 + (held[total + 1] ?? 0));
		return [{ kind: 'status', troubles: troublesIn(held), counter: counterIn(held) }];
	}

	#first(byte: number): StarMessage[] {
		if (byte === XON || byte === XOFF) return [];
		if ((byte & 0x91) !== 0x01 || totalIn([byte]) < SHORTEST) return [{ kind: 'nonsense' }];
		this.#held = [byte];
		return [];
	}

	#broken(byte: number): StarMessage[] {
		this.#held = [];
		return [{ kind: 'nonsense' }, ...((byte & 0x91) === 0x01 ? this.#one(byte) : [])];
	}
}

function totalIn([first = 0]: readonly number[]): number {
	return ((first & 0x60) >> 2) | ((first & 0x0e) >> 1);
}

function isOnNetwork([, second = 0]: readonly number[]): boolean {
	return (second & 0x80) !== 0;
}

function counterIn(block: readonly number[]): number {
	const byte = block[7] ?? 0;
	return ((byte & 0x60) >> 2) | ((byte & 0x0e) >> 1);
}

function troublesIn(block: readonly number[]): Trouble[] {
	const [, , printer = 0, error = 0, jam = 0, paper = 0] = block;
	return troublesOf({
		offline: (printer & 0x08) !== 0,
		coverOpen: (printer & 0x20) !== 0,
		jammed: (error & 0x24) !== 0 || (jam & 0x04) !== 0,
		cutter: (error & 0x08) !== 0,
		overheated: (error & 0x40) !== 0,
		paperOut: (paper & 0x08) !== 0,
		paperLow: (paper & 0x06) !== 0,
	});
}
