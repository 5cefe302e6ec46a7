// Bad input at the hub's door: each gets a clear code, names its field, changes nothing, and harms nobody else.
import { io } from 'socket.io-client';
import { expect, test } from 'vitest';
import type { Refused } from '#protocol/answers';
import { MAX_MESSAGE_BYTES } from '#protocol/socket-events';
import { PROTOCOL_VERSION } from '#protocol/version';
import { commandId, done, testHub, ticketAt, turnedAway } from '#support/hubs/hub';
import type { TestHub } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';

/** Sends what the types forbid. */
async function sendRaw(client: HubClient, event: string, ...args: unknown[]): Promise<Refused> {
	const raw = client.socket.timeout(2000) as unknown as {
		emitWithAck: (event: string, ...args: unknown[]) => Promise<Refused>;
	};
	return raw.emitWithAck(event, ...args);
}

async function position(hub: TestHub): Promise<number> {
	const health = (await (await fetch(`${hub.url}/healthz`)).json()) as { position: number };
	return health.position;
}

const issue = ticketAt('passport');

test.each([
	['no envelope', undefined, '(message)'],
	['a text instead of an envelope', 'IssueTicket', '(message)'],
	['an id that is no UUID', { id: '1', command: issue }, 'id'],
	['no command', { id: commandId() }, 'command'],
	['an unknown command', { id: commandId(), command: { type: 'OpenSafe' } }, 'command.type'],
	[
		'a command of the hub itself',
		{ id: commandId(), command: { type: 'ConfigureOffice', office: {} } },
		'command.type',
	],
	['a field too much', { id: commandId(), command: { ...issue, vip: true } }, 'command'],
	['a field too few', { id: commandId(), command: { ...issue, services: undefined } }, 'command.services'],
	['no service', { id: commandId(), command: { ...issue, services: [] } }, 'command.services'],
	['markup as an id', { id: commandId(), command: { ...issue, services: ['<b>'] } }, 'command.services.0'],
	['an unknown channel', { id: commandId(), command: { ...issue, channel: 'phone' } }, 'command.channel'],
	['a prototype instead of data', JSON.parse('{"__proto__":{"id":"x"}}'), '(message)'],
])('A command with %s is malformed, says where, and changes nothing', async (_what, ask, path) => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	const before = await position(hub);
	const answer = await sendRaw(kiosk, 'command', ask);
	expect(answer).toMatchObject({ ok: false, code: 'malformed' });
	expect(String(answer.facts['path'])).toMatch(
		path === 'id' || path === '(message)' ? /id|\(message\)/ : path,
	);
	expect(answer.facts['cure']).toBeTruthy();
	expect(await position(hub)).toBe(before);
});

test('An unknown event is malformed', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	for (const event of ['openSafe', 'constructor', 'toString', '__proto__', 'error']) {
		expect(await sendRaw(kiosk, event, {})).toMatchObject({ ok: false, code: 'malformed' });
	}
});

test('A request without a way to answer it is not done, and harms nobody', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	const before = await position(hub);
	kiosk.socket.emit('command', { id: commandId(), command: issue } as never, undefined as never);
	(kiosk.socket as unknown as { emit: (event: string) => void }).emit('command');
	await done(kiosk, issue);
	expect(await position(hub)).toBe(before + 1);
});

test('A message that is too large is told so, and ends the connection that sent it and no other', async () => {
	const hub = await testHub();
	const [big, other] = [await hub.device('kiosk'), await hub.device('kiosk-2')];
	const before = await position(hub);
	const gone = new Promise((resolve) => big.socket.once('disconnect', resolve));
	big.socket.io.reconnection(false);
	const ask = { id: commandId(), command: issue, more: 'x'.repeat(MAX_MESSAGE_BYTES) };
	expect(await sendRaw(big, 'command', ask)).toEqual({
		ok: false,
		code: 'too-large',
		facts: { most: MAX_MESSAGE_BYTES },
	});
	expect(await gone).toBe('io server disconnect');
	expect(await position(hub)).toBe(before);
	expect((await done(other, issue)).made.number).toBe('A001');
});

