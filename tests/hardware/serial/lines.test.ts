// Lines: how they are named and found, whose they are, and what a technician is told when they cannot be opened.
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { DeviceState } from '#hardware/device';
import { DeviceFleet } from '#hardware/device-fleet';
import { lineAddress, placeOf } from '#hardware/serial/line-address';
import { lineClosed } from '#hardware/serial/line-link';
import { rotundaFrames } from '#hardware/serial/rotunda-frames';
import { TcpLineLink } from '#hardware/serial/tcp-line-link';
import { ttyOf } from '#hardware/serial/usb-tty';
import { VirtualLine } from '#hardware/virtual/counter/virtual-line';
import { VirtualSign } from '#hardware/virtual/counter/virtual-sign';
import type { Health } from '#protocol/device-schema';
import { plainDevice } from '#support/plain-device';
import { hasSocat, SerialLine } from '#support/tools/socat';
import { benchUnits, DeskAgent, statesOf } from '../desk-rig.ts';
import { SILENT, temporaryFolder, until } from '../rig.ts';

describe('how a line is named', () => {
	const usual = { baud: 9600, flow: 'none', parity: 'none' };
	test.each([
		['serial:/dev/ttyUSB0', { kind: 'port', path: '/dev/ttyUSB0', settings: usual }],
		[
			'serial:/dev/ttyS1?baud=19200&flow=rtscts&parity=even',
			{ kind: 'port', path: '/dev/ttyS1', settings: { baud: 19_200, flow: 'rtscts', parity: 'even' } },
		],
		['serial:COM7', { kind: 'port', path: 'COM7', settings: usual }],
		[
			'serial:usb:0403:6001:A50285BI',
			{ kind: 'usb', usb: { vendor: '0403', product: '6001', serial: 'A50285BI' }, settings: usual },
		],
		[
			'serial:usb:067B:2303?baud=38400',
			{
				kind: 'usb',
				usb: { vendor: '067b', product: '2303', serial: null },
				settings: { ...usual, baud: 38_400 },
			},
		],
		['tcp://192.168.1.60:4001', { kind: 'tcp', host: '192.168.1.60', port: 4001 }],
		['tcp://[fe80::1]:4001', { kind: 'tcp', host: 'fe80::1', port: 4001 }],
	])('%s', (address, read) => {
		expect(lineAddress(address)).toEqual(read);
	});

	test.each([
		'',
		'queue:tickets',
		'serial:',
		'serial:ttyUSB0',
		'serial:/dev/ttyS0?baud=fast',
		'tcp://gateway',
	])('"%s" is none, and the message shows how it is written', (address) => {
		expect(() => lineAddress(address)).toThrow(/write it as serial:\/dev\/ttyUSB0\?baud=9600/);
	});

	test('Whatever its speed, a place is one place', () => {
		expect(placeOf(lineAddress('serial:/dev/ttyS1?baud=300'))).toBe(
			placeOf(lineAddress('serial:/dev/ttyS1')),
		);
		expect(placeOf(lineAddress('serial:usb:0403:6001:A5'))).toBe('usb:0403:6001:A5');
	});
});

describe('an adapter found by its USB id', () => {
	/** As Linux shows its ports: links into the tree of USB devices. */
	function sys(ports: Readonly<Record<string, readonly [vendor: string, product: string, serial: string]>>) {
		const root = temporaryFolder();
		mkdirSync(join(root, 'class/tty/ttyS0'), { recursive: true });
		for (const [port, [vendor, product, serial]] of Object.entries(ports)) {
			const device = join(root, 'devices/usb1', `1-${port}`);
			const tty = join(device, `1-${port}:1.0`, port);
			mkdirSync(tty, { recursive: true });
			for (const [name, text] of Object.entries({ idVendor: vendor, idProduct: product, serial }))
				writeFileSync(join(device, name), `${text}\n`);
			mkdirSync(join(root, 'class/tty', port));
			symlinkSync(tty, join(root, 'class/tty', port, 'device'));
		}
		return root;
	}
	const ftdi = { vendor: '0403', product: '6001', serial: null };

	test('It is found wherever it is plugged in, and between two of a kind the serial number decides', async () => {
		const one = sys({ ttyUSB3: ['0403', '6001', 'A1'], ttyUSB0: ['067b', '2303', ''] });
		expect(await ttyOf(ftdi, one)).toBe('/dev/ttyUSB3');
		const two = sys({ ttyUSB1: ['0403', '6001', 'A1'], ttyACM0: ['0403', '6001', 'B2'] });
		expect(await ttyOf({ ...ftdi, serial: 'B2' }, two)).toBe('/dev/ttyACM0');
		await expect(ttyOf(ftdi, two)).rejects.toThrow(/Several USB adapters 0403:6001 .* B2, A1/);
	});

	test('One that is not plugged in is said to be so, also on a machine without such a tree', async () => {
		const none = sys({ ttyUSB0: ['067b', '2303', ''] });
		await expect(ttyOf(ftdi, none)).rejects.toThrow('No USB adapter 0403:6001 is plugged in');
		await expect(ttyOf(ftdi, '/nowhere')).rejects.toThrow('No USB adapter 0403:6001 is plugged in');
	});
});

