// Decides commands one after another, each on what the one before has left.
import { decide } from '#domain/decide';
import type { StoredEvent } from '#domain/events';
import type { CommandId, Instant } from '#domain/ids';
import type { Lobby } from '#domain/lobby';
import { Touched } from '#projections/touched';
import type { CommandAnswer } from '#protocol/answers';
import type { Clock } from '../../clock.ts';
import { fault } from '../../log.ts';
import type { Log } from '../../log.ts';
import { refused } from '../../refused.ts';
import { answerOf } from './answer-of.ts';
import type { LobbyInMemory } from './lobby-in-memory.ts';
import type { QueuedCommand, Task } from './queued-command.ts';

export interface DecidedBatch {
	/** One a command, in the order of the batch. */
	readonly answers: readonly CommandAnswer[];
	readonly events: readonly StoredEvent[];
	/** The rows that the events change, but for those of `unapplied`. */
	readonly touched: Touched;
	/**
	 * The events of the last command. They are applied once they are stored: so a race that a single command has lost costs
	 * a read, and the lobby need not be loaded anew.
	 */
	readonly unapplied: readonly StoredEvent[];
}

export interface DecidingParts {
	readonly clock: Clock;
	readonly log: Log;
}

export function decideBatch(
	batch: readonly QueuedCommand[],
	memory: LobbyInMemory,
	parts: DecidingParts,
): DecidedBatch {
	const touched = new Touched();
	const events: StoredEvent[] = [];
	let unapplied: readonly StoredEvent[] = [];
	const answers = batch.map(({ id, task }) => {
		memory.apply(unapplied, touched);
		const { answer, made } = decideOne(id, task, memory.lobby, parts);
		events.push(...made);
		unapplied = made;
		return answer;
	});
	return { answers, events, touched, unapplied };
}

interface Decided {
	readonly answer: CommandAnswer;
	readonly made: readonly StoredEvent[];
}

/** Changes nothing. */
function decideOne(id: CommandId, task: Task, lobby: Lobby, { clock, log }: DecidingParts): Decided {
	if (task.kind === 'answer') return withoutEvents(task.answer);
	const { by, command, unless } = task;
	const instead = unless?.(lobby) ?? null;
	if (instead !== null) return withoutEvents(instead);
	const at: Instant = Math.max(clock.now(), lobby.at);
	let decision;
	try {
		decision = decide(lobby, command, { id, at, by });
	} catch (error) {
		// A rule that throws has changed nothing: only this command is at fault.
		const facts = { office: lobby.office.id, command: command.type };
		return withoutEvents(fault(log, error, 'a rule failed', facts));
	}
	if ('refusal' in decision) return withoutEvents(refused(decision.refusal.code, decision.refusal.facts));
	const made = decision.events.map((event, index): StoredEvent => {
		return { position: lobby.position + 1 + index, at, by, command: id, event };
	});
	return { answer: answerOf(made, lobby.position), made };
}

function withoutEvents(answer: CommandAnswer): Decided {
	return { answer, made: [] };
}
