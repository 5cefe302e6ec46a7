// Fills in what the page's shell needs before any screen runs: its look, its language until one is chosen, its script.
import { readFileSync } from 'node:fs';
import type { Handle } from '@sveltejs/kit/hooks';
import { dev } from '$app/env';
import { lookOf, OWN_PAGES, SCREENS, startOf } from '#screens/screens.ts';
import { screenTags } from '#screens/loading/screen-tags.ts';
import type { BuiltFiles } from '#screens/loading/screen-tags.ts';

/** All of its texts are in it, in both weights; letters of other scripts come with the languages that need them. */
const FONT_OF_ALL = /hyperlegible-next-latin-wght-normal/;
/** Pages are made while building, from what has been built for the browser just before. */
const BUILT = '.svelte-kit/output/client/.vite/manifest.json';

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%lang%', 'en')
				.replace('%look%', lookOf(event.url.pathname))
				.replace('%screen%', () => scriptOf(event.url.pathname)),
		preload: ({ type, path }) => type !== 'font' || FONT_OF_ALL.test(path),
	});

function scriptOf(path: string): string {
	const screen = OWN_PAGES.find((name) => SCREENS[name].path === path);
	if (screen === undefined) return '';
	const start = startOf(screen);
	if (dev)
		return `<script type="module" src="/@vite/client"></script><script type="module" src="/${start}"></script>`;
	return screenTags(JSON.parse(readFileSync(BUILT, 'utf8')) as BuiltFiles, start);
}