test.each([
	['Error: Permission denied, cannot open /dev/ttyUSB0', 'no-rights', /Add its user to the group/],
	['Error Resource temporarily unavailable Cannot lock port', 'taken', /a line has one owner/],
	['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'taken', /a line has one owner/],
	['Error: No such file or directory, cannot open /dev/ttyUSB0', 'unreachable', /Plug the adapter in/],
	['connect ECONNREFUSED 10.0.0.9:4001', 'unreachable', /raw TCP mode/],
	['something that nobody foresaw', 'unreachable', /something that nobody foresaw/],
])('"%s" is told as %s, with the cure', (said, trouble, cure) => {
	const closed = lineClosed('/dev/ttyUSB0', new Error(said));
	expect(closed.trouble).toBe(trouble);
	expect(closed.message).toMatch(cure);
	expect(closed.message.length).toBeLessThanOrEqual(400);
});

test('A gateway that takes no bytes any more is given up within the time limit, and what was written never comes late', async () => {
	const server = createServer((socket) => socket.pause());
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const link = new TcpLineLink('127.0.0.1', (server.address() as AddressInfo).port);
	onTestFinished(() => link.close());
	await link.open();
	const big = new Uint8Array(8 * 1024 * 1024);
	await expect(Promise.all([1, 2, 3].map(() => link.write(big)))).rejects.toThrow('takes no bytes any more');
	await expect(link.write(big)).rejects.toThrow('is not open');
}, 10_000);

if (hasSocat()) {
	test('A port that another program holds is told as taken, and used as soon as it is free', async () => {
		const { line } = await benchUnits(rotundaFrames);
		const path = join(temporaryFolder(), 'tty');
		const cable = new SerialLine(path, line.port);
		onTestFinished(() => cable.stop());
		const address = `serial:${path}?baud=115200`;
		const owner = new DeskAgent(address, rotundaFrames).sign();
		const owned = statesOf(owner);
		await until('the first has it', () => owned.at(-1)?.state === 'ok');
		const said: DeviceState[] = statesOf(new DeskAgent(address, rotundaFrames).keypad());
		await until('taken', () => said.at(-1)?.troubles[0] === 'taken');
		expect(said.at(-1)?.note).toContain(path);
		await owner.stop();
		await until('free', () => said.at(-1)?.state === 'ok');
	});
} else {
	test.skip('A port that another program holds is told as taken (skipped: no socat here to make one)');
}

describe('what setup says of devices on lines', () => {
	async function fleet(devices: readonly ReturnType<typeof plainDevice>[]): Promise<Map<string, Health>> {
		const health = new Map<string, Health>();
		const nobody = async () => ({ ok: false, code: 'no-answer', facts: {} }) as const;
		const driven = new DeviceFleet({
			keeper: { drive: () => undefined, release: () => undefined },
			publicUrl: '',
			press: nobody,
			scan: nobody,
			onHealth: (one) => health.set(one.device, one),
			onGone: () => undefined,
			log: SILENT,
		});
		onTestFinished(() => driven.stop());
		driven.adopt(devices);
		return health;
	}
	const wrong = (health: ReadonlyMap<string, Health>, device: string) => {
		expect(health.get(device)).toMatchObject({ state: 'trouble', troubles: ['wrong-setting'] });
		return health.get(device)?.note;
	};

	test('An unknown format, a unit twice, two speeds on one line, a scanner on a shared line: each note says which and how', async () => {
		const line = new VirtualLine([new VirtualSign({ unit: 1, format: rotundaFrames })]);
		await line.start();
		onTestFinished(() => line.stop());
		const at = { address: line.address };
		const serial = 'serial:/dev/rotunda-no-such-port';
		const health = await fleet([
			plainDevice('sign-1', 'sign', at),
			plainDevice('sign-2', 'sign', { ...at, frames: { format: 'acme', unit: 2 } }),
			plainDevice('sign-3', 'sign', at),
			plainDevice('sign-4', 'sign', { address: `${serial}?baud=9600`, frames: { format: 'ascii', unit: 1 } }),
			plainDevice('sign-5', 'sign', {
				address: `${serial}?baud=19200`,
				frames: { format: 'ascii', unit: 2 },
			}),
			plainDevice('scanner-1', 'scanner', at),
			plainDevice('keypad-1', 'keypad', { address: 'queue:keys' }),
		]);
		await until('the right one works', () => health.get('sign-1')?.state === 'ok');
		expect(wrong(health, 'sign-2')).toBe(
			'"acme" is not a frame format of this agent: known are rotunda, ascii',
		);
		expect(wrong(health, 'sign-3')).toMatch(/sign-3 and sign-1 are both unit 1/);
		expect(wrong(health, 'sign-5')).toMatch(/already used with other settings/);
		expect(wrong(health, 'scanner-1')).toMatch(/needs a line of its own/);
		expect(wrong(health, 'keypad-1')).toMatch(/"queue:keys" is not a line/);
		await until(
			'the port that is not there',
			() => health.get('sign-4')?.note?.includes('is not there') === true,
		);
	});
});
