// Turns a printer's incoming bytes into the commands they mean, however they were cut up on the way.

export type Align = 'left' | 'center' | 'right';
export type PrinterCommand =
	| { readonly kind: 'text'; readonly bytes: Uint8Array }
	/** LF or CR LF: print what stands in the line, then feed one line. */
	| { readonly kind: 'line-feed' }
	| { readonly kind: 'tab' }
	| { readonly kind: 'init' }
	| { readonly kind: 'code-page'; readonly page: number }
	/** Multiples of the font's own cell, 1 to 8. */
	| { readonly kind: 'size'; readonly width: number; readonly height: number }
	| { readonly kind: 'font'; readonly font: 'A' | 'B' }
	| { readonly kind: 'bold'; readonly on: boolean }
	| { readonly kind: 'underline'; readonly dots: number }
	| { readonly kind: 'invert'; readonly on: boolean }
	| { readonly kind: 'upside-down'; readonly on: boolean }
	| { readonly kind: 'align'; readonly align: Align }
	/** Dots between baselines; null is the printer's own. */
	| { readonly kind: 'line-spacing'; readonly dots: number | null }
	| { readonly kind: 'feed-lines'; readonly lines: number }
	| { readonly kind: 'feed-dots'; readonly dots: number }
	| { readonly kind: 'cut'; readonly partial: boolean; readonly feed: number }
	/** One bit a dot, rows of `bytesPerRow`; each dot is drawn `scaleX` by `scaleY`. */
	| {
			readonly kind: 'raster';
			readonly bytesPerRow: number;
			readonly rows: number;
			readonly scaleX: number;
			readonly scaleY: number;
			readonly bits: Uint8Array;
	  }
	| { readonly kind: 'qr-model'; readonly model: number }
	| { readonly kind: 'qr-cell'; readonly dots: number }
	| { readonly kind: 'qr-correction'; readonly level: 'L' | 'M' | 'Q' | 'H' }
	| { readonly kind: 'qr-store'; readonly data: Uint8Array }
	| { readonly kind: 'qr-print' }
	/** `GS r`: asked in order, answered when everything before it was done. */
	| { readonly kind: 'status-in-order'; readonly about: number }
	/** `GS ( H`: the same, answered with these four characters. */
	| { readonly kind: 'named-status'; readonly name: string }
	/** Star's ETB: counted and told when everything before it was done; and that it counts from none again. */
	| { readonly kind: 'count' }
	| { readonly kind: 'count-from-none' }
	/** `GS a`: status is sent unasked on every change of the kinds in the mask. */
	| { readonly kind: 'auto-status'; readonly mask: number }
	/** Understood and without effect on paper. */
	| { readonly kind: 'nothing' }
	| { readonly kind: 'unknown'; readonly bytes: Uint8Array };

const DLE = 0x10;
const ESC = 0x1b;
const FS = 0x1c;
const GS = 0x1d;

/** A command that needs more bytes than are here yet. */
const MORE = null;
type Read = { readonly command: PrinterCommand; readonly length: number } | typeof MORE;
/** A command of fixed length: how many bytes follow its two-byte name, and what they mean. */
type Fixed = readonly [parameters: number, meaning: (p: Uint8Array) => PrinterCommand];

/** A picture larger than a printer's memory is a misread, not a picture. */
const MOST_BYTES_A_ROW = 256;
const MOST_ROWS = 4096;

const NOTHING: PrinterCommand = { kind: 'nothing' };
const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;
const isOn = (value: number): boolean => (value & 1) === 1;
const ALIGNS: readonly Align[] = ['left', 'center', 'right'];
const LEVELS = ['L', 'M', 'Q', 'H'] as const;
/** Parameters may come as a number or as its digit. */
const digit = (value: number): number => (value >= 0x30 ? value - 0x30 : value);
const nothing = (parameters: number): Fixed => [parameters, () => NOTHING];

const AFTER_ESC: Readonly<Record<number, Fixed>> = {
	0x20: nothing(1), // right-side spacing
	0x2d: [1, (p) => ({ kind: 'underline', dots: digit(at(p, 0)) % 3 })],
	0x32: [0, () => ({ kind: 'line-spacing', dots: null })],
	0x33: [1, (p) => ({ kind: 'line-spacing', dots: at(p, 0) })],
	0x3d: nothing(1), // select peripheral
	0x40: [0, () => ({ kind: 'init' })],
	0x45: [1, (p) => ({ kind: 'bold', on: isOn(at(p, 0)) })],
	0x47: [1, (p) => ({ kind: 'bold', on: isOn(at(p, 0)) })],
	0x4a: [1, (p) => ({ kind: 'feed-dots', dots: at(p, 0) })],
	0x4d: [1, (p) => ({ kind: 'font', font: digit(at(p, 0)) === 1 ? 'B' : 'A' })],
	0x52: nothing(1), // international characters
	0x61: [1, (p) => ({ kind: 'align', align: ALIGNS[digit(at(p, 0))] ?? 'left' })],
	0x64: [1, (p) => ({ kind: 'feed-lines', lines: at(p, 0) })],
	0x70: nothing(3), // drawer pulse
	0x74: [1, (p) => ({ kind: 'code-page', page: at(p, 0) })],
	0x7b: [1, (p) => ({ kind: 'upside-down', on: isOn(at(p, 0)) })],
};

