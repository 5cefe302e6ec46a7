// What a printer's answer bytes say: real-time status, in-order answers and status sent unasked, told apart by their bits.
import type { Trouble } from '#protocol/device-schema';

export type StatusMessage =
	/** Answer to one `DLE EOT n`, in the order they were asked. */
	| { readonly kind: 'real-time'; readonly byte: number }
	/** Answer to `GS r`: everything sent before it was done. */
	| { readonly kind: 'in-order'; readonly byte: number }
	/** Four bytes of `GS a`, sent on every change. */
	| { readonly kind: 'automatic'; readonly bytes: readonly [number, number, number, number] };

/** Splits a printer's answers into messages, however they arrive; bytes that fit nothing are passed over. */
export class StatusReader {
	#automatic: number[] = [];

	read(bytes: Uint8Array): StatusMessage[] {
		const messages: StatusMessage[] = [];
		for (const byte of bytes) {
			const message = this.#one(byte);
			if (message !== null) messages.push(message);
		}
		return messages;
	}

	#one(byte: number): StatusMessage | null {
		// The three bytes after the first of an automatic status have bits 4 and 7 clear.
		if (this.#automatic.length > 0 && (byte & 0x90) === 0) {
			const [first = 0, second = 0, third = 0] = this.#automatic;
			if (this.#automatic.length < 3) {
				this.#automatic.push(byte);
				return null;
			}
			this.#automatic = [];
			return { kind: 'automatic', bytes: [first, second, third, byte] };
		}
		this.#automatic = [];
		if ((byte & 0x93) === 0x12) return { kind: 'real-time', byte };
		if ((byte & 0x93) === 0x10) {
			this.#automatic = [byte];
			return null;
		}
		return (byte & 0x90) === 0 ? { kind: 'in-order', byte } : null;
	}
}

/** From the answers to `DLE EOT 1` to `4`, in that order. */
export function troublesAsked(answers: readonly number[]): Trouble[] {
	const [printer = 0, offline = 0, error = 0, paper = 0] = answers;
	return named({
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
	return named({
		offline: (printer & 0x08) !== 0,
		coverOpen: (printer & 0x20) !== 0,
		jammed: (error & 0x04) !== 0,
		cutter: (error & 0x08) !== 0,
		overheated: (error & 0x40) !== 0,
		paperOut: (paper & 0x0c) !== 0,
		paperLow: (paper & 0x03) !== 0,
	});
}

interface Signs {
	readonly offline: boolean;
	readonly coverOpen: boolean;
	readonly jammed: boolean;
	readonly cutter: boolean;
	readonly overheated: boolean;
	readonly paperOut: boolean;
	readonly paperLow: boolean;
}

/** Offline is said only when nothing tells why. */
function named(signs: Signs): Trouble[] {
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

/** Paper running low is a warning: it still prints. */
export function isStopped(troubles: readonly Trouble[]): boolean {
	return troubles.some((trouble) => trouble !== 'paper-low');
}
