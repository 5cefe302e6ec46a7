// A full disk: an error that says so, nothing half written, and work goes on once there is room again.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { openDatabase, transaction } from '#store/sqlite/sqlite-database';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { temporaryFolder } from '#support/temporary-folder';
import { all, dayOpened, days, OFFICE } from '../contract/event-store-contract.ts';

function mount(folder: string): boolean {
	return spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]).status === 0;
}

const mayMount = (() => {
	const probe = spawnSync('mktemp', ['-d'], { encoding: 'utf8' }).stdout?.trim() ?? '';
	const mounted = probe !== '' && mount(probe);
	if (mounted) spawnSync('umount', [probe]);
	rmSync(probe, { recursive: true, force: true });
	return mounted;
})();
const needs = '(needs the right to mount)';

/** A disk of one megabyte. */
function smallDisk(): string {
	const folder = temporaryFolder();
	expect(mount(folder)).toBe(true);
	onTestFinished(() => void spawnSync('umount', [folder]));
	return folder;
}

/** Leaves not a byte free; answers how to make room again. */
function fillUp(folder: string): () => void {
	const ballast = join(folder, 'ballast');
	for (const size of [65_536, 4_096]) {
		try {
			for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
		} catch {
			// Full, to that grain.
		}
	}
	return () => rmSync(ballast);
}

test.skipIf(!mayMount)(
	`On a full disk every append fails, keeps nothing, and works once there is room ${needs}`,
	async () => {
		const folder = smallDisk();
		const store = new SqliteEventStore(join(folder, 'rotunda.db'));
		await store.append(OFFICE, days(1, 10));
		const makeRoom = fillUp(folder);
		const big = Array.from({ length: 300 }, (_, index) => dayOpened(11 + index, 'x'.repeat(300)));
		const other = 'northside' as typeof OFFICE;
		const ends = await Promise.allSettled([store.append(OFFICE, big), store.append(other, days(1, 300))]);
		expect(ends.map((one) => (one.status === 'rejected' ? String(one.reason) : 'kept'))).toEqual([
			expect.stringMatching(/full|disk/),
			expect.stringMatching(/full|disk/),
		]);
		expect(await all(store)).toEqual(days(1, 10));
		expect(await all(store, other)).toEqual([]);
		await expect(store.append(OFFICE, big)).rejects.toThrow(/full|disk/);
		makeRoom();
		await store.append(OFFICE, days(11, 12));
		expect(await all(store)).toEqual(days(1, 12));
		await store.close();
		const again = new SqliteEventStore(join(folder, 'rotunda.db'));
		expect(await all(again)).toEqual(days(1, 12));
		await again.close();
	},
);

test.skipIf(!mayMount)(
	`An office file that does not fit on the disk leaves the one before in place ${needs}`,
	async () => {
		const folder = smallDisk();
		const files = new LowdbOfficeFiles(join(folder, 'offices'));
		const office = demoOffice(DEMO_PRINTER);
		const before = await files.save(office);
		const makeRoom = fillUp(folder);
		await expect(files.save({ ...office, closedDays: ['2026-12-25'] })).rejects.toThrow('ENOSPC');
		expect(await files.read(office.id)).toEqual(before);
		makeRoom();
		const after = await files.save({ ...office, closedDays: ['2026-12-25'] });
		expect((await files.read(office.id))?.revision).toBe(after.revision);
		expect(existsSync(join(folder, 'offices', 'harborview.json.new'))).toBe(false);
		expect(readFileSync(join(folder, 'offices', 'harborview.json.bak'), 'utf8')).not.toContain('2026-12-25');
	},
);

test('A transaction that finds no room leaves nothing behind and the next one works', () => {
	const database = openDatabase(join(temporaryFolder(), 'small.db'), ['CREATE TABLE a (x TEXT)']);
	const count = () => database.prepare('SELECT count(*) AS n FROM a').get()?.['n'];
	const insert = (rows: number) =>
		transaction(database, () => {
			for (let row = 0; row < rows; row += 1) database.exec(`INSERT INTO a VALUES ('${'x'.repeat(500)}')`);
		});
	insert(3);
	database.exec('PRAGMA max_page_count = 20');
	expect(() => insert(1_000)).toThrow('full');
	expect(database.isTransaction).toBe(false);
	expect(count()).toBe(3);
	database.exec('PRAGMA max_page_count = 100000');
	insert(1_000);
	expect(count()).toBe(1_003);
	database.close();
});

test('A transaction whose work goes wrong leaves nothing behind and the next one works', () => {
	const database = openDatabase(join(temporaryFolder(), 'small.db'), ['CREATE TABLE a (x TEXT)']);
	const failing = () => {
		database.exec("INSERT INTO a VALUES ('half')");
		throw new Error('half way');
	};
	expect(() => transaction(database, failing)).toThrow('half way');
	transaction(database, () => database.exec("INSERT INTO a VALUES ('whole')"));
	expect(database.prepare('SELECT x FROM a').all()).toEqual([{ x: 'whole' }]);
	database.close();
});
