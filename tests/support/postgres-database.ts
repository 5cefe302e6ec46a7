// An empty database on the PostgreSQL of this test run, for one suite.
import { inject } from 'vitest';

/** Its address, password included. @throws with what PostgreSQL said when it did not start. */
export async function postgresDatabase(): Promise<string> {
	const answer = await fetch(inject('postgres'), { method: 'POST' });
	const text = await answer.text();
	if (!answer.ok) throw new Error(text);
	return text;
}
