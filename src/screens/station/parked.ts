// Who can be brought back: tickets on hold, and those who were called and did not come.
import type { CounterId, StaffId } from '#domain/ids';
import type { TicketRow } from '#projections/rows/lobby-rows';
import type { StationView } from '#projections/station';
import { openInterval } from '#screens/nouns/lobby/times.ts';

/** How long after the call a no-show is still offered, in ms. */
export const GRACE = 60 * 60_000;

export interface Parked {
	readonly ticket: TicketRow;
	/** When it was parked or missed, ms since 1970. */
	readonly since: number;
	readonly mine: boolean;
}

/** Held ones first, mine before others'; within each, the longest first; then the latest no-shows. */
export function parkedOf(
	view: StationView,
	me: { readonly counter: CounterId | null; readonly staff: StaffId },
	now: number,
): readonly Parked[] {
	const held: Parked[] = [];
	const missed: Parked[] = [];
	for (const ticket of Object.values(view.tickets)) {
		if (ticket.status === 'held') {
			held.push({
				ticket,
				since: openInterval(ticket.intervals)?.from ?? 0,
				mine: ticket.staff === me.staff,
			});
		} else if (ticket.status === 'no-show') {
			const last = ticket.intervals.at(-1);
			const since = last?.to ?? last?.from ?? 0;
			if (now - since <= GRACE) missed.push({ ticket, since, mine: last?.counter === me.counter });
		}
	}
	held.sort((a, b) => Number(b.mine) - Number(a.mine) || a.since - b.since);
	missed.sort((a, b) => b.since - a.since);
	return [...held, ...missed];
}