const AFTER_GS: Readonly<Record<number, Fixed>> = {
	0x21: [1, (p) => ({ kind: 'size', width: ((at(p, 0) >> 4) & 7) + 1, height: (at(p, 0) & 7) + 1 })],
	0x42: [1, (p) => ({ kind: 'invert', on: isOn(at(p, 0)) })],
	0x48: nothing(1), // barcode text position
	0x4c: nothing(2), // left margin
	0x50: nothing(2), // motion units
	0x57: nothing(2), // print area width
	0x61: [1, (p) => ({ kind: 'auto-status', mask: at(p, 0) })],
	0x62: nothing(1), // smoothing
	0x66: nothing(1), // barcode font
	0x68: nothing(1), // barcode height
	0x72: [1, (p) => ({ kind: 'status-in-order', about: digit(at(p, 0)) })],
	0x77: nothing(1), // barcode width
};

/** Reads commands off a stream. Keeps an unfinished command until the rest of it comes, over any number of feeds. */
export class EscPosReader {
	/** Whether this printer knows `GS ( H`. */
	readonly #names: boolean;
	#held: Uint8Array = new Uint8Array(0);

	constructor(names = true) {
		this.#names = names;
	}

	/** Bytes of a command that has not ended yet. */
	get unfinished(): number {
		return this.#held.length;
	}

	/** As after power on: an unfinished command is forgotten. */
	reset(): void {
		this.#held = new Uint8Array(0);
	}

