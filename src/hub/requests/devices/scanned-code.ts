// What a scanned code is, and whose screen is told: the kiosk that the scanner is built into, or the station at its counter.
import type { DeviceId, Instant, OfficeId, TicketId } from '#domain/ids';
import { counterOf, counterState, departmentOf, deviceOf, ticketOfVisit } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { Ticket } from '#domain/ticket';
import type { Referral } from '#domain/visit';
import type { Refused } from '#protocol/answers';
import type { Scanned, SeenCode } from '#protocol/desk-schema';
import { refused } from '../../refused.ts';
import { room } from '../../socket-types.ts';
import { ticketLook } from '../lobby/ticket-look.ts';

export type Code =
	| { readonly kind: 'ticket'; readonly ticket: Ticket }
	| { readonly kind: 'referral'; readonly referral: Referral }
	| { readonly kind: 'unknown' };

/** The address of a ticket's page, at whatever address customers reach the hub. */
const PAGE = /\/ticket\/([A-Za-z0-9._:-]{1,80})\/?$/;

/** A ticket by its page or its id, or a referral by its tracking number. Costs a look at the referrals: people scan, not machines. */
export function readCode(lobby: Lobby, scanned: string): Code {
	const text = scanned.trim();
	const page = URL.canParse(text) ? (PAGE.exec(new URL(text).pathname)?.[1] ?? null) : null;
	const found = lobby.tickets.get((page ?? text) as TicketId);
	if (found !== undefined) {
		const visit = lobby.visits.get(found.visit);
		// The paper keeps its code when the visit goes on to its next service.
		return { kind: 'ticket', ticket: (visit === undefined ? null : ticketOfVisit(lobby, visit)) ?? found };
	}
	const referral = referralWith(lobby, text);
	return referral === null ? { kind: 'unknown' } : { kind: 'referral', referral };
}

/** The open one of that tracking number, else the last closed one. */
function referralWith(lobby: Lobby, text: string): Referral | null {
	let found: Referral | null = null;
	for (const referral of lobby.referrals.values()) {
		if (referral.trackingNumber?.trim().toUpperCase() !== text.toUpperCase()) continue;
		if (found === null || found.outcome !== null || referral.outcome === null) found = referral;
	}
	return found;
}

/** What whoever holds the paper may read on a public screen. */
export function codeOnKiosk(lobby: Lobby, code: Code, at: Instant): SeenCode {
	if (code.kind === 'ticket') {
		const look = ticketLook(lobby, code.ticket.id, at);
		return look === null ? { kind: 'unknown' } : { kind: 'ticket-look', look };
	}
	const referral = code.kind === 'referral' ? code.referral : null;
	const to = referral === null ? null : departmentOf(lobby, referral.department);
	if (referral === null || to === null) return { kind: 'unknown' };
	const { name, place, phone, hours, inBuilding, outside } = to;
	const visit = lobby.visits.get(referral.visit);
	return {
		kind: 'referral-look',
		look: {
			trackingNumber: referral.trackingNumber ?? '',
			department: { name, place, phone, hours, inBuilding, outside },
			number: visit === undefined ? null : (ticketOfVisit(lobby, visit)?.number ?? null),
			closed: referral.outcome !== null,
		},
	};
}

/** What a member of staff opens with it. */
export function codeForStaff(code: Code): SeenCode {
	switch (code.kind) {
		case 'ticket': {
			const { id, visit, number } = code.ticket;
			return { kind: 'ticket', ticket: id, visit, number };
		}
		case 'referral':
			return { kind: 'referral', referral: code.referral.id, visit: code.referral.visit };
		case 'unknown':
			return code;
		default:
			return code satisfies never;
	}
}

/** Who is shown what a scanner of that agent has read, or why nobody is. */
export function shownScan(
	lobby: Lobby,
	agent: { readonly office: OfficeId; readonly id: DeviceId },
	scanner: DeviceId,
	text: string,
	at: Instant,
): { readonly room: string; readonly scanned: Scanned } | Refused {
	const device = deviceOf(lobby, scanner);
	if (device?.kind !== 'scanner' || device.agent !== agent.id)
		return refused('unknown-device', { device: scanner });
	const { kiosk, counter } = device;
	const code = readCode(lobby, text);
	if (kiosk !== null) {
		const scanned = { scanner, code: codeOnKiosk(lobby, code, at) };
		return { room: room.device(agent.office, kiosk), scanned };
	}
	const staff = counter === null ? null : counterState(lobby, counter).staff;
	if (staff === null) {
		const label = counter === null ? '' : (counterOf(lobby, counter)?.label ?? counter);
		return refused('counter-closed', { counter: label });
	}
	return { room: room.person(agent.office, staff), scanned: { scanner, code: codeForStaff(code) } };
}
