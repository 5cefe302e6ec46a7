// One event further: the rows that it changes are named by what the lobby knew before it.
import { describe, expect, test } from 'vitest';
import { emptyLobby, REMEMBERED } from '#domain/lobby';
import { advance } from '#projections/advance';
import { Touched } from '#projections/touched';
import { id, Story } from '#support/story';

/** As many tickets called and finished at one counter. */
function called(count: number): Story {
	const story = new Story().open('c1', 'rosa');
	for (let at = 0; at < count; at += 1) {
		const ticket = story.issue();
		story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		story.execute({ type: 'ServeTicket', ticket }, 'rosa');
		story.execute({ type: 'FinishTicket', ticket, outcome: 'answered' }, 'rosa');
	}
	return story;
}

describe('one event further', () => {
	test('A call that pushes the oldest number off the board names both numbers', () => {
		const { record } = called(REMEMBERED.calls + 1);
		const last = record.findLastIndex(({ event }) => event.type === 'TicketCalled');
		const lobby = emptyLobby(id('hall'));
		for (const stored of record.slice(0, last)) advance(lobby, stored, null);
		const oldest = lobby.calls.at(-1)?.number;
		const [touched, stored] = [new Touched(), record[last]];
		if (stored === undefined) throw new Error('nobody was called');
		advance(lobby, stored, touched);
		expect(lobby.calls.map(({ number }) => number)).not.toContain(oldest);
		expect([...touched.idsOf('calls')].sort()).toEqual([lobby.calls[0]?.number, oldest].sort());
	});

	test('An event that is not the next one is refused, and the lobby stays where it was', () => {
		const { record } = called(1);
		const lobby = emptyLobby(id('hall'));
		const [, second] = record;
		if (second === undefined) throw new Error('nothing happened');
		expect(() => advance(lobby, second, null)).toThrow('does not follow position 0');
		expect(lobby.position).toBe(0);
	});
});
