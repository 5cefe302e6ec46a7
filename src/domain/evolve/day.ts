// The office and its day: a closed day leaves nothing behind but what was not finished elsewhere.
import type { EventOf } from '../events.ts';
import type { ServiceId } from '../ids.ts';
import { emptyLobby } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import { isOpen } from '../ticket.ts';
import { NONE } from '../visit.ts';

/** A service that people still wait for stays, off the kiosk, until it is set up again without them. */
export function configureOffice(lobby: Lobby, { office }: EventOf<'OfficeConfigured'>): void {
	const services = lobby.office.services
		.filter(({ id }) => !office.services.some((one) => one.id === id) && isNeeded(lobby, id))
		.map((service) => ({ ...service, onKiosk: false }));
	const groups = lobby.office.groups.filter(
		({ id }) => !office.groups.some((one) => one.id === id) && services.some(({ group }) => group === id),
	);
	lobby.office = {
		...office,
		services: [...office.services, ...services],
		groups: [...office.groups, ...groups],
	};
}

function isNeeded(lobby: Lobby, service: ServiceId): boolean {
	for (const ticket of lobby.tickets.values()) if (ticket.service === service && isOpen(ticket)) return true;
	for (const visit of lobby.visits.values()) if (visit.next.includes(service)) return true;
	return false;
}

export function openDay(lobby: Lobby, event: EventOf<'DayOpened'>): void {
	lobby.day = event.day;
	if (lobby.numberedDay === event.day) return;
	lobby.numberedDay = event.day;
	lobby.numbers.clear();
	lobby.sequence = 0;
	lobby.totals = emptyLobby(lobby.office.id).totals;
}

export function closeDay(lobby: Lobby): void {
	lobby.day = null;
	lobby.tickets.clear();
	lobby.lines.clear();
	lobby.held.clear();
	lobby.counters.clear();
	lobby.helps.clear();
	lobby.escorts.clear();
	lobby.jobs.clear();
	lobby.callsMade.clear();
	lobby.calls = [];
	lobby.ended.length = 0;
	lobby.endedJobs.length = 0;
	for (const referral of lobby.referrals.values()) {
		if (referral.outcome !== null) lobby.referrals.delete(referral.id);
	}
	for (const visit of lobby.visits.values()) {
		const open = visit.referrals.filter((id) => lobby.referrals.has(id));
		if (open.length === 0) lobby.visits.delete(visit.id);
		else lobby.visits.set(visit.id, { ...visit, tickets: NONE, next: NONE, escorts: NONE, referrals: open });
	}
}
