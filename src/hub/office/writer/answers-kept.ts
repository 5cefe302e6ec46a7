// The last answers of an office by command id, and which ids are certainly new: a command that comes again is answered
// alike, and one that never came costs no query of the record.
import type { CommandId } from '#domain/ids';
import type { CommandAnswer } from '#protocol/answers';

const KEPT = 10_000;
/** A UUID of version 7 begins with the time: such ids grow, but for clocks that differ. (The first digit is 0 until 2527.) */
const TIME_ORDERED = /^0[0-9a-f]{7}-[0-9a-f]{4}-7/;

export class AnswersKept {
	#young = new Map<CommandId, CommandAnswer>();
	#old: ReadonlyMap<CommandId, CommandAnswer> = new Map();
	/** The greatest time-ordered id that may be in the record without its answer being kept here, as far as is known. */
	#forgotten = '';
	#knowsNewest = false;

	get knowsNewest(): boolean {
		return this.#knowsNewest;
	}

	/** The greatest time-ordered id that was in the record when it was asked; greater ones that came meanwhile stay known. */
	set newest(id: CommandId | null) {
		// Whatever it looks like: an engine may find letters alike that differ in case, and nothing below it counts as new then.
		if (id !== null && id > this.#forgotten) this.#forgotten = id;
		this.#knowsNewest = true;
	}

	get(id: CommandId): CommandAnswer | null {
		return this.#young.get(id) ?? this.#old.get(id) ?? null;
	}

	/**
	 * Whether only the record can tell if it was done before. No clock is trusted: an id greater than all that were forgotten is
	 * new whatever it says, and any other is looked up.
	 */
	needsLookup(id: CommandId): boolean {
		return !this.#knowsNewest || id <= this.#forgotten || !TIME_ORDERED.test(id);
	}

	/** Remembers at least the last ten thousand; two generations, because taking out the oldest one by one is slow. */
	keep(id: CommandId, answer: CommandAnswer): void {
		this.#young.set(id, answer);
		if (this.#young.size < KEPT) return;
		this.#forget(this.#old.keys());
		this.#old = this.#young;
		this.#young = new Map();
	}

	/** In the record, but its answer is not kept here: another hub has given it. */
	forget(id: CommandId): void {
		this.#forget([id]);
	}

	#forget(ids: Iterable<CommandId>): void {
		for (const id of ids) if (id > this.#forgotten && TIME_ORDERED.test(id)) this.#forgotten = id;
	}
}
