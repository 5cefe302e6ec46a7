// The event store of a single machine: SQLite in the data folder; what arrives together shares one fsync.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '#domain/events';
import type { CommandId, OfficeId } from '#domain/ids';
import { OWN_TURN, SnapshotDamaged } from '../event-store.ts';
import type { EventStore, Snapshot, Turn } from '../event-store.ts';
import { asDamaged, openDatabase, transaction, withoutSync } from './sqlite-database.ts';
import { eventOf, mustBeWhole, rowOf, type EventRow } from '../event-row.ts';
import { fileDamaged, type Damage } from '../record-damaged.ts';
import { HEADS, newestIdIn } from '../stream-heads.ts';
import { FOUNDED, snapshotOf, snapshotRowOf, type SnapshotRow } from '../snapshot-row.ts';
import { ROTUNDA } from './sqlite-shapes.ts';
import { mustFollow } from '../stream-order.ts';
import { upcaster as today, type Upcaster } from '../upcast.ts';

/** One caller's append, waiting for the commit it shares with the others of this moment. */
interface Waiting {
	readonly office: OfficeId;
	readonly events: readonly StoredEvent[];
	readonly kept: () => void;
	readonly failed: (error: unknown) => void;
}

/** Events read at once: long enough to be quick, short enough that a report never holds up a ticket. */
const PAGE = 1_000;
/** After two offices have appended in turns, a turn of the event loop is waited for so long, ms, for them to share a commit. */
const TOGETHER_FOR = 100;

export class SqliteEventStore implements EventStore {
	readonly #database: DatabaseSync;
	readonly #statements: Statements;
	readonly #upcaster: Upcaster;
	readonly #file: string;
	readonly #damaged: Damage;
	#waiting: Waiting[] = [];
	#last: OfficeId | null = null;
	#togetherUntil = 0;
	#closed = false;

	/** `file`: made when it is not there. @throws Error when it is not ours or newer than this program; RecordDamaged. */
	constructor(file: string, upcaster: Upcaster = today) {
		this.#database = openDatabase(file, ROTUNDA);
		this.#statements = prepare(this.#database);
		this.#upcaster = upcaster;
		this.#file = file;
		this.#damaged = (what) => fileDamaged(file, what);
	}

