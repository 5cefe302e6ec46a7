// Picks an office's own text in the reader's language, and says in which language it then is.
import type { Wording } from '#domain/ids';

export interface SaidIn {
	readonly text: string;
	/** For the `lang` attribute. */
	readonly lang: string;
}

/** The text in the asked language, else in the first that is there; never blank when any wording exists. */
export function said(wording: Wording, language: string): SaidIn {
	const exact = wording[language];
	if (exact !== undefined && exact !== '') return { text: exact, lang: language };
	const [first] = Object.entries(wording);
	return first === undefined ? { text: '', lang: language } : { text: first[1], lang: first[0] };
}

/** The same, where only the text is needed. */
export function inWords(wording: Wording, language: string): string {
	return said(wording, language).text;
}
