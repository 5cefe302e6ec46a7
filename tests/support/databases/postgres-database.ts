// A database on the PostgreSQL of this test run, for one suite; emptied between its tests.
import pg from 'pg';
import { inject } from 'vitest';

/** Its address, password included. @throws with what PostgreSQL said when it did not start. */
export async function postgresDatabase(): Promise<string> {
	const answer = await fetch(inject('postgres'), { method: 'POST' });
	const text = await answer.text();
	if (!answer.ok) throw new Error(text);
	return text;
}

/** Quicker than a fresh one. Whoever still works on it is not waited for: end your hubs first. */
export async function emptyDatabase(url: string): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	await client.query('TRUNCATE events, snapshots, passwords, people, sessions, devices, codes, notes');
	await client.end();
}
