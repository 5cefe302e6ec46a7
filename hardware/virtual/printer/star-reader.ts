// Turns a Star printer's incoming bytes into the commands they mean, in line mode and in raster mode.
import type { PrinterCommand } from './escpos-reader.ts';

const MORE = null;
type Read = { readonly command: PrinterCommand; readonly length: number } | typeof MORE;

const NOTHING: PrinterCommand = { kind: 'nothing' };
const NUL = 0x00;
const ETB = 0x17;
const CAN = 0x18;
const ESC = 0x1b;
const RS = 0x1e;
/** A quarter of a millimetre at 8 dots a millimetre. */
const QUARTER = 2;
/** What `ESC d 2` and `ESC d 3` feed before they cut. */
const FEED_TO_CUTTER = 96;
const LONGEST_NUMBER = 8;

export class StarReader {
	#held: Uint8Array = new Uint8Array(0);
	#isRaster = false;

	/** As after power on: an unfinished command is forgotten. */
	reset(): void {
		this.#held = new Uint8Array(0);
		this.#isRaster = false;
	}

	read(bytes: Uint8Array): PrinterCommand[] {
		const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
		const commands: PrinterCommand[] = [];
		let from = 0;
		while (from < all.length) {
			const read = this.#one(all.subarray(from));
			if (read === MORE) break;
			commands.push(read.command);
			from += read.length;
		}
		this.#held = Uint8Array.from(all.subarray(from));
		return commands;
	}

	#one(bytes: Uint8Array): Read {
		const first = bytes[0] ?? NUL;
		if (first === ESC) return this.#escape(bytes);
		if (first === ETB) return { command: { kind: 'count' }, length: 1 };
		if (first === CAN) return { command: { kind: 'init' }, length: 1 };
		if (first === NUL || first === 0x0d) return { command: NOTHING, length: 1 };
		if (this.#isRaster) return first === 0x62 ? rasterRow(bytes) : unknown(bytes, 1);
		if (first === 0x0a) return { command: { kind: 'line-feed' }, length: 1 };
		if (first < 0x20) return unknown(bytes, 1);
		const end = bytes.findIndex((byte) => byte < 0x20);
		const length = end < 0 ? bytes.length : end;
		return { command: { kind: 'text', bytes: bytes.slice(0, length) }, length };
	}

	#escape(bytes: Uint8Array): Read {
		const [, name, n] = bytes;
		if (name === undefined) return MORE;
		if (name === 0x40) return { command: { kind: 'init' }, length: 2 };
		if (n === undefined) return MORE;
		switch (name) {
			case 0x06:
				return { command: NOTHING, length: 3 };
			case 0x49:
				return { command: { kind: 'feed-dots', dots: n }, length: 3 };
			case 0x4a:
				return { command: { kind: 'feed-dots', dots: n * QUARTER }, length: 3 };
			case 0x64: {
				const kind = n % 4;
				const feed = kind >= 2 ? FEED_TO_CUTTER : 0;
				return { command: { kind: 'cut', partial: kind % 2 === 1, feed }, length: 3 };
			}
			case RS:
				return status(bytes);
			case 0x2a:
				return this.#raster(bytes);
			default:
				return unknown(bytes, 2);
		}
	}

	/** `ESC * r A` and `B` enter and leave raster mode; with other letters comes a number up to a NUL. */
	#raster(bytes: Uint8Array): Read {
		const letter = bytes[3];
		if (letter === undefined) return MORE;
		if (bytes[2] !== 0x72) return unknown(bytes, 3);
		if (letter === 0x41 || letter === 0x42) {
			this.#isRaster = letter === 0x41;
			return { command: NOTHING, length: 4 };
		}
		const end = bytes.subarray(4, 4 + LONGEST_NUMBER).indexOf(NUL);
		if (end < 0) return bytes.length < 4 + LONGEST_NUMBER ? MORE : unknown(bytes, 4);
		const number = Number(Buffer.from(bytes.subarray(4, 4 + end)).toString('latin1'));
		const isFeed = letter === 0x59 && Number.isInteger(number);
		return { command: isFeed ? { kind: 'feed-dots', dots: number } : NOTHING, length: 5 + end };
	}
}

function status(bytes: Uint8Array): Read {
	const [, , name, n] = bytes;
	if (n === undefined) return MORE;
	if (name === 0x61) return { command: { kind: 'auto-status', mask: n }, length: 4 };
	if (name === 0x45) return { command: { kind: 'count-from-none' }, length: 4 };
	return unknown(bytes, 4);
}

/** `b n1 n2 data`: one row of dots, then down one row. */
function rasterRow(bytes: Uint8Array): Read {
	const [, low, high] = bytes;
	if (low === undefined || high === undefined) return MORE;
	const bytesPerRow = low + 256 * high;
	if (bytes.length < 3 + bytesPerRow) return MORE;
	const bits = bytes.slice(3, 3 + bytesPerRow);
	return {
		command: { kind: 'raster', bytesPerRow, rows: 1, scaleX: 1, scaleY: 1, bits },
		length: 3 + bytesPerRow,
	};
}

function unknown(bytes: Uint8Array, length: number): Read {
	return { command: { kind: 'unknown', bytes: bytes.slice(0, length) }, length };
}
