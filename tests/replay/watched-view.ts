// A screen's live view as a strict witness: it counts every update that did not follow the one before, and at the end
// compares what it patched together with a fresh snapshot.
import { isDeepStrictEqual } from 'node:util';
import type { Patch, Tables } from '#projections/view';
import { applyPatches } from '#projections/view';
import type { Audience, Beat, Update } from '#protocol/view-schema';
import { STALE_MS } from '#protocol/beat';
import type { HubClient } from '#support/hubs/hub-client';

export interface Witnessed {
	readonly updates: number;
	/** Times an update did not follow the one before, or a beat knew of one that never came. */
	readonly missed: number;
	/** Rows that differ from a fresh snapshot at the end, as `table/id`. */
	readonly differences: readonly string[];
}

export class WatchedView {
	readonly #client: HubClient;
	readonly #audience: Audience;
	readonly #onPatches: (patches: readonly Patch[]) => void;
	/** Plants an error: an update for which this says true is lost on the way. */
	readonly #lose: (update: Update) => boolean;
	#view: Tables = {};
	#position = -1;
	#run = '';
	#updates = 0;
	#missed = 0;
	/** What arrived while a new snapshot was on its way. */
	#early: Update[] | null = null;

	constructor(
		client: HubClient,
		audience: Audience,
		onPatches: (patches: readonly Patch[]) => void,
		lose: (update: Update) => boolean,
	) {
		this.#client = client;
		this.#audience = audience;
		this.#onPatches = onPatches;
		this.#lose = lose;
	}

	get position(): number {
		return this.#position;
	}

	get view(): Tables {
		return this.#view;
	}

	async start(): Promise<void> {
		this.#client.socket.on('update', (update) => {
			if (!this.#lose(update)) this.#take(update);
		});
		this.#client.socket.on('beat', (beat) => {
			this.#hear(beat);
		});
		// A new connection is not watched until it asks; it goes on from where it stood.
		this.#client.socket.on('connect', () => void this.#watchAgain(true));
		await this.#watch(false);
	}

	/** A hub that cannot read its record refuses for a while. */
	async #watchAgain(resume: boolean): Promise<void> {
		while (this.#client.socket.connected) {
			try {
				return await this.#watch(resume);
			} catch {
				await new Promise((next) => setTimeout(next, 200));
			}
		}
	}

	async #watch(resume: boolean): Promise<void> {
		this.#early = [];
		const after = resume && this.#position >= 0 ? this.#position : null;
		const started = await this.#client.must('watch', {
			audience: this.#audience,
			after,
			run: after === null ? null : this.#run,
		});
		this.#run = started.run;
		const early = this.#early;
		this.#early = null;
		if ('snapshot' in started) {
			this.#view = started.snapshot;
			this.#position = started.position;
		} else for (const update of started.updates) this.#take(update);
		for (const update of early) if (update.position > this.#position) this.#take(update);
	}

	#take(update: Update): void {
		if (this.#early !== null) {
			this.#early.push(update);
			return;
		}
		if (update.after !== this.#position) {
			// An update from a position to itself is the hub's word for "ask again": nothing is lost.
			if (update.after !== update.position) this.#missed += 1;
			void this.#watchAgain(false);
			return;
		}
		this.#updates += 1;
		this.#position = update.position;
		this.#view = applyPatches(this.#view, update.patches);
		this.#onPatches(update.patches);
	}

	#hear(beat: Beat): void {
		if (this.#early !== null || beat.position <= this.#position) return;
		this.#missed += 1;
		void this.#watchAgain(false);
	}

	/** Waits for the next beat, which says where the view should stand by now. @throws when the hub has gone silent. */
	async beat(): Promise<void> {
		const { socket } = this.#client;
		await new Promise<void>((heard, silent) => {
			const late = setTimeout(() => {
				silent(new Error(`the hub sent no beat to a ${this.#audience} for ${String(STALE_MS)} ms`));
			}, STALE_MS);
			socket.once('beat', () => {
				clearTimeout(late);
				heard();
			});
		});
		await this.#reaches(this.#position);
	}

	/** Until no snapshot is on its way and the view stands there or later, or for the time a screen may be stale. */
	async #reaches(position: number): Promise<void> {
		const until = Date.now() + STALE_MS;
		while ((this.#early !== null || this.#position < position) && Date.now() < until) {
			await new Promise((next) => setTimeout(next, 5));
		}
	}

	/** Compares with a fresh snapshot taken over another connection that may watch the same. */
	async account(fresh: HubClient): Promise<Witnessed> {
		const now = await fresh.must('watch', { audience: this.#audience, after: null, run: null });
		if (!('snapshot' in now)) throw new Error('the hub gave updates where a snapshot was asked');
		await this.#reaches(now.position);
		const differences = differencesOf(this.#view, now.snapshot);
		return { updates: this.#updates, missed: this.#missed, differences };
	}
}

/** Rows that are not the same in both views, as `table/id`. */
export function differencesOf(seen: Tables, fresh: Tables): string[] {
	const found: string[] = [];
	for (const table of new Set([...Object.keys(seen), ...Object.keys(fresh)])) {
		const a = seen[table] ?? {};
		const b = fresh[table] ?? {};
		for (const id of new Set([...Object.keys(a), ...Object.keys(b)])) {
			if (!isDeepStrictEqual(a[id], b[id])) found.push(`${table}/${id}`);
		}
	}
	return found;
}
