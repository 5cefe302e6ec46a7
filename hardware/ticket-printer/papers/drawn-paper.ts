// A paper drawn with the agent's own canvas, stretch by stretch: a long paper needs no more memory than a short one.
import { createCanvas } from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import type { Block } from '#paper/block';
import { drawSheet } from '#paper/drawing/drawing';
import { pictureOf } from '#paper/drawing/picture';
import type { Picture } from '#paper/drawing/picture';
import { paperFonts } from './paper-fonts.ts';

export interface DrawnPaper {
	readonly picture: Picture;
	/** Letters that no typeface here has. */
	readonly missing: readonly string[];
}

const STRETCH_ROWS = 128;
const kept = new Map<number, { readonly canvas: Canvas; readonly pen: SKRSContext2D }>();

/** `language`: BCP 47 tag of the paper. */
export function drawPaper(blocks: readonly Block[], dots: number, language: string): DrawnPaper {
	const width = Math.ceil(dots / 8) * 8;
	const { pen } = canvasOf(width);
	const drawn = drawSheet(blocks, { dots, language, pen, fonts: paperFonts });
	const bits = new Uint8Array((width / 8) * drawn.height);
	for (let top = 0; top < drawn.height; top += STRETCH_ROWS) {
		const rows = Math.min(STRETCH_ROWS, drawn.height - top);
		drawn.paint(pen, top, rows);
		const pixels = pen.getImageData(0, 0, width, rows).data;
		bits.set(pictureOf(pixels, width, rows).bits, top * (width / 8));
	}
	return { picture: { width, height: drawn.height, bits }, missing: drawn.missing };
}

function canvasOf(width: number): { readonly canvas: Canvas; readonly pen: SKRSContext2D } {
	const known = kept.get(width);
	if (known !== undefined) return known;
	const canvas = createCanvas(width, STRETCH_ROWS);
	const made = { canvas, pen: canvas.getContext('2d') };
	kept.set(width, made);
	return made;
}
