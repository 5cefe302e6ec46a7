// The office day: opened and closed once, cut in the office's own time zone.
import type { Asked, CommandOf } from '../commands.ts';
import { happened } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LobbyEvent } from '../events.ts';
import type { Lobby } from '../lobby.ts';
import { businessDayOf } from '../policy/opening-hours.ts';
import { refuse } from '../refusals.ts';
import { isOpen } from '../ticket.ts';

export function openDay(lobby: Lobby, { at }: Asked): Decision {
	if (lobby.day !== null) return refuse('day-already-open', { day: lobby.day });
	return happened({ type: 'DayOpened', day: businessDayOf(at, lobby.office.timeZone) });
}

export function closeDay(lobby: Lobby, { unresolved }: CommandOf<'CloseDay'>): Decision {
	if (lobby.day === null) return refuse('day-not-open');
	const open = [...lobby.tickets.values()].filter(isOpen);
	if (open.length > 0 && unresolved === 'refuse')
		return refuse('day-has-open-tickets', { count: open.length });
	const owed = [...lobby.jobs.values()].filter((job) => job.outcome === null);
	const voided = owed.map((job): LobbyEvent => ({ type: 'JobEnded', job: job.id, outcome: 'void' }));
	return happened(...voided, {
		type: 'DayClosed',
		day: lobby.day,
		unresolved: open.map((ticket) => ticket.id),
	});
}

export function configureOffice(lobby: Lobby, { office }: CommandOf<'ConfigureOffice'>): Decision {
	if (office.id !== lobby.office.id) return refuse('wrong-office', { office: office.id });
	return happened({ type: 'OfficeConfigured', office });
}
