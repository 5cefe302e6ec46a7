// The ticket number on paper, in the proportions that it has on every screen: a filled tile with the letter, then the digits.
import type { Mark, PaperFonts } from './pen.ts';
import { WEIGHT } from './pen.ts';

/** Shares of the digits' size, as `NumberTile.svelte` has them. */
const LETTER = 0.86;
const TILE = 1.06 * LETTER;
const RADIUS = 0.18 * LETTER;
const GAP = 0.16;
const SPACING = 0.01;
/** Height of the typeface's capitals as a share of its size. */
const CAPITAL = 0.668;

/** Share of the paper's width, and the size beyond which nothing is gained. */
const WIDEST = 0.94;
const LARGEST = 216;

export interface NumberRoom {
	readonly dots: number;
	readonly top: number;
	readonly fonts: PaperFonts;
	readonly widthOf: (text: string, font: string) => number;
}

/** @returns the marks, and how many dot rows they take. */
export function numberMarks(
	letter: string,
	digits: string,
	{ dots, top, fonts, widthOf }: NumberRoom,
): { readonly marks: readonly Mark[]; readonly height: number } {
	const families = fonts.families(letter + digits, 'hyperlegible');
	const fontOf = (size: number): string => `${String(WEIGHT.bold)} ${String(size)}px ${families}`;
	const figures = Array.from(digits);
	const shareOf = (text: string): number => widthOf(text, fontOf(100)) / 100;
	// Every figure as wide as the widest: numbers under each other can be compared.
	const cell = Math.max(0, ...'0123456789'.split('').map(shareOf), ...figures.map(shareOf)) + SPACING;
	const tileShare = letter === '' ? 0 : Math.max(TILE, shareOf(letter) * LETTER + 0.2);
	const gapShare = letter === '' || digits === '' ? 0 : GAP;
	const across = tileShare + gapShare + cell * figures.length;
	const size = Math.floor(Math.min(LARGEST, (dots * WIDEST) / across));
	const height = Math.ceil(size * TILE);
	const tile = Math.round(size * tileShare);
	const marks: Mark[] = [];
	const base = (of: number): number => Math.round(top + height / 2 + (of * CAPITAL) / 2);
	const write = (text: string, of: number, from: number, room: number, white: boolean): void => {
		const font = fontOf(of);
		const width = widthOf(text, font);
		const x = Math.round(from + (room - width) / 2);
		marks.push({ kind: 'text', text, font, direction: 'ltr', x, y: base(of), width, white });
	};
	let left = Math.round((dots - size * across) / 2);
	if (letter !== '') {
		const radius = Math.round(size * RADIUS);
		marks.push({ kind: 'box', x: left, y: top, width: tile, height, radius });
		write(letter, Math.round(size * LETTER), left, tile, true);
		left += tile + Math.round(size * gapShare);
	}
	for (const figure of figures) {
		write(figure, size, left, size * cell, false);
		left += size * cell;
	}
	return { marks, height };
}
