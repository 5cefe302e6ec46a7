// Handles one batch of an office's commands until it is answered: attempts it, and tries again where that may help.
//
//   1. look up ids that only the record can know        while the lock is awaited
//   2. take the lock                                     only while several hubs append
//   3. read what other hubs have appended                and publish it
//   4. decide each command on what the one before left   memory is ahead of the record from here on
//   5. append all events at once, durably                memory and record agree again
//   6. answer the senders
//   7. publish the changed rows
//
//   Another hub was faster (5): from 1 again, at once. The store is unavailable: from 1 again, after a pause.
//   Anything else, or too late: the senders are told, and a lobby that is unsure is loaded anew.
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandId, OfficeId } from '#domain/ids';
import { OWN_TURN, PositionTaken, StoreAway } from '#store/event-store';
import type { EventStore, Turn } from '#store/event-store';
import type { Clock } from '../../clock.ts';
import { fault } from '../../log.ts';
import type { Log } from '../../log.ts';
import { refused } from '../../refused.ts';
import type { CommandAnswers } from './command-answers.ts';
import { decideBatch } from './decide-batch.ts';
import type { Committed, LobbyInMemory } from './lobby-in-memory.ts';
import type { QueuedCommand } from './queued-command.ts';
import { StoreRetry } from './store-retry.ts';

export interface BatchParts {
	readonly store: EventStore;
	readonly clock: Clock;
	readonly log: Log;
	/** Called after the senders were answered, one batch after another. */
	readonly committed: (batch: Committed) => void;
	/** ms for which a store that is unavailable is retried before senders are told. */
	readonly patience: number;
}

/** ms between retries of a store that is unavailable: grows to ten times as much. */
const RETRY_STEP = 50;
/** ms after another hub has appended for which the lock is taken: losing a race may cost more than waiting for it. */
const SHARED_FOR = 60_000;

export class BatchHandler {
	readonly #office: OfficeId;
	readonly #parts: BatchParts;
	readonly #memory: LobbyInMemory;
	readonly #answers: CommandAnswers;
	readonly #retry: StoreRetry;
	/** By the steady clock: until then other hubs are taken to append, too. */
	#sharedUntil = -Infinity;
	#publishedUpTo: number;

	constructor(office: OfficeId, parts: BatchParts, memory: LobbyInMemory, answers: CommandAnswers) {
		this.#office = office;
		this.#parts = parts;
		this.#memory = memory;
		this.#answers = answers;
		this.#retry = new StoreRetry(office, parts.log, parts.patience);
		this.#publishedUpTo = memory.lobby.position;
	}

	/** Position up to which everything is stored and published. */
	get publishedUpTo(): number {
		return this.#publishedUpTo;
	}

	/** The last append or load failed. */
	get isFailing(): boolean {
		return this.#retry.isFailing;
	}

	/**
	 * Until the batch is answered; an empty one only reads what is new in the record. Never rejects: false when the record could
	 * not be read.
	 */
	async handle(batch: readonly QueuedCommand[]): Promise<boolean> {
		const startedAt = performance.now();
		const toLookUp = this.#answers.toLookUp(batch);
		for (let attempt = 1; ; attempt += 1) {
			try {
				await this.#attempt(batch, toLookUp);
				this.#retry.works();
				return true;
			} catch (error) {
				if (error instanceof PositionTaken) this.#memory.announce(Infinity);
				const verdict = this.#retry.verdict(error, startedAt, batch.length > 0);
				if (verdict === 'give-up') return this.#giveUp(batch, error);
				if (verdict === 'later') await delay(RETRY_STEP * Math.min(attempt, 10));
			}
		}
	}

	/** `toLookUp` is emptied once the record has answered, for a further attempt. */
	async #attempt(batch: readonly QueuedCommand[], toLookUp: CommandId[]): Promise<void> {
		let lock = OWN_TURN;
		try {
			const lookup = toLookUp.length === 0 ? null : this.#lookUp(toLookUp);
			// Handled by the `await` below: were the lock to fail first, this would be a rejection that nobody handles.
			lookup?.catch(() => undefined);
			// Before the lock: loading takes a while, and other hubs are not to wait for it.
			if (this.#memory.isUnsure) await this.#readRecord();
			if (batch.length > 0) lock = await this.#lock();
			await lookup;
			toLookUp.length = 0;
			await this.#readRecord();
			const open = batch.filter((queued) => this.#answers.isUnderWay(queued));
			if (open.length > 0) await this.#decideAndStore(open);
		} finally {
			lock.release();
		}
	}

	/**
	 * Commands whose events are in the record already are answered from it: somebody repeats what another hub did, or this one
	 * long ago. What is appended after this lookup is read before anything is decided, and answers them, too.
	 */
	async #lookUp(ids: readonly CommandId[]): Promise<void> {
		this.#answers.settleFrom(await this.#parts.store.eventsOf(this.#office, ids));
		if (!this.#answers.knowsNewest) this.#answers.newest = await this.#parts.store.newestId(this.#office);
	}

	/** The lock is an optimisation: the append alone decides who was first. Where no other hub appends, nobody waits for it. */
	async #lock(): Promise<Turn> {
		if (performance.now() > this.#sharedUntil) return OWN_TURN;
		const lock = await this.#parts.store.turn(this.#office);
		// Whoever had it before has most likely appended.
		this.#memory.announce(Infinity);
		return lock;
	}

	#readRecord(): Promise<void> {
		return this.#memory.catchUp(this.#publishedUpTo, (batch) => {
			if (batch.events.length === 0) return;
			this.#sharedUntil = performance.now() + SHARED_FOR;
			this.#answers.doneElsewhere(batch.events);
			this.#publish(batch);
		});
	}

	async #decideAndStore(batch: readonly QueuedCommand[]): Promise<void> {
		const { answers, events, touched, unapplied } = decideBatch(batch, this.#memory, this.#parts);
		const startedAt = performance.now();
		try {
			if (events.length > 0) await this.#parts.store.append(this.#office, events);
		} catch (error) {
			if (error instanceof StoreAway) this.#answers.unknownOutcome(batch);
			throw error;
		}
		const appendMs = performance.now() - startedAt;
		this.#memory.apply(unapplied, touched);
		this.#memory.confirm();
		batch.forEach((queued, at) => this.#answers.settle(queued, answers[at] ?? refused('fault')));
		if (events.length === 0) return;
		// Lets the answers out before the updates.
		await new Promise<void>((resolve) => process.nextTick(resolve));
		this.#publish({ events, touched, appendMs });
	}

	async #giveUp(batch: readonly QueuedCommand[], error: unknown): Promise<boolean> {
		// Once, not with every round while it lasts.
		if (batch.length > 0 || !this.isFailing) {
			const open = batch.filter((queued) => this.#answers.isUnderWay(queued));
			const facts = { office: this.#office, commands: open.length };
			this.#answers.settleFailed(open, fault(this.#parts.log, error, 'a batch could not be stored', facts));
		}
		this.#retry.failed();
		return this.#readRecord().then(
			() => true,
			() => false,
		);
	}

	#publish(batch: Committed): void {
		this.#publishedUpTo = this.#memory.lobby.position;
		try {
			this.#parts.committed(batch);
		} catch (error) {
			fault(this.#parts.log, error, 'a stored batch could not be published', { office: this.#office });
		}
	}
}
