// Which commands of an office are under way and how the last were answered, by id: a command sent twice is done once.
import { setTimeout as delay } from 'node:timers/promises';
import type { StoredEvent } from '#domain/events';
import type { CommandId } from '#domain/ids';
import type { CommandAnswer, Refused } from '#protocol/answers';
import { refused } from '../../refused.ts';
import { answerOf } from './answer-of.ts';
import { AnswersKept } from './answers-kept.ts';
import type { QueuedCommand } from './queued-command.ts';

/** ms before the same id is answered `no-answer` again: a sender that repeats it in a loop must not flood the hub. */
const UNKNOWN_AGAIN_MS = 500;

export class CommandAnswers {
	readonly #kept = new AnswersKept();
	readonly #underWay = new Map<CommandId, QueuedCommand>();
	/** Commands whose append timed out: whether they are in the record is unknown until the store answers again. */
	readonly #outcomeUnknown = new Set<CommandId>();

	/** The answer that was given under this id or will be; null for an id that was not sent to this hub of late. */
	of(id: CommandId): Promise<CommandAnswer> | null {
		const known = this.#kept.get(id);
		return known === null ? (this.#underWay.get(id)?.answered ?? null) : Promise.resolve(known);
	}

	add(queued: QueuedCommand): void {
		this.#underWay.set(queued.id, queued);
	}

	get areUnderWay(): boolean {
		return this.#underWay.size > 0;
	}

	isUnderWay(queued: QueuedCommand): boolean {
		return this.#underWay.get(queued.id) === queued;
	}

	/** Ids of which only the record can tell whether they were done before. */
	toLookUp(batch: readonly QueuedCommand[]): CommandId[] {
		return batch.map(({ id }) => id).filter((id) => this.#kept.needsLookup(id));
	}

	/** False until somebody has asked the record for its newest id. */
	get knowsNewest(): boolean {
		return this.#kept.knowsNewest;
	}

	/** The newest time-ordered id in the record: greater ones are new, and need no lookup. */
	set newest(id: CommandId | null) {
		this.#kept.newest = id;
	}

	settle(queued: QueuedCommand, answer: CommandAnswer): void {
		if (!this.isUnderWay(queued)) return;
		this.#underWay.delete(queued.id);
		const isFinal = answer.ok || (answer.code !== 'fault' && answer.code !== 'no-answer');
		if (isFinal) {
			this.#kept.keep(queued.id, answer);
			this.#outcomeUnknown.delete(queued.id);
		}
		queued.resolve(answer);
	}

	/** These events are in the record: whoever waits for the answer of a command among them gets it. */
	settleFrom(events: readonly StoredEvent[]): void {
		for (const [id, made] of Map.groupBy(events, (stored) => stored.command)) {
			const queued = this.#underWay.get(id);
			if (queued !== undefined) this.settle(queued, answerOf(made, 0));
		}
	}

	/** Another hub has done these commands: their answers are in the record, not here. */
	doneElsewhere(events: readonly StoredEvent[]): void {
		for (const { command } of events) this.#kept.forget(command);
		this.settleFrom(events);
	}

	/** The append of this batch timed out. */
	unknownOutcome(batch: readonly QueuedCommand[]): void {
		for (const { id } of batch) this.#outcomeUnknown.add(id);
	}

	/** A fault says that nothing was changed. Where that is unknown, the sender is to ask again under the same id. */
	settleFailed(batch: readonly QueuedCommand[], failed: Refused): void {
		for (const queued of batch) {
			if (!this.#outcomeUnknown.has(queued.id)) this.settle(queued, failed);
			else void delay(UNKNOWN_AGAIN_MS).then(() => this.settle(queued, refused('no-answer', failed.facts)));
		}
	}
}
