// The contacts of many hubs: notes about people in PostgreSQL, erased from its tables at once and from its files soon after.
import type { Instant, OfficeId, VisitId } from '#domain/ids';
import type { ContactNote, Contacts } from '../contacts.ts';
import { asking, type PostgresAddress } from './postgres-address.ts';
import { PostgresLane } from './postgres-lane.ts';

/** Rewriting the table stops notes for a moment, and hundreds of offices end their day at the same hour. */
const SCRUBBED_EVERY = 60 * 60_000;

export class PostgresContacts implements Contacts {
	readonly #lane: PostgresLane;
	readonly #scrubbedEvery: number;
	#scrubbedAt = -Infinity;

	/** `scrubbedEvery`: ms between two rewritings of the table's file at least. */
	constructor(address: PostgresAddress, scrubbedEvery = SCRUBBED_EVERY) {
		this.#lane = new PostgresLane(asking(address, 'lock_timeout=2000'), 2);
		this.#scrubbedEvery = scrubbedEvery;
	}

	/** The same note sent twice is kept once. */
	async addNote(office: OfficeId, visit: VisitId, { id, text, by, at }: ContactNote): Promise<void> {
		await this.#lane.ask(ADD, [office, visit, id, text, by, at]);
	}

	async notes(office: OfficeId, visit: VisitId): Promise<readonly ContactNote[]> {
		return this.#lane.ask<ContactNote>(NOTES, [office, visit]);
	}

	async erase(office: OfficeId, visit: VisitId): Promise<void> {
		await this.#lane.ask('DELETE FROM notes WHERE office = $1 AND visit = $2', [office, visit]);
		await this.#scrub();
	}

	async eraseBefore(office: OfficeId, before: Instant): Promise<number> {
		const gone = await this.#lane.ask(ERASE_BEFORE, [office, before]);
		if (gone.length > 0) await this.#scrub();
		return gone.length;
	}

	async close(): Promise<void> {
		await this.#lane.close();
	}

	/** A deleted row stays in the table's file until it is written anew; a backup that reads it puts that off to the next time. */
	async #scrub(): Promise<void> {
		const now = performance.now();
		if (now - this.#scrubbedAt < this.#scrubbedEvery) return;
		this.#scrubbedAt = now;
		await this.#lane.ask('VACUUM (FULL) notes').catch(() => (this.#scrubbedAt = -Infinity));
	}
}

const ADD = {
	name: 'add-note',
	text: `INSERT INTO notes (office, visit, id, text, by, at) VALUES ($1, $2, $3, $4, $5, $6)
	ON CONFLICT (office, visit, id) DO NOTHING`,
};
const NOTES = {
	name: 'notes',
	text: 'SELECT id, text, by, at FROM notes WHERE office = $1 AND visit = $2 ORDER BY at, added',
};
const ERASE_BEFORE = {
	name: 'erase-before',
	text: 'DELETE FROM notes WHERE office = $1 AND at < $2 RETURNING 1',
};
