// What would end with the day: tickets that somebody still has to do something about.
import { byArrival } from '#projections/calling';
import type { TicketRow } from '#projections/rows/lobby-rows';
import type { StationView } from '#projections/station';

const ENDED: readonly TicketRow['status'][] = ['finished', 'no-show', 'cancelled'];
/** In front of somebody first, then who waits. */
const RANK: Readonly<Partial<Record<TicketRow['status'], number>>> = {
	serving: 0,
	called: 1,
	escorted: 2,
	held: 3,
};

export function unresolvedOf(view: StationView): readonly TicketRow[] {
	const rank = (ticket: TicketRow) => RANK[ticket.status] ?? 4;
	return Object.values(view.tickets)
		.filter((ticket) => !ENDED.includes(ticket.status))
		.sort((a, b) => rank(a) - rank(b) || byArrival(a, b));
}
