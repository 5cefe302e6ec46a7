// A lobby as text and back: equal is for the laws to say; here, that it is no larger than before.
import { expect, test } from 'vitest';
import { freezeLobby, thawLobby } from '#domain/lobby-snapshot';
import type { Lobby } from '#domain/lobby';
import { id, Story } from '#support/story';

const story = new Story();
for (const service of ['passport', 'passport', 'tax'])
	story.execute(
		{
			type: 'IssueTicket',
			services: [id(service)],
			language: 'es',
			needs: [],
			priority: 'normal',
			channel: 'floor',
			printer: null,
		},
		'flo',
	);

test.each([
	['as the events made it', story.lobby],
	['out of a snapshot', thawLobby(freezeLobby(story.lobby))],
])('A lobby %s holds what is the same for many only once', (_how: string, lobby: Lobby) => {
	const [first, second, third] = [...lobby.tickets.values()];
	expect(first?.state).toMatchObject({ status: 'waiting', line: { id: 'passport' } });
	expect(second?.state).toBe(first?.state);
	expect(third?.state).not.toBe(first?.state);
	const stays = [...lobby.visits.values()];
	const empty = stays.flatMap(({ needs, next, referrals, escorts }) => [needs, next, referrals, escorts]);
	expect(empty).toHaveLength(12);
	expect(new Set(empty).size).toBe(1);
});
