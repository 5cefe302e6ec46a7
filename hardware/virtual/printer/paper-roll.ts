// Obeys printer commands on a roll of paper, dot by dot, and hands out each piece as a picture and as what it says.
import { create as createQr } from 'qrcode';
import { CELLS, glyph } from './built-in-font.ts';
import { characterOf } from './code-pages.ts';
import type { Align, PrinterCommand } from './escpos-reader.ts';

export interface Run {
	readonly text: string;
	readonly width: number;
	readonly height: number;
	readonly bold: boolean;
	readonly invert: boolean;
	readonly underline: boolean;
}
export type PaperBlock =
	| { readonly kind: 'text'; readonly align: Align; readonly runs: readonly Run[]; readonly top: number }
	| { readonly kind: 'qr'; readonly data: string; readonly top: number; readonly dots: number }
	| { readonly kind: 'picture'; readonly width: number; readonly height: number; readonly top: number };

/** One piece of paper as it left the printer. */
export interface Paper {
	readonly end: 'cut' | 'torn';
	readonly width: number;
	readonly height: number;
	readonly lines: readonly string[];
	readonly blocks: readonly PaperBlock[];
	/** One byte a dot, 1 is ink, row after row. */
	readonly dots: Uint8Array;
}

interface Inked {
	readonly character: string;
	readonly font: 'A' | 'B';
	readonly width: number;
	readonly height: number;
	readonly bold: boolean;
	readonly invert: boolean;
	readonly underline: number;
}

/** Dots from baseline to baseline when nothing else is said: 30/203 inch. */
const LINE_SPACING = 30;
/** Dots between the print head and the cutter: what was not fed past it stays on the next piece. */
const HEAD_TO_CUTTER = 96;
/** A longer piece than two metres is torn off: nobody feeds that on purpose. */
const LONGEST = 16_000;

const MODES = {
	font: 'A' as 'A' | 'B',
	width: 1,
	height: 1,
	bold: false,
	underline: 0,
	invert: false,
	upsideDown: false,
	align: 'left' as Align,
	spacing: LINE_SPACING,
	page: 0,
};

export class PaperRoll {
	readonly width: number;
	/** Commands met that this printer does not know. */
	unknown = 0;
	readonly #onPaper: (paper: Paper) => void;
	#modes = { ...MODES };
	#line: Inked[] = [];
	#rows: Uint8Array[] = [];
	#blocks: PaperBlock[] = [];
	#qr = { cell: 3, level: 'L' as 'L' | 'M' | 'Q' | 'H', data: new Uint8Array(0) };

	constructor(width: number, onPaper: (paper: Paper) => void) {
		this.width = width;
		this.#onPaper = onPaper;
		this.#feed(HEAD_TO_CUTTER);
	}

