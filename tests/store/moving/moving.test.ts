// Moving, backing up and restoring: both ways between the engines, the same to the last byte, and refused rather than half done.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { gunzipSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import type { StoredEvent } from '#domain/events';
import type { CommandId, DeviceId, OfficeId, StaffId, VisitId } from '#domain/ids';
import type { ArchiveTarget } from '#store/archive';
import { copyOffices } from '#store/moving/copy-offices';
import type { Proof } from '#store/moving/copy-offices';
import { fillFolder, readFolder } from '#store/moving/folder-archive';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { backUp, moveStore, restore } from '#store/moving/places';
import { isPostgres, postgresAddress } from '#store/postgres/postgres-address';
import { alone, fillPostgres, readPostgres } from '#store/moving/postgres-archive';
import { bringToShape } from '#store/postgres/postgres-shapes';
import { officesFolder, openStores, recordFile } from '#store/stores';
import type { Stores } from '#store/stores';
import { hubOffice } from '#support/offices/hub-office';
import { emptyDatabase, postgresDatabase } from '#support/databases/postgres-database';
import { temporaryFolder } from '#support/temporary-folder';
import { all } from '../contract/event-store-contract.ts';

const ROOT = join(import.meta.dirname, '../../..');
const OFFICES = ['annex', 'hall'] as OfficeId[];
const EVENTS = 1_500;
const plain = <T>(value: T) => JSON.parse(JSON.stringify(value)) as T;

let database: string;

beforeAll(async () => {
	database = await postgresDatabase();
	await bringToShape(postgresAddress(database));
});

/** The stores of a place, as a hub opens them. */
function opened(place: string): Promise<Stores> {
	const folder = isPostgres(place) ? temporaryFolder() : place;
	return openStores({ databaseUrl: isPostgres(place) ? place : null, data: folder });
}

/** The program itself, as whoever looks after the record runs it. */
function tool(...args: string[]): Promise<{ readonly code: number | null; readonly said: string }> {
	return new Promise((resolve) => {
		const child = spawn(process.execPath, [join(ROOT, 'src/start/store-tools.ts'), ...args], { cwd: ROOT });
		let said = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text));
		child.once('close', (code) => resolve({ code, said }));
	});
}

/** Runs it in this process; answers what was proved of each office. */
async function proved(run: (copied: (proof: Proof) => void) => Promise<void>): Promise<readonly Proof[]> {
	const proofs: Proof[] = [];
	await run((proof) => proofs.push(proof));
	return proofs;
}
const move = (from: string, to: string, offices: readonly string[] | null = null) =>
	proved((copied) => moveStore(from, to, offices as OfficeId[] | null, copied));
const save = (from: string, file: string) => proved((copied) => backUp(from, file, copied));
const bring = (file: string, to: string) => proved((copied) => restore(file, to, null, copied));

/** Two offices with all that is ever kept of one. */
async function filled(place: string): Promise<string> {
	for (const office of OFFICES) await new LowdbOfficeFiles(officesFolder(place)).save(hubOffice(office));
	const stores = await opened(place);
	const { store, access, contacts } = stores;
	for (const [at, office] of OFFICES.entries()) {
		const event = (position: number): StoredEvent => ({
			position,
			at: 1_700_000_000_000 + position,
			by: position % 3 === 0 ? { kind: 'staff', id: 'rosa' as StaffId } : { kind: 'system' },
			command: `c${position >> 1}` as CommandId,
			event: { type: 'DayOpened', day: `帳-${position}` },
		});
		const setUp = { type: 'OfficeConfigured', office: plain(hubOffice(office)) } as const;
		await store.append(office, [{ ...event(1), event: setUp }]);
		await store.append(
			office,
			Array.from({ length: EVENTS - 1 }, (_, index) => event(index + 2)),
		);
		await access.setPassword(office, 'rosa' as StaffId, `hash ${at}`);
		await access.addSession(`session ${at}`, { office, staff: 'rosa' as StaffId, startedAt: 1, seenAt: 2 });
		for (const name of ['b', 'a'])
			await access.addDevice(`${name} ${at}`, { office, device: 'kiosk' as DeviceId, pairedAt: 5 });
		for (const id of ['z', 'y', 'x'])
			await contacts.addNote(office, 'v' as VisitId, {
				id,
				text: `Note "${id}"\n帳`,
				by: 'rosa' as StaffId,
				at: 7,
			});
	}
	await stores.close();
	return place;
}

async function everythingIn(place: string) {
	const { store, access, contacts, files, close } = await opened(place);
	const each = OFFICES.map(async (office) => ({
		events: await all(store, office),
		accounts: await access.accounts(office),
		passwords: await access.passwordOf(office, 'rosa' as StaffId),
		devices: (await access.devices(office)).length,
		notes: await contacts.notes(office, 'v' as VisitId),
		office: (await files.read(office))?.office,
	}));
	const found = { each: await Promise.all(each), session: await access.session('session 1') };
	await close();
	return found;
}

