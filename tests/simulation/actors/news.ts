// Hints between hubs of one record, as a database passes them on: late, sometimes lost, now and then with a broken line.
import type { News } from '#store/news';
import type { Ear } from '#store/news';
import type { Chance } from '../machine/chance.ts';
import type { Program } from '../machine/program.ts';
import type { VirtualTime } from '../machine/virtual-time.ts';

export class NewsBoard {
	lost = 0;
	told = 0;
	/** Probability that a hint is lost on its way to one hub. */
	loss = 0.03;
	readonly #time: VirtualTime;
	readonly #chance: Chance;
	readonly #ears = new Map<Program, Ear>();

	constructor(time: VirtualTime, chance: Chance) {
		this.#time = time;
		this.#chance = chance;
	}

	open(hub: Program): News {
		hub.whenDead(() => void this.#ears.delete(hub));
		return {
			shared: true,
			tell: async (text) => {
				if (hub.speaks())
					for (const [other, ear] of this.#ears) if (other !== hub) this.#pass(other, ear, text);
				await this.#time.wait(hub, this.#chance.between(0, 3));
			},
			listen: (ear) => void this.#ears.set(hub, ear),
			close: async () => void this.#ears.delete(hub),
		};
	}

	#pass(other: Program, ear: Ear, text: string): void {
		this.told += 1;
		if (!this.#chance.is(this.loss)) {
			this.#time.plan(other, this.#chance.between(0, 40), () => ear.hear(text));
			return;
		}
		this.lost += 1;
		// A line that broke is noticed; a word that was lost otherwise never is.
		if (this.#chance.is(0.3)) this.#time.plan(other, 500, () => ear.unsure());
	}
}
