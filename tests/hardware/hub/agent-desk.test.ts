// Signs, keypads and scanners from end to end: a real hub, a real agent, virtual devices on a line, and what each shows when.
import { expect, onTestFinished, test } from 'vitest';
import { startAgent } from '#hardware/running-agent';
import { rotundaFrames } from '#hardware/serial/rotunda-frames';
import { VirtualKeypad } from '#hardware/virtual/counter/virtual-keypad';
import { VirtualLine } from '#hardware/virtual/counter/virtual-line';
import { VirtualScanner } from '#hardware/virtual/counter/virtual-scanner';
import { VirtualSign } from '#hardware/virtual/counter/virtual-sign';
import { STALE_MS } from '#protocol/beat';
import type { Scanned } from '#protocol/desk-schema';
import type { DeviceHealth } from '#protocol/device-schema';
import { deskOffice } from '#support/offices/desk-office';
import { done, testHub, ticketAt } from '#support/hubs/hub';
import type { TestHub } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { id } from '#support/story';
import { KeptToken } from '#hardware/hub/kept-token';
import { SILENT, temporaryFolder, until } from '../rig.ts';

interface Lobby {
	readonly hub: TestHub;
	readonly sign: VirtualSign;
	readonly keypad: VirtualKeypad;
	/** At the second counter, where nobody sits. */
	readonly otherSign: VirtualSign;
	readonly scanner: VirtualScanner;
	readonly rosa: HubClient;
	readonly kiosk: HubClient;
}

/** Rosa sits at counter 1, and the agent drives all that stands at both counters and in the kiosk. */
async function lobby(): Promise<Lobby> {
	const unit = (number: number) => ({ unit: number, format: rotundaFrames });
	const [sign, keypad] = [new VirtualSign(unit(1)), new VirtualKeypad(unit(2))];
	// The keypad of the second counter is dead.
	const otherSign = new VirtualSign(unit(3));
	const line = new VirtualLine([sign, keypad, otherSign]);
	const scanner = new VirtualScanner();
	await line.start();
	await scanner.line.start();
	onTestFinished(async () => {
		await line.stop();
		await scanner.line.stop();
	});
	const office = deskOffice(line.address, scanner.line.address);
	const devices = office.devices.filter((one) => one.id !== 'scanner-desk');
	const hub = await testHub({ store: 'sqlite', offices: [{ ...office, devices }] });
	const folder = temporaryFolder();
	new KeptToken(folder).keep(await hub.deviceToken('agent'));
	const agent = startAgent(
		{ hub: hub.url, folder, code: null, publicUrl: 'https://lobby.example.org', logLevel: 'silent' },
		SILENT,
	);
	onTestFinished(() => agent.stop());
	const [rosa, kiosk] = [await hub.staff('rosa'), await hub.device('kiosk')];
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	await until(
		'the desk is live',
		() => sign.look.mode === 'dark' && keypad.face.lines[0] === 'Counter 1 free',
	);
	return { hub, sign, keypad, otherSign, scanner, rosa, kiosk };
}

test('A call at the station lights the sign within a second, a recall flashes it anew, and no other sign is lit', async () => {
	const { sign, otherSign, keypad, rosa, kiosk } = await lobby();
	await done(kiosk, ticketAt('passport'));
	await until('somebody waits', () => keypad.face.lines[1] === 'Waiting 1');
	const since = performance.now();
	const { made } = await done(rosa, { type: 'CallNext', counter: id('c1') });
	await until('the sign', () => sign.look.digits === '001');
	expect(performance.now() - since).toBeLessThan(1000);
	expect(sign.look).toMatchObject({ mode: 'flash', arrow: 'down', letter: 'A', digits: '001' });
	expect(sign.flashes).toBe(1);
	await done(rosa, { type: 'RecallTicket', ticket: made.ticket ?? id('none') });
	await until('flashing anew', () => sign.flashes === 2);
	expect(otherSign.look).toMatchObject({ mode: 'dark', digits: '' });
});

