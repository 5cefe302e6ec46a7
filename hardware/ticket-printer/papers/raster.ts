// Pictures as bytes of an ESC/POS printer, in bands that a broken line can be ended in.
import type { ThermalPrinter } from 'node-thermal-printer';
import type { Picture } from '#paper/drawing/picture';

/** A printer whose line broke inside a picture waits for its rest: bands keep that rest short. */
export const BAND_ROWS = 48;

export function feedDots(printer: ThermalPrinter, dots: number): void {
	for (let rest = dots; rest > 0; rest -= 255) printer.add(Buffer.from([0x1b, 0x4a, Math.min(255, rest)]));
}

/**
 * `GS v 0` in bands. node-thermal-printer's own takes a PNG and sends it in one piece, which a broken line leaves open.
 * Empty rows are fed, and nothing is sent for what is white at the right: half of a paper is.
 */
export function addPicture(printer: ThermalPrinter, picture: Picture): void {
	const bytesPerRow = picture.width / 8;
	const bits = withoutRequests(picture.bits);
	const reach = Array.from({ length: picture.height }, (_, row) =>
		inkedBytes(bits.subarray(row * bytesPerRow, (row + 1) * bytesPerRow)),
	);
	printer.alignLeft();
	for (let row = 0; row < picture.height;) {
		const empty = runOf(reach, row, (bytes) => bytes === 0);
		feedDots(printer, empty);
		row += empty;
		const rows = Math.min(
			BAND_ROWS,
			runOf(reach, row, (bytes) => bytes > 0),
		);
		if (rows === 0) continue;
		const across = Math.max(...reach.slice(row, row + rows));
		printer.add(Buffer.from([0x1d, 0x76, 0x30, 0, across & 0xff, across >> 8, rows & 0xff, rows >> 8]));
		const band = Buffer.alloc(across * rows);
		for (let line = 0; line < rows; line += 1) {
			const from = (row + line) * bytesPerRow;
			band.set(bits.subarray(from, from + across), line * across);
		}
		printer.add(withoutRequests(band));
		row += rows;
	}
}

function inkedBytes(row: Uint8Array): number {
	let bytes = row.length;
	while (bytes > 0 && row[bytes - 1] === 0) bytes -= 1;
	return bytes;
}

function runOf(reach: readonly number[], from: number, holds: (bytes: number) => boolean): number {
	let to = from;
	for (let bytes = reach[to]; bytes !== undefined && holds(bytes); bytes = reach[to]) to += 1;
	return to - from;
}

/** Printers obey DLE EOT, DLE ENQ and DLE DC4 even inside a picture: one dot more keeps a picture a picture. */
function withoutRequests(bits: Uint8Array): Buffer {
	const safe = Buffer.from(bits);
	for (let at = 0; at + 1 < safe.length; at += 1) {
		const next = safe[at + 1];
		if (safe[at] === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14)) safe[at] = 0x18;
	}
	return safe;
}
