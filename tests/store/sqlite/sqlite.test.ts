// The SQLite stores: their contracts, and what only a file can do.
import { copyFileSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { temporaryFolder } from '#support/temporary-folder';
import type { OfficeId, StaffId, VisitId } from '#domain/ids';
import { SqliteAccess } from '#store/sqlite/sqlite-access';
import { SqliteContacts } from '#store/sqlite/sqlite-contacts';
import { openDatabase } from '#store/sqlite/sqlite-database';
import { ROTUNDA } from '#store/sqlite/sqlite-shapes';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { accessContract } from '../contract/access-contract.ts';
import { contactsContract } from '../contract/contacts-contract.ts';
import { all, dayOpened, days, eventStoreContract, OFFICE } from '../contract/event-store-contract.ts';

const recordFile = () => join(temporaryFolder(), 'rotunda.db');
const contactsFile = () => join(temporaryFolder(), 'contacts.db');

eventStoreContract('The SQLite store', () => new SqliteEventStore(recordFile()));
accessContract('The access store in SQLite', () => new SqliteAccess(recordFile()));
contactsContract('The contacts in SQLite', () => new SqliteContacts(contactsFile()));

test('A store opened again has everything the one before has acknowledged, snapshot included', async () => {
	const file = recordFile();
	const before = new SqliteEventStore(file);
	await before.append(OFFICE, days(1, 40));
	await before.saveSnapshot(OFFICE, { position: 40, shape: 1, state: '{"days":40}' });
	await before.close();
	const after = new SqliteEventStore(file);
	expect(await all(after)).toEqual(days(1, 40));
	expect(await after.latestSnapshot(OFFICE, 1)).toEqual({ position: 40, shape: 1, state: '{"days":40}' });
	await after.append(OFFICE, days(41, 41));
	await after.close();
});

test('Two hubs on one file never hold the same position', async () => {
	const file = recordFile();
	const [one, other] = [new SqliteEventStore(file), new SqliteEventStore(file)];
	await one.append(OFFICE, [dayOpened(1, 'by one')]);
	await expect(other.append(OFFICE, [dayOpened(1, 'by the other')])).rejects.toThrow('is taken');
	await other.append(OFFICE, [dayOpened(2, 'by the other')]);
	expect((await all(one)).map((event) => event.command)).toEqual(['by one', 'by the other']);
	await one.close();
	await other.close();
});

test('Offices that append in one turn share its commit', async () => {
	const file = recordFile();
	const store = new SqliteEventStore(file);
	const other = 'other' as OfficeId;
	await store.append(OFFICE, days(1, 1));
	await store.append(other, days(1, 1));
	const reader = new DatabaseSync(file, { readOnly: true });
	const commits = reader.prepare('PRAGMA data_version');
	const before = commits.get();
	const first = new Promise((done) => setImmediate(() => done(store.append(OFFICE, days(2, 2)))));
	let between: unknown = null;
	const second = new Promise((done) =>
		setImmediate(() => {
			between = commits.get();
			done(store.append(other, days(2, 2)));
		}),
	);
	await Promise.all([first, second]);
	expect(between).toEqual(before);
	expect(commits.get()).not.toEqual(before);
	reader.close();
	await store.close();
});

test('The record syncs every commit to the disk and is readable by its owner only', async () => {
	const file = recordFile();
	const store = new SqliteEventStore(file);
	const access = new SqliteAccess(file);
	await store.append(OFFICE, days(1, 1));
	await access.setPassword(OFFICE, 'rosa' as StaffId, 'scrypt$...');
	const modes = readdirSync(join(file, '..')).map((name) => statSync(join(file, '..', name)).mode & 0o077);
	expect(modes).toEqual([0, 0, 0]);
	await store.close();
	await access.close();
	const database = openDatabase(file, ROTUNDA);
	expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
	expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
	database.close();
});

test('A file from a newer version is refused by name and left as it is', () => {
	const file = recordFile();
	const newer = new DatabaseSync(file);
	newer.exec('PRAGMA user_version = 99');
	newer.close();
	const before = readFileSync(file);
	expect(() => new SqliteEventStore(file)).toThrow(`${file} has shape 99`);
	expect(readFileSync(file).subarray(60, 64)).toEqual(before.subarray(60, 64));
});

test('A file of yesterday is brought to today’s shape step by step, and only once', () => {
	const file = recordFile();
	const first = 'CREATE TABLE a (x INTEGER)';
	openDatabase(file, [first]).close();
	const second = 'ALTER TABLE a ADD COLUMN y INTEGER';
	openDatabase(file, [first, second]).close();
	const database = openDatabase(file, [first, second]);
	database.exec('INSERT INTO a (x, y) VALUES (1, 2)');
	expect(database.prepare('PRAGMA user_version').get()).toEqual({ user_version: 2 });
	database.close();
});

test('A migration that fails half way leaves the file as it was', () => {
	const file = recordFile();
	const first = 'CREATE TABLE a (x INTEGER)';
	openDatabase(file, [first]).close();
	expect(() => openDatabase(file, [first, 'CREATE TABLE b (x INTEGER); CREATE TABLE a (x INTEGER)'])).toThrow(
		'already exists',
	);
	const database = openDatabase(file, [first]);
	expect(database.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'b'").get()).toEqual({
		n: 0,
	});
	database.close();
});

