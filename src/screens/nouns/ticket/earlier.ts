// What happened before on this visit: its earlier services, referrals and escorts, and the steps of the present ticket.
import type { DepartmentId, VisitId } from '#domain/ids';
import type { EscortRow, ReferralRow, TicketRow } from '#projections/rows/lobby-rows';
import type { StationView } from '#projections/station';

export interface Earlier {
	/** Ended tickets of the same visit, oldest first. */
	readonly tickets: readonly TicketRow[];
	readonly referrals: readonly ReferralRow[];
	readonly escorts: readonly EscortRow[];
}

export function earlierOf(view: StationView, visit: VisitId, present: string | null): Earlier {
	return {
		tickets: Object.values(view.tickets)
			.filter((one) => one.visit === visit && one.id !== present)
			.sort((a, b) => (a.intervals[0]?.from ?? 0) - (b.intervals[0]?.from ?? 0)),
		referrals: referralsOf(view, visit),
		escorts: Object.values(view.escorts)
			.filter((one) => one.visit === visit)
			.sort((a, b) => a.startedAt - b.startedAt),
	};
}

/** Newest first. */
export function referralsOf(view: StationView, visit: VisitId): readonly ReferralRow[] {
	return Object.values(view.referrals)
		.filter((one) => one.visit === visit)
		.sort((a, b) => b.at - a.at);
}

/** The newest open referral of the visit, to that department when one is named; or null. */
export function openReferralTo(
	view: StationView,
	visit: VisitId,
	department: DepartmentId | null = null,
): ReferralRow | null {
	const open = referralsOf(view, visit).filter((one) => one.outcome === null);
	return open.find((one) => department === null || one.department === department) ?? null;
}
