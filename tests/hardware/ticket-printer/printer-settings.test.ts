// What a technician may get wrong about a printer, and what she is told: never a crash, nothing lost.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DeviceState } from '#hardware/device';
import { makePrinter } from '#hardware/ticket-printer/make-printer';
import type { NotReached, PrinterLink } from '#hardware/ticket-printer/links/printer-link';
import { SerialLink } from '#hardware/ticket-printer/links/serial-link';
import type { ListPorts } from '#hardware/ticket-printer/links/serial-link';
import { TcpLink } from '#hardware/ticket-printer/links/tcp-link';
import { UsbLink } from '#hardware/ticket-printer/links/usb-link';
import { WrongSetting } from '#hardware/wrong-setting';
import { hasSocat, SerialLine } from '#support/tools/socat';
import { plainDevice } from '#support/plain-device';
import { jobOf, ticketPaper } from '../papers.ts';
import {
	deviceOver,
	healthWhen,
	orderOf,
	SILENT,
	temporaryFolder,
	until,
	USUAL,
	virtualPrinter,
} from '../rig.ts';

const LINE = { baud: 115_200, flow: 'none', parity: 'none' } as const;
const parts = { publicUrl: 'https://lobby.example.org', log: SILENT };

function mistakeIn(address: string, printing: object = {}): string {
	const usual = { make: 'epson', cutter: true, codePage: 'PC858_EURO', ink: 'auto' };
	const row = plainDevice('printer-1', 'printer', { address, printing: { ...usual, ...printing } as never });
	try {
		makePrinter(row, parts);
		return '';
	} catch (error) {
		if (error instanceof WrongSetting) return error.message;
		throw error;
	}
}

async function whyNot(link: PrinterLink): Promise<NotReached> {
	return await link.open().then(
		() => {
			throw new Error('it opened');
		},
		(error: NotReached) => error,
	);
}

test.each([
	'tcp://192.168.1.50',
	'tcp://printer.local:9101',
	'tcp://[fe80::1]:9100',
	'usb:/dev/usb/lp0',
	'usb:04b8:0e15',
	'usb:04B8:0e15:X3A7',
	'serial:/dev/ttyUSB0',
	'serial:/dev/ttyS0?baud=9600&flow=rtscts&parity=even',
	'serial:usb:067b:2303?baud=38400',
	'queue:tickets',
])('%s is an address of a printer', (address) => {
	expect(mistakeIn(address)).toBe('');
});

test.each([
	['', 'begins with none of'],
	['192.168.1.50', 'begins with none of'],
	['http://192.168.1.50', 'begins with none of'],
	['tcp://', 'no host'],
	['tcp://192.168.1.50:0', 'no host, or a port'],
	['tcp://192.168.1.50:99999', 'no host, or a port'],
	['usb:', 'neither a path nor a USB id'],
	['usb:printer', 'neither a path nor a USB id'],
	['serial:COM3', 'names no serial port'],
	['serial:/dev/ttyUSB0?baud=12345', 'baud is none of'],
	['serial:/dev/ttyUSB0?baud=fast', 'baud is none of'],
	['serial:/dev/ttyUSB0?flow=xon', 'flow is none of'],
	['serial:/dev/ttyUSB0?parity=mark', 'parity is none of'],
	['serial:/dev/ttyUSB0?speed=9600', '"speed" is none of'],
	['queue:two words', 'name of a print queue'],
	['queue:-rf', 'name of a print queue'],
])('"%s" is none, and the technician reads why and how to write it', (address, why) => {
	expect(mistakeIn(address)).toContain(why);
	expect(mistakeIn(address)).toMatch(/tcp:\/\/|usb:|serial:|queue:/);
	expect(mistakeIn(address).length).toBeLessThan(400);
});

test('A make, an ink or a code page that the printer cannot have is said, with what can be written instead', () => {
	expect(mistakeIn('tcp://192.168.1.50', { make: 'zebra' })).toContain('epson, star, citizen, generic');
	expect(mistakeIn('tcp://192.168.1.50', { make: 'star', ink: 'typed' })).toContain('drawn or auto');
	expect(mistakeIn('tcp://192.168.1.50', { codePage: 'KLINGON' })).toContain('PC858_EURO');
	expect(mistakeIn('tcp://192.168.1.50', { make: 'star', codePage: null })).toBe('');
});

