// A whole paper drawn: blocks become marks, in the same places whoever brings the pen.
import { directionOf } from '#words/direction';
import type { Direction } from '#words/direction';
import type { Block, TextBlock, TextSize } from '../block.ts';
import { directionWithin } from '../direction.ts';
import { balanced, foldMeasured, piecesOf } from './fold.ts';
import { Letters } from './letters.ts';
import { numberMarks } from './number-tile.ts';
import { paint, WEIGHT } from './pen.ts';
import type { Mark, PaperFonts, Pen } from './pen.ts';
import { codeMarks } from './qr-code.ts';
import { CAPITAL, DOTS_PER_MM, faceFor, NARROWEST, typeSize } from './type-sizes.ts';

export interface DrawingTools {
	/** Dots across the printed part: 576 on 80 mm paper, 384 on 58 mm. */
	readonly dots: number;
	/** BCP 47 tag of the paper's language: it decides the side that lines start on. */
	readonly language: string;
	/** Measures only; nothing is drawn with it. */
	readonly pen: Pick<Pen, 'font' | 'direction' | 'measureText'>;
	readonly fonts: PaperFonts;
}

export interface DrawnSheet {
	readonly width: number;
	readonly height: number;
	/** Letters that no typeface has, each once: each run of them stands as an ellipsis. */
	readonly missing: readonly string[];
	/** Draws so many dot rows from `top` on, the first of them at the top of the pen's canvas. */
	paint(pen: Pen, top: number, rows: number): void;
}

export function drawSheet(blocks: readonly Block[], tools: DrawingTools): DrawnSheet {
	const sheet = new SheetDrawing(tools);
	for (const block of blocks) sheet.add(block);
	const { marks, missing } = sheet;
	const height = Math.max(1, Math.ceil(sheet.height));
	return {
		width: tools.dots,
		height,
		missing,
		paint: (pen, top, rows) => paint(marks, pen, { width: tools.dots, top, rows }),
	};
}

interface Written {
	readonly text: string;
	readonly size: TextSize;
	readonly bold: boolean;
	readonly language: string;
}

/** A text in the letters of a font, not yet in lines. */
interface Set {
	readonly text: string;
	readonly font: string;
	readonly direction: Direction;
	readonly above: number;
	readonly step: number;
	/** So that its longest word need not be cut; 1 as drawn. */
	readonly narrowed: number;
	/** Of that word, in dots as drawn. */
	readonly longest: number;
	readonly widthOf: (text: string) => number;
}

const DASH = '–';
const INVERT_MARGIN = 12;
/** Heads and paper are seldom in line to the dot: no letter stands at the very edge. */
const EDGE = 8;
const RULE_HEIGHT = 2;
/** At least, between what a line of a table is about and its figure. */
const PAIR_GAP = 24;
/** Room to write by hand. */
const BLANK_HEIGHT = 96;

class SheetDrawing {
	readonly marks: Mark[] = [];
	height = 0;
	readonly #tools: DrawingTools;
	readonly #direction: Direction;
	readonly #letters: Letters;
	#penFont = '';

	constructor(tools: DrawingTools) {
		this.#tools = tools;
		this.#direction = directionOf(tools.language);
		this.#letters = new Letters(tools.fonts);
	}

	get missing(): readonly string[] {
		return this.#letters.missing;
	}

	add(block: Block): void {
		const { dots } = this.#tools;
		switch (block.kind) {
			case 'text':
				return this.#text(block);
			case 'item':
				return this.#item(block);
			case 'pair':
				return this.#pair(block);
			case 'number':
				return this.#number(block);
			case 'rule':
				return this.#box(0, dots, RULE_HEIGHT);
			case 'blank':
				return this.#blank(block);
			case 'qr': {
				const { marks, height } = codeMarks(block.data, dots, this.height);
				this.marks.push(...marks);
				this.height += height;
				return;
			}
			case 'space':
				this.height += block.dots;
				return;
			case 'ruler':
				return this.#ruler(block.millimetres);
			case 'shade':
				return this.#shade(block);
			case 'typed':
				return this.#typed(block.text);
			default:
				block satisfies never;
		}
	}

