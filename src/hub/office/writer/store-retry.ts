// When a batch that could not be stored is tried again, and whether the store works as far as is known.
import type { OfficeId } from '#domain/ids';
import { PositionTaken, StoreAway } from '#store/event-store';
import type { Log } from '../../log.ts';

export type StoreState =
	| { readonly is: 'working' }
	/** The last append or read failed. */
	| { readonly is: 'failing' }
	/** The store does not answer; `since` by the steady clock, ms. */
	| { readonly is: 'unavailable'; readonly since: number };

/** `again`: at once; `later`: after a pause; `give-up`: the senders are told. */
export type Verdict = 'again' | 'later' | 'give-up';

/** ms for which a batch is decided again while other hubs append first: senders wait ten seconds for an answer. */
const RACES_FOR = 8_000;

export interface Failure {
	readonly error: unknown;
	/** ms since the batch was begun. */
	readonly batchMs: number;
	/** ms since the store answered last; 0 when it just stopped. */
	readonly unavailableMs: number;
	/** ms for which a store that is unavailable is retried. */
	readonly patience: number;
	/** A sender waits for the batch. */
	readonly isAwaited: boolean;
}

export function verdictOn({ error, batchMs, unavailableMs, patience, isAwaited }: Failure): Verdict {
	// Each race that is lost is somebody else's progress, and may be lost again on a busy day.
	if (error instanceof PositionTaken) return batchMs < RACES_FOR ? 'again' : 'give-up';
	// A store that comes back in time also tells whether the append under way was kept.
	const isWorthWaiting = error instanceof StoreAway && isAwaited && unavailableMs < patience;
	return isWorthWaiting ? 'later' : 'give-up';
}

export class StoreRetry {
	readonly #office: OfficeId;
	readonly #log: Log;
	readonly #patience: number;
	#state: StoreState = { is: 'working' };

	/** `patience`: ms for which a store that is unavailable is retried. */
	constructor(office: OfficeId, log: Log, patience: number) {
		this.#office = office;
		this.#log = log;
		this.#patience = patience;
	}

	get isFailing(): boolean {
		return this.#state.is !== 'working';
	}

	/** `startedAt`: when the batch was begun, by the steady clock. */
	verdict(error: unknown, startedAt: number, isAwaited: boolean): Verdict {
		const now = performance.now();
		if (error instanceof StoreAway) this.#unavailable(error, now);
		const unavailableMs = this.#state.is === 'unavailable' ? now - this.#state.since : 0;
		const batchMs = now - startedAt;
		return verdictOn({ error, batchMs, unavailableMs, patience: this.#patience, isAwaited });
	}

	/** The senders of a batch were told that it could not be stored. */
	failed(): void {
		if (this.#state.is === 'working') this.#state = { is: 'failing' };
	}

	works(): void {
		if (this.#state.is === 'unavailable') this.#log.info({ office: this.#office }, 'the store is back');
		if (this.#state.is !== 'working') this.#state = { is: 'working' };
	}

	#unavailable(error: StoreAway, now: number): void {
		if (this.#state.is === 'unavailable') return;
		this.#log.warn({ office: this.#office, err: error }, 'the store is away');
		this.#state = { is: 'unavailable', since: now };
	}
}
