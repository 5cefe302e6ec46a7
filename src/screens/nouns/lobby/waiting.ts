// Who waits, by service, the longest first.
import type { TicketRow } from '#projections/rows/lobby-rows';
import { byArrival } from '#projections/calling';
import type { ServiceRow } from '#projections/rows/service-rows';
import type { StationView } from '#projections/station';

export interface WaitingService {
	readonly service: ServiceRow;
	/** In order of first arrival, whatever line they stand in. */
	readonly tickets: readonly TicketRow[];
	/** Counters that are open and serve it now. */
	readonly counters: number;
}

/** Every service; those with somebody waiting first, the longest wait first. */
export function waitingByService(view: StationView): readonly WaitingService[] {
	const lines = new Map<string, TicketRow[]>();
	for (const ticket of Object.values(view.tickets)) {
		if (ticket.status !== 'waiting') continue;
		const line = lines.get(ticket.service);
		if (line === undefined) lines.set(ticket.service, [ticket]);
		else line.push(ticket);
	}
	const open = Object.values(view.counters).filter((one) => one.status === 'open');
	return Object.values(view.services)
		.map((service) => ({
			service,
			tickets: (lines.get(service.id) ?? []).sort(byArrival),
			counters: open.filter((one) => one.services.length === 0 || one.services.includes(service.id)).length,
		}))
		.sort((a, b) => firstOf(a) - firstOf(b));
}

function firstOf({ tickets }: WaitingService): number {
	return tickets[0]?.firstArrival ?? Number.POSITIVE_INFINITY;
}
