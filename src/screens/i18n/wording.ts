// Picks an office's own text in the reader's language, and says in which language it then is.
import type { Wording } from '#domain/ids';
import { directionOf } from '#words/direction';
import type { Direction } from '#words/direction';

export interface SaidIn {
	readonly text: string;
	/** For the `lang` attribute. */
	readonly lang: string;
	/** For the `dir` attribute: an English name stays in order in the midst of Arabic. */
	readonly dir: Direction;
}

/** The text in the asked language, else in the first that is there; never blank when any wording exists. */
export function said(wording: Wording, language: string): SaidIn {
	const exact = wording[language];
	const [first] = Object.entries(wording);
	const [lang, text] = exact !== undefined && exact !== '' ? [language, exact] : (first ?? [language, '']);
	return { text, lang, dir: directionOf(lang) };
}

/** The same, where only the text is needed. */
export function inWords(wording: Wording, language: string): string {
	return said(wording, language).text;
}
