// Notices that nobody is at the kiosk any more; warns, and gives twenty seconds to ask for more time (WCAG 2.2.1).

export const WARN_MS = 20_000;

export class Idle {
	#after: () => number | null;
	#end: () => void;
	#touched = 0;
	#warnedAt = $state.raw<number | null>(null);
	#left = $state.raw(0);

	/** `after`: ms of quiet before the warning, or null while nothing is to be cleared. Call it while a component is being made. */
	constructor(after: () => number | null, end: () => void) {
		this.#after = after;
		this.#end = end;
		this.#touched = performance.now();
		$effect(() => {
			const timer = setInterval(() => this.#look(), 250);
			return () => clearInterval(timer);
		});
	}

	get warning(): boolean {
		return this.#warnedAt !== null;
	}

	/** Whole seconds until the screen starts over. */
	get secondsLeft(): number {
		return this.#left;
	}

	/** Somebody is here. While the warning stands only its own button counts. */
	touch(): void {
		if (this.#warnedAt === null) this.#touched = performance.now();
	}

	extend(): void {
		this.#warnedAt = null;
		this.#touched = performance.now();
	}

	#look(): void {
		const after = this.#after();
		const now = performance.now();
		if (after === null) {
			this.#touched = now;
			this.#warnedAt = null;
			return;
		}
		if (this.#warnedAt === null) {
			if (now - this.#touched < after) return;
			this.#warnedAt = now;
		}
		this.#left = Math.ceil((WARN_MS - (now - this.#warnedAt)) / 1000);
		if (this.#left > 0) return;
		this.extend();
		this.#end();
	}
}
