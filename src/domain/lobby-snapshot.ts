// A lobby as text and back, so that a start need not read the whole record. Lines and holds are rebuilt from the tickets.
import { joinLine } from './evolve/standing.ts';
import { emptyLobby } from './lobby.ts';
import type { Lobby } from './lobby.ts';
import type { OfficeId } from './ids.ts';
import type { Ticket } from './ticket.ts';
import { orNone } from './visit.ts';
import type { Visit } from './visit.ts';

/** Raise it with every change of what a lobby holds: snapshots of another shape are not read. */
export const LOBBY_SHAPE = 4;

/** What is kept under a key that it does not know itself. */
const ENTRIES = ['numbers', 'callsMade'] as const;
/** What is kept under its own id. */
const BY_ID = ['visits', 'tickets', 'counters', 'referrals', 'escorts', 'helps', 'jobs'] as const;

export function freezeLobby(lobby: Lobby): string {
	const { lines: _rebuilt, held: _found, ...plain } = lobby;
	return JSON.stringify({
		...plain,
		...Object.fromEntries(ENTRIES.map((name) => [name, [...lobby[name]]])),
		...Object.fromEntries(BY_ID.map((name) => [name, [...lobby[name].values()]])),
	});
}

/** @throws SyntaxError when the text is not one that `freezeLobby` wrote. */
export function thawLobby(text: string): Lobby {
	const plain = JSON.parse(text) as Record<string, unknown> & { office: { id: OfficeId } };
	const entries = ENTRIES.map((name) => [name, new Map(plain[name] as [unknown, unknown][])]);
	const byId = BY_ID.map((name) => {
		return [name, new Map((plain[name] as { readonly id: unknown }[]).map((one) => [one.id, one]))];
	});
	const maps = Object.fromEntries([...entries, ...byId]) as Partial<Lobby>;
	const lobby = { ...emptyLobby(plain.office.id), ...plain, ...maps } as Lobby;
	shareAgain(lobby);
	for (const ticket of lobby.tickets.values()) joinLine(lobby, ticket);
	return lobby;
}

/** In a text everything stands as often as it is mentioned, and thousands may wait: what is equal becomes one again. */
function shareAgain({ visits, tickets, office }: Lobby): void {
	const services = new Map(office.services.map(({ id }) => [id, id]));
	for (const ticket of tickets.values() as Iterable<Writable<Ticket>>) {
		ticket.visit = visits.get(ticket.visit)?.id ?? ticket.visit;
		ticket.service = services.get(ticket.service) ?? ticket.service;
	}
	for (const visit of visits.values() as Iterable<Writable<Visit>>) {
		visit.tickets = visit.tickets.map((id) => tickets.get(id)?.id ?? id);
		visit.needs = orNone(visit.needs);
		visit.next = orNone(visit.next);
		visit.referrals = orNone(visit.referrals);
		visit.escorts = orNone(visit.escorts);
	}
}

type Writable<Kept> = { -readonly [Name in keyof Kept]: Kept[Name] };
