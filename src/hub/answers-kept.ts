// The last answers of an office by command id: a command that comes again is answered alike without asking the store.
import type { CommandId } from '#domain/ids';
import type { CommandAnswer } from '#protocol/answers';

const KEPT = 10_000;

export class AnswersKept {
	#young = new Map<CommandId, CommandAnswer>();
	#old: ReadonlyMap<CommandId, CommandAnswer> = new Map();

	get(id: CommandId): CommandAnswer | null {
		return this.#young.get(id) ?? this.#old.get(id) ?? null;
	}

	/** Remembers at least the last ten thousand; two generations, because taking out the oldest one by one is slow. */
	keep(id: CommandId, answer: CommandAnswer): void {
		this.#young.set(id, answer);
		if (this.#young.size < KEPT) return;
		this.#old = this.#young;
		this.#young = new Map();
	}
}
