// Sets a screen going in its page: it takes the place of what the page showed until now.
import { mount } from 'svelte';
import type { Component } from 'svelte';

/** @throws when the page has no place for it. */
export function startScreen(screen: Component): void {
	const place = document.querySelector('[data-screen]');
	if (place === null) throw new Error('no place for the screen: its page has no data-screen');
	place.replaceChildren();
	mount(screen, { target: place });
}
