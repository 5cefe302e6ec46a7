// The languages that an office offers, each with its words; one without a file of its own borrows English ones.
import type { Language } from '#domain/ids';
import { loadWords } from '#words/load';
import type { Words } from '#words/words';
import { loadFonts } from './fonts.ts';

export interface SpokenLanguage {
	/** As the office lists it: what a ticket is issued in, and its services are worded in. */
	readonly tag: Language;
	/** In its own script. */
	readonly name: string;
	readonly words: Words;
}

export async function loadSpokenLanguages(tags: readonly Language[]): Promise<readonly SpokenLanguage[]> {
	void loadFonts(tags);
	return Promise.all(
		tags.map(async (tag) => {
			const words = await loadWords(tag);
			return { tag, words, name: nameOf(tag, words) };
		}),
	);
}

function nameOf(tag: Language, words: Words): string {
	if (tag === words.tag) return words.name;
	const name = new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
	return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}
