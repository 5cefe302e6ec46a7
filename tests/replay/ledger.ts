// What the clients of a replay were told, kept as facts, and the laws that a lobby must never break.
import type { Patch } from '#projections/view';
import type { CallRow, TicketRow } from '#projections/rows/lobby-rows';

interface Issued {
	/** Index into the recorded day. */
	readonly recorded: number;
	readonly queue: string;
	readonly number: string;
	/** Position in the office's stream. */
	readonly position: number;
}

interface Called {
	readonly ticket: string;
	readonly queue: string;
	/** As written above the counter. */
	readonly counter: string;
	readonly position: number;
}

/** One law with everything that broke it; none is what it should be. */
export interface Law {
	readonly says: string;
	readonly broken: readonly string[];
}

export class Ledger {
	readonly #issued = new Map<string, Issued>();
	readonly #numbers = new Map<string, string>();
	readonly #numbersTwice: string[] = [];
	readonly #calls: Called[] = [];
	/** Ticket -> how it ended. */
	readonly #ended = new Map<string, 'finished' | 'no-show'>();
	readonly #endedTwice: string[] = [];
	readonly #refused: string[] = [];
	/** Sequence -> what a display showed for it. */
	readonly #shown = new Map<number, CallRow>();
	/** Ticket -> milliseconds of hub time from issue to first call. */
	readonly #waits = new Map<string, number>();
	readonly #walks = new Map<string, number>();

	issued(ticket: string, entry: Issued): void {
		const other = this.#numbers.get(entry.number);
		if (other !== undefined) this.#numbersTwice.push(`${entry.number}: tickets ${other} and ${ticket}`);
		this.#numbers.set(entry.number, ticket);
		this.#issued.set(ticket, entry);
	}

	called(call: Called): void {
		this.#calls.push(call);
	}

	ended(ticket: string, how: 'finished' | 'no-show'): void {
		if (this.#ended.has(ticket)) this.#endedTwice.push(this.#numberOf(ticket));
		this.#ended.set(ticket, how);
	}

	refused(what: string): void {
		this.#refused.push(what);
	}

	/** Patches of a display's view. */
	shown(patches: readonly Patch[]): void {
		for (const { table, row } of patches) {
			if (table !== 'calls' || row === null) continue;
			const call = row as CallRow;
			this.#shown.set(call.sequence, call);
		}
	}

	/** Patches of a floor view: the hub's own times, and how often each ticket was called. */
	followed(patches: readonly Patch[]): void {
		for (const { table, row } of patches) {
			if (table !== 'tickets' || row === null) continue;
			const { id, intervals } = row as TicketRow;
			const wait = intervals.find((one) => one.kind === 'wait');
			if (wait !== undefined && wait.to !== null) this.#waits.set(id, wait.to - wait.from);
			this.#walks.set(id, intervals.filter((one) => one.kind === 'walk').length);
		}
	}

	get counts() {
		const ends = [...this.#ended.values()];
		return {
			issued: this.#issued.size,
			called: this.#calls.length,
			finished: ends.filter((how) => how === 'finished').length,
			noShow: ends.filter((how) => how === 'no-show').length,
		};
	}

	/** Index of the recorded ticket -> milliseconds waited by the hub's clock. */
	waits(): Map<number, number> {
		const waits = new Map<number, number>();
		for (const [ticket, waited] of this.#waits) {
			const issued = this.#issued.get(ticket);
			if (issued !== undefined) waits.set(issued.recorded, waited);
		}
		return waits;
	}

	/** `stillWaiting`, `atCounters`: as the hub says in a fresh snapshot when all is over. */
	laws(stillWaiting: number, atCounters: number): Law[] {
		return [
			{ says: 'Every command was done', broken: this.#refused },
			{ says: 'No number was given twice', broken: this.#numbersTwice },
			{
				says: 'Nobody is lost: issued = finished + no-show + waiting + at a counter',
				broken: this.#sum(stillWaiting, atCounters),
			},
			{ says: 'No ticket was called twice', broken: this.#calledTwice() },
			{ says: 'No ticket ended twice', broken: this.#endedTwice },
			{ says: 'Each service called in order of arrival', broken: this.#outOfOrder() },
			{ says: 'Every call was shown, with its number and counter', broken: this.#notShown() },
		];
	}

	#sum(stillWaiting: number, atCounters: number): string[] {
		const { issued, called, finished, noShow } = this.counts;
		const broken: string[] = [];
		const told = finished + noShow + stillWaiting + atCounters;
		if (issued !== told) broken.push(`${String(issued)} issued, ${String(told)} accounted for`);
		const left = issued - stillWaiting;
		if (called !== left) broken.push(`${String(called)} calls, ${String(left)} tickets left the line`);
		return broken;
	}

	#calledTwice(): string[] {
		const times = new Map<string, number>();
		for (const { ticket } of this.#calls) times.set(ticket, (times.get(ticket) ?? 0) + 1);
		for (const [ticket, walks] of this.#walks) times.set(ticket, Math.max(walks, times.get(ticket) ?? 0));
		const twice = [...times].filter(([, count]) => count > 1);
		return twice.map(([ticket, count]) => `${this.#numberOf(ticket)}: ${String(count)} times`);
	}

	#outOfOrder(): string[] {
		const broken: string[] = [];
		const last = new Map<string, Issued>();
		for (const call of [...this.#calls].sort((a, b) => a.position - b.position)) {
			const issued = this.#issued.get(call.ticket);
			if (issued === undefined) {
				broken.push(`${call.ticket} was called and never issued here`);
				continue;
			}
			if (issued.queue !== call.queue) broken.push(`${issued.number} of another service was called`);
			const before = last.get(call.queue);
			if (before !== undefined && before.position > issued.position) {
				broken.push(`${issued.number} was called after ${before.number}, but came before`);
			}
			last.set(call.queue, issued);
		}
		return broken;
	}

	#notShown(): string[] {
		const shown = new Set([...this.#shown.values()].map((row) => `${row.number} at ${row.counter}`));
		const made = this.#calls.map((call) => `${this.#numberOf(call.ticket)} at ${call.counter}`);
		const broken = made.filter((call) => !shown.has(call)).map((call) => `${call} was never shown`);
		const known = new Set(made);
		for (const call of shown) if (!known.has(call)) broken.push(`${call} was shown and never called`);
		return broken;
	}

	#numberOf(ticket: string): string {
		return this.#issued.get(ticket)?.number ?? ticket;
	}
}
