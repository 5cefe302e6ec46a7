// What an ESC/POS printer's answer bytes say: each kind of answer told apart by its fixed bits.
import type { Trouble } from '#protocol/device-schema';

export type StatusMessage =
	/** Answer to one `DLE EOT n`, in the order they were asked. */
	| { readonly kind: 'real-time'; readonly byte: number }
	/** Answer to `GS r`: everything sent before it was done. */
	| { readonly kind: 'in-order'; readonly byte: number }
	/** Answer to `GS ( H`: everything sent before it is on paper; the four characters that were sent with it. */
	| { readonly kind: 'named'; readonly name: string }
	/** Four bytes of `GS a`, sent on every change. */
	| { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] }
	| { readonly kind: 'nonsense' };

const XON = 0x11;
const XOFF = 0x13;
/** `GS ( H` is answered by this, an identifier, four characters and a NUL. */
const NAMED = 0x37;
const NAMED_ID = 0x22;

/** Splits a printer's answers into messages, however they arrive. */
export class StatusReader {
	#automatic: number[] = [];
	#named: number[] = [];

	read(bytes: Uint8Array): StatusMessage[] {
		return Array.from(bytes).flatMap((byte) => this.#one(byte));
	}

	#one(byte: number): StatusMessage[] {
		// Flow control is not meant for us, wherever it comes.
		if (byte === XON || byte === XOFF) return [];
		// What was asked in real time is answered in the middle of anything.
		if ((byte & 0x93) === 0x12) return [{ kind: 'real-time', byte }];
		if (this.#named.length > 0) return this.#inName(byte);
		if (this.#automatic.length > 0) return this.#inAutomatic(byte);
		if (byte === NAMED) {
			this.#named = [byte];
			return [];
		}
		if ((byte & 0x93) === 0x10) {
			this.#automatic = [byte];
			return [];
		}
		return (byte & 0xf0) === 0 ? [{ kind: 'in-order', byte }] : [{ kind: 'nonsense' }];
	}

	/** The three bytes after the first of an automatic status have bits 4 and 7 clear. */
	#inAutomatic(byte: number): StatusMessage[] {
		const [first = 0, second = 0, third = 0] = this.#automatic;
		if ((byte & 0x90) !== 0) {
			this.#automatic = [];
			return [{ kind: 'nonsense' }, ...this.#one(byte)];
		}
		if (this.#automatic.length < 3) {
			this.#automatic.push(byte);
			return [];
		}
		this.#automatic = [];
		return [{ kind: 'automatic', bytes: [first, second, third, byte] }];
	}

	#inName(byte: number): StatusMessage[] {
		const place = this.#named.length;
		const fits = place === 1 ? byte === NAMED_ID : place === 6 ? byte === 0 : byte >= 0x20 && byte <= 0x7e;
		if (!fits) {
			this.#named = [];
			return [{ kind: 'nonsense' }, ...this.#one(byte)];
		}
		this.#named.push(byte);
		if (place < 6) return [];
		const name = String.fromCharCode(...this.#named.slice(2, 6));
		this.#named = [];
		return [{ kind: 'named', name }];
	}
}

/** From the answers to `DLE EOT 1` to `4`, in that order. */
export function troublesAsked(answers: readonly number[]): Trouble[] {
	const [printer = 0, offline = 0, error = 0, paper = 0] = answers;
	return troublesOf({
		offline: (printer & 0x08) !== 0,
		coverOpen: (offline & 0x04) !== 0,
		jammed: (error & 0x04) !== 0,
		cutter: (error & 0x08) !== 0,
		overheated: (error & 0x40) !== 0,
		paperOut: (paper & 0x60) !== 0 || (offline & 0x20) !== 0,
		paperLow: (paper & 0x0c) !== 0,
	});
}

export function troublesTold(bytes: readonly [number, number, number, number]): Trouble[] {
	const [printer, error, paper] = bytes;
	return troublesOf({
		offline: (printer & 0x08) !== 0,
		coverOpen: (printer & 0x20) !== 0,
		jammed: (error & 0x04) !== 0,
		cutter: (error & 0x08) !== 0,
		overheated: (error & 0x40) !== 0,
		paperOut: (paper & 0x0c) !== 0,
		paperLow: (paper & 0x03) !== 0,
	});
}

export interface Signs {
	readonly offline: boolean;
	readonly coverOpen: boolean;
	readonly jammed: boolean;
	readonly cutter: boolean;
	readonly overheated: boolean;
	readonly paperOut: boolean;
	readonly paperLow: boolean;
}

/** Offline is said only when nothing tells why. */
export function troublesOf(signs: Signs): Trouble[] {
	const troubles: Trouble[] = [];
	if (signs.paperOut) troubles.push('paper-out');
	if (signs.coverOpen) troubles.push('cover-open');
	if (signs.jammed) troubles.push('jammed');
	if (signs.cutter) troubles.push('cutter');
	if (signs.overheated) troubles.push('overheated');
	if (signs.offline && troubles.length === 0) troubles.push('offline');
	if (signs.paperLow && !signs.paperOut) troubles.push('paper-low');
	return troubles;
}

/** What is worth telling somebody and does not keep a printer from printing. */
const WARNINGS: readonly Trouble[] = ['paper-low', 'cannot-confirm', 'letters-missing'];

export function isStopped(troubles: readonly Trouble[]): boolean {
	return troubles.some((trouble) => !WARNINGS.includes(trouble));
}
