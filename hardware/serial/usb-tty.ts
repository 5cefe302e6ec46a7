// Finds the serial port of a USB adapter by its id, as Linux tells it in /sys: the path may change with every plugging in.
import { readdir, readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { usbName } from './line-address.ts';
import type { UsbId } from './line-address.ts';
import { LineClosed } from './line-link.ts';

/** How far above a port its USB device is looked for: port, interface, device. */
const LEVELS = 4;

/** @throws LineClosed when no such adapter is plugged in, or when two are and the address does not tell which. */
export async function ttyOf(wanted: UsbId, sys = '/sys'): Promise<string> {
	const name = usbName(wanted);
	const ports = await readdir(join(sys, 'class/tty')).catch((): string[] => []);
	const found: { readonly path: string; readonly serial: string | null }[] = [];
	for (const port of ports.sort()) {
		if (!/^tty(USB|ACM)/.test(port)) continue;
		const usb = await usbOf(join(sys, 'class/tty', port, 'device'));
		if (usb?.vendor !== wanted.vendor || usb.product !== wanted.product) continue;
		if (wanted.serial === null || usb.serial === wanted.serial)
			found.push({ path: `/dev/${port}`, serial: usb.serial });
	}
	const [only, ...others] = found;
	if (only === undefined)
		throw new LineClosed('unreachable', `No USB adapter ${name} is plugged in. lsusb shows which are.`);
	if (others.length > 0)
		throw new LineClosed(
			'unreachable',
			`Several USB adapters ${name} are plugged in. Add the serial number of the right one: ${found.map(({ serial }) => serial ?? 'none').join(', ')}.`,
		);
	return only.path;
}

/** The USB device above a port, or null for a port that is none of USB. */
async function usbOf(device: string): Promise<UsbId | null> {
	let folder = await realpath(device).catch(() => null);
	for (let level = 0; folder !== null && level < LEVELS; level += 1) {
		const [vendor, product, serial] = await Promise.all(
			['idVendor', 'idProduct', 'serial'].map((name) => textIn(join(folder ?? '', name))),
		);
		if (vendor != null && product != null) return { vendor, product, serial: serial ?? null };
		folder = dirname(folder);
	}
	return null;
}

async function textIn(path: string): Promise<string | null> {
	return readFile(path, 'utf8').then(
		(text) => text.trim(),
		() => null,
	);
}
