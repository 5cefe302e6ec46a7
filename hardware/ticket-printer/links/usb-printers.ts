// Which USB printers are plugged in, as the kernel's printer driver shows them below /sys/class/usbmisc.
import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { NotReached } from './printer-link.ts';
import { nameOf } from './usb-id.ts';
import type { UsbId } from './usb-id.ts';

/** Where the kernel's files are: tests have a tree of their own. */
export interface SystemRoots {
	readonly sys: string;
	readonly dev: string;
}
export const SYSTEM: SystemRoots = { sys: '/sys', dev: '/dev' };

interface UsbPrinter {
	readonly id: UsbId;
	readonly path: string;
}

/** The device file of that printer now; it changes from plug to plug. @throws NotReached when there is none, or more than one. */
export async function findUsbPrinter(wanted: UsbId, roots: SystemRoots): Promise<string> {
	const there = await usbPrinters(roots);
	const found = there.filter(
		({ id }) =>
			id.vendor === wanted.vendor &&
			id.product === wanted.product &&
			(wanted.serial === null || id.serial === wanted.serial),
	);
	const [one, ...more] = found;
	if (one !== undefined && more.length === 0) return one.path;
	if (one !== undefined)
		throw new NotReached(
			'wrong-setting',
			`${String(found.length)} printers ${nameOf(wanted)} are plugged in: write which, as usb:${nameOf(one.id)}`,
		);
	const others = there.map(({ id }) => nameOf(id)).join(', ');
	throw new NotReached(
		'unreachable',
		`No USB printer ${nameOf(wanted)} is plugged in and on; ${others === '' ? 'there is none at all (is the kernel module usblp loaded?)' : `there is ${others}`}`.slice(
			0,
			390,
		),
	);
}

async function usbPrinters({ sys, dev }: SystemRoots): Promise<UsbPrinter[]> {
	const folder = join(sys, 'class', 'usbmisc');
	const names = await readdir(folder).catch(() => []);
	const printers: UsbPrinter[] = [];
	for (const name of names.sort()) {
		if (!/^lp\d+$/.test(name)) continue;
		const id = await idOf(join(folder, name, 'device'));
		if (id === null) continue;
		const uevent = await readFile(join(folder, name, 'uevent'), 'utf8').catch(() => '');
		const node = /^DEVNAME=(.+)$/m.exec(uevent)?.[1] ?? `usb/${name}`;
		printers.push({ id, path: join(dev, node) });
	}
	return printers;
}

/** The link leads to one interface of the device; the ids stand at the device above it. */
async function idOf(link: string): Promise<UsbId | null> {
	let folder = await realpath(link).catch(() => null);
	for (let up = 0; folder !== null && up < 3; up += 1) {
		const read = (file: string) =>
			readFile(join(folder ?? '', file), 'utf8').then(
				(text) => text.trim(),
				() => null,
			);
		const [vendor, product, serial] = [await read('idVendor'), await read('idProduct'), await read('serial')];
		if (vendor !== null && product !== null) return { vendor, product, serial };
		folder = dirname(folder);
	}
	return null;
}
