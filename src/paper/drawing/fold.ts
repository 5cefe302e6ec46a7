// How a text breaks into lines, whoever measures it: words stay whole, no lone last word, no comma at a line's start.

const NO_START = /^[\p{Pe}\p{Pf}、。，．：；！？%％…।॥،؛؟]/u;
const NO_END = /[\p{Ps}\p{Pi}]$/u;
const WIDE =
	/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\u3000-\u303f\uff00-\uffef]/u;
/** "2026年3月5日" and "204 室" are read as one. */
const COUNTED = /^[年月日時分點號号室樓]/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const words = new Intl.Segmenter('zh-Hant', { granularity: 'word' });

/** The smallest pieces a line may be made of: words with the space after them; a number stays with the word before it. */
export function piecesOf(text: string): string[] {
	const parts: string[] = [];
	for (const { segment } of words.segment(text)) {
		const last = parts.at(-1);
		const joins =
			last !== undefined &&
			!last.endsWith(' ') &&
			(NO_START.test(segment) ||
				NO_END.test(last) ||
				(/\d$/.test(last) && COUNTED.test(segment)) ||
				!WIDE.test(segment.slice(0, 1)));
		if (joins) parts[parts.length - 1] = last + segment;
		else parts.push(segment);
	}
	return parts;
}

/** Lines no wider than `width` as `measure` tells it; a piece that is wider than a line is cut between its letters. */
export function foldMeasured(text: string, width: number, measure: (text: string) => number): string[] {
	const lines: string[] = [];
	let line = '';
	const fits = (candidate: string): boolean => measure(candidate.trimEnd()) <= width;
	for (const piece of piecesOf(text)) {
		if (fits(line + piece)) {
			line += piece;
			continue;
		}
		if (line !== '') lines.push(line.trimEnd());
		line = '';
		if (fits(piece)) {
			line = piece;
			continue;
		}
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

/**
 * As few lines as `fold` needs in the full width, then as even as they can be: no last word on a line of its own.
 * `least`: the longest word's width, for narrower lines would cut it.
 */
export function balanced(
	fold: (width: number) => string[],
	width: number,
	step: number,
	least: number,
): string[] {
	let best = fold(width);
	const lines = best.length;
	if (lines < 2) return best;
	for (let next = width - step; next > Math.max(width / 2, least); next -= step) {
		const tried = fold(next);
		if (tried.length > lines) break;
		best = tried;
	}
	return best;
}
