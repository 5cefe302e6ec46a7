// Fetches the letters of a script only where a language on the screen needs them.

/** Latin letters come with the theme; Chinese ones are cut in slices that the browser takes as it meets them. */
export async function loadFonts(languages: readonly string[]): Promise<void> {
	if (languages.some((tag) => tag === 'zh' || tag.startsWith('zh-'))) {
		await Promise.all([
			import('@fontsource/noto-sans-tc/400.css'),
			import('@fontsource/noto-sans-tc/700.css'),
		]);
	}
}
