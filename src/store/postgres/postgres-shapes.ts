// The tables of our PostgreSQL database; a new shape is one more entry. Whichever hub comes first makes them.
import { DatabaseUnusable, type PostgresAddress } from './postgres-address.ts';
import { PostgresLane, type Asking } from './postgres-lane.ts';
import { unusableBecause } from './postgres-troubles.ts';

/** Entries are added at the end and never edited. Keys compare byte by byte, whatever language the database was made for. */
const SHAPES: readonly string[] = [
	`
	CREATE TABLE events (
		office   TEXT COLLATE "C" NOT NULL,
		position BIGINT  NOT NULL CHECK (position > 0),
		at       BIGINT  NOT NULL,
		by_kind  TEXT    NOT NULL,
		by_id    TEXT,
		command  TEXT COLLATE "C" NOT NULL,
		type     TEXT    NOT NULL,
		version  INTEGER NOT NULL,
		body     TEXT    NOT NULL,
		PRIMARY KEY (office, position)
	);
	CREATE INDEX events_by_command ON events (office, command);
	-- A few rows an office: which offices there are, and how each was last set up.
	CREATE INDEX events_of_setup ON events (office, position) WHERE type = 'OfficeConfigured';

	CREATE TABLE snapshots (
		office   TEXT COLLATE "C" NOT NULL,
		shape    INTEGER NOT NULL,
		position BIGINT  NOT NULL,
		state    TEXT    NOT NULL,
		PRIMARY KEY (office, shape)
	);

	CREATE TABLE passwords (
		office TEXT COLLATE "C" NOT NULL,
		staff  TEXT COLLATE "C" NOT NULL,
		hash   TEXT NOT NULL,
		PRIMARY KEY (office, staff)
	);
	CREATE TABLE sessions (
		token_hash TEXT COLLATE "C" PRIMARY KEY,
		office     TEXT COLLATE "C" NOT NULL,
		staff      TEXT COLLATE "C" NOT NULL,
		started_at BIGINT NOT NULL,
		seen_at    BIGINT NOT NULL
	);
	CREATE INDEX sessions_by_staff ON sessions (office, staff);
	CREATE TABLE devices (
		token_hash TEXT COLLATE "C" PRIMARY KEY,
		office     TEXT COLLATE "C" NOT NULL,
		device     TEXT COLLATE "C" NOT NULL,
		paired_at  BIGINT NOT NULL,
		added      BIGINT GENERATED ALWAYS AS IDENTITY
	);
	CREATE INDEX devices_by_device ON devices (office, device);
	CREATE TABLE codes (
		code_hash  TEXT COLLATE "C" PRIMARY KEY,
		office     TEXT COLLATE "C" NOT NULL,
		device     TEXT COLLATE "C" NOT NULL,
		until      BIGINT NOT NULL
	);
	CREATE INDEX codes_by_device ON codes (office, device);

	CREATE TABLE notes (
		office TEXT COLLATE "C" NOT NULL,
		visit  TEXT COLLATE "C" NOT NULL,
		id     TEXT COLLATE "C" NOT NULL,
		text   TEXT   NOT NULL,
		by     TEXT   NOT NULL,
		at     BIGINT NOT NULL,
		added  BIGINT GENERATED ALWAYS AS IDENTITY,
		PRIMARY KEY (office, visit, id)
	);
	CREATE INDEX notes_by_age ON notes (office, at);
	`,
	// Rows from before have none, and are read as they were.
	`
	ALTER TABLE events ADD COLUMN checksum INTEGER;
	ALTER TABLE snapshots ADD COLUMN checksum INTEGER;
	`,
	`
	-- Accounts with a password of the person's own, in any number of offices.
	CREATE TABLE people (
		office TEXT COLLATE "C" NOT NULL,
		staff  TEXT COLLATE "C" NOT NULL,
		person TEXT COLLATE "C" NOT NULL,
		PRIMARY KEY (office, staff)
	);
	CREATE INDEX people_by_person ON people (person);
	`,
];

/** "ROTU": the first half of every advisory lock of ours. */
export const LOCKS = 0x524f5455;
/** Its second half: whoever changes the tables, and (shared) every hub that is running. */
export const LOCK = { shape: 1, hubs: 2 } as const;

const OLDEST_SERVER = 13;

/** Makes or lifts the tables, once, whoever comes first. @throws DatabaseUnusable in words, with the cure. */
export async function bringToShape(address: PostgresAddress, shapes = SHAPES): Promise<void> {
	// An index on millions of events takes its time.
	const lane = new PostgresLane(address, 1, 0);
	try {
		await lane.withOne(async (ask) => {
			await mustBeNewEnough(ask, address);
			if ((await shapeOf(ask)) === shapes.length) return;
			await lift(ask, address, shapes);
		});
	} catch (error) {
		throw unusableBecause(causeOf(error), address);
	} finally {
		await lane.close();
	}
}

async function lift(ask: Asking, address: PostgresAddress, shapes: readonly string[]): Promise<void> {
	await ask('BEGIN');
	try {
		await ask(`SELECT pg_advisory_xact_lock(${LOCKS}, ${LOCK.shape})`);
		await ask('CREATE TABLE IF NOT EXISTS rotunda_shape (shape INTEGER NOT NULL)');
		const found = await shapeOf(ask);
		if (found > shapes.length) throw newer(address, found, shapes.length);
		for (const step of shapes.slice(found)) await ask(step);
		await ask('DELETE FROM rotunda_shape');
		await ask(`INSERT INTO rotunda_shape VALUES (${shapes.length})`);
		await ask('COMMIT');
	} catch (error) {
		await ask('ROLLBACK').catch(() => undefined);
		throw error;
	}
}

async function shapeOf(ask: Asking): Promise<number> {
	const [table] = await ask<{ found: string | null }>("SELECT to_regclass('rotunda_shape')::text AS found");
	if (table?.found == null) return 0;
	const [row] = await ask<{ shape: number }>('SELECT shape FROM rotunda_shape');
	return row?.shape ?? 0;
}

async function mustBeNewEnough(ask: Asking, { shown }: PostgresAddress): Promise<void> {
	const [row] = await ask<{ server_version_num: string }>('SHOW server_version_num');
	const version = Math.floor(Number(row?.server_version_num) / 10_000);
	if (version >= OLDEST_SERVER) return;
	throw new DatabaseUnusable(
		`The database ${shown} is PostgreSQL ${version}. Rotunda needs ${OLDEST_SERVER} or newer: update the server.`,
	);
}

function newer({ shown }: PostgresAddress, found: number, known: number): DatabaseUnusable {
	return new DatabaseUnusable(
		`The database ${shown} has shape ${found}, but this version of Rotunda knows only shapes up to ${known}. ` +
			'A newer version has used it: start that one, or restore the backup from before the update.',
	);
}

/** At the start there is nothing to wait for: what keeps the line from being made is what a person wants to know. */
function causeOf(error: unknown): unknown {
	return error instanceof Error && error.name === 'StoreAway' ? (error.cause ?? error) : error;
}
