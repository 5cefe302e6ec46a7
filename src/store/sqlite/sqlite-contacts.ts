// The contacts in a file of their own; what is erased is gone from the file's bytes, not only from its tables.
import type { DatabaseSync } from 'node:sqlite';
import type { Instant, OfficeId, VisitId } from '#domain/ids';
import type { ContactNote, Contacts } from '../contacts.ts';
import { notesDamaged } from '../record-damaged.ts';
import { asDamaged, openDatabase } from './sqlite-database.ts';
import { CONTACTS } from './sqlite-shapes.ts';

export class SqliteContacts implements Contacts {
	readonly #database: DatabaseSync;
	readonly #statements: ReturnType<typeof prepare>;
	readonly #file: string;

	constructor(file: string) {
		this.#file = file;
		this.#database = openDatabase(file, CONTACTS, notesDamaged);
		// Deleted text is overwritten with zeros instead of being left in free space.
		this.#database.exec('PRAGMA secure_delete = ON');
		this.#statements = prepare(this.#database);
		// A hub killed in the middle of an erasure has left the text in the log.
		this.#cutLog();
	}

	/** The same note sent twice is kept once. */
	async addNote(office: OfficeId, visit: VisitId, { id, text, by, at }: ContactNote): Promise<void> {
		this.#sound(({ add }) => add.run(office, visit, id, text, by, at));
	}

	async notes(office: OfficeId, visit: VisitId): Promise<readonly ContactNote[]> {
		const rows = this.#sound(({ notes }) => notes.all(office, visit));
		return rows.map((row) => ({ ...(row as unknown as ContactNote) }));
	}

	async erase(office: OfficeId, visit: VisitId): Promise<void> {
		this.#sound(({ erase }) => erase.run(office, visit));
		this.#scrub();
	}

	async eraseBefore(office: OfficeId, before: Instant): Promise<number> {
		const { changes } = this.#sound(({ eraseBefore }) => eraseBefore.run(office, before));
		this.#scrub();
		return Number(changes);
	}

	async close(): Promise<void> {
		if (this.#database.isOpen) this.#database.close();
	}

	/** @throws RecordDamaged when the file is not what was written. */
	#sound<Done>(work: (statements: ReturnType<typeof prepare>) => Done): Done {
		try {
			return work(this.#statements);
		} catch (error) {
			throw asDamaged(error, this.#file, notesDamaged);
		}
	}

	/** @throws Error when another program reads the file: the text is gone from the table, not yet from the log. */
	#scrub(): void {
		if (!this.#cutLog())
			throw new Error(
				'Erased from the table, but another program still reads the log of contacts.db: close it and erase again',
			);
	}

	/** The log still holds the pages from before: it is written back and cut to nothing. False when somebody reads it. */
	#cutLog(): boolean {
		return Number(this.#database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy']) === 0;
	}
}

function prepare(database: DatabaseSync) {
	return {
		add: database.prepare(`
			INSERT INTO notes (office, visit, id, text, by, at) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (office, visit, id) DO NOTHING`),
		notes: database.prepare(
			'SELECT id, text, by, at FROM notes WHERE office = ? AND visit = ? ORDER BY at, rowid',
		),
		erase: database.prepare('DELETE FROM notes WHERE office = ? AND visit = ?'),
		eraseBefore: database.prepare('DELETE FROM notes WHERE office = ? AND at < ?'),
	};
}
