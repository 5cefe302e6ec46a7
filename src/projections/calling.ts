// Whose turn it is, as screens ask it: the office's own calling rule over rows instead of the lobby.
import { mayServe, scoreOf } from '#domain/policy/calling-order';
import type { Instant } from '#domain/ids';
import type { CounterRow, TicketRow } from './rows/lobby-rows.ts';
import type { StaffRow } from './rows/office-rows.ts';
import type { ServiceRow } from './rows/service-rows.ts';

/** The waiting tickets that this person at this counter may be given, in the order in which they would be called now. */
export function lineAsCalled(
	waiting: Iterable<TicketRow>,
	counter: Pick<CounterRow, 'id' | 'services'>,
	staff: Pick<StaffRow, 'id' | 'roles' | 'services'>,
	services: Readonly<Record<string, Pick<ServiceRow, 'weight'>>>,
	at: Instant,
): readonly TicketRow[] {
	const kept: TicketRow[] = [];
	const scored: { readonly ticket: TicketRow; readonly score: number }[] = [];
	for (const ticket of waiting) {
		if (ticket.line === null) continue;
		if (ticket.line.kind !== 'service') {
			if (ticket.line.id === (ticket.line.kind === 'counter' ? counter.id : staff.id)) kept.push(ticket);
			continue;
		}
		const service = ticket.line.id;
		if (counter.services.length > 0 && !counter.services.includes(service)) continue;
		if (!mayServe(staff, service)) continue;
		scored.push({ ticket, score: scoreOf(ticket, services[service]?.weight ?? 1, ticket.priority, at) });
	}
	kept.sort(byArrival);
	scored.sort((a, b) => b.score - a.score || byArrival(a.ticket, b.ticket));
	return [...kept, ...scored.map((one) => one.ticket)];
}

/** First come first: by first arrival, then by the order of issue. */
export function byArrival(a: TicketRow, b: TicketRow): number {
	return a.firstArrival - b.firstArrival || a.order - b.order;
}
