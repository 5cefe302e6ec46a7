// The letters that live inside the virtual printer, as a real one has them in its memory.
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

export interface Glyph {
	readonly width: number;
	readonly height: number;
	/** One byte a dot, 1 is ink. */
	readonly dots: Uint8Array;
}

export interface Cell {
	readonly width: number;
	readonly height: number;
}
/** Font A and B of an 80 mm receipt printer at 8 dots a millimetre. */
export const CELLS: Readonly<Record<'A' | 'B', Cell>> = {
	A: { width: 12, height: 24 },
	B: { width: 9, height: 17 },
};

/** Printers' letters are taller for their width than typefaces, and stand low: Epson's Font A has its baseline at dot 21. */
const TALL = 1.15;
const BASELINE = 0.84;
const FAMILY = 'Virtual Printer';
const files = createRequire(import.meta.url);
for (const subset of ['latin', 'latin-ext']) {
	for (const weight of [400, 700]) {
		const file = `@fontsource/atkinson-hyperlegible-mono/files/atkinson-hyperlegible-mono-${subset}-${weight}-normal.woff2`;
		GlobalFonts.registerFromPath(files.resolve(file), `${FAMILY} ${subset}`);
	}
}

const FAMILIES = `"${FAMILY} latin", "${FAMILY} latin-ext"`;
const measure = createCanvas(8, 8).getContext('2d');
measure.font = `100px ${FAMILIES}`;
/** Advance of any letter as a share of the font size. */
const ADVANCE = measure.measureText('0').width / 100;

const known = new Map<string, Glyph>();

/** The dots of one character in a cell stretched `scaleX` by `scaleY`. */
export function glyph(character: string, cell: Cell, scaleX: number, scaleY: number, bold: boolean): Glyph {
	const key = `${character}/${cell.width}/${scaleX}/${scaleY}/${bold ? 'b' : 'n'}`;
	const before = known.get(key);
	if (before !== undefined) return before;
	const made = draw(character, cell, scaleX, scaleY, bold);
	// Few hundred glyphs in a day; garbage bytes in eight by eight sizes must not fill the memory.
	if (known.size > 4000) known.clear();
	known.set(key, made);
	return made;
}

function draw(character: string, cell: Cell, scaleX: number, scaleY: number, bold: boolean): Glyph {
	const width = cell.width * scaleX;
	const height = cell.height * scaleY;
	const canvas = createCanvas(width, height);
	const paint = canvas.getContext('2d');
	paint.fillStyle = '#fff';
	paint.fillRect(0, 0, width, height);
	paint.fillStyle = '#000';
	paint.scale(scaleX, scaleY * TALL);
	paint.font = `${bold ? 700 : 400} ${cell.width / ADVANCE}px ${FAMILIES}`;
	paint.textBaseline = 'alphabetic';
	paint.fillText(character, 0, Math.round(cell.height * BASELINE) / TALL);
	const pixels = paint.getImageData(0, 0, width, height).data;
	const dots = new Uint8Array(width * height);
	for (let dot = 0; dot < dots.length; dot += 1) dots[dot] = (pixels[dot * 4] ?? 255) < 180 ? 1 : 0;
	return { width, height, dots };
}
