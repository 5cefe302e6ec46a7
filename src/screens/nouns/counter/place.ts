// Where a representative is: their row, their counter, the ticket in front of them and the escort they walk.
import type { StaffId } from '#domain/ids';
import type { CounterRow, EscortRow, TicketRow } from '#projections/rows/lobby-rows';
import type { StaffRow } from '#projections/rows/office-rows';
import type { StationView } from '#projections/station';

export interface Place {
	readonly staff: StaffRow;
	/** Signed in there, or null before a counter was chosen. */
	readonly counter: CounterRow | null;
	/** Called to or served at that counter. */
	readonly ticket: TicketRow | null;
	/** Started and not come back from. */
	readonly escort: EscortRow | null;
}

/** Null for somebody the office does not know any more. */
export function placeOf(view: StationView, id: StaffId): Place | null {
	const staff = view.staff[id];
	if (staff === undefined) return null;
	const counter = staff.counter === null ? null : (view.counters[staff.counter] ?? null);
	const ticket = counter?.ticket == null ? null : (view.tickets[counter.ticket] ?? null);
	const escort = staff.escort === null ? null : (view.escorts[staff.escort] ?? null);
	return { staff, counter, ticket, escort };
}

/** Counters by their label, "2" before "10". */
export function countersInOrder(view: StationView): readonly CounterRow[] {
	return Object.values(view.counters).sort((a, b) => a.label.localeCompare(b.label, 'en', { numeric: true }));
}
