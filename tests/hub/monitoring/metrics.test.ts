// What the hub tells those who watch over it: figures, whether it works, and whether it may be sent anybody.
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { Histogram, Registry } from 'prom-client';
import { expect, onTestFinished, test } from 'vitest';
import type { DeviceId } from '#domain/ids';
import { httpServer } from '#hub/monitoring/http-server';
import { listen } from '#start/listening';
import { Metrics } from '#hub/metrics';
import { PlainHistogram } from '#hub/plain-histogram';
import { done } from '#support/hubs/lobby';
import { testHub, ticketAt } from '#support/hubs/hub';
import { id } from '#support/story';

async function figures(url: string): Promise<ReadonlyMap<string, number>> {
	const page = await (await fetch(`${url}/metrics`)).text();
	const lines = page.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]));
}

test('A value on the edge of a bucket is in it, one above all is in the last, and buckets count what is below', async () => {
	const registry = new Registry();
	const made = new PlainHistogram(registry, 'wait', 'How long.', [1, 5]);
	for (const value of [0.5, 1, 3, 7]) made.observe(value);
	const theirs = new Registry();
	const known = new Histogram({ name: 'wait', help: 'How long.', buckets: [1, 5], registers: [theirs] });
	for (const value of [0.5, 1, 3, 7]) known.observe(value);
	expect(await registry.metrics()).toBe(await theirs.metrics());
});

test('Commands, refusals, lines and waits are counted as they happen', async () => {
	const hub = await testHub();
	const [kiosk, rosa] = [await hub.device('kiosk'), await hub.staff('rosa')];
	const ticket = { ...ticketAt('passport'), printer: id<DeviceId>('printer') } as const;
	for (let customer = 0; customer < 3; customer += 1) await done(kiosk, ticket);
	expect(await rosa.command({ type: 'CallNext', counter: id('c1') })).toMatchObject({ ok: false });
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	await done(rosa, { type: 'CallNext', counter: id('c1') });
	const seen = await figures(hub.url);
	expect(seen.get('rotunda_commands_total{type="IssueTicket",answer="done"}')).toBe(3);
	expect(seen.get('rotunda_commands_total{type="CallNext",answer="counter-closed"}')).toBe(1);
	expect(seen.get('rotunda_commands_total{type="CallNext",answer="done"}')).toBe(1);
	expect(seen.get('rotunda_waiting{office="hall",service="passport"}')).toBe(2);
	expect(seen.get('rotunda_waiting{office="hall",service="tax"}')).toBe(0);
	expect(seen.get('rotunda_wait_seconds_count{office="hall"}')).toBe(1);
	expect(seen.get('rotunda_counters{office="hall",status="open"}')).toBe(1);
	expect(seen.get('rotunda_jobs_owed{office="hall",device="printer"}')).toBe(3);
	expect(seen.get('rotunda_sockets{kind="kiosk"}')).toBe(1);
	expect(seen.get('rotunda_command_seconds_count')).toBe(6);
	expect(seen.get('rotunda_append_seconds_count')).toBeGreaterThanOrEqual(5);
	expect(seen.get('rotunda_failing{office="hall"}')).toBe(0);
});

test('The figures name no person, and no ticket', async () => {
	const hub = await testHub();
	const made = await done(await hub.device('kiosk'), ticketAt('passport'));
	await done(await hub.staff('rosa'), { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	const page = await (await fetch(`${hub.url}/metrics`)).text();
	expect(page).not.toContain('rosa');
	expect(page).not.toContain(made.number ?? 'a number');
	expect(page).not.toContain(made.ticket ?? 'a ticket');
});

/** The HTTP side alone, guarded by that token. */
async function guarded(metricsToken: string | null): Promise<string> {
	const metrics = new Metrics('0.0.0-test');
	const watched = {
		metrics,
		health: () => ({ ok: true, version: '', uptime: 0, position: 0, notStarted: {}, offices: {} }),
		readiness: () => ({ ready: true, why: [] }),
	};
	const http = httpServer({ screens: null, watched: () => watched, metricsToken });
	const url = await listen(http, { port: 0, host: '127.0.0.1' });
	onTestFinished(() => void http.close());
	return url;
}

async function statusOf(url: string, headers: Record<string, string>): Promise<number> {
	return new Promise((resolve, reject) => {
		request(`${url}/metrics`, { headers }, (response) => {
			void text(response).then(() => resolve(response.statusCode ?? 0));
		})
			.once('error', reject)
			.end();
	});
}

test('With a token set, only its bearer reads the figures', async () => {
	const url = await guarded('a-token-of-some-length');
	expect(await statusOf(url, {})).toBe(403);
	expect(await statusOf(url, { authorization: 'Bearer a-token-of-some-lengtH' })).toBe(403);
	expect(await statusOf(url, { authorization: 'Bearer ' })).toBe(403);
	expect(await statusOf(url, { authorization: 'Bearer a-token-of-some-length' })).toBe(200);
});

test('Without a token only this machine reads the figures, and nobody through a proxy on it', async () => {
	const url = await guarded(null);
	expect(await statusOf(url, {})).toBe(200);
	expect(await statusOf(url, { 'x-forwarded-for': '203.0.113.7' })).toBe(403);
	expect(await statusOf(url, { forwarded: 'for=203.0.113.7' })).toBe(403);
});

test('A hub is ready when it can store, and says why when it cannot', async () => {
	let broken = false;
	const hub = await testHub({
		around: (store) =>
			new Proxy(store, {
				get(target, name) {
					if (name === 'append' && broken) return () => Promise.reject(new Error('no space left on device'));
					const value: unknown = Reflect.get(target, name);
					return typeof value === 'function' ? (value as () => unknown).bind(target) : value;
				},
			}),
	});
	const ready = async () => {
		const response = await fetch(`${hub.url}/readyz`);
		return [response.status, await response.json()] as const;
	};
	expect(await ready()).toEqual([200, { ready: true, why: [] }]);
	broken = true;
	const kiosk = await hub.device('kiosk');
	expect(await kiosk.command(ticketAt('passport'))).toMatchObject({ ok: false, code: 'fault' });
	expect(await ready()).toEqual([
		503,
		{ ready: false, why: ['the record of hall cannot be written or read'] },
	]);
	broken = false;
	await done(kiosk, ticketAt('passport'));
	expect(await ready()).toEqual([200, { ready: true, why: [] }]);
});
