// The server as a process: what stops its start is said with the cure, and its end loses nothing.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished, expect, test } from 'vitest';
import { readConfig } from '#hub/config';
import type { CommandAnswer } from '#protocol/answers';
import { commandId, send, ticketAt } from '#support/hubs/hub';
import { HubClient } from '#support/hubs/hub-client';
import { serverThatEnds, startServer } from '#support/hubs/server-process';
import { temporaryFolder } from '#support/temporary-folder';

async function pairKiosk(url: string): Promise<HubClient> {
	const guest = await HubClient.connect(url, null);
	const { demo } = await guest.must('hello', {});
	const code = demo?.devices.find((device) => device.kind === 'kiosk')?.code ?? '';
	const { token } = await guest.must('pair', { code });
	guest.close();
	return HubClient.connect(url, token);
}

test('The first start makes a demo office, says where it is, and is healthy', async () => {
	const data = temporaryFolder();
	const server = await startServer({ ROTUNDA_DATA: data });
	const health: unknown = await (await fetch(`${server.url}/healthz`)).json();
	expect(health).toMatchObject({ ok: true, version: expect.any(String), uptime: expect.any(Number) });
	const office = JSON.parse(readFileSync(join(data, 'offices', 'harborview.json'), 'utf8')) as {
		demo: boolean;
	};
	expect(office.demo).toBe(true);
	server.kill('SIGTERM');
	const { code, said } = await server.ended;
	expect(code).toBe(0);
	expect(said).toContain(server.url);
	expect(said).toContain(data);
});

test('A port in use stops the start with the cure', async () => {
	const taken = createServer();
	await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void taken.close());
	const { port } = taken.address() as AddressInfo;
	const data = temporaryFolder();
	const { code, said } = await serverThatEnds({ ROTUNDA_DATA: data, PORT: String(port) });
	expect(readdirSync(data).filter((name) => !name.startsWith('hub.lock'))).toEqual([]);
	expect(code).toBe(1);
	expect(said).toContain(`Port ${port} on 127.0.0.1 is in use`);
	expect(said).toContain(`PORT=${port + 1}`);
	expect(said).not.toContain('    at ');
});

test('A second hub on the same data folder stops with the cure, and the first works on', async () => {
	const data = temporaryFolder();
	const first = await startServer({ ROTUNDA_DATA: data });
	const { code, said } = await serverThatEnds({ ROTUNDA_DATA: data });
	expect(code).toBe(1);
	expect(said).toContain('Another hub is using the data folder');
	expect(said).toContain('ROTUNDA_DATA');
	const kiosk = await pairKiosk(first.url);
	expect(await send(kiosk, ticketAt('pay-bill'))).toMatchObject({ ok: true });
	kiosk.close();
	first.kill('SIGTERM');
	expect((await first.ended).code).toBe(0);
});

test('A broken office file stops the start with every mistake, its path and its cure', async () => {
	const data = temporaryFolder();
	const first = await startServer({ ROTUNDA_DATA: data });
	first.kill('SIGTERM');
	await first.ended;
	const file = join(data, 'offices', 'harborview.json');
	const office = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	writeFileSync(file, JSON.stringify({ ...office, timeZone: 'Mars/Olympus', languages: [] }));
	const { code, said } = await serverThatEnds({ ROTUNDA_DATA: data });
	expect(code).toBe(1);
	expect(said).toContain('harborview.json');
	expect(said).toMatch(/timeZone: .*Mars\/Olympus/);
	expect(said).toMatch(/languages: /);
	expect(said).not.toContain('    at ');
});

test('An office file that is no JSON stops the start and is left as it is', async () => {
	const data = temporaryFolder();
	mkdirSync(join(data, 'offices'));
	writeFileSync(join(data, 'offices', 'hall.json'), '{ "id": "hall", ');
	const { code, said } = await serverThatEnds({ ROTUNDA_DATA: data });
	expect(code).toBe(1);
	expect(said).toContain('hall.json');
	expect(readFileSync(join(data, 'offices', 'hall.json'), 'utf8')).toBe('{ "id": "hall", ');
});

test('Wrong settings are all named at once', async () => {
	const wrong = { PORT: '70000', ROTUNDA_LOG: 'loud', ROTUNDA_ORIGINS: 'lobby.example.gov' };
	const { code, said } = await serverThatEnds({ ROTUNDA_DATA: temporaryFolder(), ...wrong });
	expect(code).toBe(1);
	for (const [name, value] of Object.entries(wrong)) expect(said).toContain(`${name}=${value}`);
});

test('A setting that is empty is one that is not set', () => {
	expect(readConfig({ PORT: '', ROTUNDA_ORIGINS: '' })).toMatchObject({
		port: 3000,
		host: '127.0.0.1',
		origins: [],
	});
	expect(readConfig({ ROTUNDA_ORIGINS: 'https://a.example, http://b.example:81' }).origins).toEqual([
		'https://a.example',
		'http://b.example:81',
	]);
});

test('A real installation prints a code for its first administrator', async () => {
	const data = temporaryFolder();
	const first = await startServer({ ROTUNDA_DATA: data });
	first.kill('SIGTERM');
	await first.ended;
	const file = join(data, 'offices', 'harborview.json');
	const office = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
	writeFileSync(file, JSON.stringify({ ...office, demo: false }));
	const fresh = temporaryFolder();
	mkdirSync(join(fresh, 'offices'));
	writeFileSync(join(fresh, 'offices', 'harborview.json'), JSON.stringify({ ...office, demo: false }));
	const server = await startServer({ ROTUNDA_DATA: fresh });
	const guest = await HubClient.connect(server.url, null);
	expect(await guest.must('hello', {})).toMatchObject({ enrolling: true, demo: null });
	guest.close();
	server.kill('SIGINT');
	const { code, said } = await server.ended;
	expect(code).toBe(0);
	expect(said).toMatch(/enrol with this code: \w{4}-\w{4}-\w{4}-\w{4}/);
});

test('SIGTERM answers what is under way, tells every connection, and ends with 0', async () => {
	const server = await startServer({ ROTUNDA_DATA: temporaryFolder() });
	const kiosk = await pairKiosk(server.url);
	kiosk.socket.io.reconnection(false);
	let told = '';
	kiosk.socket.once('ended', ({ code }) => (told = code));
	const answers: Promise<CommandAnswer>[] = [];
	for (let count = 0; count < 200; count += 1) answers.push(send(kiosk, ticketAt('pay-bill'), commandId()));
	await answers[0];
	server.kill('SIGTERM');
	const { code } = await server.ended;
	expect(code).toBe(0);
	expect(told).toBe('hub-stopping');
	const outcomes = (await Promise.all(answers)).map((answer) => (answer.ok ? 'done' : answer.code));
	// Whatever had arrived was done; what came later was told that the hub stops. Nothing was left without an answer.
	expect([...new Set(outcomes)].filter((one) => one !== 'done' && one !== 'hub-stopping')).toEqual([]);
	expect(outcomes.filter((one) => one === 'done').length).toBeGreaterThan(0);
});
