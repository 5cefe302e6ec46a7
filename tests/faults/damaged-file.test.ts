// A damaged record: the hub says so in plain words, changes nothing, guesses nothing, and tells how to restore.
import { createHash } from 'node:crypto';
import {
	closeSync,
	copyFileSync,
	existsSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	truncateSync,
	writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, expect, test } from 'vitest';
import { recordFile } from '#store/stores';
import { done, ticketAt } from '#support/hub';
import { serverThatEnds, startServer } from '#support/server-process';
import { temporaryFolder } from '#support/temporary-folder';
import { demoClients } from './demo-clients.ts';

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
		/event 17 of the office harborview cannot be read/,
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
		const folder = temporaryFolder();
		for (const name of readdirSync(sound, { recursive: true, withFileTypes: true }))
			if (name.isFile() && name.parentPath === sound)
				copyFileSync(join(sound, name.name), join(folder, name.name));
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
