// Papers to the bytes of a Star printer in line mode: drawn whole, and sent row by row in its raster mode.
import type { Block } from '#paper/block';
import type { Picture } from '#paper/drawing/picture';
import { drawPaper } from '../papers/drawn-paper.ts';
import type { PaperBytes } from './escpos.ts';
import type { PrinterProfile } from '../papers/printer-profile.ts';

/** Leaves raster mode, sets everything as after power on, and has every change told unasked. */
const INITIALIZE = Buffer.from([0x1b, 0x2a, 0x72, 0x42, 0x1b, 0x40, 0x1b, 0x1e, 0x61, 0x01]);
/** Raster mode, in which leaving it neither feeds nor cuts, and a page has no length. */
const ENTER_RASTER = Buffer.concat(
	['\x1b*rA', '\x1b*rE1\0', '\x1b*rP0\0'].map((command) => Buffer.from(command, 'latin1')),
);
const LEAVE_RASTER = Buffer.from('\x1b*rB', 'latin1');
/** In steps of a quarter millimetre: from the print head to past the cutter. */
const FEED_TO_CUTTER = Buffer.from([0x1b, 0x4a, 65]);
/** The longest row of ours with its head: a line that broke inside it waits for that much. */
const LONGEST_ROW = 576 / 8 + 8;

/** Where it stands, leaving a bridge: feeds nothing, so that a second one cuts air. */
export const STAR_CUT = Buffer.concat([Buffer.from([0x1b, 0x64, 0x01]), INITIALIZE]);
export const STAR_REST = Buffer.concat([Buffer.alloc(LONGEST_ROW), INITIALIZE]);

/** `language`: BCP 47 tag of the paper. A line that a printer types itself is left out: nothing is sent in Star's letters. */
export function starPaper(blocks: readonly Block[], profile: PrinterProfile, language: string): PaperBytes {
	const drawn = drawPaper(
		blocks.filter(({ kind }) => kind !== 'typed'),
		profile.dots,
		language,
	);
	const bytes = Buffer.concat([
		INITIALIZE,
		ENTER_RASTER,
		...rowsOf(drawn.picture),
		LEAVE_RASTER,
		FEED_TO_CUTTER,
	]);
	return { bytes, missing: drawn.missing };
}

/** `b n1 n2 data` for each row, without what is white at its right; white rows are fed together. */
function rowsOf({ width, height, bits }: Picture): Buffer[] {
	const across = width / 8;
	const rows: Buffer[] = [];
	let white = 0;
	const feed = (): void => {
		if (white > 0) rows.push(Buffer.from(`\x1b*rY${String(white)}\0`, 'latin1'));
		white = 0;
	};
	for (let row = 0; row < height; row += 1) {
		const whole = bits.subarray(row * across, (row + 1) * across);
		const inked = whole.findLastIndex((byte) => byte !== 0) + 1;
		if (inked === 0) {
			white += 1;
			continue;
		}
		feed();
		rows.push(Buffer.from([0x62, inked & 0xff, inked >> 8]), Buffer.from(whole.subarray(0, inked)));
	}
	feed();
	return rows;
}
