// A part of a screen that its first view does without: fetched once that view stands, and tried again until it is here.
import { whenAtRest } from './at-rest.ts';

const AGAIN_MS = 1_000;

export class Later<Part> {
	readonly #fetch: () => Promise<{ readonly default: Part }>;
	#part = $state.raw<Part | null>(null);
	#asked = false;

	/**
	 * Make it with the component that shows it: what that component shows first goes before. `seldom`: most who open the
	 * screen never need it, and the hub is there when they do; it is fetched when it is hurried.
	 */
	constructor(fetch: () => Promise<{ readonly default: Part }>, how: 'soon' | 'seldom' = 'soon') {
		this.#fetch = fetch;
		if (how === 'soon') whenAtRest(() => this.hurry());
	}

	/** Null until it is here. */
	get current(): Part | null {
		return this.#part;
	}

	/** It is wanted now, first view or not. */
	hurry(): void {
		if (this.#asked) return;
		this.#asked = true;
		this.#fetch().then(
			(module) => {
				this.#part = module.default;
			},
			// The hub that serves it may be away for a moment.
			() => {
				setTimeout(() => {
					this.#asked = false;
					this.hurry();
				}, AGAIN_MS);
			},
		);
	}
}