function inFile(folder: string, sql: string): void {
	const record = new DatabaseSync(recordFile(folder));
	record.exec(sql);
	record.close();
}

async function inDatabase(url: string, sql: string): Promise<void> {
	const client = new pg.Client(url);
	await client.connect();
	await client.query(sql);
	await client.end();
}

async function emptyPostgres(): Promise<string> {
	await emptyDatabase(database);
	return database;
}

test('Offices move from a data folder to PostgreSQL and back to another folder, and are the same at each', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const before = await everythingIn(folder);
	const postgres = await emptyPostgres();
	const there = await move(folder, postgres);
	expect(there.map(({ office, rows }) => [office, rows])).toEqual(
		OFFICES.map((office) => [office, { events: EVENTS, access: 4, contacts: 3 }]),
	);
	expect(await everythingIn(postgres)).toEqual(before);
	const back = join(temporaryFolder(), 'data');
	expect(await move(postgres, back)).toEqual(there);
	expect(await everythingIn(back)).toEqual(before);
	const text = (data: string) => readFileSync(join(officesFolder(data), 'hall.json'), 'utf8');
	expect(text(back)).toBe(text(folder));
});

test('One office of several moves into a database beside others, but never a second time', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const postgres = await emptyPostgres();
	await move(folder, postgres, ['hall']);
	await expect(move(folder, postgres, ['hall'])).rejects.toThrow('is not empty: it has hall');
	await move(folder, postgres, ['annex']);
	expect(await everythingIn(postgres)).toEqual(await everythingIn(folder));
	await expect(move(folder, postgres)).rejects.toThrow('it has annex, hall');
	await expect(move(folder, postgres, ['moon'])).rejects.toThrow('has no office called moon');
});

test('A store that a hub works on is not moved, nor filled; and a hub does not start meanwhile', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const postgres = await emptyPostgres();
	const hub = await opened(folder);
	await expect(move(folder, postgres)).rejects.toThrow('Another hub is using');
	await hub.close();
	const other = await opened(postgres);
	await expect(move(folder, postgres)).rejects.toThrow('a hub works on it');
	await expect(move(postgres, temporaryFolder())).rejects.toThrow('a hub works on it');
	await other.close();
	await alone(postgres, () =>
		expect(opened(postgres)).rejects.toThrow('is being moved or restored right now'),
	);
	await expect(move(temporaryFolder(), postgres)).rejects.toThrow('There is no record in');
});

test('An office whose file was edited since its hub last ran is not moved as it was', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const file = join(officesFolder(folder), 'hall.json');
	writeFileSync(file, readFileSync(file, 'utf8').replace('City Hall', 'Town Hall'));
	const postgres = await emptyPostgres();
	await expect(move(folder, postgres)).rejects.toThrow('somebody has edited it since the hub last ran');
	const { store, close } = await opened(postgres);
	expect(await store.heads()).toEqual(new Map());
	await close();
});

test('When what arrives is not the same, nothing stays at the new place', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const postgres = await emptyPostgres();
	const lossy = (target: ArchiveTarget): ArchiveTarget => ({
		shown: target.shown,
		offices: () => target.offices(),
		rows: (sheet, office) => target.rows(sheet, office),
		put: (sheet, rows) => target.put(sheet, sheet.name === 'notes' ? rows.slice(1) : rows),
	});
	const copying = readFolder(folder, (source) =>
		fillPostgres(postgres, (target) => copyOffices(source, lossy(target), null, () => undefined)),
	);
	await expect(copying).rejects.toThrow('The contacts of annex did not arrive as they are (3 rows became 2)');
	expect(await readPostgres(postgres, (source) => source.offices())).toEqual([]);
	const other = join(temporaryFolder(), 'data');
	const again = readFolder(folder, (source) =>
		fillFolder(other, (target) => copyOffices(source, lossy(target), null, () => undefined)),
	);
	await expect(again).rejects.toThrow('did not arrive as they are');
	expect(await readFolder(other, (source) => source.offices())).toEqual([]);
});

test('A backup of either engine, taken while its hub works, is restored into either', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const before = await everythingIn(folder);
	const [one, two] = [join(temporaryFolder(), 'deep', 'one.backup'), join(temporaryFolder(), 'two.backup')];
	const hub = await opened(folder);
	const saved = await save(folder, one);
	await hub.close();
	const postgres = await emptyPostgres();
	expect(await bring(one, postgres)).toEqual(saved);
	expect(await everythingIn(postgres)).toEqual(before);
	const running = await opened(postgres);
	expect(await save(postgres, two)).toEqual(saved);
	await running.close();
	expect(gunzipSync(readFileSync(two)).equals(gunzipSync(readFileSync(one)))).toBe(true);
	const again = join(temporaryFolder(), 'data');
	await bring(two, again);
	expect(await everythingIn(again)).toEqual(before);
	await expect(bring(two, again)).rejects.toThrow('is not empty');
});

