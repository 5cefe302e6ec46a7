// The hub's time as a value that ticks, so that waits and clocks on screens move by themselves.
import type { Connection } from './connection.svelte.ts';

export class HubClock {
	#now = $state.raw(0);

	/** Ticks each `every` ms until the component that made it is gone; call it while a component is being made. */
	constructor(connection: Connection, every = 1_000) {
		this.#now = connection.now();
		$effect(() => {
			const timer = setInterval(() => {
				this.#now = connection.now();
			}, every);
			return () => clearInterval(timer);
		});
	}

	/** Hub time, ms since 1970. */
	get now(): number {
		return this.#now;
	}
}