	read(bytes: Uint8Array): PrinterCommand[] {
		const all = this.#held.length === 0 ? bytes : Buffer.concat([this.#held, bytes]);
		const commands: PrinterCommand[] = [];
		let from = 0;
		while (from < all.length) {
			const read = readOne(all.subarray(from), this.#names);
			if (read === MORE) break;
			commands.push(read.command);
			from += read.length;
		}
		this.#held = Uint8Array.from(all.subarray(from));
		return commands;
	}
}

function readOne(bytes: Uint8Array, names: boolean): Read {
	const first = at(bytes, 0);
	if (first >= 0x20) return readText(bytes);
	switch (first) {
		case 0x0a:
			return { command: { kind: 'line-feed' }, length: 1 };
		case 0x09:
			return { command: { kind: 'tab' }, length: 1 };
		// NUL is ignored by printers; a link may send a run of them to end a command that was cut off.
		case 0x00:
		case 0x0d:
			return { command: NOTHING, length: 1 };
		case DLE:
			return readDle(bytes);
		case ESC:
			return readEsc(bytes);
		case GS:
			return readGs(bytes, names);
		case FS:
			return readFs(bytes);
		default:
			return { command: { kind: 'unknown', bytes: bytes.slice(0, 1) }, length: 1 };
	}
}

function readText(bytes: Uint8Array): Read {
	let end = 1;
	while (end < bytes.length && at(bytes, end) >= 0x20) end += 1;
	return { command: { kind: 'text', bytes: bytes.slice(0, end) }, length: end };
}

/** Real-time commands were answered when they came in (see `realTimeCommands`); here they are only passed over. */
function readDle(bytes: Uint8Array): Read {
	if (bytes.length < 3) return MORE;
	const known = at(bytes, 1) === 0x04 || at(bytes, 1) === 0x05;
	if (known) return { command: NOTHING, length: 3 };
	return { command: { kind: 'unknown', bytes: bytes.slice(0, 1) }, length: 1 };
}

function readFixed(table: Readonly<Record<number, Fixed>>, bytes: Uint8Array): Read {
	const fixed = table[at(bytes, 1)];
	if (fixed === undefined) return { command: { kind: 'unknown', bytes: bytes.slice(0, 2) }, length: 2 };
	const [parameters, meaning] = fixed;
	if (bytes.length < 2 + parameters) return MORE;
	return { command: meaning(bytes.subarray(2)), length: 2 + parameters };
}

function readEsc(bytes: Uint8Array): Read {
	if (bytes.length < 2) return MORE;
	if (at(bytes, 1) === 0x21) return readPrintMode(bytes);
	if (at(bytes, 1) === 0x44) return readUntilNul(bytes);
	return readFixed(AFTER_ESC, bytes);
}

/** `ESC !` sets several modes with one byte; the size is the part that tickets use. */
function readPrintMode(bytes: Uint8Array): Read {
	if (bytes.length < 3) return MORE;
	const mode = at(bytes, 2);
	return {
		command: { kind: 'size', width: (mode & 0x20) === 0 ? 1 : 2, height: (mode & 0x10) === 0 ? 1 : 2 },
		length: 3,
	};
}

/** `ESC D`: tab stops up to a NUL, at most 32 of them. */
function readUntilNul(bytes: Uint8Array): Read {
	const end = bytes.subarray(2, 35).indexOf(0);
	if (end >= 0) return { command: NOTHING, length: 3 + end };
	return bytes.length < 35 ? MORE : { command: { kind: 'unknown', bytes: bytes.slice(0, 2) }, length: 2 };
}

function readGs(bytes: Uint8Array, names: boolean): Read {
	if (bytes.length < 2) return MORE;
	switch (at(bytes, 1)) {
		case 0x56:
			return readCut(bytes);
		case 0x76:
			return readRaster(bytes);
		case 0x28:
			return readExtended(bytes, names);
		case 0x6b:
			return readBarcode(bytes);
		default:
			return readFixed(AFTER_GS, bytes);
	}
}

function readCut(bytes: Uint8Array): Read {
	if (bytes.length < 3) return MORE;
	const mode = at(bytes, 2);
	if (mode === 65 || mode === 66) {
		if (bytes.length < 4) return MORE;
		return { command: { kind: 'cut', partial: mode === 66, feed: at(bytes, 3) }, length: 4 };
	}
	return { command: { kind: 'cut', partial: digit(mode) === 1, feed: 0 }, length: 3 };
}

function readRaster(bytes: Uint8Array): Read {
	if (bytes.length < 8) return MORE;
	if (digit(at(bytes, 2)) !== 0) return { command: { kind: 'unknown', bytes: bytes.slice(0, 3) }, length: 3 };
	const mode = digit(at(bytes, 3)) & 3;
	const bytesPerRow = at(bytes, 4) + 256 * at(bytes, 5);
	const rows = at(bytes, 6) + 256 * at(bytes, 7);
	if (bytesPerRow > MOST_BYTES_A_ROW || rows > MOST_ROWS) {
		return { command: { kind: 'unknown', bytes: bytes.slice(0, 8) }, length: 8 };
	}
	const length = 8 + bytesPerRow * rows;
	if (bytes.length < length) return MORE;
	return {
		command: {
			kind: 'raster',
			bytesPerRow,
			rows,
			scaleX: (mode & 1) === 1 ? 2 : 1,
			scaleY: (mode & 2) === 2 ? 2 : 1,
			bits: bytes.slice(8, length),
		},
		length,
	};
}

/** `GS ( x pL pH ...`: every command of this family says its own length, so that an unknown one can be passed over. */
function readExtended(bytes: Uint8Array, names: boolean): Read {
	if (bytes.length < 5) return MORE;
	const length = 5 + at(bytes, 3) + 256 * at(bytes, 4);
	if (bytes.length < length) return MORE;
	if (names && at(bytes, 2) === 0x48 && digit(at(bytes, 5)) === 0 && length === 11) {
		const name = Buffer.from(bytes.subarray(7, 11)).toString('latin1');
		return { command: { kind: 'named-status', name }, length };
	}
	const command: PrinterCommand =
		at(bytes, 2) === 0x6b && at(bytes, 5) === 0x31
			? qrCommand(bytes.subarray(6, length))
			: { kind: 'unknown', bytes: bytes.slice(0, Math.min(length, 8)) };
	return { command, length };
}

function qrCommand(bytes: Uint8Array): PrinterCommand {
	switch (at(bytes, 0)) {
		case 0x41:
			return { kind: 'qr-model', model: digit(at(bytes, 1)) };
		case 0x43:
			return { kind: 'qr-cell', dots: Math.min(16, Math.max(1, at(bytes, 1))) };
		case 0x45:
			return { kind: 'qr-correction', level: LEVELS[digit(at(bytes, 1))] ?? 'L' };
		case 0x50:
			return { kind: 'qr-store', data: bytes.slice(2) };
		case 0x51:
			return { kind: 'qr-print' };
		default:
			return { kind: 'unknown', bytes: bytes.slice(0, 1) };
	}
}

/** `GS k`: not drawn by the virtual printer, but read to its end so that what follows is not misread. */
function readBarcode(bytes: Uint8Array): Read {
	if (bytes.length < 4) return MORE;
	const unknown: PrinterCommand = { kind: 'unknown', bytes: bytes.slice(0, 3) };
	if (at(bytes, 2) >= 65) {
		const length = 4 + at(bytes, 3);
		return bytes.length < length ? MORE : { command: unknown, length };
	}
	const end = bytes.subarray(3, 3 + 256).indexOf(0);
	if (end >= 0) return { command: unknown, length: 4 + end };
	return bytes.length < 259 ? MORE : { command: unknown, length: 3 };
}

function readFs(bytes: Uint8Array): Read {
	if (bytes.length < 2) return MORE;
	// FS & and FS . switch two-byte characters on and off and carry no parameter.
	if (at(bytes, 1) === 0x26 || at(bytes, 1) === 0x2e) return { command: NOTHING, length: 2 };
	return { command: { kind: 'unknown', bytes: bytes.slice(0, 2) }, length: 2 };
}
