// A language's name as staff reads it.
import { STAFF_LANGUAGE } from './desk.svelte.ts';

const names = new Intl.DisplayNames([STAFF_LANGUAGE], { type: 'language' });

/** "Traditional Chinese" for `zh-Hant`; a tag that nobody knows stays as it is. */
export function languageName(tag: string): string {
	try {
		return names.of(tag) ?? tag;
	} catch {
		return tag;
	}
}