test('A port on which no printer listens, and one on which something else does, are told apart', async () => {
	expect((await whyNot(new TcpLink('127.0.0.1', 9))).message).toContain('127.0.0.1:9 refuses');
	const web = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
	await new Promise<void>((resolve) => web.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void web.close());
	const device = deviceOver(new TcpLink('127.0.0.1', (web.address() as AddressInfo).port), USUAL);
	device.start();
	const { state } = await healthWhen(device, ({ note }) => note !== null);
	expect(state).toBe('trouble');
	expect(await device.run(orderOf(jobOf('job-1', ticketPaper({}))))).toBe('not-now');
});

test('A printer that takes bytes and answers nothing is no printer of that make: the note says what to look at', async () => {
	const printer = await virtualPrinter({ manner: 'mute' });
	const device = deviceOver(new TcpLink('127.0.0.1', printer.port), USUAL);
	device.start();
	const { troubles, note } = await healthWhen(device, (state) => state.note !== null);
	expect(troubles).toEqual(['no-answer']);
	expect(note).toMatch(/make.*baud.*generic/s);
});

test('A generic printer that answers nothing prints, and says that nobody can know', async () => {
	for (const manner of ['mute', 'half-mute'] as const) {
		const printer = await virtualPrinter({ manner });
		const device = deviceOver(new TcpLink('127.0.0.1', printer.port), { ...USUAL, make: 'generic' });
		const said: DeviceState[] = [];
		device.onHealth((state) => said.push(state));
		device.start();
		await device.ready();
		const steps: string[] = [];
		const order = orderOf(jobOf('job-1', ticketPaper({})), { reached: (step) => steps.push(step) });
		expect(await device.run(order), manner).toBe('done');
		expect(steps).toEqual(['begun', 'whole']);
		await until('out', () => printer.papers.length === 1);
		expect(said.at(-1)).toMatchObject({ state: 'warning', troubles: ['cannot-confirm'] });
		expect(said.at(-1)?.note).toContain('does not say whether it printed');
		await device.stop();
	}
});

test('A generic printer that answers how it is still tells when its paper is out', async () => {
	const printer = await virtualPrinter({ manner: 'half-mute' });
	const device = deviceOver(new TcpLink('127.0.0.1', printer.port), { ...USUAL, make: 'generic' });
	device.start();
	await device.ready();
	await printer.fail('paper-out');
	await healthWhen(device, ({ troubles }) => troubles.includes('paper-out'));
	expect(await device.run(orderOf(jobOf('job-1', ticketPaper({}))))).toBe('not-now');
});

test('Where the device file is missing none is made, and a plain file in its place is not printed into', async () => {
	const path = join(temporaryFolder(), 'lp0');
	expect((await whyNot(new UsbLink(path))).message).toContain('is not there');
	writeFileSync(path, 'left by a program');
	const why = await whyNot(new UsbLink(path));
	expect(why.message).toContain('is a file and no printer');
	expect((await whyNot(new UsbLink(temporaryFolder()))).trouble).toBe('unreachable');
});

test('A port that another program holds is said to be taken', async () => {
	if (!hasSocat()) return;
	const printer = await virtualPrinter();
	const line = new SerialLine(join(temporaryFolder(), 'tty'), printer.port);
	onTestFinished(() => line.stop());
	await until('plugged in', () => line.isThere);
	const [mine, other] = [1, 2].map(() => new SerialLink({ port: line.path, ...LINE }));
	await other?.open();
	const why = mine === undefined ? null : await whyNot(mine);
	expect([why?.trouble, why?.message]).toEqual(['taken', expect.stringContaining(line.path)]);
	other?.close();
	const opens = async (): Promise<boolean> =>
		(await mine?.open().then(
			() => true,
			() => false,
		)) ?? false;
	await until('free', opens);
	mine?.close();
});

test('A device that may not be opened is said so, with the group as the cure', () => {
	if (!hasSocat() || process.getuid?.() !== 0) return;
	const folder = temporaryFolder();
	chmodSync(folder, 0o755);
	const path = join(folder, 'lp0');
	spawnSync('mknod', [path, 'c', '1', '3']);
	chmodSync(path, 0o600);
	const script = `
		const { UsbLink } = await import('#hardware/ticket-printer/links/usb-link');
		await new UsbLink(${JSON.stringify(path)}).open().catch((error) => console.log(error.trouble, error.message));`;
	const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
		cwd: join(import.meta.dirname, '../../..'),
		uid: 65_534,
		gid: 65_534,
		encoding: 'utf8',
	});
	expect(run.stdout).toContain(`no-rights No rights to open ${path}`);
	expect(run.stdout).toContain('group');
});

