// Which way a language is read.

export type Direction = 'ltr' | 'rtl';

/** Scripts in use today that are read from right to left, by their ISO 15924 codes. */
const RIGHT_TO_LEFT = new Set([
	'Adlm',
	'Arab',
	'Hebr',
	'Mand',
	'Nkoo',
	'Rohg',
	'Samr',
	'Syrc',
	'Thaa',
	'Yezi',
]);

/** By the script that the language is written in, so that a language needs no entry here; a tag that is none reads left to right. */
export function directionOf(tag: string): Direction {
	try {
		const { script } = new Intl.Locale(tag).maximize();
		return script !== undefined && RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
	} catch {
		return 'ltr';
	}
}
