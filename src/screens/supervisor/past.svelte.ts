// Where the supervisor looks: live, or at one minute of the record, which is asked of the hub as the slider moves.
import { getContext, setContext } from 'svelte';
import type { StationView } from '#projections/station';
import type { PastLook } from '#protocol/past-schema';
import type { Connection } from '#screens/live/connection.svelte.ts';

const MINUTE = 60_000;
/** A record of years is read on the first question. */
const ASK_MS = 30_000;
/** While playing, a minute of the lobby takes so long, ms. */
const FRAME_MS = 250;

export interface Day {
	readonly day: string;
	readonly from: number;
	readonly to: number;
}

export class Past {
	readonly #connection: Pick<Connection, 'ask'>;
	#look = $state.raw<PastLook | null>(null);
	/** The minute that was asked for last; null is live. */
	#wanted = $state.raw<number | null>(null);
	#asking = $state.raw(false);
	#failed = $state.raw(false);
	#playing = $state.raw(false);
	#frame: ReturnType<typeof setTimeout> | undefined;

	constructor(connection: Pick<Connection, 'ask'>) {
		this.#connection = connection;
	}

	/** Null while live. */
	get at(): number | null {
		return this.#wanted;
	}

	get live(): boolean {
		return this.#wanted === null;
	}

	/** The lobby as it stood at `shownAt`, or null while live or before the first answer. */
	get view(): StationView | null {
		return this.live || this.#look === null ? null : (this.#look.tables as unknown as StationView);
	}

	/** The moment of `view`, which follows `at` as fast as the hub answers. */
	get shownAt(): number {
		return this.#look?.at ?? 0;
	}

	get days(): readonly Day[] {
		return this.#look?.days ?? [];
	}

	/** The day that is looked at; live it is the last one. */
	get day(): Day | null {
		const { at } = this;
		if (at === null) return this.days.at(-1) ?? null;
		return this.days.findLast(({ from }) => from <= at) ?? this.days[0] ?? null;
	}

	get curve(): Pick<PastLook, 'curve' | 'step'> {
		return this.#look ?? { curve: [], step: MINUTE };
	}

	get asking(): boolean {
		return this.#asking;
	}

	get failed(): boolean {
		return this.#failed;
	}

	get playing(): boolean {
		return this.#playing;
	}

	/** What there is to look at; asked when the screen opens and when the record has grown. */
	async open(): Promise<void> {
		await this.#ask();
	}

	/** Hub time; the hub shows the nearest moment that is on record. */
	goTo(at: number): void {
		this.#wanted = at;
		void this.#ask();
	}

	/** To the day before (-1) or after (1), at its opening. */
	turn(days: -1 | 1): void {
		const here = this.days.findIndex((one) => one === this.day);
		const there = this.days[here + days];
		if (there !== undefined) this.goTo(there.from);
	}

	backToNow(): void {
		this.stop();
		this.#wanted = null;
		void this.#ask();
	}

	play(): void {
		if (this.day === null) return;
		if (this.at === null || this.at >= this.day.to) this.goTo(this.day.from);
		this.#playing = true;
		this.#next();
	}

	stop(): void {
		clearTimeout(this.#frame);
		this.#playing = false;
	}

	#next(): void {
		this.#frame = setTimeout(() => {
			const { at, day } = this;
			if (at === null || day === null || at + MINUTE > day.to) return this.stop();
			if (!this.#asking) this.goTo(at + MINUTE);
			this.#next();
		}, FRAME_MS);
	}

	/** One question at a time; when the slider has gone on meanwhile, the newest place is asked for next. */
	async #ask(): Promise<void> {
		if (this.#asking) return;
		this.#asking = true;
		try {
			for (let asked: number | null | undefined; asked !== this.#wanted;) {
				asked = this.#wanted;
				const answer = await this.#connection.ask('lookBack', { at: asked }, ASK_MS);
				this.#failed = !answer.ok && answer.code !== 'day-not-open';
				if (answer.ok) this.#look = answer;
			}
		} finally {
			this.#asking = false;
		}
	}
}

const KEY = Symbol('past');

export function setPast(past: Past): Past {
	return setContext(KEY, past);
}

/** @throws when no screen above called `setPast`. */
export function getPast(): Past {
	const past = getContext<Past | undefined>(KEY);
	if (past === undefined) throw new Error('no past: call setPast(new Past(...)) in the screen above');
	return past;
}