test('A USB printer is found by its id wherever it was plugged in, and two alike are told apart by their serial number', async () => {
	if (!hasSocat()) return;
	const roots = { sys: join(temporaryFolder(), 'sys'), dev: temporaryFolder() };
	const printer = await virtualPrinter();
	mkdirSync(join(roots.dev, 'usb'));
	const plugIn = (name: string, product: string, serial: string): void => {
		const device = join(roots.sys, 'devices/usb1', name);
		mkdirSync(join(device, `${name}:1.0`), { recursive: true });
		for (const [file, text] of [
			['idVendor', '04b8'],
			['idProduct', product],
			['serial', serial],
		] as const)
			writeFileSync(join(device, file), `${text}\n`);
		const shown = join(roots.sys, 'class/usbmisc', name);
		mkdirSync(shown, { recursive: true });
		symlinkSync(join(device, `${name}:1.0`), join(shown, 'device'));
		writeFileSync(join(shown, 'uevent'), `MAJOR=180\nDEVNAME=usb/${name}\n`);
	};
	const wanted = { vendor: '04b8', product: '0e15', serial: null };
	expect((await whyNot(new UsbLink(wanted, roots))).message).toContain('usblp');
	plugIn('lp0', '0202', 'A1');
	expect((await whyNot(new UsbLink(wanted, roots))).message).toContain('there is 04b8:0202:A1');
	plugIn('lp1', '0e15', 'B1');
	const line = new SerialLine(join(roots.dev, 'usb/lp1'), printer.port);
	onTestFinished(() => line.stop());
	await until('plugged in', () => line.isThere);
	const device = deviceOver(new UsbLink(wanted, roots), USUAL);
	device.start();
	await device.ready();
	expect(await device.run(orderOf(jobOf('job-1', ticketPaper({}))))).toBe('done');
	plugIn('lp2', '0e15', 'B2');
	const why = await whyNot(new UsbLink(wanted, roots));
	expect([why.trouble, why.message]).toEqual(['wrong-setting', expect.stringContaining('usb:04b8:0e15:B1')]);
});

test('A serial adapter is found by its USB id; none, or a machine that cannot list them, is said', async () => {
	if (!hasSocat()) return;
	const printer = await virtualPrinter();
	const line = new SerialLine(join(temporaryFolder(), 'tty'), printer.port);
	onTestFinished(() => line.stop());
	await until('plugged in', () => line.isThere);
	const port = { vendor: '067b', product: '2303', serial: null };
	const listed = (vendorId: string): ListPorts =>
		(async () => [{ path: line.path, vendorId, productId: '2303' }]) as unknown as ListPorts;
	const device = deviceOver(new SerialLink({ port, ...LINE }, listed('067B')), USUAL);
	device.start();
	await device.ready();
	expect(await device.run(orderOf(jobOf('job-1', ticketPaper({}))))).toBe('done');
	expect((await whyNot(new SerialLink({ port, ...LINE }, listed('1a86')))).message).toContain('1a86:2303');
	const broken = (async () => {
		throw new Error('spawn udevadm ENOENT');
	}) as unknown as ListPorts;
	expect((await whyNot(new SerialLink({ port, ...LINE }, broken))).message).toContain('udev');
});

test('Letters that no typeface has are told where the technician looks, and the ticket is printed all the same', async () => {
	const printer = await virtualPrinter();
	const device = deviceOver(new TcpLink('127.0.0.1', printer.port), USUAL);
	device.start();
	await device.ready();
	const paper = ticketPaper({ service: { en: 'Rent \u{13000}\u{13001} help' } });
	expect(await device.run(orderOf(jobOf('job-1', paper)))).toBe('done');
	const { state, troubles, note } = await healthWhen(device, (one) => one.troubles.length > 0);
	expect([state, troubles]).toEqual(['warning', ['letters-missing']]);
	expect(note).toContain('\u{13000}');
});

test('A printer without a cutter is done when the paper is out past its tear-off edge, with a mark to tear along', async () => {
	const printer = await virtualPrinter({ cutter: false });
	const device = deviceOver(new TcpLink('127.0.0.1', printer.port), { ...USUAL, cutter: false });
	device.start();
	await device.ready();
	for (const number of ['A001', 'A002'])
		expect(await device.run(orderOf(jobOf(number, ticketPaper({ number }))))).toBe('done');
	expect(printer.papers).toEqual([]);
	printer.tearOff();
	const said = printer.papers[0]?.lines.map((line) => line.trim()) ?? [];
	expect(said.filter((line) => /^(- ){10,}-$/.test(line))).toHaveLength(2);
	expect(printer.unknownCommands).toBe(0);
});
