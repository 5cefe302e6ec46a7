// The languages that an office offers, each with its words; one without a file of its own borrows English ones.
import type { Language } from '#domain/ids';
import { directionOf } from '#words/direction';
import type { Direction } from '#words/direction';
import { loadWords } from '#words/load';
import type { Words } from '#words/words';
import { loadFonts } from './fonts.ts';
import { capitalized, longDate, timeOfDay } from './format.ts';

export interface SpokenLanguage {
	/** As the office lists it: what a ticket is issued in, and its services are worded in. */
	readonly tag: Language;
	/** In its own script. */
	readonly name: string;
	readonly words: Words;
	/** Which way its words are read. */
	readonly dir: Direction;
}

export async function loadSpokenLanguages(tags: readonly Language[]): Promise<readonly SpokenLanguage[]> {
	const languages = await Promise.all(
		tags.map(async (tag) => {
			const words = await loadWords(tag);
			return { tag, words, name: nameOf(tag, words), dir: directionOf(words.tag) };
		}),
	);
	return languages;
}

/** The letters of scripts that the theme's font lacks: those on the screen first, then those that may come to stand there. */
export function fetchLetters(languages: readonly SpokenLanguage[]): Promise<void> {
	return loadFonts(
		languages.map(({ tag }) => tag),
		(tag) => {
			const spoken = languages.find((one) => one.tag === tag);
			return spoken === undefined ? '' : spoken.name + textOf(spoken.words) + dayOf(tag);
		},
	).catch(() => undefined);
}

/** Every letter that the words may need. */
function textOf(words: object): string {
	return Object.values(words)
		.map((value: unknown) => {
			if (typeof value === 'function') return String((value as (...facts: number[]) => unknown)(10, 90));
			return typeof value === 'object' && value !== null ? textOf(value) : String(value);
		})
		.join('');
}

/** Every letter of the times of a day and of the days of a week. */
function dayOf(tag: string): string {
	const hours = Array.from({ length: 24 * 7 }, (_, hour) => hour * 3_600_000);
	return hours.map((at) => longDate(at, tag, 'UTC') + timeOfDay(at, tag, 'UTC')).join('');
}

function nameOf(tag: Language, words: Words): string {
	if (tag === words.tag) return words.name;
	return capitalized(new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag, tag);
}
