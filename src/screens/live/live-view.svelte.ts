// One audience's view of the lobby: a snapshot, then numbered updates in order, and never a silent hole.
import { applyPatches } from '#projections/view';
import type { Answer } from '#protocol/answers';
import type { Audience, Beat, Update, Watch, WatchStart } from '#protocol/view-schema';

/** The hub may answer better in a moment; after any other refusal it is for somebody to do something first. */
const PASSING: readonly string[] = ['no-answer', 'fault', 'hub-stopping'];

type AskWatch = (watch: Watch) => Promise<Answer<WatchStart>>;

export class LiveView<View extends object> {
	readonly audience: Audience;
	#ask: AskWatch;
	#current = $state.raw<View | null>(null);
	#position = $state.raw(0);
	#run: string | null = null;
	/** Updates that came while a watch was being answered. */
	#early: Update[] | null = null;
	#again = false;
	#unanswered = false;

	constructor(audience: Audience, ask: AskWatch) {
		this.audience = audience;
		this.#ask = ask;
	}

	/** The view as last heard, or null before the first snapshot. */
	get current(): View | null {
		return this.#current;
	}

	/** Position of the last update applied. */
	get position(): number {
		return this.#position;
	}

	/** True when the hub could not answer the last watch and none is under way: somebody has to ask again. */
	get unanswered(): boolean {
		return this.#unanswered && this.#early === null;
	}

	/** Joins, or goes on after the last update. Asked again while one is under way, it runs once more after it. */
	async watch(): Promise<void> {
		if (this.#early !== null) {
			this.#again = true;
			return;
		}
		const early: Update[] = [];
		this.#early = early;
		const resume = this.#current !== null && this.#run !== null;
		const answer = await this.#ask({
			audience: this.audience,
			after: resume ? this.#position : null,
			run: resume ? this.#run : null,
		});
		this.#early = null;
		this.#unanswered = !answer.ok && PASSING.includes(answer.code);
		if (answer.ok) this.#start(answer, early);
		if (!this.#again) return;
		this.#again = false;
		await this.watch();
	}

	take(update: Update): void {
		if (this.#early !== null) {
			this.#early.push(update);
			return;
		}
		if (!this.#apply(update)) void this.watch();
	}

	/** A beat ahead of the view: something between was lost. */
	takeBeat(beat: Beat): void {
		if (this.#early === null && this.#current !== null && beat.position > this.#position) void this.watch();
	}

	#start(start: WatchStart, early: readonly Update[]): void {
		this.#run = start.run;
		if ('snapshot' in start) {
			this.#current = start.snapshot as View;
			this.#position = start.position;
		}
		const updates = 'updates' in start ? [...start.updates, ...early] : early;
		for (const update of updates) {
			if (this.#apply(update)) continue;
			this.#run = null;
			this.#again = true;
			return;
		}
	}

	/** False when the update does not follow on the view. */
	#apply(update: Update): boolean {
		if (this.#current === null) return false;
		if (update.position <= this.#position) return true;
		if (update.after !== this.#position) return false;
		this.#current = applyPatches(this.#current, update.patches);
		this.#position = update.position;
		return true;
	}
}
