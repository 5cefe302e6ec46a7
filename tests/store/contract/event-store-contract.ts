// What every event store keeps: one suite for all of them.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { LobbyEvent, StoredEvent } from '#domain/events';
import type { CommandId, OfficeId, StaffId } from '#domain/ids';
import { PositionTaken, type EventStore } from '#store/event-store';

export const OFFICE = 'harborview' as OfficeId;
const OTHER = 'northside' as OfficeId;

/** The day opened, at that place of the stream, by a command named after its position. */
export function dayOpened(position: number, command = `command-${position}`): StoredEvent {
	return {
		position,
		at: 1_700_000_000_000 + position,
		by: { kind: 'system' },
		command: command as CommandId,
		event: { type: 'DayOpened', day: '2026-03-02' },
	};
}

export function days(from: number, to: number): StoredEvent[] {
	return Array.from({ length: to - from + 1 }, (_, index) => dayOpened(from + index));
}

export async function all(store: EventStore, office = OFFICE, after = 0): Promise<StoredEvent[]> {
	const events: StoredEvent[] = [];
	for await (const one of store.read(office, after)) events.push(one);
	return events;
}

export function eventStoreContract(name: string, make: () => EventStore | Promise<EventStore>): void {
	/** A fresh, empty store, closed when the test is done. */
	const open = async () => {
		const store = await make();
		onTestFinished(() => store.close());
		return store;
	};

	describe(`${name} keeps the contract of an event store`, () => {
		test('What was appended is read back in order, every word of it', async () => {
			const store = await open();
			const by = [
				{ kind: 'system' },
				{ kind: 'staff', id: 'rosa' as StaffId },
				{ kind: 'device', id: 'kiosk-1' },
			] as StoredEvent['by'][];
			const kept = by.map((actor, index): StoredEvent => ({ ...dayOpened(index + 1), by: actor }));
			await store.append(OFFICE, kept.slice(0, 1));
			await store.append(OFFICE, kept.slice(1));
			expect(await all(store)).toEqual(kept);
		});

		test('Words of any script and empty lists survive the way there and back', async () => {
			const event: LobbyEvent = {
				type: 'VisitReferred',
				referral: 'r',
				visit: 'v',
				department: 'd',
				reason: 'specialist',
				papers: ['帳單 "A"', 'línea\u2028nueva', 'حساب', '\u{1f4c4}'],
				contact: null,
				trackingNumber: '',
				staff: 'rosa',
			} as unknown as LobbyEvent;
			const store = await open();
			await store.append(OFFICE, [{ ...dayOpened(1), event }]);
			expect((await all(store))[0]?.event).toEqual(event);
		});

		test('Reading after a position gives only what came later', async () => {
			const store = await open();
			await store.append(OFFICE, days(1, 5));
			expect((await all(store, OFFICE, 3)).map((one) => one.position)).toEqual([4, 5]);
			expect(await all(store, OFFICE, 5)).toEqual([]);
			expect(await all(store, OFFICE, 99)).toEqual([]);
		});

		test('A stream longer than any page is read whole', async () => {
			const store = await open();
			await store.append(OFFICE, days(1, 2_000));
			const positions = (await all(store)).map((one) => one.position);
			expect(positions).toEqual(Array.from({ length: 2_000 }, (_, index) => index + 1));
		});

		test('What is appended while somebody reads does not disturb the reader', async () => {
			const store = await open();
			await store.append(OFFICE, days(1, 1_500));
			const positions: number[] = [];
			for await (const one of store.read(OFFICE, 0)) {
				positions.push(one.position);
				if (one.position === 500) await store.append(OFFICE, [dayOpened(1_501)]);
			}
			expect(positions.slice(0, 1_500)).toEqual(days(1, 1_500).map((one) => one.position));
		});

		test('Each office has a stream of its own', async () => {
			const store = await open();
			await store.append(OFFICE, days(1, 2));
			await store.append(OTHER, days(1, 1));
			expect(await all(store)).toHaveLength(2);
			expect(await all(store, OTHER)).toHaveLength(1);
			expect(await all(store, 'nowhere' as OfficeId)).toEqual([]);
		});

		test('A position that somebody else took is refused, and nothing of the append stays', async () => {
			const store = await open();
			await store.append(OFFICE, days(1, 3));
			await expect(store.append(OFFICE, days(3, 5))).rejects.toBeInstanceOf(PositionTaken);
			await expect(store.append(OFFICE, days(1, 1))).rejects.toBeInstanceOf(PositionTaken);
			expect(await all(store)).toEqual(days(1, 3));
		});

		test('The loser of a race catches up and appends after the winner', async () => {
			const store = await open();
			const race = await Promise.allSettled([
				store.append(OFFICE, [dayOpened(1, 'first')]),
				store.append(OFFICE, [dayOpened(1, 'second')]),
			]);
			expect(race.map((one) => one.status)).toEqual(['fulfilled', 'rejected']);
			await store.append(OFFICE, [dayOpened(2, 'second')]);
			expect((await all(store)).map((one) => one.command)).toEqual(['first', 'second']);
		});

		test('Appends of many offices at once each end in their own way', async () => {
			const store = await open();
			const offices = Array.from({ length: 20 }, (_, index) => `office-${index}` as OfficeId);
			await store.append(offices[7] ?? OFFICE, days(1, 1));
			const ends = await Promise.allSettled(offices.map((office) => store.append(office, days(1, 2))));
			expect(ends.map((one) => one.status)).toEqual(
				offices.map((_, index) => (index === 7 ? 'rejected' : 'fulfilled')),
			);
			const lengths = await Promise.all(offices.map(async (office) => (await all(store, office)).length));
			expect(lengths).toEqual(offices.map((_, index) => (index === 7 ? 1 : 2)));
		});

		test('A gap between the stream and the append, or inside the append, is a fault and appends nothing', async () => {
			const store = await open();
			await store.append(OFFICE, days(1, 2));
			await expect(store.append(OFFICE, days(4, 4))).rejects.toThrow('does not follow 2');
			await expect(store.append(OFFICE, [dayOpened(3), dayOpened(5)])).rejects.toThrow('does not follow 3');
			await expect(store.append(OFFICE, [dayOpened(3), dayOpened(3)])).rejects.toThrow('does not follow 3');
			expect(await all(store)).toEqual(days(1, 2));
		});

		test('An append of nothing changes nothing', async () => {
			const store = await open();
			await store.append(OFFICE, []);
			expect(await all(store)).toEqual([]);
		});

		test('The events of one command are found by its id, and only in its office', async () => {
			const store = await open();
			await store.append(OFFICE, [
				dayOpened(1, 'a'),
				dayOpened(2, 'b'),
				dayOpened(3, 'b'),
				dayOpened(4, 'c'),
			]);
			await store.append(OTHER, [dayOpened(1, 'b')]);
			const of = (...ids: string[]) => store.eventsOf(OFFICE, ids as CommandId[]);
			expect(await of('b')).toEqual([dayOpened(2, 'b'), dayOpened(3, 'b')]);
			expect(await of('never')).toEqual([]);
			expect(await of()).toEqual([]);
			expect((await of('c', 'never', 'b', 'b')).map((one) => one.position)).toEqual([2, 3, 4]);
		});

		test('The newest id that begins with the time is found among all others, and only in its office', async () => {
			const store = await open();
			const [older, newest] = [
				'019a0000-0000-7000-8000-00000000000a',
				'019a0000-0001-7000-8000-000000000000',
			];
			const others = ['0fffffff-0000-4000-8000-000000000000', 'ffffffff-ffff-7fff-bfff-ffffffffffff', 'x'];
			expect(await store.newestId(OFFICE)).toBe(null);
			await store.append(
				OFFICE,
				[others[0], newest, older, ...others.slice(1)].map((id, at) => dayOpened(at + 1, id)),
			);
			await store.append(OTHER, [dayOpened(1, '019a0000-0002-7000-8000-000000000000')]);
			expect(await store.newestId(OFFICE)).toBe(newest);
		});

		test('Every office that has a record is known with its last position', async () => {
			const store = await open();
			expect(await store.heads()).toEqual(new Map());
			await store.append(OTHER, days(1, 1));
			await store.append(OFFICE, days(1, 3));
			await store.append(OFFICE, days(4, 5));
			expect(await store.heads()).toEqual(
				new Map([
					[OFFICE, 5],
					[OTHER, 1],
				]),
			);
		});

		test('Whoever had an office’s turn lets the next one in, also when it lets go twice', async () => {
			const store = await open();
			const first = await store.turn(OFFICE);
			(await store.turn(OTHER)).release();
			await store.append(OFFICE, days(1, 1));
			first.release();
			first.release();
			(await store.turn(OFFICE)).release();
			expect(await all(store)).toEqual(days(1, 1));
		});

		test('Changing an event after it was appended or read does not change the record', async () => {
			const store = await open();
			const event = { type: 'DayOpened', day: '2026-03-02' } as { type: 'DayOpened'; day: string };
			await store.append(OFFICE, [{ ...dayOpened(1), event }]);
			event.day = '1999-01-01';
			const read = (await all(store))[0]?.event as { day: string };
			read.day = '1999-01-01';
			expect((await all(store))[0]?.event).toEqual({ type: 'DayOpened', day: '2026-03-02' });
		});

		test('The newest snapshot of a shape is kept, one of another shape is not read', async () => {
			const store = await open();
			await store.append(OFFICE, days(1, 20));
			expect(await store.latestSnapshot(OFFICE, 1)).toBeNull();
			await store.saveSnapshot(OFFICE, { position: 10, shape: 1, state: 'ten' });
			await store.saveSnapshot(OFFICE, { position: 20, shape: 1, state: 'twenty' });
			await store.saveSnapshot(OFFICE, { position: 15, shape: 1, state: 'late' });
			expect(await store.latestSnapshot(OFFICE, 1)).toEqual({ position: 20, shape: 1, state: 'twenty' });
			expect(await store.latestSnapshot(OFFICE, 2)).toBeNull();
			expect(await store.latestSnapshot(OTHER, 1)).toBeNull();
		});

		test('What was asked before closing is finished, what is asked afterwards fails, closing twice is harmless', async () => {
			const store = await make();
			const underWay = store.append(OFFICE, days(1, 3));
			await store.close();
			await expect(underWay).resolves.toBeUndefined();
			await expect(store.append(OFFICE, days(4, 4))).rejects.toThrow('closed');
			await expect(all(store)).rejects.toThrow('closed');
			await store.close();
		});
	});
}
