// Rows that are not what was written: whatever still parses is noticed by its checksum, in either engine, and nothing is guessed.
import { describe, expect, test } from 'vitest';
import { SnapshotDamaged } from '#store/event-store';
import { RecordDamaged } from '#store/record-damaged';
import { twoEngines } from '#support/databases/two-engines';
import { all, days, OFFICE } from '../contract/event-store-contract.ts';

const at = (position: number) => `WHERE office = '${OFFICE}' AND position = ${position}`;

/** Each leaves a row that reads like any other. */
const ALTERATIONS = [
	`body = replace(body, '2026', '2027')`,
	'at = at + 1',
	`by_kind = 'staff', by_id = 'mallory'`,
	`command = 'another'`,
	`type = 'DayClosed'`,
	'checksum = checksum + 1',
];

describe.each(twoEngines())('In $name', ({ fresh }) => {
	test('An event of which any cell was altered is named with its office, its position and the cure; the others are read', async () => {
		const { shown, open, sql } = await fresh();
		const store = open();
		await store.append(OFFICE, days(1, 40));
		for (const [index, alteration] of ALTERATIONS.entries()) {
			const position = 17 + index;
			await sql(`UPDATE events SET ${alteration} ${at(position)}`);
			const error = await all(store, OFFICE, position - 1).then(
				() => null,
				(thrown: unknown) => thrown,
			);
			expect(error, alteration).toBeInstanceOf(RecordDamaged);
			const { message } = error as RecordDamaged;
			expect(message).toContain(`event ${position} of the office ${OFFICE} is not what was written`);
			expect(message).toContain(shown);
			expect(message).toContain('npm run restore -- --from BACKUP');
			// What lies behind it is as it was.
			expect(await all(store, OFFICE, position)).toEqual(days(position + 1, 40));
		}
		await store.close();
	});

	test('An altered event is noticed also by whoever looks it up by its command, and one that is missing by whoever reads on', async () => {
		const { open, sql } = await fresh();
		const store = open();
		await store.append(OFFICE, days(1, 20));
		await sql(`UPDATE events SET at = at + 1 ${at(17)}`);
		const [seventeenth] = days(17, 17).map(({ command }) => command);
		if (seventeenth === undefined) throw new Error('no such day');
		await expect(store.eventsOf(OFFICE, [seventeenth])).rejects.toThrow(RecordDamaged);
		await sql(`DELETE FROM events ${at(16)}`);
		await expect(all(store)).rejects.toThrow(`event 16 of the office ${OFFICE} is missing`);
		await store.close();
	});

	test('Rows from before there were checksums are read as they were', async () => {
		const { open, sql } = await fresh();
		const store = open();
		await store.append(OFFICE, days(1, 20));
		await store.saveSnapshot(OFFICE, { position: 20, shape: 1, state: 'twenty' });
		await sql('UPDATE events SET checksum = NULL; UPDATE snapshots SET checksum = NULL');
		expect(await all(store)).toEqual(days(1, 20));
		expect(await store.latestSnapshot(OFFICE, 1)).toEqual({ position: 20, shape: 1, state: 'twenty' });
		await store.close();
	});

	test('A snapshot of which anything was altered is thrown away, and the next takes its place', async () => {
		const { open, sql } = await fresh();
		const store = open();
		await store.append(OFFICE, days(1, 20));
		for (const alteration of [`state = 'twentx'`, 'position = 19']) {
			await store.saveSnapshot(OFFICE, { position: 20, shape: 1, state: 'twenty' });
			await sql(`UPDATE snapshots SET ${alteration}`);
			await expect(store.latestSnapshot(OFFICE, 1), alteration).rejects.toThrow(SnapshotDamaged);
			expect(await store.latestSnapshot(OFFICE, 1)).toBeNull();
			await store.saveSnapshot(OFFICE, { position: 15, shape: 1, state: 'fifteen' });
			expect(await store.latestSnapshot(OFFICE, 1)).toMatchObject({ state: 'fifteen' });
		}
		await store.close();
	});

	test('A sound snapshot of more than the record holds means that the end of the record is gone', async () => {
		const { open, sql } = await fresh();
		const store = open();
		await store.append(OFFICE, days(1, 20));
		await store.saveSnapshot(OFFICE, { position: 20, shape: 1, state: 'twenty' });
		await sql('DELETE FROM events WHERE position > 16');
		await expect(store.latestSnapshot(OFFICE, 1)).rejects.toThrow(
			`event 20 of the office ${OFFICE} is missing`,
		);
		await store.close();
	});
});
