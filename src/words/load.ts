// Finds the words of a language: its own file, a broader one of the same language, else English.
import { words as english } from './languages/en.ts';
import type { Words } from './words.ts';

const TAG = /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/;

/** The words for a BCP 47 tag. `es-MX` finds `es`; a language without a file reads English, never a blank. */
export async function loadWords(tag: string): Promise<Words> {
	for (let wanted = tag; TAG.test(wanted); wanted = wanted.slice(0, wanted.lastIndexOf('-'))) {
		if (wanted === english.tag) return english;
		try {
			const file = (await import(`./languages/${wanted}.ts`)) as { readonly words: Words };
			return file.words;
		} catch {
			if (!wanted.includes('-')) break;
		}
	}
	return english;
}

/** The words of several languages, in their order, each once. */
export async function loadAllWords(tags: readonly string[]): Promise<readonly Words[]> {
	const all = await Promise.all(tags.map(loadWords));
	return all.filter((words, at) => all.findIndex((other) => other.tag === words.tag) === at);
}

export { english };
