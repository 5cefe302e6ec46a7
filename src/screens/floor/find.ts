// Finding a visit by what is printed on its ticket.
import type { ReferralRow, TicketRow } from '#projections/rows/lobby-rows';
import type { StationView } from '#projections/station';

/** Statuses after which nobody is here any more. */
const GONE: readonly TicketRow['status'][] = ['finished', 'cancelled'];

/**
 * Tickets whose number holds what was typed, in any case and without leading zeros: "a42" and "42" find A042.
 * Those at a counter or under way first, then by arrival; one a visit.
 */
export function ticketsByNumber(view: StationView, typed: string): readonly TicketRow[] {
	const wanted = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
	const [, letter = '', digits = ''] = /^([A-Z]?)(\d*)/.exec(wanted) ?? [];
	return Object.values(view.tickets)
		.filter((ticket) => !GONE.includes(ticket.status))
		.filter(({ number }) => number.startsWith(letter) && number.slice(1).includes(digits))
		.sort(
			(a, b) =>
				Number(a.status === 'waiting') - Number(b.status === 'waiting') || a.firstArrival - b.firstArrival,
		);
}

/** Referrals whose tracking number holds what was typed, at least three characters of it; open ones first, the newest first. */
export function referralsByNumber(view: StationView, typed: string): readonly ReferralRow[] {
	const wanted = plain(typed);
	if (wanted.length < 3) return [];
	return Object.values(view.referrals)
		.filter(({ trackingNumber }) => trackingNumber !== null && plain(trackingNumber).includes(wanted))
		.sort((a, b) => Number(a.outcome !== null) - Number(b.outcome !== null) || b.at - a.at);
}

/** As people read a number out: without case, spaces and dashes. */
function plain(text: string): string {
	return text.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}
