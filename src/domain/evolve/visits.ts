// Visits without a ticket, referrals and calls for help.
import type { EventOf } from '../events.ts';
import type { Instant } from '../ids.ts';
import type { Lobby } from '../lobby.ts';
import { NONE } from '../visit.ts';

export function receiveVisit(lobby: Lobby, event: EventOf<'VisitReceived'>, at: Instant): void {
	lobby.visits.set(event.visit, {
		id: event.visit,
		number: null,
		language: event.language,
		needs: NONE,
		priority: 'normal',
		channel: event.channel,
		arrivedAt: at,
		tickets: NONE,
		next: NONE,
		referrals: NONE,
		escorts: NONE,
	});
}

export function referVisit(lobby: Lobby, event: EventOf<'VisitReferred'>, at: Instant): void {
	const { referral, visit, department, reason, papers, contact, trackingNumber, staff } = event;
	lobby.referrals.set(referral, {
		id: referral,
		visit,
		department,
		reason,
		papers,
		contact,
		trackingNumber,
		by: staff,
		at,
		copies: 0,
		outcome: null,
	});
	lobby.totals.referred += 1;
	const stay = lobby.visits.get(visit);
	if (stay !== undefined) stay.referrals = [...stay.referrals, referral];
}

export function closeReferral(lobby: Lobby, event: EventOf<'ReferralClosed'>): void {
	const referral = lobby.referrals.get(event.referral);
	if (referral !== undefined) referral.outcome = event.outcome;
}

export function requestHelp(lobby: Lobby, event: EventOf<'HelpRequested'>, at: Instant): void {
	lobby.helps.set(event.help, { id: event.help, place: event.place, at, answeredBy: null });
}

export function answerHelp(lobby: Lobby, event: EventOf<'HelpAnswered'>): void {
	const help = lobby.helps.get(event.help);
	if (help !== undefined) help.answeredBy = event.staff;
}
