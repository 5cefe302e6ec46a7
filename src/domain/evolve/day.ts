// The office and its day: a closed day leaves nothing behind but what was not finished elsewhere.
import type { EventOf } from '../events.ts';
import { emptyLobby } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';

export function configureOffice(lobby: Lobby, event: EventOf<'OfficeConfigured'>): void {
	lobby.office = event.office;
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
		else lobby.visits.set(visit.id, { ...visit, tickets: [], next: [], escorts: [], referrals: open });
	}
}