	/** Lines on the piece that still hangs out of the printer. */
	get hanging(): readonly string[] {
		return linesOf(this.#blocks);
	}

	/** Does one command; answers how many dot rows of paper it moved. */
	do(command: PrinterCommand): number {
		const before = this.#rows.length;
		if (command.kind === 'cut') {
			this.#flush();
			this.#feed(command.feed);
			const moved = this.#rows.length - before;
			this.#finish('cut');
			return moved;
		}
		this.#obey(command);
		const moved = this.#rows.length - before;
		if (this.#rows.length > LONGEST) this.#finish('torn');
		return moved;
	}

	/** The paper is pulled off or runs out: what hangs out is a piece without a cut. */
	tear(): void {
		this.#finish('torn');
	}

	/** Somebody tears off what hangs out, at the edge where a cutter would be. */
	tearAtEdge(): void {
		if (this.#rows.length > HEAD_TO_CUTTER && this.#blocks.length > 0) this.#finish('torn', HEAD_TO_CUTTER);
	}

	/** Power off: modes and the unprinted line are gone, the paper stays where it is. */
	reset(): void {
		this.#modes = { ...MODES };
		this.#line = [];
		this.#qr = { cell: 3, level: 'L', data: new Uint8Array(0) };
	}

	#obey(command: Exclude<PrinterCommand, { kind: 'cut' }>): void {
		const modes = this.#modes;
		switch (command.kind) {
			case 'text':
				for (const byte of command.bytes) this.#put(characterOf(modes.page, byte));
				return;
			case 'tab':
				do this.#put(' ');
				while (this.#line.length % 8 !== 0);
				return;
			case 'line-feed':
				if (this.#line.length === 0) this.#feed(modes.spacing);
				else this.#flush();
				return;
			case 'init':
				this.reset();
				return;
			case 'code-page':
				modes.page = command.page;
				return;
			case 'size':
				modes.width = command.width;
				modes.height = command.height;
				return;
			case 'font':
				modes.font = command.font;
				return;
			case 'bold':
				modes.bold = command.on;
				return;
			case 'underline':
				modes.underline = command.dots;
				return;
			case 'invert':
				modes.invert = command.on;
				return;
			case 'upside-down':
				modes.upsideDown = command.on;
				return;
			case 'align':
				modes.align = command.align;
				return;
			case 'line-spacing':
				modes.spacing = command.dots ?? LINE_SPACING;
				return;
			case 'feed-lines':
				this.#flush();
				this.#feed(command.lines * modes.spacing);
				return;
			case 'feed-dots':
				this.#flush();
				this.#feed(command.dots);
				return;
			case 'raster':
				this.#flush();
				this.#raster(command);
				return;
			case 'qr-cell':
				this.#qr.cell = command.dots;
				return;
			case 'qr-correction':
				this.#qr.level = command.level;
				return;
			case 'qr-store':
				this.#qr.data = Uint8Array.from(command.data);
				return;
			case 'qr-print':
				this.#flush();
				this.#printQr();
				return;
			case 'unknown':
				this.unknown += 1;
				return;
			case 'qr-model':
			case 'status-in-order':
			case 'named-status':
			case 'count':
			case 'count-from-none':
			case 'auto-status':
			case 'nothing':
				return;
			default:
				command satisfies never;
		}
	}

	#put(character: string): void {
		const { font, width, height, bold, invert, underline } = this.#modes;
		if (this.#lineWidth() + CELLS[font].width * width > this.width) this.#flush();
		this.#line.push({ character, font, width, height, bold, invert, underline });
	}

	#lineWidth(): number {
		return this.#line.reduce((sum, one) => sum + CELLS[one.font].width * one.width, 0);
	}

	/** Prints the line that is being put together, and feeds past it. */
	#flush(): void {
		if (this.#line.length === 0) return;
		const line = this.#line;
		const width = this.#lineWidth();
		this.#line = [];
		const height = Math.max(...line.map((one) => CELLS[one.font].height * one.height));
		const picture = inkLine(line, width, height);
		if (this.#modes.upsideDown) picture.reverse();
		this.#note({ kind: 'text', align: this.#modes.align, runs: runsOf(line), top: this.#rows.length });
		this.#place(picture, width, height);
		this.#feed(Math.max(0, this.#modes.spacing - height));
	}

	#raster(command: Extract<PrinterCommand, { kind: 'raster' }>): void {
		const { bytesPerRow, rows, scaleX, scaleY, bits } = command;
		const width = bytesPerRow * 8 * scaleX;
		const height = rows * scaleY;
		const picture = new Uint8Array(width * height);
		for (let y = 0; y < height; y += 1) {
			for (let x = 0; x < width; x += 1) {
				const dot = Math.floor(x / scaleX);
				const byte = bits[Math.floor(y / scaleY) * bytesPerRow + (dot >> 3)] ?? 0;
				picture[y * width + x] = (byte >> (7 - (dot & 7))) & 1;
			}
		}
		this.#notePicture(width, height, rows === 1);
		this.#place(picture, width, height);
	}

	/** A printer that is sent row after row prints one picture. */
	#notePicture(width: number, height: number, isRow: boolean): void {
		const top = this.#rows.length;
		const last = this.#blocks.at(-1);
		if (isRow && last?.kind === 'picture' && last.top + last.height === top)
			this.#blocks[this.#blocks.length - 1] = {
				...last,
				width: Math.max(last.width, width),
				height: last.height + height,
			};
		else this.#note({ kind: 'picture', width, height, top });
	}

	#printQr(): void {
		const { cell, level, data } = this.#qr;
		if (data.length === 0) return;
		let modules;
		try {
			modules = createQr([{ data, mode: 'byte' }], { errorCorrectionLevel: level }).modules;
		} catch {
			// More than a QR symbol holds: a printer prints nothing.
			this.unknown += 1;
			return;
		}
		const side = modules.size * cell;
		const picture = new Uint8Array(side * side);
		for (let y = 0; y < side; y += 1) {
			for (let x = 0; x < side; x += 1) {
				const dark = modules.get(Math.floor(y / cell), Math.floor(x / cell));
				picture[y * side + x] = dark ? 1 : 0;
			}
		}
		this.#note({ kind: 'qr', data: Buffer.from(data).toString('utf8'), top: this.#rows.length, dots: side });
		this.#place(picture, side, side);
	}

