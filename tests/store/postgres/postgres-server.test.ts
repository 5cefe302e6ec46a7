// What only a server can do to a store: races between hubs, connections that break, reasons why it cannot be used at all.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { inspect } from 'node:util';
import pg from 'pg';
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { OfficeId, StaffId, VisitId } from '#domain/ids';
import { PositionTaken } from '#store/event-store';
import { postgresAddress } from '#store/postgres/postgres-address';
import type { PostgresAddress } from '#store/postgres/postgres-address';
import { PostgresContacts } from '#store/postgres/postgres-contacts';
import { PostgresLane } from '#store/postgres/postgres-lane';
import { PostgresNews } from '#store/postgres/postgres-news';
import { bringToShape } from '#store/postgres/postgres-shapes';
import { PostgresEventStore } from '#store/postgres/postgres-store';
import { openStores } from '#store/stores';
import { emptyDatabase, postgresDatabase } from '#support/databases/postgres-database';
import { temporaryFolder } from '#support/temporary-folder';
import { all, dayOpened, days, OFFICE } from '../contract/event-store-contract.ts';

let url: string;
let address: PostgresAddress;

beforeAll(async () => {
	url = await postgresDatabase();
	address = postgresAddress(url);
	await bringToShape(address);
});

beforeEach(() => emptyDatabase(url));

function open(): PostgresEventStore {
	const store = new PostgresEventStore(address);
	onTestFinished(() => store.close());
	return store;
}

async function sql(text: string): Promise<Record<string, unknown>[]> {
	const client = new pg.Client(url);
	await client.connect();
	try {
		return (await client.query<Record<string, unknown>>(text)).rows;
	} finally {
		await client.end();
	}
}

