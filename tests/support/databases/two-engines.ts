// The record on either engine, with a back door: what a disk or a careless hand may do to it, a test does by SQL.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { beforeAll } from 'vitest';
import type { EventStore } from '#store/event-store';
import { postgresAddress } from '#store/postgres/postgres-address';
import { bringToShape } from '#store/postgres/postgres-shapes';
import { PostgresEventStore } from '#store/postgres/postgres-store';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { emptyDatabase, postgresDatabase } from '#support/databases/postgres-database';
import { temporaryFolder } from '#support/temporary-folder';

export interface Engine {
	readonly name: string;
	/** Empty. */
	fresh(): Promise<Place>;
}

export interface Place {
	/** As its messages name it. */
	readonly shown: string;
	open(): EventStore;
	/** Past every check of ours. */
	sql(text: string): Promise<void>;
}

/** To be called once, at the top of a suite. */
export function twoEngines(): readonly Engine[] {
	let url = '';
	beforeAll(async () => {
		url = await postgresDatabase();
		await bringToShape(postgresAddress(url));
	});
	return [
		{ name: 'SQLite', fresh: () => Promise.resolve(inFile(join(temporaryFolder(), 'rotunda.db'))) },
		{ name: 'PostgreSQL', fresh: () => emptyDatabase(url).then(() => inDatabase(url)) },
	];
}

function inFile(file: string): Place {
	return {
		shown: file,
		open: () => new SqliteEventStore(file),
		async sql(text) {
			const database = new DatabaseSync(file);
			database.exec(text);
			database.close();
		},
	};
}

function inDatabase(url: string): Place {
	const address = postgresAddress(url);
	return {
		shown: address.shown,
		open: () => new PostgresEventStore(address),
		async sql(text) {
			const client = new pg.Client(url);
			await client.connect();
			await client.query(text);
			await client.end();
		},
	};
}
