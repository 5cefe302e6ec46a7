// Gives back what drawn papers left: the collector does not see how large pixels are, and would wait for far more of them.

const QUIET_MS = 1000;
const MOST_PAPERS = 4;

/** Works only in a process that may collect at will, as `startSmall` makes it. */
export class LettingGo {
	#papers = 0;
	#timer: NodeJS.Timeout | null = null;

	/** A paper is done: lets go when nobody waits for the next one, or when several have come without a pause. */
	afterPaper(): void {
		if (globalThis.gc === undefined) return;
		this.stop();
		this.#papers += 1;
		// What the canvas held is free only some time after the collection that found it.
		this.#timer = setTimeout(() => this.#letGo(), this.#papers < MOST_PAPERS ? QUIET_MS : 0);
	}

	stop(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
	}

	#letGo(): void {
		globalThis.gc?.();
		if (this.#papers > 0) this.#timer = setTimeout(() => this.#letGo(), QUIET_MS);
		this.#papers = 0;
	}
}
