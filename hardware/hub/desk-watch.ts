// What signs and keypads are told: the hub's view of the desk, kept up by numbered updates, and gone when the hub is not heard.
import { STALE_MS } from '#protocol/beat';
import type { Answer } from '#protocol/answers';
import type { Desk } from '#protocol/desk-schema';
import type { Beat, Update, Watch, WatchStart } from '#protocol/view-schema';

export interface DeskWatchOptions {
	/** Never rejects. */
	readonly ask: (watch: Watch) => Promise<Answer<WatchStart>>;
	/** Null: the hub has not been heard for the time after which every screen says that it is stale. */
	readonly show: (desk: Desk | null) => void;
	readonly staleMs?: number;
}

const AGAIN_MS = 1000;

/**
 * A few rows that are asked for whole whenever a number is missing: so small a view needs no catching up.
 * Silence is measured, not the connection: a line that is open and says nothing is as bad as none.
 */
export class DeskWatch {
	readonly #options: DeskWatchOptions;
	readonly #staleMs: number;
	#desk: Desk | null = null;
	#position = 0;
	#live = false;
	#asking = false;
	#askAgain = false;
	#stale: NodeJS.Timeout | null = null;
	#again: NodeJS.Timeout | null = null;
	#stopped = false;

	constructor(options: DeskWatchOptions) {
		this.#options = options;
		this.#staleMs = options.staleMs ?? STALE_MS;
	}

	/** The hub is there (again), or the view does not fit any more: asks for all of it. */
	async watch(): Promise<void> {
		if (this.#asking) {
			this.#askAgain = true;
			return;
		}
		this.#asking = true;
		this.#askAgain = false;
		const answer = await this.#options.ask({ audience: 'desk', after: null, run: null });
		this.#asking = false;
		if (this.#stopped) return;
		if (answer.ok && 'snapshot' in answer) {
			this.#desk = answer.snapshot as unknown as Desk;
			this.#position = answer.position;
			this.#hear(true);
		} else if (this.#again === null) {
			// The next connection asks by itself; a hub in trouble is asked again meanwhile.
			this.#again = setTimeout(() => {
				this.#again = null;
				void this.watch();
			}, AGAIN_MS);
		}
		if (this.#askAgain) await this.watch();
	}

	take({ after, position, patches }: Update): void {
		// What comes while a snapshot is on its way may be in it or not: the next word tells.
		if (this.#desk === null || this.#asking) {
			this.#askAgain = this.#asking;
			return;
		}
		if (position <= this.#position && after !== position) return;
		if (after !== this.#position || after === position) return void this.watch();
		const tables: Record<string, Record<string, unknown>> = {
			signs: { ...this.#desk.signs },
			keypads: { ...this.#desk.keypads },
		};
		for (const { table, id, row } of patches) {
			const rows = tables[table] ?? {};
			if (row === null) delete rows[id];
			else rows[id] = row;
		}
		this.#desk = tables as unknown as Desk;
		this.#position = position;
		this.#hear(true);
	}

	takeBeat({ position }: Beat): void {
		if (this.#desk === null || this.#asking) return;
		if (position === this.#position) this.#hear(false);
		else if (position > this.#position) void this.watch();
	}

	stop(): void {
		this.#stopped = true;
		if (this.#stale !== null) clearTimeout(this.#stale);
		if (this.#again !== null) clearTimeout(this.#again);
	}

	#hear(changed: boolean): void {
		if (this.#stopped) return;
		if (this.#stale !== null) clearTimeout(this.#stale);
		this.#stale = setTimeout(() => this.#lose(), this.#staleMs);
		if (changed || !this.#live) this.#options.show(this.#desk);
		this.#live = true;
	}

	#lose(): void {
		this.#live = false;
		this.#options.show(null);
	}
}
