// Which way each text of a paper is read.
import type { Direction } from '#words/direction';

/** ISO 15924 code of the script that the language is usually written in: `Hant`, `Arab`, `Latn`. */
export function scriptOf(language: string): string {
	try {
		return new Intl.Locale(language).maximize().script ?? 'Latn';
	} catch {
		return 'Latn';
	}
}

const RIGHT_LETTER = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const LETTER = /\p{L}/u;

/**
 * A telephone number or a name in Latin letters keeps its order on a paper read from the right; a sentence with one
 * letter of that script follows the paper. Elsewhere the first letter decides, as in the Unicode rules.
 */
export function directionWithin(paper: Direction, text: string): Direction {
	if (paper === 'rtl') return RIGHT_LETTER.test(text) ? 'rtl' : 'ltr';
	const first = LETTER.exec(text)?.[0];
	return first !== undefined && RIGHT_LETTER.test(first) ? 'rtl' : 'ltr';
}
