// Fetches the letters of a script only where a language on the screen needs them.

const WEIGHTS = [400, 700] as const;

export function isChinese(tag: string): boolean {
	return tag === 'zh' || tag.startsWith('zh-');
}

/**
 * Latin letters come with the theme; Chinese ones are cut in slices that the browser takes as it meets them.
 * `texts`: what may have to be written while the hub is gone, when no slice can be had any more.
 */
export async function loadFonts(languages: readonly string[], texts: string): Promise<void> {
	if (!languages.some(isChinese)) return;
	await Promise.all([import('@fontsource/noto-sans-tc/400.css'), import('@fontsource/noto-sans-tc/700.css')]);
	await Promise.all(
		WEIGHTS.map((weight) => document.fonts.load(`${String(weight)} 16px 'Noto Sans TC'`, texts)),
	);
}
