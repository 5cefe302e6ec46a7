// Fetches the letters of a script only where a language on the screen needs them.

interface Letters {
	/** As the theme's list of fonts names it. */
	readonly family: string;
	/** The letters that are drawn with it; the theme's own font draws the rest of a line, such as digits. */
	readonly own: RegExp;
	readonly fetch: () => Promise<unknown>;
}

const CHINESE: Letters = {
	family: 'Noto Sans TC',
	own: /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu,
	fetch: () =>
		Promise.all([import('@fontsource/noto-sans-tc/400.css'), import('@fontsource/noto-sans-tc/700.css')]),
};
const ARABIC: Letters = {
	family: 'Noto Sans Arabic',
	own: /\p{Script_Extensions=Arabic}/gu,
	fetch: () =>
		Promise.all([
			import('@fontsource/noto-sans-arabic/400.css'),
			import('@fontsource/noto-sans-arabic/700.css'),
		]),
};
const DEVANAGARI: Letters = {
	family: 'Noto Sans Devanagari',
	own: /\p{Script_Extensions=Devanagari}/gu,
	fetch: () =>
		Promise.all([
			import('@fontsource/noto-sans-devanagari/400.css'),
			import('@fontsource/noto-sans-devanagari/700.css'),
		]),
};
const TAMIL: Letters = {
	family: 'Noto Sans Tamil',
	own: /\p{Script_Extensions=Tamil}/gu,
	fetch: () =>
		Promise.all([
			import('@fontsource/noto-sans-tamil/400.css'),
			import('@fontsource/noto-sans-tamil/700.css'),
		]),
};
/** Vietnamese whole, for a word of two fonts is hard to read; of other languages what the theme's font lacks. */
const NOTO_SANS: Letters = {
	family: 'Noto Sans',
	own: /[\s\S]/gu,
	fetch: () =>
		Promise.all([import('@fontsource/noto-sans/400.css'), import('@fontsource/noto-sans/700.css')]),
};

const BY_SCRIPT: Readonly<Record<string, Letters>> = {
	Hant: CHINESE,
	Hans: CHINESE,
	Arab: ARABIC,
	Deva: DEVANAGARI,
	Taml: TAMIL,
	Cyrl: NOTO_SANS,
	Grek: NOTO_SANS,
};
const WEIGHTS = [400, 700] as const;

/** The family that a language needs beyond the theme's own, or null. */
export function familyOf(tag: string): string | null {
	return lettersOf(tag)?.family ?? null;
}

function lettersOf(tag: string): Letters | null {
	try {
		const { language, script } = new Intl.Locale(tag).maximize();
		return language === 'vi' ? NOTO_SANS : (BY_SCRIPT[script ?? ''] ?? null);
	} catch {
		return null;
	}
}

/**
 * Fonts are cut in slices that the browser takes as it meets their letters.
 * `textIn`: what may have to be written in a language while the hub is gone, when no slice can be had any more.
 */
export async function loadFonts(
	languages: readonly string[],
	textIn: (language: string) => string,
): Promise<void> {
	await Promise.all(
		languages.map(async (tag) => {
			const letters = lettersOf(tag);
			if (letters === null) return;
			await letters.fetch();
			const text = (textIn(tag).match(letters.own) ?? []).join('');
			await Promise.all(
				WEIGHTS.map((weight) => document.fonts.load(`${String(weight)} 16px '${letters.family}'`, text)),
			);
		}),
	);
}
