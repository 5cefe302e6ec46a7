// The last answers of an office by command id: a command that comes again is answered alike without asking the store.
import type { CommandId } from '#domain/ids';
import type { CommandAnswer } from '#protocol/answers';

const KEPT = 20_000;

export class AnswersKept {
	readonly #answers = new Map<CommandId, CommandAnswer>();

	get(id: CommandId): CommandAnswer | null {
		return this.#answers.get(id) ?? null;
	}

	keep(id: CommandId, answer: CommandAnswer): void {
		this.#answers.set(id, answer);
		if (this.#answers.size <= KEPT) return;
		const oldest = this.#answers.keys().next();
		if (!oldest.done) this.#answers.delete(oldest.value);
	}
}
