// Fills in what the page's shell needs before any screen runs: until it has chosen a language, the page is English.
import type { Handle } from '@sveltejs/kit/hooks';

export const handle: Handle = ({ event, resolve }) =>
	resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', 'en') });
