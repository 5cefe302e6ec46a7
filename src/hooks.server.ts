// Fills in what the page's shell needs before any screen runs: its look and, until it has chosen one, its language.
import type { Handle } from '@sveltejs/kit/hooks';
import { lookOf } from '#lib/look.ts';

/** All of its texts are in it, in both weights; letters of other scripts come with the languages that need them. */
const FONT_OF_ALL = /hyperlegible-next-latin-wght-normal/;

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, {
		transformPageChunk: ({ html }) =>
			html.replace('%lang%', 'en').replace('%look%', lookOf(event.url.pathname)),
		preload: ({ type, path }) => type !== 'font' || FONT_OF_ALL.test(path),
	});