	#set({ text, size, bold, language }: Written, room: number): Set {
		const { fonts } = this.#tools;
		const shown = this.#letters.shown(text);
		const face = faceFor(shown, language);
		const { size: px, above, below } = typeSize(face, CAPITAL[size], language);
		const weight = bold ? WEIGHT.bold : WEIGHT.regular;
		const font = `${String(weight)} ${String(px)}px ${fonts.families(shown, face)}`;
		const direction = directionWithin(this.#direction, shown);
		const measured = new Map<string, number>();
		const widthOf = (part: string): number => {
			const known = measured.get(part);
			if (known !== undefined) return known;
			const width = this.#measure(part, font, direction);
			measured.set(part, width);
			return width;
		};
		const longest = Math.max(0, ...piecesOf(shown).map((piece) => widthOf(piece.trimEnd())));
		const narrowed = Math.min(1, Math.max(NARROWEST, room / Math.max(1, longest)));
		const drawn = { narrowed, longest: longest * narrowed, widthOf };
		return { text: shown, font, direction, above, step: above + below, ...drawn };
	}

	#text(block: TextBlock): void {
		const { dots, language } = this.#tools;
		const room = this.#room - (block.invert ? 2 * INVERT_MARGIN : 0);
		const set = this.#set({ ...block, language: block.language ?? language }, room);
		const fold = (across: number): string[] => this.#fold(set, across);
		const lines = block.align === 'center' ? balanced(fold, room, 16, set.longest) : fold(room);
		for (const line of lines) {
			const width = set.widthOf(line) * set.narrowed;
			const x = block.align === 'center' ? Math.round((dots - width) / 2) : this.#fromStart(width, 0);
			if (block.invert) {
				const across = Math.ceil(width) + 2 * INVERT_MARGIN;
				this.#markBox(x - INVERT_MARGIN, this.height, across, set.step);
			}
			this.#write(set, line, x, width, block.invert);
			this.height += set.step;
		}
	}

	#item(block: Extract<Block, { kind: 'item' }>): void {
		const written = { ...block, bold: false, language: this.#tools.language };
		const dash = this.#set({ ...written, text: DASH }, this.#room);
		const dashWidth = dash.widthOf(DASH);
		const indent = Math.ceil(dashWidth * 1.5);
		const room = this.#room - indent;
		const set = this.#set(written, room);
		this.#fold(set, room).forEach((line, row) => {
			if (row === 0) this.#write(dash, DASH, this.#fromStart(dashWidth, 0), dashWidth, false);
			const width = set.widthOf(line) * set.narrowed;
			this.#write(set, line, this.#fromStart(width, indent), width, false);
			this.height += set.step;
		});
	}

	/** In one line where both fit, else the value below what it is about: neither is squeezed. */
	#pair({ text, value }: Extract<Block, { kind: 'pair' }>): void {
		const look = { size: 'body', language: this.#tools.language } as const;
		const label = this.#set({ ...look, text, bold: false }, this.#room);
		const figure = this.#set({ ...look, text: value, bold: true }, this.#room);
		const [labels, figures] = [this.#fold(label, this.#room), this.#fold(figure, this.#room)];
		const widthIn = (set: Set, line: string): number => set.widthOf(line) * set.narrowed;
		const left = labels.at(-1);
		const beside = left === undefined ? 0 : widthIn(label, left) + PAIR_GAP;
		const sharesLine = beside + Math.max(0, ...figures.map((line) => widthIn(figure, line))) <= this.#room;
		labels.forEach((line, row) => {
			const width = widthIn(label, line);
			this.#write(label, line, this.#fromStart(width, 0), width, false);
			if (row < labels.length - 1 || !sharesLine) this.height += label.step;
		});
		for (const line of figures) {
			const width = widthIn(figure, line);
			this.#write(figure, line, this.#fromStart(width, this.#room - width), width, false);
			this.height += figure.step;
		}
	}

	#blank({ text }: Extract<Block, { kind: 'blank' }>): void {
		const { language } = this.#tools;
		const set = this.#set({ text, size: 'body', bold: false, language }, this.#room / 2);
		const width = set.widthOf(set.text) * set.narrowed;
		const base = this.height + BLANK_HEIGHT;
		const mark = { kind: 'text', text: set.text, font: set.font, direction: set.direction } as const;
		this.marks.push({ ...mark, x: this.#fromStart(width, 0), y: base, width, white: false });
		const from = Math.ceil(width) + 16;
		const line = this.#room - from;
		this.#markBox(this.#fromStart(line, from), base, line, RULE_HEIGHT);
		this.height = base + RULE_HEIGHT;
	}

	#number({ letter, digits }: Extract<Block, { kind: 'number' }>): void {
		const { dots, fonts } = this.#tools;
		const widthOf = (text: string, font: string): number => this.#measure(text, font, 'ltr');
		const room = { dots, top: this.height, fonts, widthOf };
		const { marks, height } = numberMarks(this.#letters.shown(letter), this.#letters.shown(digits), room);
		this.marks.push(...marks);
		this.height += height;
	}

	/** A stroke each millimetre, longer at five and ten, with figures at the tens. */
	#ruler(millimetres: number): void {
		const { dots } = this.#tools;
		const left = Math.round((dots - millimetres * DOTS_PER_MM) / 2);
		for (let mm = 0; mm <= millimetres; mm += 1) {
			const length = mm % 10 === 0 ? 40 : mm % 5 === 0 ? 28 : 16;
			this.#markBox(Math.min(dots - 2, left + mm * DOTS_PER_MM), this.height, 2, length);
		}
		this.height += 44;
		const set = this.#set({ text: '0', size: 'small', bold: false, language: 'en' }, dots);
		for (let mm = 0; mm <= millimetres; mm += 10) {
			const width = set.widthOf(String(mm));
			const x = Math.max(0, Math.min(dots - width, left + mm * DOTS_PER_MM - width / 2));
			this.#write(set, String(mm), Math.round(x), width, false);
		}
		this.height += set.step;
	}

	#shade({ shade, dots: rows }: Extract<Block, { kind: 'shade' }>): void {
		const { dots } = this.#tools;
		if (shade === 'black') return this.#box(0, dots, rows);
		// A check of two dots each way: even grey, and no row of it is all ink.
		for (let y = 0; y < rows; y += 2)
			for (let x = (y / 2) % 2 === 0 ? 0 : 2; x < dots; x += 4) this.#markBox(x, this.height + y, 2, 2);
		this.height += rows;
	}

	/** Where the printer types a line itself, a picture of the paper shows it in letters about as large. */
	#typed(text: string): void {
		this.#text({
			kind: 'text',
			text,
			size: 'body',
			bold: false,
			align: 'start',
			invert: false,
			language: 'en',
		});
	}

	#measure(text: string, font: string, direction: Direction): number {
		const { pen } = this.#tools;
		// Setting a font takes longer than measuring a line in it.
		if (this.#penFont !== font) pen.font = font;
		this.#penFont = font;
		pen.direction = direction;
		return pen.measureText(text).width;
	}

	#fold(set: Set, room: number): string[] {
		return foldMeasured(set.text, room, (part) => set.widthOf(part) * set.narrowed);
	}

	/** Dots across that letters may take. */
	get #room(): number {
		return this.#tools.dots - 2 * EDGE;
	}

	/** Left edge of something so wide that stands `indent` from where lines start. */
	#fromStart(width: number, indent: number): number {
		const { dots } = this.#tools;
		return Math.round(this.#direction === 'rtl' ? dots - EDGE - indent - width : EDGE + indent);
	}

	#write(set: Set, text: string, x: number, width: number, white: boolean): void {
		const { font, direction } = set;
		this.marks.push({ kind: 'text', text, font, direction, x, y: this.height + set.above, width, white });
	}

	#box(x: number, width: number, height: number): void {
		this.#markBox(x, this.height, width, height);
		this.height += height;
	}

	#markBox(x: number, y: number, width: number, height: number): void {
		this.marks.push({ kind: 'box', x, y, width, height, radius: 0 });
	}
}
