// The event store of many hubs: PostgreSQL. What arrives together shares one statement, one commit and one fsync.
import type { StoredEvent } from '#domain/events';
import type { CommandId, OfficeId } from '#domain/ids';
import { eventOf, mustBeWhole, rowOf, type EventRow } from '../event-row.ts';
import { OWN_TURN, PositionTaken, SnapshotDamaged } from '../event-store.ts';
import type { EventStore, Snapshot, Turn } from '../event-store.ts';
import { asking, type PostgresAddress } from './postgres-address.ts';
import { PostgresLane, type Statement } from './postgres-lane.ts';
import { LOCKS } from './postgres-shapes.ts';
import { isLockTimeout, isLostRace } from './postgres-troubles.ts';
import type { Damage } from '../record-damaged.ts';
import { databaseDamaged } from './database-damaged.ts';
import { FOUNDED, snapshotOf, snapshotRowOf, type SnapshotRow } from '../snapshot-row.ts';
import { HEADS, newestIdIn } from '../stream-heads.ts';
import { mustFollow } from '../stream-order.ts';
import { upcaster as today, type Upcaster } from '../upcast.ts';

/** One caller's append, waiting for the statement it shares with the others of this moment. */
interface Waiting {
	readonly office: OfficeId;
	readonly events: readonly StoredEvent[];
	readonly kept: () => void;
	readonly failed: (error: unknown) => void;
}

/** Events read at once: long enough to be quick, short enough that a report never holds up a ticket. */
const PAGE = 1_000;
/** Races lost in a row before each caller goes alone, so that one office's race costs the others nothing. */
const TOGETHER = 3;

export class PostgresEventStore implements EventStore {
	readonly #writing: PostgresLane;
	readonly #reading: PostgresLane;
	readonly #turns: PostgresLane;
	readonly #upcaster: Upcaster;
	readonly #damaged: Damage;
	#waiting: Waiting[] = [];
	#work: Promise<void> | null = null;
	#closed = false;

	/** The tables must be there: see `bringToShape`. */
	constructor(address: PostgresAddress, upcaster: Upcaster = today) {
		this.#writing = new PostgresLane(address, 1);
		this.#reading = new PostgresLane(address, 2);
		this.#turns = new PostgresLane(asking(address, 'lock_timeout=1000'), 3);
		this.#upcaster = upcaster;
		this.#damaged = (what) => databaseDamaged(address, what);
	}

	async append(office: OfficeId, events: readonly StoredEvent[]): Promise<void> {
		this.#mustBeOpen();
		const [first] = events;
		if (first === undefined) return;
		// A gap inside is a fault of the caller whatever the stream says.
		mustFollow(office, first.position - 1, events);
		return new Promise((kept, failed) => {
			this.#waiting.push({ office, events, kept, failed });
			// What comes while one statement is under way shares the next one.
			this.#work ??= Promise.resolve().then(() => this.#flushAll());
		});
	}

