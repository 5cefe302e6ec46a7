// How large letters are on paper, told by the height of their capital I, and which of our two typefaces writes a text.
import type { TextSize } from '../block.ts';
import { scriptOf } from '../direction.ts';

/** 203 dots an inch, as every printer head here has them. */
export const DOTS_PER_MM = 8;

/**
 * Height of a capital I in dots. 3/16 inch (4.8 mm, 38.4 dots) is what section 707.7.2 of the 2010 ADA Standards wants of
 * an instruction; what is told besides is smaller, or a ticket would be as long as an arm.
 */
export const CAPITAL: Readonly<Record<TextSize, number>> = {
	small: 16,
	body: 18,
	large: 26,
	instruction: 40,
	heading: 40,
};
export const LEAST_CAPITAL_MM = 4.8;
/** A long word is drawn narrower, down to this share, before it is cut: cut words are read wrong. */
export const NARROWEST = 0.72;

/** `hyperlegible`: Atkinson Hyperlegible Next, drawn for low vision. `noto`: Noto Sans, which has the other scripts. */
export type Face = 'hyperlegible' | 'noto';

/** Shares of the font size: a capital's height, and the room that marks above and below letters need. */
const SHAPE: Readonly<Record<Face, { capital: number; above: number; below: number }>> = {
	hyperlegible: { capital: 0.668, above: 0.94, below: 0.28 },
	noto: { capital: 0.714, above: 1.02, below: 0.3 },
};
/** Where a script keeps closer to the line, or reaches further from it. */
const REACH: Readonly<Record<string, { above: number; below: number }>> = {
	Hant: { above: 0.92, below: 0.32 },
	Hans: { above: 0.92, below: 0.32 },
	Arab: { above: 0.98, below: 0.38 },
	Deva: { above: 1, below: 0.32 },
	Taml: { above: 0.92, below: 0.36 },
};

/** What Atkinson Hyperlegible Next writes; one letter besides sets the whole text in Noto Sans: no word of two faces. */
const HYPERLEGIBLE =
	/^(?:(?![µĈĉĔĕĜĝĤĥĨĩĬĭĴĵĸĿŀŉŊŋŌōŎŏŖŗŜŝŦŧŨũŬŭ])[\u0020-\u007e\u00a0-\u017e\u0218-\u021b\u02c6\u02c7\u02da\u02dc\u02dd\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2039\u203a\u20ac\u2122\u2212])*$/u;

/** Languages whose letters Atkinson lacks are set in Noto Sans throughout, figures and Latin names too. */
export function faceFor(text: string, language: string): Face {
	if (scriptOf(language) !== 'Latn' || language === 'vi' || language.startsWith('vi-')) return 'noto';
	return HYPERLEGIBLE.test(text) ? 'hyperlegible' : 'noto';
}

export interface TypeSize {
	/** Font size, and the room above and below the baseline of a line; dots. */
	readonly size: number;
	readonly above: number;
	readonly below: number;
}

/** For a capital I of so many dots, in lines of that language. */
export function typeSize(face: Face, capital: number, language: string): TypeSize {
	const shape = SHAPE[face];
	const { above, below } = (face === 'noto' ? REACH[scriptOf(language)] : undefined) ?? shape;
	const size = Math.round(capital / shape.capital);
	return { size, above: Math.round(size * above), below: Math.round(size * below) };
}
