// A command between its arrival and its answer.
import type { Actor, Command } from '#domain/commands';
import type { CommandId } from '#domain/ids';
import type { Lobby } from '#domain/lobby';
import type { CommandAnswer } from '#protocol/answers';

/** Why a command is not done any more as the lobby stands by now: its answer then. Null: go on. */
export type Unless = (lobby: Lobby) => CommandAnswer | null;

export interface Pending {
	readonly id: CommandId;
	readonly by: Actor;
	readonly command: Command;
	readonly unless: Unless | null;
	readonly answered: Promise<CommandAnswer>;
	readonly answer: (answer: CommandAnswer) => void;
}

export function pendingOf(by: Actor, id: CommandId, command: Command, unless: Unless | null): Pending {
	const { promise, resolve } = Promise.withResolvers<CommandAnswer>();
	return { id, by, command, unless, answered: promise, answer: resolve };
}
