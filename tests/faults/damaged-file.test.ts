// A damaged record: the hub says so in plain words, changes nothing, guesses nothing, and tells how to restore.
import { createHash } from 'node:crypto';
import {
	closeSync,
	copyFileSync,
	cpSync,
	existsSync,
	mkdtempSync,
	openSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, test } from 'vitest';
import type { OfficeId, StaffId, VisitId } from '#domain/ids';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { OfficeFileWrong } from '#store/office-file';
import { RecordDamaged } from '#store/record-damaged';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { contactsFile, officesFolder, openStores, recordFile } from '#store/stores';
import { done, ticketAt } from '#support/hubs/hub';
import { serverThatEnds, startServer } from '#support/hubs/server-process';
import { temporaryFolder } from '#support/temporary-folder';
import { demoClients } from './demo-clients.ts';

const OFFICE = 'harborview' as OfficeId;
let sound = '';

/** A data folder in which forty tickets were issued, closed cleanly. */
beforeAll(async () => {
	sound = mkdtempSync(join(tmpdir(), 'rotunda-sound-'));
	const server = await startServer({ ROTUNDA_DATA: sound });
	const clients = await demoClients(server.url, 1);
	for (let count = 0; count < 40; count += 1) await done(clients.kiosk, ticketAt('pay-bill'));
	clients.close();
	server.kill('SIGTERM');
	await server.ended;
	return () => rmSync(sound, { recursive: true, force: true });
});

function overwrite(file: string, at: number, bytes: Buffer): void {
	const handle = openSync(file, 'r+');
	writeSync(handle, bytes, 0, bytes.length, at);
	closeSync(handle);
}

function inside(file: string, sql: string): void {
	const database = new DatabaseSync(file);
	database.exec(sql);
	database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
	database.close();
}

/** The data folder's files, copied. */
function copyOf(folder: string): string {
	const copy = temporaryFolder();
	cpSync(folder, copy, { recursive: true });
	return copy;
}

const sizeOf = (file: string) => statSync(file).size;
const noise = (length: number) => Buffer.from(Array.from({ length }, (_, at) => (at * 131 + 17) % 251));

const damages: readonly (readonly [how: string, damage: (file: string) => void, what: RegExp])[] = [
	['whose first bytes were overwritten', (file) => overwrite(file, 0, noise(100)), /not a database/],
	['that was cut in half', (file) => truncateSync(file, sizeOf(file) / 2), /malformed/],
	[
		'whose pages are noise',
		(file) => {
			for (let page = 2; page * 4096 < sizeOf(file); page += 1) overwrite(file, page * 4096, noise(4096));
		},
		/malformed/,
	],
	['that is empty', (file) => truncateSync(file, 0), /it is empty/],
	['that is gone', (file) => rmSync(file), /it is not there/],
	[
		'from which an event is missing',
		(file) => inside(file, 'DELETE FROM snapshots; DELETE FROM events WHERE position = 17'),
		/event 17 of the office harborview is missing/,
	],
	[
		'with an event that nobody can read',
		(file) =>
			inside(file, `DELETE FROM snapshots; UPDATE events SET body = '{"type":"Tick' WHERE position = 17`),
		/event 17 of the office harborview is not what was written/,
	],
	[
		'with an event that reads like any other and was altered',
		(file) => inside(file, `DELETE FROM snapshots; UPDATE events SET body = replace(body, 'A015', 'A051')`),
		/event \d+ of the office harborview is not what was written/,
	],
];

/** The events, where they can be read at all; the bytes where not. */
function contentOf(file: string): string {
	if (!existsSync(file)) return 'gone';
	const bytes = () => createHash('sha256').update(readFileSync(file)).digest('hex');
	try {
		const database = new DatabaseSync(file, { readOnly: true });
		const rows = database.prepare('SELECT * FROM events ORDER BY office, position').all();
		database.close();
		return JSON.stringify(rows);
	} catch {
		return bytes();
	}
}

test.each(damages)(
	'A record %s stops the start: it says so, changes nothing and tells the cure',
	async (_how, damage, what) => {
		const folder = copyOf(sound);
		damage(recordFile(folder));
		const before = contentOf(recordFile(folder));
		const { code, said } = await serverThatEnds({ ROTUNDA_DATA: folder });
		expect(said).toMatch(/The record \S+rotunda\.db is damaged: /);
		expect(said).toMatch(what);
		expect(said).toContain('npm run restore -- --from');
		expect(said).not.toMatch(/\n {4}at /);
		expect(code).toBe(1);
		expect(contentOf(recordFile(folder))).toBe(before);
	},
);

