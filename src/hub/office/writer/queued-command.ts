// A command between its arrival and its answer.
import type { Actor, Command } from '#domain/commands';
import type { CommandId } from '#domain/ids';
import type { Lobby } from '#domain/lobby';
import type { CommandAnswer } from '#protocol/answers';

/** Why a command is not done any more as the lobby stands by now: its answer then. Null: go on. */
export type Unless = (lobby: Lobby) => CommandAnswer | null;

export type Task =
	| {
			readonly kind: 'command';
			readonly by: Actor;
			readonly command: Command;
			readonly unless: Unless | null;
	  }
	/** Nothing is to be decided: this is the answer of that id, unless the record has another. */
	| { readonly kind: 'answer'; readonly answer: CommandAnswer };

export interface QueuedCommand {
	readonly id: CommandId;
	readonly task: Task;
	readonly answered: Promise<CommandAnswer>;
	readonly resolve: (answer: CommandAnswer) => void;
}

export function queuedCommand(id: CommandId, task: Task): QueuedCommand {
	const { promise, resolve } = Promise.withResolvers<CommandAnswer>();
	return { id, task, answered: promise, resolve };
}
