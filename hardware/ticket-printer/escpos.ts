// Blocks to the bytes of an ESC/POS printer, built with node-thermal-printer; texts beyond its code page are drawn.
import { ThermalPrinter } from 'node-thermal-printer';
import type { CharacterSet } from 'node-thermal-printer';
import type { Block, TextSize } from '#paper/block';
import { drawText } from './drawn-text.ts';
import type { Picture } from './drawn-text.ts';
import { balanced, BYTES_ONLY, foldWords, typed } from './typed-text.ts';
import type { CodePage } from './typed-text.ts';

export interface PrinterProfile {
	/** Dots across the printed part: 576 on 80 mm paper, 384 on 58 mm. */
	readonly dots: number;
	/** Letters of the built-in font in a line. */
	readonly columns: number;
	/** The page of its own letters that texts are sent in; null draws every text. */
	readonly codePage: CodePage | null;
	/** Multiples of the built-in letter for the ticket number. */
	readonly numberScale: number;
	/** Dots a QR module. */
	readonly qrCell: number;
}

export function profileFor(paperWidth: 80 | 58): PrinterProfile {
	return paperWidth === 58
		? { dots: 384, columns: 32, codePage: 'PC858_EURO', numberScale: 5, qrCell: 5 }
		: { dots: 576, columns: 48, codePage: 'PC858_EURO', numberScale: 8, qrCell: 6 };
}

/** `ESC @`, and at once `GS a`, which it turned off: trouble in the middle of a paper must be told, or it passes unseen. */
export const INITIALIZE = Buffer.from([0x1b, 0x40, 0x1d, 0x61, 0xff]);
/** From the print head to past the cutter, so that nothing of the ticket stays inside. */
const FEED_TO_CUTTER = 130;
/** A printer whose line broke inside a picture waits for its rest: bands keep that rest short. */
const BAND_ROWS = 48;

interface Scale {
	readonly width: number;
	readonly height: number;
	/** Not taken for a text that would need more lines in it. */
	readonly lines: number;
}
/** The first that fits is taken: large letters are worth a second line, but not half a paper. */
const TYPED_SCALES: Readonly<Record<TextSize, readonly Scale[]>> = {
	body: [{ width: 1, height: 1, lines: Infinity }],
	large: [
		{ width: 2, height: 2, lines: 3 },
		{ width: 1, height: 2, lines: Infinity },
	],
	heading: [
		{ width: 3, height: 3, lines: 1 },
		{ width: 2, height: 2, lines: Infinity },
	],
};
const DRAWN_SIZE: Readonly<Record<TextSize, number>> = { body: 26, large: 36, heading: 48 };

/** More bytes than any one command of ours has left when the line breaks inside it. */
export function longestCommand(profile: PrinterProfile): number {
	return Math.max((profile.dots / 8) * BAND_ROWS, 1024) + 16;
}

/** A whole paper up to past the cutter, not yet cut. */
export function paperBytes(blocks: readonly Block[], profile: PrinterProfile): Buffer {
	const printer = newPrinter(profile);
	for (const block of blocks) renderBlock(printer, block, profile);
	printer.alignLeft();
	feedDots(printer, FEED_TO_CUTTER);
	return printer.getBuffer();
}

/** The cut alone. Sent twice it cuts air: nothing is fed by it. */
export function cutBytes(profile: PrinterProfile): Buffer {
	const printer = newPrinter(profile);
	printer.cut({ verticalTabAmount: 0 });
	printer.add(INITIALIZE);
	return printer.getBuffer();
}

function newPrinter(profile: PrinterProfile): ThermalPrinter {
	const printer = new ThermalPrinter({ ...BYTES_ONLY, width: profile.columns });
	printer.add(INITIALIZE);
	// Named again on every paper: the printer forgets its page when it is initialized.
	if (profile.codePage !== null) printer.setCharacterSet(profile.codePage as CharacterSet);
	return printer;
}

function renderBlock(printer: ThermalPrinter, block: Block, profile: PrinterProfile): void {
	switch (block.kind) {
		case 'text':
			return renderText(printer, block, profile, '');
		case 'item':
			return renderText(
				printer,
				{ ...block, kind: 'text', size: 'body', bold: false, align: 'left', invert: false },
				profile,
				'- ',
			);
		case 'number':
			return renderNumber(printer, block, profile);
		case 'rule':
			return addPicture(printer, ruleOf(profile.dots));
		case 'qr':
			return renderQr(printer, block.data, profile);
		case 'space':
			return feedDots(printer, block.dots);
		default:
			block satisfies never;
	}
}

type TextBlock = Extract<Block, { kind: 'text' }>;