/** Breaks every connection of the suite's database, as a restart of the server does. */
const cutEverybodyOff = () =>
	sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
		WHERE datname = current_database() AND pid <> pg_backend_pid()`);

describe('Races', () => {
	test('Two hubs that append at once never hold the same position, and each loser is told', async () => {
		const [one, other] = [open(), open()];
		for (let position = 1; position <= 100; position += 1) {
			const race = await Promise.allSettled([
				one.append(OFFICE, [dayOpened(position, `one-${position}`)]),
				other.append(OFFICE, [dayOpened(position, `other-${position}`)]),
			]);
			const lost = race.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []));
			expect(lost).toHaveLength(1);
			expect(lost[0]).toBeInstanceOf(PositionTaken);
		}
		expect((await all(one)).map((event) => event.position)).toEqual(days(1, 100).map((one) => one.position));
	});

	test('Two hubs that append for thirty offices at once, one forwards and one backwards, all end; each office has one winner', async () => {
		const stores = [open(), open()];
		const offices = Array.from({ length: 30 }, (_, index) => `office-${10 + index}` as OfficeId);
		for (let position = 1; position <= 10; position += 1) {
			const ends = await Promise.all(
				stores.map((store, hub) =>
					Promise.allSettled(
						(hub === 0 ? offices : offices.toReversed()).map((office) =>
							store.append(office, [dayOpened(position, `${hub}`)]),
						),
					),
				),
			);
			const kept = ends.flat().filter((end) => end.status === 'fulfilled');
			expect(kept).toHaveLength(offices.length);
		}
		expect([...(await open().heads()).values()]).toEqual(offices.map(() => 10));
	});

	test('What twenty offices append at once shares one transaction', async () => {
		const store = open();
		const offices = Array.from({ length: 20 }, (_, index) => `office-${index}` as OfficeId);
		await Promise.all(offices.map((office) => store.append(office, days(1, 2))));
		expect(await sql('SELECT count(DISTINCT xmin::text) AS n FROM events')).toEqual([{ n: '1' }]);
	});

	test('A hub that waits for an office’s turn gets it when the other lets go, and not before', async () => {
		const [one, other] = [open(), open()];
		const turn = await one.turn(OFFICE);
		let has = false;
		const waiting = other.turn(OFFICE).then((next) => ((has = true), next));
		await (await other.turn('elsewhere' as OfficeId)).release();
		expect(has).toBe(false);
		turn.release();
		(await waiting).release();
	});

	test('A hub that never lets go of its turn holds the others up for a second at most', async () => {
		const [hung, other] = [open(), open()];
		const turn = await hung.turn(OFFICE);
		const began = performance.now();
		(await other.turn(OFFICE)).release();
		expect(performance.now() - began).toBeGreaterThan(900);
		await other.append(OFFICE, days(1, 1));
		turn.release();
	});
});

describe('The server', () => {
	test('Every commit waits for the disk, whatever the server does by itself', async () => {
		await sql(`ALTER DATABASE ${address.database} SET synchronous_commit = off`);
		onTestFinished(
			async () => void (await sql(`ALTER DATABASE ${address.database} RESET synchronous_commit`)),
		);
		expect(await sql('SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'off' }]);
		const lane = new PostgresLane(address, 1);
		onTestFinished(() => lane.close());
		expect(await lane.ask('SHOW synchronous_commit')).toEqual([{ synchronous_commit: 'on' }]);
	});

	test('Connections that break are made anew, and what was acknowledged before is there', async () => {
		const store = open();
		await store.append(OFFICE, days(1, 3));
		(await store.turn(OFFICE)).release();
		await cutEverybodyOff();
		await expect
			.poll(() => store.append(OFFICE, days(4, 4)).then(String, ({ name }: Error) => name))
			.toBe('undefined');
		expect(await all(store)).toEqual(days(1, 4));
	});

	test('News goes to every other hub and not back, and after a break of the line says that some may be missing', async () => {
		const [one, two] = [await PostgresNews.open(address), await PostgresNews.open(address)];
		onTestFinished(async () => void (await Promise.all([one.close(), two.close()])));
		const heard: string[] = [];
		one.listen({ hear: (text) => heard.push(`one ${text}`), unsure: () => heard.push('one unsure') });
		two.listen({ hear: (text) => heard.push(`two ${text}`), unsure: () => heard.push('two unsure') });
		await one.tell('first 帳');
		await expect.poll(() => heard).toEqual(['two first 帳']);
		await cutEverybodyOff();
		await expect.poll(() => heard.toSorted()).toEqual(['one unsure', 'two first 帳', 'two unsure']);
		await two.tell('second');
		await expect.poll(() => heard).toContain('one second');
	});

	test('Tables are made once, by whichever of five hubs comes first, and lifted once when there is more', async () => {
		const fresh = postgresAddress(await postgresDatabase());
		await Promise.all(Array.from({ length: 5 }, () => bringToShape(fresh)));
		const shapes = ['CREATE TABLE a (x INTEGER)', 'ALTER TABLE a ADD COLUMN y INTEGER'];
		const other = postgresAddress(await postgresDatabase());
		await bringToShape(other, shapes.slice(0, 1));
		await Promise.all(Array.from({ length: 5 }, () => bringToShape(other, shapes)));
		const lane = new PostgresLane(other, 1);
		expect(await lane.ask('SELECT shape FROM rotunda_shape')).toEqual([{ shape: 2 }]);
		await expect(bringToShape(other, shapes.slice(0, 1))).rejects.toThrow('has shape 2');
		await expect(
			bringToShape(other, [...shapes, 'CREATE TABLE b (x INT); CREATE TABLE a (x INT)']),
		).rejects.toThrow('already exists');
		expect(await lane.ask("SELECT to_regclass('b') AS b")).toEqual([{ b: null }]);
		await lane.close();
	});

	test('Text that was erased is not in the table’s file any more', async () => {
		const contacts = new PostgresContacts(address, 0);
		onTestFinished(() => contacts.close());
		const file = async () => {
			await sql('CHECKPOINT');
			const [row] = await sql(
				"SELECT setting || '/' || pg_relation_filepath('notes') AS file FROM pg_settings WHERE name = 'data_directory'",
			);
			return readFileSync(String(row?.['file']), 'latin1');
		};
		for (let index = 0; index < 40; index += 1) {
			const note = { id: `n${index}`, text: `SECRET-${index % 4}-`, by: 'rosa' as StaffId, at: index };
			await contacts.addNote(OFFICE, `v${index % 4}` as VisitId, note);
		}
		expect(await file()).toContain('SECRET-1-');
		// Whoever reads the table at that moment, such as the server's own vacuum, puts the rewriting off to the next time.
		const soon = { timeout: 15_000, interval: 200 };
		const scrubbed = async () => {
			await contacts.erase(OFFICE, 'v1' as VisitId);
			return file();
		};
		await expect.poll(scrubbed, soon).not.toContain('SECRET-1-');
		expect(await file()).toContain('SECRET-2-');
		expect(await contacts.eraseBefore(OFFICE, 40)).toBe(30);
		await expect.poll(scrubbed, soon).not.toContain('SECRET');
	});
});

describe('Why it cannot be used is told in words, with the cure and without the password', () => {
	const SECRET = 'hunter2hunter2';

	/** What whoever starts the hub reads. */
	async function whyNot(change: (address: URL) => void): Promise<string> {
		const to = new URL(url);
		to.password = SECRET;
		change(to);
		const error: unknown = await openStores({ databaseUrl: to.href, data: temporaryFolder() }).then(
			async (stores) => (await stores.close(), 'it can be used'),
			(why: unknown) => why,
		);
		expect(inspect(error, { depth: 9, showHidden: true })).not.toContain(SECRET);
		expect(error).toMatchObject({ name: 'DatabaseUnusable' });
		return (error as Error).message;
	}

	async function portOf(answer: (socket: Socket) => void): Promise<string> {
		const server = createServer(answer);
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		onTestFinished(() => void server.close());
		return String((server.address() as AddressInfo).port);
	}

	test('Nobody answers, or no machine is called so', async () => {
		expect(await whyNot((to) => (to.port = '1'))).toContain(
			'nothing answers at 127.0.0.1:1. Start PostgreSQL',
		);
		expect(await whyNot((to) => (to.hostname = 'no-such-machine.invalid'))).toContain(
			'no machine is called no-such-machine.invalid',
		);
	});

	test('Somebody answers who is no PostgreSQL, or never says a word', async () => {
		const rude = await portOf((socket) => socket.destroy());
		expect(await whyNot((to) => (to.port = rude))).toContain('it hung up');
		const mute = await portOf((socket) => socket.on('error', () => undefined));
		expect(await whyNot((to) => (to.port = mute))).toContain('did not answer in time');
	});

	test('The password is wrong or missing', async () => {
		expect(await whyNot(() => undefined)).toContain('the password of "rotunda" is wrong');
		expect(await whyNot((to) => (to.password = ''))).toContain('DATABASE_URL has none');
	});

	test('The database does not exist', async () => {
		const right = new URL(url).password;
		const said = await whyNot((to) => ((to.password = right), (to.pathname = '/nowhere')));
		expect(said).toContain('CREATE DATABASE "nowhere" OWNER "rotunda"');
	});

	test('The user lacks a right', async () => {
		await sql(`DROP ROLE IF EXISTS guest`);
		await sql(`CREATE ROLE guest LOGIN PASSWORD '${SECRET}'`);
		const empty = new URL(await postgresDatabase());
		const said = await whyNot((to) => ((to.username = 'guest'), (to.pathname = empty.pathname)));
		expect(said).toMatch(/"guest" lacks a right .*GRANT CREATE ON SCHEMA public TO "guest"/);
	});

	test('TLS is asked for and not spoken', async () => {
		const said = await whyNot((to) => to.searchParams.set('sslmode', 'verify-full'));
		expect(said).toContain('it speaks no TLS');
	});

	test.each(['postgres://', 'postgres://host', 'postgres://user@host', 'postgres://user:pa ss@[host/db'])(
		'%s is no address',
		async (wrong) => {
			const opening = openStores({ databaseUrl: wrong, data: temporaryFolder() });
			await expect(opening).rejects.toThrow('should look like postgres://user:password@host:5432/database');
		},
	);

	test('A newer version has used it', async () => {
		const newer = await postgresDatabase();
		await bringToShape(
			postgresAddress(newer),
			Array.from({ length: 99 }, () => 'SELECT 1'),
		);
		await expect(openStores({ databaseUrl: newer, data: temporaryFolder() })).rejects.toThrow(
			/has shape 99, but this version of Rotunda knows only shapes up to \d\b/,
		);
	});
});