	async *read(office: OfficeId, after: number): AsyncIterable<StoredEvent> {
		for (let last = after; ;) {
			this.#mustBeOpen();
			const rows = await this.#reading.ask<EventRow>(PAGE_OF, [office, last, PAGE]);
			mustBeWhole(office, last, rows, this.#damaged);
			for (const row of rows) yield eventOf(office, row, this.#upcaster, this.#damaged);
			const end = rows.at(-1);
			if (end === undefined || rows.length < PAGE) return;
			last = end.position;
		}
	}

	async eventsOf(office: OfficeId, commands: readonly CommandId[]): Promise<readonly StoredEvent[]> {
		this.#mustBeOpen();
		const rows = await this.#reading.ask<EventRow>(OF_COMMANDS, [office, commands]);
		return rows.map((row) => eventOf(office, row, this.#upcaster, this.#damaged));
	}

	async newestId(office: OfficeId): Promise<CommandId | null> {
		this.#mustBeOpen();
		const [row] = await this.#reading.ask<{ command: CommandId }>(NEWEST_ID, [office]);
		return row?.command ?? null;
	}

	async heads(): Promise<ReadonlyMap<OfficeId, number>> {
		this.#mustBeOpen();
		const rows = await this.#reading.ask<{ office: OfficeId; last: number }>(ALL_HEADS);
		return new Map(rows.map(({ office, last }) => [office, last]));
	}

	async turn(office: OfficeId): Promise<Turn> {
		this.#mustBeOpen();
		const { promise: over, resolve } = Promise.withResolvers<undefined>();
		const release = () => resolve(undefined);
		const { promise: begun, resolve: begin, reject } = Promise.withResolvers<Turn>();
		this.#turns
			.withOne(async (ask) => {
				await ask(TAKE_TURN, [LOCKS, office]);
				begin({ release });
				await over;
				await ask(END_TURN, [LOCKS, office]);
			})
			// Nobody has let go in time, or its connection broke: then it is nobody's turn, and the race decides.
			.catch((error: unknown) => (isLockTimeout(error) ? begin(OWN_TURN) : reject(error)));
		return begun;
	}

	async saveSnapshot(office: OfficeId, snapshot: Snapshot): Promise<void> {
		this.#mustBeOpen();
		const row = snapshotRowOf(office, snapshot);
		await this.#reading.transaction(NO_WAIT, (ask) => ask(SAVE_SNAPSHOT, [...row]));
	}

	async latestSnapshot(office: OfficeId, shape: number): Promise<Snapshot | null> {
		this.#mustBeOpen();
		const [row] = await this.#reading.ask<SnapshotRow>(SNAPSHOT, [office, shape]);
		if (row === undefined) return null;
		try {
			return snapshotOf(office, row, this.#damaged);
		} catch (error) {
			// Not the one that another hub may have saved meanwhile.
			if (error instanceof SnapshotDamaged)
				await this.#reading.ask(DROP_SNAPSHOT, [office, shape, row.checksum]);
			throw error;
		}
	}

	async close(): Promise<void> {
		while (this.#work !== null) await this.#work;
		this.#closed = true;
		await Promise.all([this.#writing.close(), this.#reading.close(), this.#turns.close()]);
	}

	async #flushAll(): Promise<void> {
		while (this.#waiting.length > 0) await this.#flush(this.#batch());
		this.#work = null;
	}

	/** One caller an office: the second would have to know how the first ended. */
	#batch(): Waiting[] {
		const offices = new Set<OfficeId>();
		const [batch, later]: [Waiting[], Waiting[]] = [[], []];
		for (const one of this.#waiting) {
			(offices.has(one.office) ? later : batch).push(one);
			offices.add(one.office);
		}
		this.#waiting = later;
		return batch;
	}

	async #flush(batch: readonly Waiting[]): Promise<void> {
		for (let tries = 1; ; tries += 1) {
			try {
				const heads = await this.#append(batch);
				for (const one of batch) settle(one, heads.get(one.office) ?? 0);
				return;
			} catch (error) {
				// Between looking and writing another hub was quicker; nothing was kept, and the next look sees its events.
				if (isLostRace(error) && tries < TOGETHER) continue;
				if (isLostRace(error) && batch.length > 1) {
					for (const one of batch) await this.#flush([one]);
					return;
				}
				const why = isLostRace(error)
					? new PositionTaken('Another hub appended first', { cause: error })
					: error;
				for (const one of batch) one.failed(why);
				return;
			}
		}
	}

	/** Appends everybody's events that follow their stream; answers where each stream stood before. */
	async #append(batch: readonly Waiting[]): Promise<ReadonlyMap<OfficeId, number>> {
		const rows = batch.flatMap(({ office, events }) =>
			events.map((one) => rowOf(office, one, this.#upcaster)),
		);
		const columns = Array.from({ length: COLUMNS.length }, (_, column) => rows.map((row) => row[column]));
		const heads = await this.#writing.ask<{ office: OfficeId; last: number }>(APPEND, columns);
		return new Map(heads.map(({ office, last }) => [office, last]));
	}

	#mustBeOpen(): void {
		if (this.#closed) throw new Error('The event store is closed');
	}
}

/** The statement has kept exactly the callers that follow `last`. */
function settle({ office, events, kept, failed }: Waiting, last: number): void {
	try {
		mustFollow(office, last, events);
		kept();
	} catch (refusal) {
		failed(refusal);
	}
}

const COLUMNS = [
	'office',
	'position',
	'at',
	'by_kind',
	'by_id',
	'command',
	'type',
	'version',
	'body',
	'checksum',
];
const EVENT = COLUMNS.slice(1).join(', ');

function statement(name: string, text: string): Statement {
	return { name, text };
}

/**
 * Written in the order of the key, so that two hubs never wait for each other crosswise. A stream that has grown since the
 * look is refereed by the key itself: the whole statement fails, and keeps nothing.
 */
const APPEND = statement(
	'append',
	`WITH batch AS (
		SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::text[],
			$7::text[], $8::int[], $9::text[], $10::int[]) AS batch (${COLUMNS.join(', ')})
	), head AS MATERIALIZED (
		SELECT first.office, first.position AS first, coalesce(
			(SELECT max(position) FROM events WHERE events.office = first.office COLLATE "C"), 0) AS last
		FROM (SELECT office, min(position) AS position FROM batch GROUP BY office) AS first
	), kept AS (
		INSERT INTO events (${COLUMNS.join(', ')})
		SELECT ${COLUMNS.map((column) => `batch.${column}`).join(', ')}
		FROM batch JOIN head ON batch.office = head.office AND head.first = head.last + 1
		ORDER BY batch.office COLLATE "C", batch.position
	)
	SELECT office, last FROM head`,
);
const PAGE_OF = statement(
	'page',
	`SELECT ${EVENT} FROM events WHERE office = $1 AND position > $2 ORDER BY position LIMIT $3`,
);
const OF_COMMANDS = statement(
	'of-commands',
	`SELECT ${EVENT} FROM events WHERE office = $1 AND command = ANY ($2) ORDER BY position`,
);
const NEWEST_ID = statement('newest-id', newestIdIn('events', '$1'));
const ALL_HEADS = statement('heads', HEADS);
const SNAPSHOT = statement(
	'snapshot',
	`SELECT position, shape, state, checksum, ${FOUNDED} FROM snapshots WHERE office = $1 AND shape = $2`,
);
const SAVE_SNAPSHOT = statement(
	'save-snapshot',
	`INSERT INTO snapshots (office, shape, position, state, checksum) VALUES ($1, $2, $3, $4, $5)
	ON CONFLICT (office, shape) DO UPDATE
	SET position = excluded.position, state = excluded.state, checksum = excluded.checksum
	WHERE excluded.position >= snapshots.position`,
);
const DROP_SNAPSHOT = statement(
	'drop-snapshot',
	'DELETE FROM snapshots WHERE office = $1 AND shape = $2 AND checksum = $3',
);
/** A snapshot that is lost costs time only. */
const NO_WAIT = 'BEGIN; SET LOCAL synchronous_commit = off';
/** Two offices of one hash share a turn: slower, never wrong. */
const TAKE_TURN = statement('take-turn', 'SELECT pg_advisory_lock($1, hashtext($2))');
const END_TURN = statement('end-turn', 'SELECT pg_advisory_unlock($1, hashtext($2))');
