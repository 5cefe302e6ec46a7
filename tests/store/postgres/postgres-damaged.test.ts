// A PostgreSQL whose files are not what it wrote: the hub does not start on it, and says what to do in the words of every damaged record.
import { closeSync, fstatSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { postgresAddress } from '#store/postgres/postgres-address';
import { bringToShape } from '#store/postgres/postgres-shapes';
import { PostgresEventStore } from '#store/postgres/postgres-store';
import { RecordDamaged } from '#store/record-damaged';
import { openRecord } from '#store/stores';
import { PostgresServer } from '#support/databases/postgres-server';
import { all, days, OFFICE } from '../contract/event-store-contract.ts';

const PAGE = 8192;

test('A page of PostgreSQL that has rotted is a damaged record with its cure, not a fault nobody understands', async () => {
	const postgres = await PostgresServer.start();
	onTestFinished(() => postgres.end());
	const url = await postgres.database();
	const address = postgresAddress(url);
	await bringToShape(address);
	const store = new PostgresEventStore(address);
	await store.append(OFFICE, days(1, 400));
	await store.close();
	const [row] = await postgres.sql(`SELECT pg_relation_filepath('events') AS path`, address.database);
	await postgres.halt();
	const handle = openSync(join(postgres.data, String(row?.['path'])), 'r+');
	expect(fstatSync(handle).size).toBeGreaterThan(2 * PAGE);
	writeSync(handle, Buffer.alloc(64, 0xa5), 0, 64, PAGE + 4_000);
	closeSync(handle);
	await postgres.goOn();
	const damaged = await openRecord({ databaseUrl: url, data: '' });
	onTestFinished(() => damaged.close());
	const error = await all(damaged).then(
		() => null,
		(thrown: unknown) => thrown,
	);
	expect(error).toBeInstanceOf(RecordDamaged);
	const { message } = error as RecordDamaged;
	expect(message).toContain(`The record in PostgreSQL (${address.shown}) is damaged: `);
	expect(message).toMatch(/invalid page in block 1/);
	expect(message).toContain('npm run restore -- --from BACKUP --to postgres://');
	expect(message).not.toContain('sesame');
});
