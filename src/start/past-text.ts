// The lobby as it stood, as a page of text: counters, lines, and whoever is elsewhere. No names of customers: none are on record.
import type { Instant, Wording } from '#domain/ids';
import { counterState, departmentOf, serviceOf, staffOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { Ticket } from '#domain/ticket';

/** At most 80 columns but for long names; times are the office's own. */
export function pastText(lobby: Lobby, at: Instant): string {
	return [
		`${said(lobby.office.name)}, ${clock(lobby, at, { dateStyle: 'full', timeStyle: 'medium' })}`,
		lobby.day === null ? 'Closed: no day was open.' : `Business day ${lobby.day}`,
		'',
		...counterLines(lobby),
		'',
		...waitingLines(lobby, at),
		...elsewhereLines(lobby, at),
	].join('\n');
}

function counterLines(lobby: Lobby): string[] {
	const lines = lobby.office.counters.map(({ id, label }) => {
		const { status, staff, ticket, since } = counterState(lobby, id);
		const who = staff === null ? '-' : (staffOf(lobby, staff)?.name ?? staff);
		const inHand = ticket === null ? undefined : lobby.tickets.get(ticket);
		const whom = inHand === undefined ? '' : `${inHand.number} ${inHand.state.status}`;
		const from = since === 0 ? '' : `since ${clock(lobby, since, { timeStyle: 'short' })}`;
		return `  ${label.padEnd(6)}${status.padEnd(11)}${who.padEnd(24)}${whom.padEnd(16)}${from}`.trimEnd();
	});
	return ['Counters', ...lines];
}

function waitingLines(lobby: Lobby, at: Instant): string[] {
	const lines = Map.groupBy(
		[...lobby.tickets.values()].filter(({ state }) => state.status === 'waiting'),
		(ticket) => ticket.service,
	);
	const total = [...lines.values()].reduce((sum, line) => sum + line.length, 0);
	return [
		`Waiting: ${total}`,
		...[...lines].map(([service, line]) => {
			const first = line.toSorted((one, other) => one.firstArrival - other.firstArrival);
			const longest = minutes(at - (first[0]?.firstArrival ?? at));
			const numbers = first.map(({ number }) => number).join(' ');
			return `  ${said(serviceOf(lobby, service)?.name ?? {})}: ${line.length}, longest ${longest}: ${numbers}`;
		}),
	];
}

function elsewhereLines(lobby: Lobby, at: Instant): string[] {
	const held = [...lobby.tickets.values()].filter(({ state }) => state.status === 'held');
	const walking = [...lobby.escorts.values()].filter(({ returnedAt }) => returnedAt === null);
	return [
		...(held.length === 0 ? [] : ['', 'On hold', ...held.map((ticket) => `  ${heldLine(ticket, at)}`)]),
		...(walking.length === 0 ? [] : ['', 'On the way']),
		...walking.map(({ staff, department, visit, startedAt }) => {
			const number = lobby.visits.get(visit)?.number ?? 'without a ticket';
			const who = staffOf(lobby, staff)?.name ?? staff;
			const where = said(departmentOf(lobby, department)?.name ?? {});
			return `  ${number} with ${who} to ${where}, for ${minutes(at - startedAt)}`;
		}),
	];
}

function heldLine({ number, state, intervals }: Ticket, at: Instant): string {
	const since = intervals.at(-1)?.from ?? at;
	return `${number} ${'reason' in state ? state.reason : ''}, for ${minutes(at - since)}`;
}

function said(wording: Wording): string {
	return Object.values(wording)[0] ?? '';
}

function minutes(ms: number): string {
	return `${Math.floor(Math.max(0, ms) / 60_000)} min`;
}

function clock({ office }: Lobby, at: Instant, form: Intl.DateTimeFormatOptions): string {
	return new Intl.DateTimeFormat('en-GB', { ...form, timeZone: office.timeZone }).format(at);
}