test('A whole service at the keypad: next by number, hold, the number again, here, done', async () => {
	const { sign, keypad, rosa, kiosk } = await lobby();
	for (let count = 0; count < 2; count += 1) await done(kiosk, ticketAt('passport'));
	await until('two wait', () => keypad.face.lines[1] === 'Waiting 2');
	keypad.press('2');
	keypad.press('next');
	await until('the second is called', () => sign.look.digits === '002');
	await until('lamps', () => keypad.face.leds.includes('hold'));
	keypad.press('hold');
	await until('on hold', () => keypad.face.lines[0] === 'On hold' && sign.look.mode === 'dark');
	keypad.press('2');
	keypad.press('next');
	await until(
		'called again',
		() => sign.look.digits === '002' && keypad.face.lines[0] === 'Called      A002',
	);
	keypad.press('serve');
	await until('served', () => sign.look.mode === 'steady' && keypad.face.lines[0] === 'Serving     A002');
	keypad.press('serve');
	await until('finished', () => sign.look.mode === 'dark');
	keypad.press('recall');
	await until('refused in words', () => keypad.face.lines[0] === 'Nobody is called');
	const start = await rosa.must('watch', { audience: 'station', after: null, run: null });
	const tickets = 'snapshot' in start ? Object.values(start.snapshot['tickets'] ?? {}) : [];
	expect(tickets.find((one) => (one as { number?: string }).number === 'A002')).toMatchObject({
		status: 'finished',
		outcome: 'answered',
	});
});

test('The hub is gone: dashes within the stale limit, keys are off, and a key pressed then never counts', async () => {
	const { hub, sign, keypad, rosa, kiosk } = await lobby();
	const { made } = await done(kiosk, ticketAt('passport'));
	await done(rosa, { type: 'CallNext', counter: id('c1') });
	await until('called', () => sign.look.digits === '001');
	await hub.stop();
	const since = performance.now();
	await until('dashes', () => sign.look.mode === 'dashes', STALE_MS + 2000);
	expect(performance.now() - since).toBeLessThan(STALE_MS + 1000);
	await until('keys are off', () => keypad.face.lines[0] === 'Hub not heard');
	keypad.press('serve');
	await until('the key is taken', () => keypad.waiting.length === 0);
	await hub.start();
	const back = await hub.staff('rosa');
	const start = await back.must('watch', { audience: 'station', after: null, run: null });
	const tickets = 'snapshot' in start ? (start.snapshot['tickets'] ?? {}) : {};
	expect(tickets[made.ticket ?? '']).toMatchObject({ status: 'called' });
});

test('A code scanned in the kiosk reaches the kiosk; staff see which unit is dead, with what to check', async () => {
	const { hub, scanner, kiosk } = await lobby();
	const { made } = await done(kiosk, ticketAt('passport'));
	const seen = new Promise<Scanned>((resolve) => kiosk.socket.once('scanned', resolve));
	await until('the scanner is reached', () => scanner.line.isConnected);
	scanner.scan(`https://lobby.example.org/ticket/${made.ticket ?? ''}`, ']Q3');
	expect(await seen).toMatchObject({ code: { kind: 'ticket-look', look: { number: 'A001' } } });
	const flo = await hub.staff('flo');
	let health: readonly DeviceHealth[] = [];
	flo.socket.on('deviceHealth', (devices) => (health = devices));
	await flo.must('hello', {});
	const of = (device: string) => health.find((one) => one.device === device);
	await until('the dead keypad is told', () => of('keypad-2')?.troubles[0] === 'no-answer');
	expect(of('keypad-2')?.note).toMatch(/^Unit 4 does not answer/);
	await until('the others are well', () =>
		['sign-1', 'keypad-1', 'sign-2'].every((one) => of(one)?.state === 'ok'),
	);
});
