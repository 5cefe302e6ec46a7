// The one writer of an office: what arrives at once is one batch, decided in order, stored together, answered, published.
//
//   execute, answer ----------> queue --+
//   whenSettled, catchUp ---> waiting --+--> round: BatchHandler.handle(batch); then those who waited read the lobby
//   announce ---------------------------+    next round, until both are empty; a new one when somebody calls again
//
// What a batch goes through, step by step, stands in batch-handler.ts.
import { setTimeout as delay } from 'node:timers/promises';
import type { Actor, Command } from '#domain/commands';
import type { CommandId, OfficeId } from '#domain/ids';
import type { Lobby } from '#domain/lobby';
import type { CommandAnswer } from '#protocol/answers';
import { refused } from '../../refused.ts';
import { BatchHandler } from './batch-handler.ts';
import type { BatchParts } from './batch-handler.ts';
import { CommandAnswers } from './command-answers.ts';
import { LobbyInMemory } from './lobby-in-memory.ts';
import { queuedCommand } from './queued-command.ts';
import type { QueuedCommand, Task, Unless } from './queued-command.ts';

export interface OfficeWriterParts extends BatchParts {
	/** True where other hubs may append to the same record. */
	readonly shared: boolean;
}

/** Commands in a batch: more would hold up those who came first. */
const LARGEST_BATCH = 500;

export class OfficeWriter {
	readonly id: OfficeId;
	readonly #isShared: boolean;
	readonly #memory: LobbyInMemory;
	readonly #answers = new CommandAnswers();
	readonly #batches: BatchHandler;
	#queue: QueuedCommand[] = [];
	/** Called after the next round. `isRead`: all that was in the record when the round began is in memory. */
	#waiting: ((isRead: boolean) => void)[] = [];
	#isWorking = false;
	#isStopping = false;

	private constructor(id: OfficeId, parts: OfficeWriterParts, memory: LobbyInMemory) {
		this.id = id;
		this.#isShared = parts.shared;
		this.#memory = memory;
		this.#batches = new BatchHandler(id, parts, memory, this.#answers);
	}

	/** @throws when the office's record cannot be read. */
	static async open(id: OfficeId, parts: OfficeWriterParts): Promise<OfficeWriter> {
		return new OfficeWriter(id, parts, await LobbyInMemory.load(id, parts));
	}

	/** To be read only, and only between batches or inside `whenSettled`: see there. */
	get lobby(): Lobby {
		return this.#memory.lobby;
	}

	/** Position up to which everything is stored and published. */
	get position(): number {
		return this.#batches.publishedUpTo;
	}

	/** The last append or load failed. */
	get failing(): boolean {
		return this.#batches.isFailing;
	}

	/**
	 * Executes a command once: the same id again gets the same answer, also while the first is under way. `unless` is asked
	 * before the command is decided. Never rejects.
	 */
	execute(by: Actor, id: CommandId, command: Command, unless: Unless | null = null): Promise<CommandAnswer> {
		return this.#enqueue(id, { kind: 'command', by, command, unless });
	}

	/** Keeps an answer that needs no decision under an id; one that was answered before gets that answer. Never rejects. */
	answer(id: CommandId, answer: CommandAnswer): Promise<CommandAnswer> {
		return this.#enqueue(id, { kind: 'answer', answer });
	}

	/**
	 * Reads the lobby when all of it is stored and published: between deciding and storing it shows what may never happen.
	 * @throws what `read` throws, or an error while the store cannot be read.
	 */
	whenSettled<Seen>(read: (lobby: Lobby) => Seen): Promise<Seen> {
		return new Promise((resolve, reject) => {
			const run = () => {
				try {
					if (this.#memory.isUnsure) throw new Error('the office cannot be read from its store');
					resolve(read(this.#memory.lobby));
				} catch (error) {
					reject(error);
				}
			};
			if (!this.#isWorking && this.#memory.isCurrent) return run();
			this.#waiting.push(run);
			this.#wake();
		});
	}

	/** Another hub says that the record reaches that position: it is read after the batch under way. */
	announce(head: number): void {
		if (this.#memory.announce(head)) this.#wake();
	}

	/** Resolves when all that is in the record by now is published. @throws while the store cannot be read. */
	catchUp(): Promise<void> {
		if (!this.#isShared) return Promise.resolve();
		this.#memory.announce(Infinity);
		return new Promise((resolve, reject) => {
			this.#waiting.push((isRead) =>
				isRead ? resolve() : reject(new Error('the office cannot be read from its store')),
			);
			this.#wake();
		});
	}

	/** Answers what is under way, refuses what comes later, and leaves a snapshot behind. */
	async stop(): Promise<void> {
		this.#isStopping = true;
		do await this.whenSettled(() => delay(1)).catch(() => undefined);
		while (this.#answers.areUnderWay);
		if (this.#memory.isSnapshotWorthItAtStop) await this.#memory.saveSnapshot();
	}

	#enqueue(id: CommandId, task: Task): Promise<CommandAnswer> {
		const before = this.#answers.of(id);
		if (before !== null) return before;
		if (this.#isStopping) return Promise.resolve(refused('hub-stopping'));
		const queued = queuedCommand(id, task);
		this.#answers.add(queued);
		this.#queue.push(queued);
		this.#wake();
		return queued.answered;
	}

	#wake(): void {
		if (this.#isWorking) return;
		this.#isWorking = true;
		// What has arrived in this turn of the event loop shares one append.
		setImmediate(() => void this.#work());
	}

	async #work(): Promise<void> {
		do {
			const batch = this.#queue.splice(0, LARGEST_BATCH);
			// Who asks while this round is under way waits for the next: it may want what another hub has just appended.
			const waiting = this.#waiting.splice(0);
			const isRead = await this.#batches.handle(batch);
			for (const go of waiting) go(isRead);
			// Between batches, not when all is quiet: a busy hub would never come to it. And not for what others have appended:
			// they keep their own.
			if (batch.length > 0 && this.#memory.isSnapshotDue) void this.#memory.saveSnapshot();
		} while (this.#queue.length > 0 || this.#waiting.length > 0);
		this.#isWorking = false;
	}
}