function renderText(printer: ThermalPrinter, block: TextBlock, profile: PrinterProfile, mark: string): void {
	const plain = profile.codePage === null ? null : typed(block.text, profile.codePage);
	if (plain === null) {
		const { bold, align, invert } = block;
		const look = { width: profile.dots, size: DRAWN_SIZE[block.size], bold, align, invert };
		return addPicture(printer, drawText(block.text, { ...look, mark: mark === '' ? '' : '–\u2002' }));
	}
	const padding = mark.length + (block.invert ? 2 : 0);
	const { width, height, lines } = typedLines(plain, block, profile.columns, padding);
	align(printer, block.align);
	printer.bold(block.bold);
	setScale(printer, width, height);
	lines.forEach((line, row) => {
		const before = row === 0 ? mark : ' '.repeat(mark.length);
		printer.invert(block.invert);
		printer.append(block.invert ? ` ${line} ` : before + line);
		printer.invert(false);
		printer.newLine();
	});
	setScale(printer, 1, 1);
	printer.bold(false);
}

function typedLines(
	plain: string,
	{ size, align }: TextBlock,
	columns: number,
	padding: number,
): { readonly width: number; readonly height: number; readonly lines: readonly string[] } {
	for (const { width, height, lines: most } of TYPED_SCALES[size]) {
		const room = Math.floor(columns / width) - padding;
		const fold = (across: number): string[] => foldWords(plain, across);
		const lines = align === 'center' ? balanced(fold, room, 1) : fold(room);
		if (lines.length <= most) return { width, height, lines };
	}
	return { width: 1, height: 1, lines: [] };
}

function renderNumber(
	printer: ThermalPrinter,
	block: Extract<Block, { kind: 'number' }>,
	profile: PrinterProfile,
): void {
	// A letter is half as wide as it is high: half a space on either side makes its tile a square.
	const cells = 2 + 0.5 + block.digits.length;
	const scale = Math.min(profile.numberScale, Math.floor(profile.columns / cells));
	const half = Math.ceil(scale / 2);
	const put = (text: string, width: number): void => {
		setScale(printer, width, scale);
		printer.append(text);
	};
	align(printer, 'center');
	printer.bold(true);
	printer.invert(true);
	put(' ', half);
	put(block.letter, scale);
	put(' ', half);
	printer.invert(false);
	put(' ', half);
	put(block.digits, scale);
	printer.newLine();
	setScale(printer, 1, 1);
	printer.bold(false);
}

function renderQr(printer: ThermalPrinter, data: string, profile: PrinterProfile): void {
	align(printer, 'center');
	// node-thermal-printer writes the length in characters; given bytes, length and bytes agree for every script.
	const bytes = Buffer.from(data, 'utf8') as unknown as string;
	printer.printQR(bytes, { cellSize: profile.qrCell, correction: 'M', model: 2 });
}

/** node-thermal-printer names them the other way round: its first argument is the width's half of the byte. */
function setScale(printer: ThermalPrinter, width: number, height: number): void {
	printer.setTextSize(width - 1, height - 1);
}

function align(printer: ThermalPrinter, side: 'left' | 'center'): void {
	if (side === 'center') printer.alignCenter();
	else printer.alignLeft();
}

function feedDots(printer: ThermalPrinter, dots: number): void {
	for (let rest = dots; rest > 0; rest -= 255) printer.add(Buffer.from([0x1b, 0x4a, Math.min(255, rest)]));
}

function ruleOf(dots: number): Picture {
	return { width: dots, height: 2, bits: new Uint8Array((dots / 8) * 2).fill(0xff) };
}

/** `GS v 0` in bands. node-thermal-printer's own takes a PNG and sends it in one piece, which a broken line leaves open. */
function addPicture(printer: ThermalPrinter, picture: Picture): void {
	const bytesPerRow = picture.width / 8;
	const bits = withoutRequests(picture.bits);
	printer.alignLeft();
	for (let row = 0; row < picture.height; row += BAND_ROWS) {
		const rows = Math.min(BAND_ROWS, picture.height - row);
		const size = [bytesPerRow & 0xff, bytesPerRow >> 8, rows & 0xff, rows >> 8];
		printer.add(Buffer.from([0x1d, 0x76, 0x30, 0, ...size]));
		printer.add(Buffer.from(bits.subarray(row * bytesPerRow, (row + rows) * bytesPerRow)));
	}
}

/** Printers obey DLE EOT, DLE ENQ and DLE DC4 even inside a picture: one dot more keeps a picture a picture. */
function withoutRequests(bits: Uint8Array): Uint8Array {
	const safe = Uint8Array.from(bits);
	for (let at = 0; at + 1 < safe.length; at += 1) {
		const next = safe[at + 1];
		if (safe[at] === 0x10 && (next === 0x04 || next === 0x05 || next === 0x14)) safe[at] = 0x18;
	}
	return safe;
}
