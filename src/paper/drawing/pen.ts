// What a paper is drawn with: the part of a canvas that the agent's and the browser's have in common, and the type to write in.
import type { Face } from './type-sizes.ts';

/** A 2D context of a canvas, in dots. */
export interface Pen {
	font: string;
	direction: string;
	textAlign: string;
	textBaseline: string;
	fillStyle: unknown;
	measureText(text: string): { readonly width: number };
	/** A text wider than `most` is drawn narrower, not smaller. */
	fillText(text: string, x: number, y: number, most?: number): void;
	fillRect(x: number, y: number, width: number, height: number): void;
	beginPath(): void;
	roundRect(x: number, y: number, width: number, height: number, radius: number): void;
	fill(): void;
}

/** Who brings the pen brings the typefaces: files on the agent, style sheets in a browser. */
export interface PaperFonts {
	/** CSS families that have the letters of the text, in this face, most wanted first. Ready to be drawn with. */
	families(text: string, face: Face): string;
	/** False for a letter that none of the typefaces has. */
	has(letter: string): boolean;
}

export const WEIGHT = { regular: 400, bold: 700 } as const;

/** A mark on the paper; `x` and `y` in dots from its top left, `y` of a text is its baseline. */
export type Mark =
	| {
			readonly kind: 'text';
			readonly text: string;
			readonly font: string;
			readonly direction: 'ltr' | 'rtl';
			readonly x: number;
			readonly y: number;
			/** Drawn narrower where it would be wider. */
			readonly width: number;
			readonly white: boolean;
	  }
	| {
			readonly kind: 'box';
			readonly x: number;
			readonly y: number;
			readonly width: number;
			readonly height: number;
			/** Of its corners. */
			readonly radius: number;
	  };

/** A stretch of a paper: so wide, and so many dot rows from `top` on. */
export interface Stretch {
	readonly width: number;
	readonly top: number;
	readonly rows: number;
}

/** Puts the marks of a stretch on white paper, its first row at the top of the canvas. */
export function paint(marks: readonly Mark[], pen: Pen, { width, top, rows }: Stretch): void {
	pen.fillStyle = '#fff';
	pen.fillRect(0, 0, width, rows);
	pen.textBaseline = 'alphabetic';
	pen.textAlign = 'left';
	for (const mark of marks) {
		if (!touches(mark, top, rows)) continue;
		if (mark.kind === 'box') {
			pen.fillStyle = '#000';
			paintBox(pen, mark, top);
			continue;
		}
		pen.fillStyle = mark.white ? '#fff' : '#000';
		pen.font = mark.font;
		pen.direction = mark.direction;
		pen.fillText(mark.text, mark.x, mark.y - top, mark.width);
	}
}

/** No letter reaches further from its baseline. */
const REACH = 256;

function touches(mark: Mark, top: number, rows: number): boolean {
	if (mark.kind === 'box') return mark.y < top + rows && mark.y + mark.height > top;
	return mark.y - REACH < top + rows && mark.y + REACH > top;
}

function paintBox(pen: Pen, box: Extract<Mark, { kind: 'box' }>, top: number): void {
	const { x, y, width, height, radius } = box;
	if (radius === 0) {
		pen.fillRect(x, y - top, width, height);
		return;
	}
	pen.beginPath();
	pen.roundRect(x, y - top, width, height, radius);
	pen.fill();
}