test('A file that is no database is a fault and is left alone', () => {
	const file = recordFile();
	writeFileSync(file, 'Dear diary, this is no database at all. '.repeat(30));
	expect(() => new SqliteEventStore(file)).toThrow('not a database');
	expect(readFileSync(file, 'utf8')).toMatch(/^Dear diary/);
});

test('Text whose erasure was cut short by a crash is gone after the next start', async () => {
	const file = contactsFile();
	const contacts = new SqliteContacts(file);
	const note = { id: 'n', text: 'SECRET', by: 'rosa' as StaffId, at: 1 };
	await contacts.addNote(OFFICE, 'v' as VisitId, note);
	// What a hub leaves that dies between deleting and cutting the log.
	const dying = new DatabaseSync(file);
	dying.exec('PRAGMA secure_delete = ON; DELETE FROM notes');
	const folder = temporaryFolder();
	for (const name of ['contacts.db', 'contacts.db-wal'])
		copyFileSync(join(file, '..', name), join(folder, name));
	expect(readFileSync(join(folder, 'contacts.db-wal'), 'latin1')).toContain('SECRET');
	const restarted = new SqliteContacts(join(folder, 'contacts.db'));
	const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'latin1'));
	expect(texts.join('')).not.toContain('SECRET');
	for (const one of [contacts, restarted, dying]) await one.close();
});

test('Text that was erased is in no byte of the files, however the notes lay', async () => {
	const file = contactsFile();
	const contacts = new SqliteContacts(file);
	const office = OFFICE as OfficeId;
	// Repeated, so that any piece left in a page's free space still tells whose it was.
	const secret = (index: number) => `SECRET-${index}- `.repeat(1 + ((index * 37) % 300));
	for (let index = 0; index < 400; index += 1) {
		const note = { id: `n${index}`, text: secret(index), by: 'rosa' as StaffId, at: index };
		await contacts.addNote(office, `visit-${index % 90}` as VisitId, note);
	}
	const bytes = () =>
		readdirSync(join(file, '..'))
			.map((name) => readFileSync(join(file, '..', name), 'latin1'))
			.join('');
	expect(bytes()).toContain('SECRET-45-');
	for (let index = 0; index < 90; index += 2) await contacts.erase(office, `visit-${index}` as VisitId);
	const left = new Set(bytes().match(/SECRET-\d+-/g));
	const kept = Array.from({ length: 400 }, (_, index) => index).filter((index) => (index % 90) % 2 === 1);
	expect([...left].sort()).toEqual(kept.map((index) => `SECRET-${index}-`).sort());
	await contacts.eraseBefore(office, 400);
	expect(bytes()).not.toContain('SECRET');
	await contacts.close();
});
