// The demo's virtual counters: the door shows them, obeys a finger on a key, and stands where the demo's office file says.
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { lampsOf, PANEL } from '#screens/virtual/led-font.ts';
import { VirtualDesk } from '#hardware/virtual/counter/virtual-desk';
import { virtualDoor } from '#hardware/virtual/virtual-devices';
import { DEMO_LINE, DEMO_PRINTER, demoOffice } from '#store/demo/demo-office';
import { NUMBER_LETTERS } from '#domain/policy/numbering';
import { frameFormat } from '#hardware/serial/frame-formats';
import { DeskAgent, DONE, keypadRow, signRow } from '../desk-rig.ts';
import { until, virtualPrinter } from '../rig.ts';

async function openDoor() {
	const here = { host: '127.0.0.1', port: 0 };
	const desk = new VirtualDesk(here, here);
	await desk.start();
	onTestFinished(() => desk.stop());
	const server = virtualDoor(await virtualPrinter(), desk);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => {
		server.close();
		server.closeAllConnections();
	});
	const door = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const post = (what: string, body: unknown, headers = {}) =>
		fetch(`${door}/desk/${what}`, { method: 'POST', body: JSON.stringify(body), headers });
	const look = async (after = '') =>
		(await (await fetch(`${door}/desk.json${after}`)).json()) as ReturnType<VirtualDesk['report']>;
	return { desk, post, look };
}

test('The demo’s signs and keypads have the numbers that its office file gives them', () => {
	const here = { host: '127.0.0.1', port: 0 };
	const { counters } = new VirtualDesk(here, here).report();
	const office = demoOffice(DEMO_PRINTER);
	const units = (kind: 'sign' | 'keypad') =>
		office.devices
			.filter((one) => one.kind === kind)
			.map((one) => [
				office.counters.find(({ id }) => id === one.counter)?.label,
				one.frames?.unit,
				one.address,
				one.frames?.format,
			]);
	for (const kind of ['sign', 'keypad'] as const)
		expect(units(kind)).toEqual(counters.map((one) => [one.counter, one[kind].unit, DEMO_LINE, 'rotunda']));
});

test('A finger on a key and a lit sign go through the door, and a look that waits is answered when something changes', async () => {
	const { desk, post, look } = await openDoor();
	const pressed: unknown[] = [];
	const agent = new DeskAgent(desk.line.address, frameFormat('rotunda'));
	const sign = agent.sign();
	const keypad = agent.keypad(async (...press) => (pressed.push(press), DONE));
	sign.show(signRow(null));
	keypad.show(keypadRow(null));
	await until('the lamps', () => desk.report().counters[0]?.keypad.face.leds.includes('next') === true);
	const before = await look();
	const waiting = look(`?after=${before.version}`);
	sign.show(signRow('A042'));
	expect((await waiting).counters[0]?.sign.look).toMatchObject({ mode: 'flash', letter: 'A', digits: '042' });
	expect((await post('key', { unit: 2, key: 'next' })).status).toBe(200);
	await until('the press', () => pressed.length === 1);
	expect((await post('fault', { unit: 1, fault: 'unplugged' })).status).toBe(200);
	expect((await look()).counters[0]?.sign).toMatchObject({ fault: 'unplugged', look: { mode: 'dark' } });
	expect((await post('scan', { text: ' HC-17 ' })).status).toBe(200);
	expect((await look()).scanned).toEqual({ text: 'HC-17', reached: false });
});

test('What is no key, no unit, no fault or no code is refused, and so is a page of another origin', async () => {
	const { post } = await openDoor();
	for (const [what, body] of [
		['key', { unit: 1, key: 'next' }],
		['key', { unit: 2, key: 'fire' }],
		['key', 'nonsense'],
		['fault', { unit: 9, fault: null }],
		['fault', { unit: 1, fault: 'fire' }],
		['scan', { text: ' ' }],
		['scan', null],
	] as const)
		expect([what, body, (await post(what, body)).status]).toEqual([what, body, 400]);
	expect((await post('nothing', {})).status).toBe(404);
	const foreign = await post('key', { unit: 2, key: 'next' }, { origin: 'https://example.org' });
	expect(foreign.status).toBe(403);
});

test('Every number that can be given can be lit, each looks different, and nothing is lit outside the panel', () => {
	const seen = new Set<string>();
	for (const letter of NUMBER_LETTERS) {
		for (let digit = 0; digit < 10; digit += 1) {
			const digits = String(1111 * digit).padStart(4, '0');
			const lamps = [...lampsOf({ mode: 'steady', arrow: 'down', letter, digits })];
			expect(Math.max(...lamps)).toBeLessThan(PANEL.width * PANEL.height);
			seen.add(lamps.sort((a, b) => a - b).join());
		}
	}
	expect(seen.size).toBe(NUMBER_LETTERS.length * 10);
});
