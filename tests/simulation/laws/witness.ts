// Looks on while a run goes on: what it sees a screen show must be in the record by then.
import type { StoredEvent } from '#domain/events';
import type { TicketId } from '#domain/ids';
import type { Screen } from '../actors/screen.ts';
import { LawBroken } from './law.ts';

export class Witness {
	readonly #numbers = new Map<TicketId, string>();
	/** `A001/7`: number and sequence of every call and recall that was kept. */
	readonly #calls = new Set<string>();
	readonly #seen = new Map<Screen, object | null>();
	#position = 0;
	looks = 0;

	kept(events: readonly StoredEvent[]): void {
		for (const { event, position } of events) {
			this.#position = position;
			if (event.type === 'TicketIssued') this.#numbers.set(event.ticket, event.number);
			if (event.type === 'TicketCalled' || event.type === 'TicketRecalled')
				this.#calls.add(`${this.#numbers.get(event.ticket) ?? '?'}/${event.sequence}`);
		}
	}

	/** @throws LawBroken when the screen shows what nobody has kept. */
	look(screen: Screen): void {
		const { shown } = screen;
		if (this.#seen.get(screen) === shown) return;
		this.#seen.set(screen, shown);
		this.looks += 1;
		if (screen.position > this.#position)
			throw new LawBroken(
				'nothing is shown that was not kept',
				`${screen.name} shows position ${screen.position}, the record ends at ${this.#position}`,
			);
		for (const row of Object.values(shown?.['calls'] ?? {})) {
			const { number, sequence } = row as unknown as { number: string; sequence: number };
			if (!this.#calls.has(`${number}/${sequence}`))
				throw new LawBroken(
					'nothing is shown that was not kept',
					`${screen.name} shows the call of ${number} (${sequence}), which is not in the record`,
				);
		}
	}
}
