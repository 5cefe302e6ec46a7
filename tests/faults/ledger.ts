// What was acknowledged, kept outside the hub on a disk of its own: the measure of what a crash may not lose.
import { appendFileSync, closeSync, openSync, readFileSync } from 'node:fs';
import type { StoredEvent } from '#domain/events';
import type { CommandId } from '#domain/ids';
import type { Made } from '#protocol/answers';

export interface Acknowledged {
	readonly id: CommandId;
	readonly position: number;
	readonly made: Made;
}

export class Ledger {
	readonly #file: string;
	readonly #handle: number;
	#count = 0;
	/** Sent, and nobody said what became of it. */
	readonly unanswered = new Set<CommandId>();

	constructor(file: string) {
		this.#file = file;
		this.#handle = openSync(file, 'a');
	}

	get count(): number {
		return this.#count;
	}

	note(entry: Acknowledged): void {
		this.#count += 1;
		appendFileSync(this.#handle, `${JSON.stringify(entry)}\n`);
	}

	all(): Acknowledged[] {
		const lines = readFileSync(this.#file, 'utf8')
			.split('\n')
			.filter((line) => line !== '');
		return lines.map((line) => JSON.parse(line) as Acknowledged);
	}

	close(): void {
		closeSync(this.#handle);
	}
}

/** What the record says against the ledger, a line each; nothing when they agree. */
export function differences(ledger: Ledger, record: readonly StoredEvent[]): string[] {
	const wrong: string[] = [];
	const byCommand = Map.groupBy(record, (one) => one.command);
	record.forEach(({ position }, index) => {
		if (position !== index + 1) wrong.push(`position ${position} stands at place ${index + 1}`);
	});
	const acknowledged = ledger.all();
	for (const { id, position, made } of acknowledged) {
		const events = byCommand.get(id) ?? [];
		const last = events.at(-1);
		if (last === undefined) {
			if (Object.keys(made).length > 0) wrong.push(`${id} was acknowledged at ${position} and is not there`);
			continue;
		}
		if (last.position !== position)
			wrong.push(`${id} was acknowledged at ${position}, stands at ${last.position}`);
		if (last.position - (events[0]?.position ?? 0) !== events.length - 1) wrong.push(`${id} was done twice`);
		const issued = events.find(({ event }) => event.type === 'TicketIssued')?.event;
		if (issued?.type === 'TicketIssued' && made.number !== issued.number)
			wrong.push(`${id} was given ${String(made.number)}, the record says ${issued.number}`);
	}
	const known = new Set<string>(acknowledged.map(({ id }) => id));
	for (const [id, [first]] of byCommand)
		if (first?.by.kind !== 'system' && !known.has(id) && !ledger.unanswered.has(id))
			wrong.push(`nobody sent ${id}, ${first?.event.type ?? ''}`);
	wrong.push(...twiceGiven(record), ...twiceCalled(record));
	return wrong;
}

function twiceGiven(record: readonly StoredEvent[]): string[] {
	const given = new Set<string>();
	return record.flatMap(({ event }) => {
		if (event.type !== 'TicketIssued' || !event.ticket.endsWith('.1')) return [];
		const key = `${event.day} ${event.number}`;
		if (given.has(key)) return [`${key} was given twice`];
		given.add(key);
		return [];
	});
}

function twiceCalled(record: readonly StoredEvent[]): string[] {
	const called = new Set<string>();
	return record.flatMap(({ event }) => {
		if (event.type === 'TicketReturned' || event.type === 'TicketHeld' || event.type === 'TicketTransferred')
			called.delete(event.ticket);
		if (event.type !== 'TicketCalled') return [];
		if (called.has(event.ticket)) return [`${event.ticket} was called twice`];
		called.add(event.ticket);
		return [];
	});
}