	async append(office: OfficeId, events: readonly StoredEvent[]): Promise<void> {
		this.#mustBeOpen();
		return new Promise((kept, failed) => {
			if (this.#waiting.push({ office, events, kept, failed }) > 1) return;
			// A hub has gathered its batch already, and would wait for nothing; but other offices may be about to append.
			if (this.#isAlone(office)) queueMicrotask(() => this.#flush());
			else setImmediate(() => this.#flush());
		});
	}

	/** Whether no other office has appended just now. */
	#isAlone(office: OfficeId): boolean {
		const now = performance.now();
		if (office !== this.#last) this.#togetherUntil = now + TOGETHER_FOR;
		this.#last = office;
		return now >= this.#togetherUntil;
	}

	async *read(office: OfficeId, after: number): AsyncIterable<StoredEvent> {
		for (let last = after; ;) {
			this.#mustBeOpen();
			const rows = this.#readPage(office, last);
			for (const row of rows) yield eventOf(office, row, this.#upcaster, this.#damaged);
			const end = rows.at(-1);
			if (end === undefined || rows.length < PAGE) return;
			last = end.position;
			await nextTurn();
		}
	}

	async eventsOf(office: OfficeId, commands: readonly CommandId[]): Promise<readonly StoredEvent[]> {
		this.#mustBeOpen();
		const ids = JSON.stringify(commands);
		const rows = this.#look(({ ofCommands }) => ofCommands.all(office, ids)) as unknown as EventRow[];
		return rows.map((row) => eventOf(office, row, this.#upcaster, this.#damaged));
	}

	/** @throws RecordDamaged when it cannot be read, or not all of it is there. */
	#readPage(office: OfficeId, after: number): EventRow[] {
		const rows = this.#look(({ page }) => page.all(office, after, PAGE)) as unknown as EventRow[];
		mustBeWhole(office, after, rows, this.#damaged);
		return rows;
	}

	/** @throws RecordDamaged when the file is not what was written. */
	#look<Found>(look: (statements: Statements) => Found): Found {
		try {
			return look(this.#statements);
		} catch (error) {
			throw asDamaged(error, this.#file);
		}
	}

	async newestId(office: OfficeId): Promise<CommandId | null> {
		this.#mustBeOpen();
		const row = this.#look(({ newestId }) => newestId.get(office));
		return (row?.['command'] ?? null) as CommandId | null;
	}

	async heads(): Promise<ReadonlyMap<OfficeId, number>> {
		this.#mustBeOpen();
		const rows = this.#look(({ heads }) => heads.all()) as unknown as { office: OfficeId; last: number }[];
		return new Map(rows.map(({ office, last }) => [office, last]));
	}

	/** The data folder's lock has kept every other hub out. */
	async turn(): Promise<Turn> {
		return OWN_TURN;
	}

	async saveSnapshot(office: OfficeId, snapshot: Snapshot): Promise<void> {
		this.#mustBeOpen();
		const row = snapshotRowOf(office, snapshot);
		// Prepared each time: a statement that is kept keeps what it was last given, here a text as large as the lobby.
		withoutSync(this.#database, () => this.#database.prepare(SAVE_SNAPSHOT).run(...row));
	}

	async latestSnapshot(office: OfficeId, shape: number): Promise<Snapshot | null> {
		this.#mustBeOpen();
		const row = this.#look(({ snapshot }) => snapshot.get(office, shape));
		if (row === undefined) return null;
		try {
			return snapshotOf(office, row as unknown as SnapshotRow, this.#damaged);
		} catch (error) {
			if (error instanceof SnapshotDamaged) this.#statements.dropSnapshot.run(office, shape);
			throw error;
		}
	}

	async close(): Promise<void> {
		if (this.#closed) return;
		this.#flush();
		this.#closed = true;
		this.#database.close();
	}

	/**
	 * One transaction for all that wait. Each caller's positions are checked before its first row is written, and no other
	 * writer can come between, so a caller that lost its position needs no savepoint: it has written nothing.
	 */
	#flush(): void {
		const batch = this.#waiting;
		this.#waiting = [];
		if (batch.length === 0) return;
		const refused = new Map<Waiting, unknown>();
		try {
			transaction(this.#database, () => {
				for (const one of batch) {
					const refusal = this.#refusalOf(one);
					if (refusal === null) this.#insert(one);
					else refused.set(one, refusal);
				}
			});
		} catch (error) {
			for (const one of batch) one.failed(refused.get(one) ?? error);
			return;
		}
		for (const one of batch) {
			const refusal = refused.get(one);
			if (refusal === undefined) one.kept();
			else one.failed(refusal);
		}
	}

	#refusalOf({ office, events }: Waiting): Error | null {
		const last = Number(this.#statements.lastPosition.get(office)?.['last'] ?? 0);
		try {
			mustFollow(office, last, events);
			return null;
		} catch (refusal) {
			return refusal as Error;
		}
	}

	#insert({ office, events }: Waiting): void {
		for (const one of events) this.#statements.insert.run(...rowOf(office, one, this.#upcaster));
	}

	#mustBeOpen(): void {
		if (this.#closed) throw new Error('The event store is closed');
	}
}

interface Statements {
	readonly lastPosition: StatementSync;
	readonly insert: StatementSync;
	readonly page: StatementSync;
	readonly ofCommands: StatementSync;
	readonly newestId: StatementSync;
	readonly heads: StatementSync;
	readonly snapshot: StatementSync;
	readonly dropSnapshot: StatementSync;
}

const SAVE_SNAPSHOT = `
	INSERT INTO snapshots (office, shape, position, state, checksum) VALUES (?, ?, ?, ?, ?)
	ON CONFLICT (office, shape) DO UPDATE
	SET position = excluded.position, state = excluded.state, checksum = excluded.checksum
	WHERE excluded.position >= snapshots.position`;

function prepare(database: DatabaseSync): Statements {
	const columns = 'position, at, by_kind, by_id, command, type, version, body, checksum';
	return {
		lastPosition: database.prepare('SELECT max(position) AS last FROM events WHERE office = ?'),
		insert: database.prepare(`INSERT INTO events (office, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`),
		page: database.prepare(
			`SELECT ${columns} FROM events WHERE office = ? AND position > ? ORDER BY position LIMIT ?`,
		),
		// Left to itself the planner sweeps the whole stream: its key is in order already, and without statistics
		// it takes an office for a handful of rows.
		ofCommands: database.prepare(
			`SELECT ${columns} FROM events INDEXED BY events_by_command
			WHERE office = ? AND command IN (SELECT value FROM json_each(?)) ORDER BY position`,
		),
		newestId: database.prepare(newestIdIn('events INDEXED BY events_by_command', '?')),
		heads: database.prepare(HEADS),
		snapshot: database.prepare(
			`SELECT position, shape, state, checksum, ${FOUNDED} FROM snapshots WHERE office = ? AND shape = ?`,
		),
		dropSnapshot: database.prepare('DELETE FROM snapshots WHERE office = ? AND shape = ?'),
	};
}
