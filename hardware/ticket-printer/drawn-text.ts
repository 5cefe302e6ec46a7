// Texts that no code page carries, drawn with the fonts that ship with us: real shaping, every script we have a font for.
import { createCanvas } from '@napi-rs/canvas';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { fontFor, isDrawable } from './paper-fonts.ts';
import { balanced } from './typed-text.ts';

/** Dots, one bit each, rows of whole bytes. */
export interface Picture {
	readonly width: number;
	readonly height: number;
	readonly bits: Uint8Array;
}

export interface DrawnLook {
	/** Dots across the paper. */
	readonly width: number;
	/** Font size in dots. */
	readonly size: number;
	readonly bold: boolean;
	readonly align: 'left' | 'center';
	readonly invert: boolean;
	/** Put before the first line; the others stand in as far. */
	readonly mark: string;
}

const LINE_HEIGHT = 1.3;
const ASCENT = 0.98;

/** The text as a picture as wide as the paper, in as many lines as it needs. */
export function drawText(text: string, look: DrawnLook): Picture {
	const width = Math.ceil(look.width / 8) * 8;
	const measure = createCanvas(8, 8).getContext('2d');
	const shown = withoutTofu(text);
	measure.font = fontFor(shown + look.mark, look.size, look.bold);
	const indent = look.mark === '' ? 0 : Math.ceil(measure.measureText(look.mark).width);
	const fold = (across: number): string[] => foldMeasured(shown, across, measure);
	const room = look.width - indent;
	const lines = look.align === 'center' ? balanced(fold, room, 16) : fold(room);
	const step = Math.ceil(look.size * LINE_HEIGHT);
	const height = Math.max(1, lines.length) * step;
	const canvas = createCanvas(width, height);
	const paint = canvas.getContext('2d');
	paint.fillStyle = '#fff';
	paint.fillRect(0, 0, width, height);
	paint.font = measure.font;
	paint.textBaseline = 'alphabetic';
	lines.forEach((line, row) => {
		const long = paint.measureText(line).width;
		const left = look.align === 'center' ? Math.round((look.width - long) / 2) : indent;
		if (look.invert) {
			paint.fillStyle = '#000';
			paint.fillRect(left - 12, row * step, Math.ceil(long) + 24, step);
		}
		paint.fillStyle = look.invert ? '#fff' : '#000';
		const base = Math.round(row * step + look.size * ASCENT);
		if (row === 0 && look.mark !== '') paint.fillText(look.mark, 0, base);
		paint.fillText(line, left, base);
	});
	return { width, height, bits: bitsOf(paint, width, height) };
}

function bitsOf(paint: SKRSContext2D, width: number, height: number): Uint8Array {
	const pixels = paint.getImageData(0, 0, width, height).data;
	const bits = new Uint8Array((width / 8) * height);
	for (let dot = 0; dot < width * height; dot += 1) {
		if ((pixels[dot * 4] ?? 255) < 160) bits[dot >> 3] = (bits[dot >> 3] ?? 0) | (0x80 >> (dot & 7));
	}
	return bits;
}

const NO_START = /^[\p{Pe}\p{Pf}、。，．：；！？%％…]/u;
const NO_END = /[\p{Ps}\p{Pi}]$/u;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

const words = new Intl.Segmenter('zh-Hant', { granularity: 'word' });

/** The smallest pieces a line may be made of: words with the space after them; a number stays with the word before it. */
function pieces(text: string): string[] {
	const parts: string[] = [];
	for (const { segment } of words.segment(text)) {
		const last = parts.at(-1);
		const joins =
			last !== undefined &&
			!last.endsWith(' ') &&
			(NO_START.test(segment) || NO_END.test(last) || !WIDE.test(segment.slice(0, 1)));
		if (joins) parts[parts.length - 1] = last + segment;
		else parts.push(segment);
	}
	return parts;
}

function foldMeasured(text: string, width: number, paint: SKRSContext2D): string[] {
	const lines: string[] = [];
	let line = '';
	const fits = (candidate: string): boolean => paint.measureText(candidate.trimEnd()).width <= width;
	for (const piece of pieces(text)) {
		if (fits(line + piece)) {
			line += piece;
			continue;
		}
		if (line !== '') lines.push(line.trimEnd());
		line = '';
		for (const { segment } of graphemes.segment(piece)) {
			if (line !== '' && !fits(line + segment)) {
				lines.push(line);
				line = '';
			}
			line += segment;
		}
	}
	if (line !== '') lines.push(line.trimEnd());
	return lines;
}

/** A run of letters that no font has becomes one ellipsis: better a visible gap than boxes that look like words. */
function withoutTofu(text: string): string {
	let shown = '';
	for (const character of text) {
		if (isDrawable(character)) shown += character;
		else if (!shown.endsWith('…')) shown += '…';
	}
	return shown;
}
