// Yesterday's events are read as today's, and never rewritten.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { USUAL_PAPERS } from '#paper/parts';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { upcaster, upcasterOf } from '#store/upcast';
import { temporaryFolder } from '#support/temporary-folder';
import { all, dayOpened, OFFICE } from './contract/event-store-contract.ts';

/** Version 1 called the day `date`; version 2 had it as `businessDay`; version 3 is today's. */
const later = upcasterOf({
	DayOpened: [
		({ type, date }) => ({ type, businessDay: date }),
		({ type, businessDay }) => ({ type, day: businessDay }),
	],
	DayBegun: [({ day }) => ({ type: 'DayOpened', date: day })],
});

test('An event of today’s version passes as it is', () => {
	expect(upcaster.versionOf('DayOpened')).toBe(1);
	expect(upcaster.read('DayOpened', 1, '{"type":"DayOpened","day":"2026-03-02"}')).toEqual({
		type: 'DayOpened',
		day: '2026-03-02',
	});
});

test('An office of version 1 gets the usual papers, and its printers the usual make', () => {
	const device = { id: 'p', kind: 'printer', name: 'P', agent: 'a', address: 'tcp://p:1', printer: null };
	const old = { type: 'OfficeConfigured', office: { id: 'o', devices: [{ ...device, paperWidth: 80 }] } };
	expect(upcaster.read('OfficeConfigured', 1, JSON.stringify(old))).toMatchObject({
		office: {
			id: 'o',
			papers: USUAL_PAPERS,
			devices: [{ ...device, paperWidth: 80, sparePrinter: null, printing: { make: 'epson', cutter: true } }],
		},
	});
});

test('An event of any older version is lifted step by step', () => {
	const today = { type: 'DayOpened', day: '2026-03-02' };
	expect(later.versionOf('DayOpened')).toBe(3);
	expect(later.read('DayOpened', 1, '{"type":"DayOpened","date":"2026-03-02"}')).toEqual(today);
	expect(later.read('DayOpened', 2, '{"type":"DayOpened","businessDay":"2026-03-02"}')).toEqual(today);
	expect(later.read('DayOpened', 3, '{"type":"DayOpened","day":"2026-03-02"}')).toEqual(today);
});

test('An event that was renamed goes on as the new type’s first version', () => {
	expect(later.read('DayBegun', 1, '{"type":"DayBegun","day":"2026-03-02"}')).toEqual({
		type: 'DayOpened',
		day: '2026-03-02',
	});
});

test('An event of a newer version is refused with the cure', () => {
	expect(() => upcaster.read('DayOpened', 2, '{}')).toThrow('A newer version has written it: start that one');
});

test('A record written by an older version is read as today’s, and its rows stay as they were', async () => {
	const file = join(temporaryFolder(), 'rotunda.db');
	const old = { ...dayOpened(1), event: { type: 'DayOpened', date: '2026-03-02' } } as never;
	const before = new SqliteEventStore(file);
	await before.append(OFFICE, [old]);
	await before.close();

	const today = new SqliteEventStore(file, later);
	await today.append(OFFICE, [dayOpened(2)]);
	expect(await all(today)).toEqual([dayOpened(1), dayOpened(2)]);
	await today.close();

	const database = new DatabaseSync(file);
	const rows = database.prepare('SELECT version, body FROM events ORDER BY position').all();
	expect(rows).toEqual([
		{ version: 1, body: '{"type":"DayOpened","date":"2026-03-02"}' },
		{ version: 3, body: '{"type":"DayOpened","day":"2026-03-02"}' },
	]);
	database.close();
});