test('A message that is far too large is not even read: its connection ends', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	const before = await position(hub);
	const gone = new Promise((resolve) => kiosk.socket.once('disconnect', resolve));
	kiosk.socket.io.reconnection(false);
	const ask = { id: commandId(), command: issue, more: 'x'.repeat(8 * MAX_MESSAGE_BYTES) };
	void sendRaw(kiosk, 'command', ask).catch(() => undefined);
	await gone;
	expect(await position(hub)).toBe(before);
});

test('A connection that sends nothing but rubbish is ended', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	kiosk.socket.io.reconnection(false);
	const gone = new Promise((resolve) => kiosk.socket.once('disconnect', resolve));
	for (let count = 0; count < 150; count += 1) {
		(kiosk.socket as unknown as { emit: (event: string, ask: object) => void }).emit('command', { count });
	}
	expect(await gone).toBe('io server disconnect');
});

test('Commands that come out of order are refused with the reason, and change nothing', async () => {
	const hub = await testHub();
	const [kiosk, rosa] = [await hub.device('kiosk'), await hub.staff('rosa')];
	const { made } = await done(kiosk, issue);
	const before = await position(hub);
	const ticket = made.ticket as never;
	expect(await rosa.command({ type: 'CallNext', counter: 'c1' as never })).toMatchObject({
		code: 'counter-closed',
	});
	expect(await rosa.command({ type: 'RecallTicket', ticket })).toMatchObject({ code: 'ticket-not-called' });
	expect(await rosa.command({ type: 'ServeTicket', ticket })).toMatchObject({ code: 'ticket-not-called' });
	expect(await rosa.command({ type: 'ReturnTicket', ticket })).toMatchObject({
		code: 'ticket-not-returnable',
	});
	expect(await position(hub)).toBe(before);
});

test('A screen of another protocol version is told so at the handshake', async () => {
	const hub = await testHub();
	const yours = PROTOCOL_VERSION + 1;
	const refused = await turnedAway(hub.url, { protocol: yours, token: null });
	expect(refused).toEqual({ ok: false, code: 'stale-protocol', facts: { yours, hub: PROTOCOL_VERSION } });
});

test('A handshake without a protocol version is malformed', async () => {
	const hub = await testHub();
	expect(await turnedAway(hub.url, {})).toMatchObject({ code: 'malformed', facts: { path: 'protocol' } });
});

test.each([
	['of a device', 'd_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'token-revoked'],
	['of a session', 's_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', 'session-ended'],
	['of nothing', 'rubbish', 'token-revoked'],
])('A wrong token %s is turned away with a code', async (_whose, token, code) => {
	const hub = await testHub();
	expect(await turnedAway(hub.url, { protocol: PROTOCOL_VERSION, token })).toMatchObject({ code });
});

test('A page of another origin is turned away before it can say anything, a listed one is let in', async () => {
	const hub = await testHub({ origins: ['https://lobby.example.gov'] });
	const host = new URL(hub.url).host;
	const connects = (origin: string, transport: 'websocket' | 'polling') =>
		new Promise<boolean>((resolve) => {
			const socket = io(hub.url, {
				transports: [transport],
				forceNew: true,
				reconnection: false,
				auth: { protocol: PROTOCOL_VERSION, token: null },
				extraHeaders: { origin },
			});
			const end = (connected: boolean) => {
				socket.disconnect();
				resolve(connected);
			};
			socket.once('connect', () => end(true));
			socket.once('connect_error', () => end(false));
		});
	for (const transport of ['websocket', 'polling'] as const) {
		expect(await connects('https://evil.example', transport)).toBe(false);
		expect(await connects('null', transport)).toBe(false);
		expect(await connects(`http://${host}.evil.example`, transport)).toBe(false);
		expect(await connects(`http://${host}`, transport)).toBe(true);
		expect(await connects('https://lobby.example.gov', transport)).toBe(true);
	}
});
