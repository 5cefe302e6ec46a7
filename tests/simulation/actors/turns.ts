// Turns at a record that several hubs share: one after another, and nobody waits longer than the port allows.
import type { Turn } from '#store/event-store';
import type { Program } from '../machine/program.ts';
import type { VirtualTime } from '../machine/virtual-time.ts';

/** What the store's port promises, ms. */
const LONGEST = 1_000;

export class Turns {
	readonly #time: VirtualTime;
	#holder: object | null = null;
	#waiting: (() => void)[] = [];

	constructor(time: VirtualTime) {
		this.#time = time;
	}

	take(hub: Program): Promise<Turn> {
		return new Promise((resolve) => {
			const me = {};
			let has = false;
			const release = () => {
				if (this.#holder !== me) return;
				this.#holder = null;
				this.#waiting.shift()?.();
			};
			hub.whenDead(release);
			const begin = () => {
				if (!hub.alive || has) {
					if (this.#holder === null) this.#waiting.shift()?.();
					return;
				}
				has = true;
				this.#holder ??= me;
				this.#time.plan(hub, 0, () => resolve({ release }));
			};
			if (this.#holder === null) return begin();
			this.#waiting.push(begin);
			this.#time.plan(hub, LONGEST, begin);
		});
	}
}
