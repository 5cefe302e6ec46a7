// Opens an SQLite file the way a record has to be kept: write-ahead log, fsync on every commit, known shape.
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileDamaged } from '../record-damaged.ts';

const CORRUPT = 11;
const NOT_A_DATABASE = 26;

/** A damaged file named as such, as `damaged` has it; any other error as it is. */
export function asDamaged(error: unknown, file: string, damaged = fileDamaged): unknown {
	const { errcode, message } = error as { readonly errcode?: number; readonly message?: string };
	const isDamage = errcode !== undefined && [CORRUPT, NOT_A_DATABASE].includes(errcode & 0xff);
	return isDamage ? damaged(file, message ?? 'it cannot be read') : error;
}

/** Each entry lifts the file's shape by one; entries are added at the end and never edited. */
export type Migrations = readonly string[];

/**
 * Opens or makes the file, readable by its owner only, and brings it to today's shape.
 * @throws Error naming the file when a newer version has written it, RecordDamaged when it is not what was written; nothing is
 * changed then.
 */
export function openDatabase(file: string, migrations: Migrations, damaged = fileDamaged): DatabaseSync {
	mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
	// SQLite gives its -wal and -shm the mode of the file itself.
	closeSync(openSync(file, 'a', 0o600));
	const database = new DatabaseSync(file, { timeout: 5_000 });
	try {
		database.exec(`
			PRAGMA journal_mode = WAL;
			PRAGMA synchronous = FULL;
			PRAGMA foreign_keys = ON;
			PRAGMA trusted_schema = OFF;
			PRAGMA temp_store = MEMORY;
			PRAGMA journal_size_limit = 16777216;
		`);
		migrate(database, file, migrations);
		return database;
	} catch (error) {
		database.close();
		throw asDamaged(error, file, damaged);
	}
}

/** Runs all of it or none of it; a commit that failed leaves no open transaction behind. @throws what `work` threw, as it is. */
export function transaction<Result>(database: DatabaseSync, work: () => Result): Result {
	database.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		database.exec('COMMIT');
		return result;
	} catch (error) {
		// A full disk or a broken one has often rolled back by itself.
		if (database.isTransaction) database.exec('ROLLBACK');
		throw error;
	}
}

/** For what may be lost in a power cut: skips the fsync, so that it never holds up a ticket. */
export function withoutSync<Result>(database: DatabaseSync, work: () => Result): Result {
	database.exec('PRAGMA synchronous = NORMAL');
	try {
		return work();
	} finally {
		database.exec('PRAGMA synchronous = FULL');
	}
}

function migrate(database: DatabaseSync, file: string, migrations: Migrations): void {
	const found = shapeOf(database);
	if (found === migrations.length) return;
	if (found > migrations.length)
		throw new Error(
			`${file} has shape ${found}, but this version of Rotunda knows only shapes up to ${migrations.length}. ` +
				'A newer version has used it: start that one, or restore the copy from before the update.',
		);
	transaction(database, () => {
		for (const step of migrations.slice(shapeOf(database))) database.exec(step);
		database.exec(`PRAGMA user_version = ${migrations.length}`);
	});
}

function shapeOf(database: DatabaseSync): number {
	return Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
}