	#note(block: PaperBlock): void {
		this.#blocks.push(block);
	}

	/** Puts a picture below what is there, where the alignment says; what is wider than the paper is cut off. */
	#place(picture: Uint8Array, width: number, height: number): void {
		const room = this.width - width;
		const { align } = this.#modes;
		const left = room <= 0 || align === 'left' ? 0 : align === 'right' ? room : Math.floor(room / 2);
		for (let y = 0; y < height; y += 1) {
			const row = new Uint8Array(this.width);
			row.set(picture.subarray(y * width, y * width + Math.min(width, this.width)), left);
			this.#rows.push(row);
		}
	}

	#feed(dots: number): void {
		for (let row = 0; row < dots; row += 1) this.#rows.push(new Uint8Array(this.width));
	}

	/** A cut leaves what lies between head and cutter on the roll; paper that is pulled out comes out whole. */
	#finish(end: Paper['end'], stays = end === 'cut' ? HEAD_TO_CUTTER : 0): void {
		const height = this.#rows.length - stays;
		const blank = end === 'torn' && this.#blocks.length === 0;
		if (height <= 0 || blank) return;
		const blocks = this.#blocks.filter((block) => block.top < height);
		const paper: Paper = {
			end,
			width: this.width,
			height,
			lines: linesOf(blocks),
			blocks,
			dots: joined(this.#rows.slice(0, height), this.width),
		};
		this.#blocks = this.#blocks.slice(blocks.length).map((block) => ({ ...block, top: block.top - height }));
		this.#rows = this.#rows.slice(height);
		if (stays === 0) this.#feed(HEAD_TO_CUTTER);
		this.#onPaper(paper);
	}
}

function linesOf(blocks: readonly PaperBlock[]): string[] {
	return blocks.flatMap((block) =>
		block.kind === 'text'
			? [
					block.runs
						.map((run) => run.text)
						.join('')
						.trimEnd(),
				]
			: [],
	);
}

function joined(rows: readonly Uint8Array[], width: number): Uint8Array {
	const dots = new Uint8Array(width * rows.length);
	rows.forEach((row, y) => dots.set(row, y * width));
	return dots;
}

function inkLine(line: readonly Inked[], width: number, height: number): Uint8Array {
	const picture = new Uint8Array(width * height);
	let left = 0;
	for (const one of line) {
		const drawn = glyph(one.character, CELLS[one.font], one.width, one.height, one.bold);
		const top = height - drawn.height;
		for (let y = 0; y < drawn.height; y += 1) {
			const underlined = one.underline > 0 && y >= drawn.height - one.underline;
			for (let x = 0; x < drawn.width; x += 1) {
				const ink = underlined ? 1 : (drawn.dots[y * drawn.width + x] ?? 0);
				picture[(top + y) * width + left + x] = one.invert ? 1 - ink : ink;
			}
		}
		left += drawn.width;
	}
	return picture;
}

function runsOf(line: readonly Inked[]): Run[] {
	const runs: Run[] = [];
	for (const { character, width, height, bold, invert, underline } of line) {
		const last = runs.at(-1);
		const same =
			last !== undefined &&
			last.width === width &&
			last.height === height &&
			last.bold === bold &&
			last.invert === invert &&
			last.underline === underline > 0;
		if (same) runs[runs.length - 1] = { ...last, text: last.text + character };
		else runs.push({ text: character, width, height, bold, invert, underline: underline > 0 });
	}
	return runs;
}
