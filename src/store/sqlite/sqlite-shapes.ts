// The tables of our SQLite files, one list a file; a new shape is one more entry.
import type { Migrations } from './sqlite-database.ts';

/** `rotunda.db`: events, snapshots and access. */
export const ROTUNDA: Migrations = [
	`
	CREATE TABLE events (
		office   TEXT    NOT NULL,
		position INTEGER NOT NULL CHECK (position > 0),
		at       INTEGER NOT NULL,
		by_kind  TEXT    NOT NULL,
		by_id    TEXT,
		command  TEXT    NOT NULL,
		type     TEXT    NOT NULL,
		version  INTEGER NOT NULL,
		body     TEXT    NOT NULL,
		PRIMARY KEY (office, position)
	) STRICT, WITHOUT ROWID;
	CREATE INDEX events_by_command ON events (office, command);

	CREATE TABLE snapshots (
		office   TEXT    NOT NULL,
		shape    INTEGER NOT NULL,
		position INTEGER NOT NULL,
		state    TEXT    NOT NULL,
		PRIMARY KEY (office, shape)
	) STRICT;

	CREATE TABLE passwords (
		office TEXT NOT NULL,
		staff  TEXT NOT NULL,
		hash   TEXT NOT NULL,
		PRIMARY KEY (office, staff)
	) STRICT;
	CREATE TABLE sessions (
		token_hash TEXT PRIMARY KEY,
		office     TEXT    NOT NULL,
		staff      TEXT    NOT NULL,
		started_at INTEGER NOT NULL,
		seen_at    INTEGER NOT NULL
	) STRICT;
	CREATE INDEX sessions_by_staff ON sessions (office, staff);
	CREATE TABLE devices (
		token_hash TEXT PRIMARY KEY,
		office     TEXT    NOT NULL,
		device     TEXT    NOT NULL,
		paired_at  INTEGER NOT NULL
	) STRICT;
	CREATE INDEX devices_by_device ON devices (office, device);
	`,
	`
	CREATE TABLE codes (
		code_hash TEXT PRIMARY KEY,
		office    TEXT    NOT NULL,
		device    TEXT    NOT NULL,
		until     INTEGER NOT NULL
	) STRICT;
	CREATE INDEX codes_by_device ON codes (office, device);
	`,
	// Rows from before have none, and are read as they were.
	`
	ALTER TABLE events ADD COLUMN checksum INTEGER;
	ALTER TABLE snapshots ADD COLUMN checksum INTEGER;
	`,
	`
	-- Accounts with a password of the person's own, in any number of offices.
	CREATE TABLE people (
		office TEXT NOT NULL,
		staff  TEXT NOT NULL,
		person TEXT NOT NULL,
		PRIMARY KEY (office, staff)
	) STRICT;
	CREATE INDEX people_by_person ON people (person);
	`,
	// Rows in order of arrival, keys in narrow indexes: clustered by its key, the tree carried whole rows in its upper pages,
	// and every append read the office's first event, which is long, to find its way past it.
	`
	CREATE TABLE events_as_they_came (
		office   TEXT    NOT NULL,
		position INTEGER NOT NULL CHECK (position > 0),
		at       INTEGER NOT NULL,
		by_kind  TEXT    NOT NULL,
		by_id    TEXT,
		command  TEXT    NOT NULL,
		type     TEXT    NOT NULL,
		version  INTEGER NOT NULL,
		body     TEXT    NOT NULL,
		checksum INTEGER,
		PRIMARY KEY (office, position)
	) STRICT;
	INSERT INTO events_as_they_came
		SELECT office, position, at, by_kind, by_id, command, type, version, body, checksum FROM events
		ORDER BY at, office, position;
	DROP TABLE events;
	ALTER TABLE events_as_they_came RENAME TO events;
	CREATE INDEX events_by_command ON events (office, command);
	`,
];

/** `contacts.db`: personal data, in a file of its own so that erasing it can be proved. */
export const CONTACTS: Migrations = [
	`
	CREATE TABLE notes (
		office TEXT    NOT NULL,
		visit  TEXT    NOT NULL,
		id     TEXT    NOT NULL,
		text   TEXT    NOT NULL,
		by     TEXT    NOT NULL,
		at     INTEGER NOT NULL,
		PRIMARY KEY (office, visit, id)
	) STRICT;
	CREATE INDEX notes_by_age ON notes (office, at);
	`,
];
