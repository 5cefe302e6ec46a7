// A paper in the printer's own letters, block by block; what they lack is drawn, where the printer takes pictures.
import type { ThermalPrinter } from 'node-thermal-printer';
import type { Block, TextBlock, TextSize } from '#paper/block';
import { text } from '#paper/block';
import { balanced } from '#paper/drawing/fold';
import { directionOf } from '#words/direction';
import { drawPaper } from './drawn-paper.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { addPicture, feedDots } from './raster.ts';
import { foldWords, typed, typedWithGaps } from './typed-text.ts';

interface Scale {
	readonly width: number;
	readonly height: number;
	/** Not taken for a text that would need more lines in it. */
	readonly lines: number;
}
/**
 * Multiples of Font A, 12 x 24 dots. The first that fits is taken: large letters are worth a second line, but not half a
 * paper. Three high makes at least 4.8 mm of any capital of 13 dots and more; Epson's fill most of 21, IBM's of 22.
 */
const SCALES: Readonly<Record<TextSize, readonly Scale[]>> = {
	small: [{ width: 1, height: 1, lines: Infinity }],
	body: [{ width: 1, height: 1, lines: Infinity }],
	large: [
		{ width: 2, height: 2, lines: 3 },
		{ width: 1, height: 2, lines: Infinity },
	],
	instruction: [
		{ width: 2, height: 3, lines: Infinity },
		{ width: 1, height: 3, lines: Infinity },
	],
	heading: [
		{ width: 3, height: 3, lines: 1 },
		{ width: 2, height: 3, lines: 3 },
		{ width: 1, height: 3, lines: Infinity },
	],
};
const ITEM_MARK = '- ';
const BLANK_FEED = 72;
/** Nothing may stand nearer to a code; printers leave no room of their own. */
const QUIET_MODULES = 4;

export class TypedPaper {
	readonly #printer: ThermalPrinter;
	readonly #profile: PrinterProfile;
	readonly #language: string;
	readonly #missing = new Set<string>();

	/** `language`: BCP 47 tag of the paper. */
	constructor(printer: ThermalPrinter, profile: PrinterProfile, language: string) {
		this.#printer = printer;
		this.#profile = profile;
		this.#language = language;
	}

