// What may stand in an address where a route asks for a screen.
import { defineParams } from '@sveltejs/kit/params';
import { OWN_PAGES } from '#screens/screens.ts';

export const params = defineParams({
	/** A screen with a page of its own. */
	screen: (text) => OWN_PAGES.find((name) => name === text),
});
