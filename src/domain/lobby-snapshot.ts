// A lobby as text and back, so that a start need not read the whole record. Lines and holds are rebuilt from the tickets.
import { joinLine } from './evolve/standing.ts';
import { emptyLobby } from './lobby.ts';
import type { Lobby } from './lobby.ts';
import type { OfficeId } from './ids.ts';

/** Raise it with every change of what a lobby holds: snapshots of another shape are not read. */
export const LOBBY_SHAPE = 3;

const MAPS = [
	'numbers',
	'visits',
	'tickets',
	'counters',
	'referrals',
	'escorts',
	'helps',
	'jobs',
	'callsMade',
] as const;

export function freezeLobby(lobby: Lobby): string {
	const { lines: _rebuilt, held: _found, ...plain } = lobby;
	return JSON.stringify({
		...plain,
		...Object.fromEntries(MAPS.map((name) => [name, [...lobby[name]]])),
	});
}

/** @throws SyntaxError when the text is not one that `freezeLobby` wrote. */
export function thawLobby(text: string): Lobby {
	const plain = JSON.parse(text) as Record<string, unknown> & { office: { id: OfficeId } };
	const maps = MAPS.map((name) => [name, new Map(plain[name] as [unknown, unknown][])]);
	const lobby = { ...emptyLobby(plain.office.id), ...plain, ...Object.fromEntries(maps) } as Lobby;
	for (const ticket of lobby.tickets.values()) joinLine(lobby, ticket);
	return lobby;
}
