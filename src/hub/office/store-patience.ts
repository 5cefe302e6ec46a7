// How an office bears a store that goes away and comes back: waits a while, says so once, and knows how it stands.
import type { CommandId, OfficeId } from '#domain/ids';
import { StoreAway } from '#store/event-store';
import type { Log } from '../log.ts';

/** ms between asking again under the same id and the same answer: whoever asks in a loop is not to make it a storm. */
export const UNSURE_MS = 500;

export class StorePatience {
	readonly #office: OfficeId;
	readonly #log: Log;
	readonly #longest: number;
	/** Commands over which the store fell silent: nobody knows whether they were done, until it is back and tells. */
	readonly unsure = new Set<CommandId>();
	#failing = false;
	/** By the steady clock; null while the store is there. */
	#awaySince: number | null = null;

	/** `longest`: ms that a store which is away is waited for. */
	constructor(office: OfficeId, log: Log, longest: number) {
		this.#office = office;
		this.#log = log;
		this.#longest = longest;
	}

	/** The last that was asked of the store failed. */
	get failing(): boolean {
		return this.#failing;
	}

	/** True while a store that is away may still be back in time: then it also tells whether the append under way was kept. */
	isWorthWaiting(error: unknown): boolean {
		if (!(error instanceof StoreAway)) return false;
		if (this.#awaySince === null) this.#log.warn({ office: this.#office, err: error }, 'the store is away');
		this.#failing = true;
		this.#awaySince ??= performance.now();
		return performance.now() - this.#awaySince < this.#longest;
	}

	failed(): void {
		this.#failing = true;
	}

	works(): void {
		this.#failing = false;
		if (this.#awaySince === null) return;
		this.#log.info({ office: this.#office }, 'the store is back');
		this.#awaySince = null;
	}
}
