// The lobby as it was: any minute of any day, from the journal alone.
import { expect, test } from 'vitest';
import { evolve } from '#domain/evolve';
import { emptyLobby } from '#domain/lobby';
import { freezeLobby } from '#domain/lobby-snapshot';
import type { StoredEvent } from '#domain/events';
import { CURVE_STEP, PastLobbies } from '#hub/office/past-lobbies';
import { MemoryEventStore } from '#store/memory/memory-store';
import { id, office, Story } from '#support/story';
import { testHub } from '#support/hubs/hub';

const OFFICE = office.id;

/** Two days: on each some come and are called, and the second is still open. */
function twoDays(): Story {
	const story = new Story();
	story.execute({ type: 'OpenCounter', counter: id('c1'), takeOver: false }, 'rosa');
	for (let customer = 0; customer < 12; customer += 1) {
		story.later(3).issue(customer % 2 === 0 ? 'passport' : 'permit');
		if (customer % 3 === 2) {
			story.next('c1', 'rosa');
			const ticket = story.lobby.counters.get(id('c1'))?.ticket ?? id('none');
			story.later(1).execute({ type: 'ServeTicket', ticket }, 'rosa');
			story.later(2).execute({ type: 'FinishTicket', ticket, outcome: 'answered' }, 'rosa');
		}
	}
	story.execute({ type: 'CloseDay', unresolved: 'close' });
	story.later(23 * 60).execute({ type: 'OpenDay' });
	for (let customer = 0; customer < 5; customer += 1) story.later(7).issue('passport');
	return story;
}

async function storeOf(record: readonly StoredEvent[]): Promise<MemoryEventStore> {
	const store = new MemoryEventStore();
	await store.append(OFFICE, record);
	return store;
}

/** What anybody would get who reads the record from its first line up to that time. */
function foldedUntil(record: readonly StoredEvent[], at: number): string {
	const lobby = emptyLobby(OFFICE);
	for (const stored of record) if (stored.at <= at) evolve(lobby, stored);
	return freezeLobby(lobby);
}

test('At every moment of both days the lobby is what its record says', async () => {
	const { record } = twoDays();
	const past = new PastLobbies(await storeOf(record));
	const moments = record.flatMap(({ at }) => [at - 1, at, at + 1]);
	// Back and forth, as a slider goes.
	const shuffled = moments.toSorted((one, other) => (one % 7) - (other % 7));
	const [first = 0, last = 0] = [
		record.find(({ event }) => event.type === 'DayOpened')?.at,
		record.at(-1)?.at,
	];
	for (const moment of shuffled) {
		const seen = await past.at(OFFICE, moment);
		const at = Math.min(Math.max(moment, first), last);
		expect(seen?.at).toBe(at);
		expect(seen === null ? null : freezeLobby(seen.lobby)).toBe(foldedUntil(record, at));
	}
});

test('Each day on record has its opening and its end, and its curve of how many waited', async () => {
	const { record, now } = twoDays();
	const past = new PastLobbies(await storeOf(record));
	const today = await past.at(OFFICE, null);
	expect(today?.days.map(({ day }) => day)).toEqual(['2026-03-02', '2026-03-03']);
	expect(today?.days.at(-1)?.to).toBe(now);
	expect(today?.curve.at(-1)).toBe(5);
	const firstDay = today?.days[0];
	const yesterday = await past.at(OFFICE, firstDay?.from ?? 0);
	const at = (step: number) => (firstDay?.from ?? 0) + step * CURVE_STEP;
	for (const [step, waiting] of (yesterday?.curve ?? []).slice(0, -1).entries()) {
		const seen = await past.at(OFFICE, at(step));
		const waited = [...(seen?.lobby.lines.values() ?? [])].reduce((sum, line) => sum + line.size, 0);
		expect([step, waited]).toEqual([step, waiting]);
	}
	// Closing the day emptied the lobby.
	expect(yesterday?.curve.at(-1)).toBe(0);
	expect(Math.max(...(yesterday?.curve ?? []))).toBe(8);
});

test('What happens after the first question is on record for the next one', async () => {
	const story = twoDays();
	const store = await storeOf(story.record);
	const past = new PastLobbies(store);
	await past.at(OFFICE, null);
	const before = story.record.length;
	story.later(10).issue('permit');
	await store.append(OFFICE, story.record.slice(before));
	const seen = await past.at(OFFICE, null);
	expect(seen?.at).toBe(story.now);
	expect(seen?.curve.at(-1)).toBe(6);
});

test('Of an office that never opened there is nothing to see', async () => {
	expect(await new PastLobbies(new MemoryEventStore()).at(OFFICE, null)).toBeNull();
});

test('A supervisor sees the lobby as it was; a representative is not let', async () => {
	const hub = await testHub();
	const flo = await hub.staff('flo');
	const issued = await flo.command({
		type: 'IssueTicket',
		services: [id('passport')],
		language: 'en',
		needs: [],
		priority: 'normal',
		channel: 'floor',
		printer: null,
	});
	expect(issued.ok).toBe(true);
	const sue = await hub.staff('sue');
	const seen = await sue.must('lookBack', { at: null });
	expect(Object.values(seen.tables['tickets'] ?? {})).toHaveLength(1);
	expect(seen.days).toHaveLength(1);
	const before = await sue.must('lookBack', { at: 0 });
	expect(before.at).toBe(seen.days[0]?.from);
	expect(Object.values(before.tables['tickets'] ?? {})).toHaveLength(0);
	expect(await (await hub.staff('rosa')).ask('lookBack', { at: null })).toMatchObject({
		code: 'not-allowed',
	});
});
