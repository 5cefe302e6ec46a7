// Which way a paper and each of its texts are read.

const FROM_THE_RIGHT = new Set(['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg', 'Mand']);

export type Direction = 'ltr' | 'rtl';

/** By the language's script: `ar`, `fa`, `ur-PK` and `ks-Arab` are read from the right. An unknown tag is not. */
export function directionOf(language: string): Direction {
	return FROM_THE_RIGHT.has(scriptOf(language)) ? 'rtl' : 'ltr';
}

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
