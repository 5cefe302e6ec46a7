// Three real hubs on one real PostgreSQL in a rush: one is killed, the database is stopped, and nothing is lost or done twice.
import { setTimeout as delay } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import type { OfficeId } from '#domain/ids';
import type { StoredEvent } from '#domain/events';
import { BEAT_MS } from '#protocol/beat';
import type { Audience } from '#protocol/view-schema';
import { postgresAddress } from '#store/postgres/postgres-address';
import { PostgresEventStore } from '#store/postgres/postgres-store';
import { balancer } from '#support/hubs/balancer';
import { HubClient } from '#support/hubs/hub-client';
import { untilLevel } from '#support/hubs/level-hubs';
import { postgresDatabase } from '#support/databases/postgres-database';
import { PostgresServer } from '#support/databases/postgres-server';
import { keysTo, Rush } from '#support/hubs/rush';
import type { Acknowledged, Keys } from '#support/hubs/rush';
import { startServer } from '#support/hubs/server-process';
import type { ServerProcess } from '#support/hubs/server-process';
import { temporaryFolder } from '#support/temporary-folder';
import { WatchedView } from '../../replay/watched-view.ts';

async function hubsOn(url: string, count: number): Promise<ServerProcess[]> {
	const env = { DATABASE_URL: url, ROTUNDA_DATA: temporaryFolder(), ROTUNDA_LOG: 'fatal' };
	const hubs = await Promise.all(Array.from({ length: count }, () => startServer(env)));
	onTestFinished(() => hubs.forEach((hub) => hub.kill('SIGKILL')));
	return hubs;
}

async function watching(url: string, token: string, audience: Audience): Promise<WatchedView> {
	const client = await HubClient.connect(url, token);
	onTestFinished(() => client.close());
	const view = new WatchedView(
		client,
		audience,
		() => undefined,
		() => false,
	);
	await view.start();
	return view;
}

async function recordIn(url: string): Promise<StoredEvent[]> {
	const store = new PostgresEventStore(postgresAddress(url));
	const events: StoredEvent[] = [];
	for await (const one of store.read('harborview' as OfficeId, 0)) events.push(one);
	await store.close();
	return events;
}

/** The laws of a rush, whatever happened meanwhile. */
function expectLawful(events: readonly StoredEvent[], ledger: readonly Acknowledged[]): void {
	expect(events.map((one) => one.position)).toEqual(events.map((_, at) => at + 1));
	const lastOf = new Map(events.map((one) => [one.command, one.position]));
	// Each acknowledged command is there, and its last event is where its answer said.
	for (const { id, position } of ledger) expect(lastOf.get(id)).toBe(position);
	const numbers = events.flatMap(({ event }) => (event.type === 'TicketIssued' ? [event.number] : []));
	expect(new Set(numbers).size).toBe(numbers.length);
	const called = events.flatMap(({ event }) => (event.type === 'TicketCalled' ? [event.ticket] : []));
	expect(new Set(called).size).toBe(called.length);
	// A command's events stand together: done once.
	const runs = events.filter((one, at) => events[at - 1]?.command !== one.command);
	expect(new Set(runs.map((one) => one.command)).size).toBe(runs.length);
}

/** Each view stands as every hub that is alive shows it, once all have read what is in the record. */
async function expectAlike(
	events: readonly StoredEvent[],
	views: readonly WatchedView[],
	urls: readonly string[],
	token: string,
): Promise<void> {
	await untilLevel(urls, events.length);
	for (const url of urls) {
		const fresh = await HubClient.connect(url, token);
		for (const view of views) expect((await view.account(fresh)).differences).toEqual([]);
		fresh.close();
	}
}

async function displays(urls: readonly string[], keys: Keys): Promise<WatchedView[]> {
	return Promise.all(urls.map((url) => watching(url, keys.display, 'display')));
}

test('One of three hubs is killed in the rush: no number twice, nobody called twice, nothing acknowledged lost, all displays alike', async () => {
	const url = await postgresDatabase();
	const hubs = await hubsOn(url, 3);
	const urls = hubs.map((hub) => hub.url);
	const front = await balancer(urls);
	const keys = await keysTo(front);
	const views = await displays([...urls, front, front, front], keys);
	const rush = new Rush();
	await rush.start(front, keys, 9);
	await rush.acknowledged(250);
	hubs[1]?.kill('SIGKILL');
	await rush.acknowledged(250);
	await rush.end();
	const record = await recordIn(url);
	expectLawful(record, rush.ledger);
	const alive = [urls[0] ?? '', urls[2] ?? ''];
	// The display of the dead hub alone has nobody to tell it; those behind the balancer have moved on.
	await expectAlike(
		record,
		views.filter((_, at) => at !== 1),
		alive,
		keys.display,
	);
}, 60_000);

test('PostgreSQL crashes, and is stopped, in the rush: what was acknowledged is there, no display counts as live meanwhile, and the hubs go on by themselves', async () => {
	const postgres = await PostgresServer.start();
	onTestFinished(() => postgres.end());
	const url = await postgres.database();
	const hubs = await hubsOn(url, 2);
	const urls = hubs.map((hub) => hub.url);
	const keys = await keysTo(urls[0] ?? '');
	const views = await displays(urls, keys);
	const beats = await beatsAt(urls, keys);
	const rush = new Rush();
	await rush.start(await balancer(urls), keys, 6);
	for (const signal of ['SIGQUIT', 'SIGINT'] as const) {
		await rush.acknowledged(100);
		await postgres.halt(signal);
		await expect.poll(() => healthOf(urls), { timeout: 10_000 }).toEqual([503, 503]);
		if (signal === 'SIGQUIT') expect(await beats(BEAT_MS + 200)).toBe(0);
		await postgres.goOn();
		await rush.acknowledged(100);
		await expect.poll(() => healthOf(urls), { timeout: 10_000 }).toEqual([200, 200]);
	}
	await expect.poll(() => beats(100), { timeout: 10_000 }).toBeGreaterThan(0);
	await rush.end();
	const record = await recordIn(url);
	expectLawful(record, rush.ledger);
	await expectAlike(record, views, urls, keys.display);
}, 60_000);

/** Counts what keeps displays from saying that they are not live, one display a hub, for that many ms. */
async function beatsAt(urls: readonly string[], keys: Keys): Promise<(ms: number) => Promise<number>> {
	let heard = 0;
	for (const url of urls) {
		const client = await HubClient.connect(url, keys.display);
		onTestFinished(() => client.close());
		await client.must('watch', { audience: 'display', after: null, run: null });
		client.socket.on('beat', () => (heard += 1));
	}
	return async (ms) => {
		heard = 0;
		await delay(ms);
		return heard;
	};
}

async function healthOf(urls: readonly string[]): Promise<number[]> {
	return Promise.all(urls.map(async (url) => (await fetch(`${url}/healthz`)).status));
}
