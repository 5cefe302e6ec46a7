// Referrals: a visit sent on to a department, and closed with an outcome.
import type { Asked, CommandOf } from '../commands.ts';
import { findReferral, happened, isRefused, personOf } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LobbyEvent } from '../events.ts';
import type { CommandId, ReferralId, VisitId } from '../ids.ts';
import { departmentOf, deviceOf } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import type { Staff } from '../office.ts';
import { refuse } from '../refusals.ts';
import type { Refusal } from '../refusals.ts';
import { firstPaper } from './paper.ts';

export function referVisit(lobby: Lobby, command: CommandOf<'ReferVisit'>, asked: Asked): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const { department, reason, papers, contact, trackingNumber, printer } = command;
	if (departmentOf(lobby, department) === null) return refuse('unknown-department', { department });
	if (printer !== null && deviceOf(lobby, printer)?.kind !== 'printer')
		return refuse('unknown-printer', { printer });
	const found = visitOrNew(lobby, command, asked.id, staff);
	if (isRefused(found)) return found;

	const referral = `${asked.id}.r` as ReferralId;
	const referred: LobbyEvent = {
		type: 'VisitReferred',
		referral,
		visit: found.visit,
		department,
		reason,
		papers,
		contact,
		trackingNumber,
		staff: staff.id,
	};
	return happened(...found.received, referred, ...firstPaper(asked, printer, { kind: 'referral', referral }));
}

export function closeReferral(lobby: Lobby, command: CommandOf<'CloseReferral'>, asked: Asked): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const referral = findReferral(lobby, command.referral);
	if (isRefused(referral)) return referral;
	if (referral.outcome !== null) return refuse('referral-closed', { outcome: referral.outcome });
	return happened({ type: 'ReferralClosed', referral: referral.id, outcome: command.outcome });
}

/** The visit that is meant; for somebody without a ticket, one that begins with this command. */
export function visitOrNew(
	lobby: Lobby,
	{ visit, language }: { readonly visit: VisitId | null; readonly language: string },
	command: CommandId,
	staff: Staff,
): { readonly visit: VisitId; readonly received: readonly LobbyEvent[] } | { readonly refusal: Refusal } {
	if (visit !== null) {
		return lobby.visits.has(visit) ? { visit, received: [] } : refuse('unknown-visit', { visit });
	}
	if (lobby.day === null) return refuse('day-not-open');
	if (!lobby.office.languages.includes(language)) return refuse('unknown-language', { language });
	const received = command as string as VisitId;
	const channel = staff.roles.includes('floor') ? 'floor' : 'station';
	return { visit: received, received: [{ type: 'VisitReceived', visit: received, language, channel }] };
}