/** All that a hub would read of it, or what it says instead. */
async function readFrom(file: string): Promise<string> {
	let store: SqliteEventStore | null = null;
	try {
		store = new SqliteEventStore(file);
		const events = [];
		for await (const one of store.read(OFFICE, 0)) events.push(one);
		return JSON.stringify(events);
	} catch (error) {
		if (error instanceof RecordDamaged) return 'damaged';
		return String(error);
	} finally {
		await store?.close();
	}
}

test('Whatever bit behind the first page of the record has turned, and whatever page is blank: what is read is what was written, or said to be damaged', async () => {
	const folder = copyOf(sound);
	const file = recordFile(folder);
	const whole = await readFrom(file);
	const bytes = readFileSync(file);
	// Without what else a folder has, so that each is opened as if it had just been found.
	const found = { same: 0, damaged: 0 };
	const other: string[] = [];
	const look = async (what: string, damaged: Buffer) => {
		const place = join(temporaryFolder(), 'rotunda.db');
		writeFileSync(place, damaged);
		const read = await readFrom(place);
		if (read === whole) found.same += 1;
		else if (read === 'damaged') found.damaged += 1;
		else other.push(`${what}: ${read.slice(0, 200)}`);
	};
	// What the first page says is about the file: turned, it is refused too, in words of its own.
	for (let turn = 0; turn < 200; turn += 1) {
		const at = 4096 + ((turn * 7_919) % (bytes.length - 4096));
		const damaged = Buffer.from(bytes);
		damaged[at] = (damaged[at] ?? 0) ^ (1 << (turn % 8));
		await look(`bit ${turn % 8} of byte ${at}`, damaged);
	}
	for (let page = 1; page * 4096 < bytes.length; page += 1) {
		const damaged = Buffer.from(bytes);
		damaged.fill(0, page * 4096, (page + 1) * 4096);
		await look(`page ${page + 1}`, damaged);
	}
	expect(other).toEqual([]);
	expect(found.damaged).toBeGreaterThan(30);
	expect(found.same).toBeGreaterThan(30);
});

test.each<readonly [string, (file: string) => void]>([
	['whose first bytes were overwritten', (file) => overwrite(file, 0, noise(100))],
	['that was cut in half', (file) => truncateSync(file, sizeOf(file) / 2)],
	['whose second page is blank', (file) => overwrite(file, 4096, Buffer.alloc(4096))],
	['whose pages are noise', (file) => overwrite(file, 4096, noise(sizeOf(file) - 4096))],
])('A file of notes %s is named, with a cure that leaves the record alone', async (_how, damage) => {
	const folder = copyOf(sound);
	const [visit, by] = ['v' as VisitId, 'rosa' as StaffId];
	const before = await openStores({ databaseUrl: null, data: folder });
	for (let at = 0; at < 200; at += 1)
		await before.contacts.addNote(OFFICE, visit, { id: `n${at}`, text: 'prefers the phone', by, at });
	await before.close();
	damage(contactsFile(folder));
	const reading = openStores({ databaseUrl: null, data: folder }).then(async ({ contacts, close }) => {
		try {
			await contacts.notes(OFFICE, visit);
		} finally {
			await close();
		}
	});
	await expect(reading).rejects.toThrow(RecordDamaged);
	await expect(reading).rejects.toThrow(contactsFile(folder));
	await expect(reading).rejects.toThrow(/Move this file .* aside/s);
	// The cure, as it is told.
	for (const end of ['', '-wal', '-shm']) rmSync(`${contactsFile(folder)}${end}`, { force: true });
	const after = await openStores({ databaseUrl: null, data: folder });
	expect(await after.contacts.notes(OFFICE, visit)).toEqual([]);
	expect((await after.store.heads()).get(OFFICE)).toBeGreaterThan(40);
	await after.close();
});

test.each<readonly [string, (file: string) => void]>([
	['with a blank sector', (file) => overwrite(file, 512, Buffer.alloc(512))],
	['with noise in the middle', (file) => overwrite(file, 512, noise(512))],
])(
	'An office file %s is not read: it is named, with the copy to put back, and left as it is',
	async (_how, damage) => {
		const folder = copyOf(sound);
		const file = join(officesFolder(folder), `${OFFICE}.json`);
		copyFileSync(file, `${file}.bak`);
		damage(file);
		const before = readFileSync(file);
		const opening = new LowdbOfficeFiles(officesFolder(folder)).read(OFFICE);
		await expect(opening).rejects.toThrow(OfficeFileWrong);
		await expect(opening).rejects.toThrow(file);
		await expect(opening).rejects.toThrow(`put back the copy from before the last save: ${file}.bak`);
		expect(readFileSync(file).equals(before)).toBe(true);
	},
);