test('A damaged backup is refused whatever is wrong with it, and nothing is written', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const whole = join(temporaryFolder(), 'whole.backup');
	await save(folder, whole);
	const bytes = readFileSync(whole);
	const text = gunzipSync(bytes).toString();
	const flipped = Buffer.from(bytes);
	flipped[bytes.length >> 1] = (flipped[bytes.length >> 1] ?? 0) ^ 1;
	const wrong: Record<string, Buffer> = {
		'cut short': bytes.subarray(0, bytes.length - 300),
		'one bit turned': flipped,
		'a row changed by hand': gzipSync(text.replace('帳-700', '帳-701')),
		'a row taken out': gzipSync(text.replace(/^\["hall",900,.*\n/m, '')),
		'the end missing': gzipSync(text.replace(/\{"end".*\n$/, '')),
		'no backup at all': Buffer.from('Dear diary'),
		empty: Buffer.alloc(0),
	};
	const target = join(temporaryFolder(), 'data');
	for (const [what, content] of Object.entries(wrong)) {
		const file = join(temporaryFolder(), 'wrong.backup');
		writeFileSync(file, content);
		await expect(bring(file, target), what).rejects.toThrow(
			/is damaged .* Nothing was restored|is no backup of Rotunda/,
		);
	}
	await expect(bring('nowhere.backup', target)).rejects.toThrow('There is no file');
	expect(existsSync(target)).toBe(false);
});

test('A damaged record is neither moved nor backed up: it says which event, and the backup before stays', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const postgres = await emptyPostgres();
	await move(folder, postgres);
	const file = join(temporaryFolder(), 'one.backup');
	await save(folder, file);
	const before = readFileSync(file);
	const altered = `UPDATE events SET body = replace(body, '帳-700', '帳-701') WHERE office = 'hall' AND position = 700`;
	inFile(folder, altered);
	await inDatabase(postgres, altered);
	const what = /is damaged: event 700 of hall is not what was written.*npm run restore/s;
	await expect(save(folder, file)).rejects.toThrow(what);
	await expect(save(postgres, file)).rejects.toThrow(what);
	const target = join(temporaryFolder(), 'data');
	await expect(move(folder, target)).rejects.toThrow(what);
	await expect(move(postgres, target)).rejects.toThrow(what);
	expect(await readFolder(target, (source) => source.offices())).toEqual([]);
	inFile(folder, `DELETE FROM events WHERE office = 'hall' AND position = 600`);
	await expect(save(folder, file)).rejects.toThrow('event 600 of hall is missing');
	expect(readFileSync(file).equals(before)).toBe(true);
});

test('A record and a backup from before there were checksums are moved and restored as they are', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const before = await everythingIn(folder);
	inFile(folder, 'ALTER TABLE events DROP COLUMN checksum; ALTER TABLE snapshots DROP COLUMN checksum');
	const postgres = await emptyPostgres();
	await move(folder, postgres);
	expect(await everythingIn(postgres)).toEqual(before);
	const file = join(temporaryFolder(), 'old.backup');
	await save(folder, file);
	const lines = gunzipSync(readFileSync(file)).toString().replace('"format":2', '"format":1').split('\n');
	const old = lines
		.slice(0, -2)
		.map((line) => `${line.replace(/^(\["\w+",\d.*),null\]$/, '$1]')}\n`)
		.join('');
	const end = createHash('sha256').update(old).digest('hex');
	writeFileSync(file, gzipSync(`${old}${JSON.stringify({ end })}\n`));
	expect(old).not.toContain(',null]');
	const again = join(temporaryFolder(), 'data');
	await bring(file, again);
	expect(await everythingIn(again)).toEqual(before);
});

test('The tools say what they did, without a password, or in words why not and how they are used', async () => {
	const folder = await filled(join(temporaryFolder(), 'data'));
	const postgres = await emptyPostgres();
	const [moved, ...wrong] = await Promise.all([
		tool('move-store', '--from', folder, '--to', postgres),
		tool('backup'),
		tool('restore', '--from', folder, '--to', folder),
		tool('paint'),
	]);
	expect(moved.said).toMatch(/^hall: 1,500 events, 4 access, 3 contacts; SHA-256( [0-9a-f]{16}){3}$/m);
	expect(moved).toMatchObject({ code: 0, said: expect.stringContaining('the same at both') as string });
	expect(moved.said).not.toContain(new URL(postgres).password);
	for (const { code, said } of wrong) {
		expect(code).toBe(1);
		expect(said).not.toMatch(/^\s+at /m);
	}
	expect(wrong[0]?.said).toContain('npm run backup     -- --to FILE');
	expect(wrong[1]?.said).toContain('is damaged');
	expect(wrong[2]?.said).toContain('There are three tools');
});
