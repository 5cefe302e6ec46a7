// Whether papers can be written in every language of the office: each letter of its words has to be in a font that ships.
import { loadWords } from '#words/load';
import type { Words } from '#words/words';
import { paperFonts } from '../ticket-printer/papers/paper-fonts.ts';
import { note, ok, wrong } from './finding.ts';
import type { Finding } from './finding.ts';

/** @param names the office's name in its languages: the part of a paper that we did not write */
export async function checkLetters(
	languages: readonly string[],
	names: Readonly<Record<string, string>>,
): Promise<Finding[]> {
	const findings: Finding[] = [];
	for (const tag of languages) findings.push(await checkLanguage(tag, names[tag] ?? ''));
	return findings;
}

async function checkLanguage(tag: string, name: string): Promise<Finding> {
	const about = `letters ${tag}`;
	try {
		const words = await loadWords(tag);
		const missing = [...new Set(texts(words).join('') + name)].filter((letter) => !isDrawn(letter));
		if (missing.length > 0)
			return wrong(
				about,
				`papers in ${words.name} (${tag}): no font has ${missing.slice(0, 10).join(' ')}`,
				'write the name of the office with other letters, or tell the makers of Rotunda',
			);
		if (words.tag.split('-')[0] === tag.split('-')[0])
			return ok(about, `papers in ${words.name} (${tag}) can be drawn`);
		return note(
			about,
			`there are no words in ${tag}: papers are in English`,
			'choose another language in setup',
		);
	} catch (error) {
		const why = error instanceof Error ? error.message : String(error);
		return wrong(about, `the fonts for ${tag} cannot be read: ${why}`, 'run npm ci in the folder of Rotunda');
	}
}

/** What takes no ink, or only changes the letters around it, is in no font. */
function isDrawn(letter: string): boolean {
	return /[\p{White_Space}\p{Cc}\p{Cf}\p{Variation_Selector}]/u.test(letter) || paperFonts.has(letter);
}

function texts(words: Words): string[] {
	return Object.values(words.paper as unknown as Record<string, unknown>).filter(
		(text): text is string => typeof text === 'string',
	);
}