	get missing(): readonly string[] {
		return [...this.#missing];
	}

	add(block: Block): void {
		switch (block.kind) {
			case 'text':
				return this.#words(block, block, '');
			case 'item':
				return this.#words(block, text(block.text, { size: block.size }), ITEM_MARK);
			case 'pair':
				return this.#pair(block);
			case 'number':
				return this.#number(block);
			case 'blank':
				return this.#blank(block);
			case 'qr':
				return this.#code(block.data);
			case 'space':
				return feedDots(this.#printer, block.dots);
			case 'typed':
				return this.#line(this.#typedOr(block.text));
			case 'rule':
				if (this.#profile.ink === 'typed') return this.#line('-'.repeat(this.#profile.columns));
				return this.#draw(block);
			case 'ruler':
			case 'shade':
				// Dots are what these are about: without pictures there is nothing to see.
				return this.#profile.ink === 'typed' ? undefined : this.#draw(block);
			default:
				block satisfies never;
		}
	}

	#draw(block: Block): void {
		const { picture, missing } = drawPaper([block], this.#profile.dots, this.#language);
		for (const letter of missing) this.#missing.add(letter);
		addPicture(this.#printer, picture);
	}

	/** The text in characters of the printer, or null when it has to be drawn. */
	#plain(words: string): string | null {
		const { ink, codePage } = this.#profile;
		if (ink === 'typed') return this.#typedOr(words);
		return codePage === null ? null : typed(words, codePage);
	}

	/** A letter that cannot be typed nor drawn leaves a gap that is seen. */
	#typedOr(words: string): string {
		const { text: plain, missing } = typedWithGaps(words, this.#profile.codePage);
		for (const letter of missing) this.#missing.add(letter);
		return plain;
	}

	#words(block: Block, look: TextBlock, mark: string): void {
		const plain = this.#plain(look.text);
		if (plain === null) return this.#draw(block);
		const printer = this.#printer;
		const padding = mark.length + (look.invert ? 2 : 0);
		const { width, height, lines } = this.#lines(plain, look, padding);
		this.#align(look.align);
		printer.bold(look.bold);
		setScale(printer, width, height);
		lines.forEach((line, row) => {
			const before = row === 0 ? mark : ' '.repeat(mark.length);
			printer.invert(look.invert);
			printer.append(look.invert ? ` ${line} ` : before + line);
			printer.invert(false);
			printer.newLine();
		});
		setScale(printer, 1, 1);
		printer.bold(false);
	}

	#lines(plain: string, { size, align }: TextBlock, padding: number): TypedLines {
		const longest = Math.max(0, ...plain.split(' ').map((word) => word.length));
		const scales = SCALES[size];
		for (const [at, { width, height, lines: most }] of scales.entries()) {
			const room = Math.floor(this.#profile.columns / width) - padding;
			const fold = (across: number): string[] => foldWords(plain, across);
			const lines = align === 'center' ? balanced(fold, room, 1, longest - 1) : fold(room);
			// A word is cut only where no narrower letters are left.
			if (at === scales.length - 1 || (lines.length <= most && longest <= room))
				return { width, height, lines };
		}
		return { width: 1, height: 1, lines: [] };
	}

	#pair({ text: words, value }: Extract<Block, { kind: 'pair' }>): void {
		const [left, right] = [this.#plain(words), this.#plain(value)];
		if (left === null || right === null) return this.#draw({ kind: 'pair', text: words, value });
		const { columns } = this.#profile;
		const lines = foldWords(left, columns);
		const beside = (lines.at(-1) ?? '').length + 2 + right.length <= columns ? (lines.pop() ?? '') : '';
		this.#align('start');
		for (const line of lines) this.#line(line);
		this.#line(beside.padEnd(columns - right.length) + right);
	}

	#blank({ text: words }: Extract<Block, { kind: 'blank' }>): void {
		const plain = this.#plain(words);
		if (plain === null) return this.#draw({ kind: 'blank', text: words });
		feedDots(this.#printer, BLANK_FEED);
		this.#align('start');
		const { columns } = this.#profile;
		this.#line(`${plain} `.padEnd(columns, '_').slice(0, Math.max(columns, plain.length)));
	}

	#number({ letter, digits }: Extract<Block, { kind: 'number' }>): void {
		const { columns, numberScale } = this.#profile;
		const [tile, figures] = [this.#typedOr(letter), this.#typedOr(digits)];
		// A letter is half as wide as it is high: half a space on either side makes its tile a square.
		const cells = 1 + tile.length + 0.5 + figures.length;
		const scale = Math.max(1, Math.min(numberScale, Math.floor(columns / cells)));
		const half = Math.ceil(scale / 2);
		const printer = this.#printer;
		const put = (said: string, width: number): void => {
			setScale(printer, width, scale);
			printer.append(said);
		};
		this.#align('center');
		printer.bold(true);
		printer.invert(true);
		put(' ', half);
		put(tile, scale);
		put(' ', half);
		printer.invert(false);
		put(' ', half);
		put(figures, scale);
		printer.newLine();
		setScale(printer, 1, 1);
		printer.bold(false);
	}

	#code(data: string): void {
		// More than the largest code holds: the text stands beside it, and no printer gets what it cannot make.
		if (Buffer.byteLength(data) > MOST_CODE_BYTES) return;
		this.#align('center');
		// node-thermal-printer writes the length in characters; given bytes, length and bytes agree for every script.
		const bytes = Buffer.from(data, 'utf8') as unknown as string;
		feedDots(this.#printer, QUIET_MODULES * this.#profile.qrCell);
		this.#printer.printQR(bytes, { cellSize: this.#profile.qrCell, correction: 'M', model: 2 });
		feedDots(this.#printer, QUIET_MODULES * this.#profile.qrCell);
	}

	#line(words: string): void {
		this.#printer.append(words);
		this.#printer.newLine();
	}

	#align(side: 'start' | 'center'): void {
		if (side === 'center') this.#printer.alignCenter();
		else if (directionOf(this.#language) === 'rtl') this.#printer.alignRight();
		else this.#printer.alignLeft();
	}
}

interface TypedLines {
	readonly width: number;
	readonly height: number;
	readonly lines: readonly string[];
}

/** What fits across narrow paper in modules of five dots: a code of 73 modules with its quiet edge. */
const MOST_CODE_BYTES = 250;

/** node-thermal-printer names them the other way round: its first argument is the width's half of the byte. */
function setScale(printer: ThermalPrinter, width: number, height: number): void {
	printer.setTextSize(width - 1, height - 1);
}
