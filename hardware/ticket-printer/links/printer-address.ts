// From a printer's address in setup to the link that reaches it, or what is wrong with it and how to write it.
import { WrongSetting } from '../../wrong-setting.ts';
import type { PrinterLink } from './printer-link.ts';
import { QueueLink } from './queue-link.ts';
import { SerialLink, USUAL_BAUD } from './serial-link.ts';
import type { SerialSettings } from './serial-link.ts';
import { TcpLink } from './tcp-link.ts';
import { usbIdIn } from './usb-id.ts';
import { UsbLink } from './usb-link.ts';

const BAUDS = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 921_600];
const FLOWS = ['none', 'rtscts', 'xonxoff'] as const;
const PARITIES = ['none', 'even', 'odd'] as const;

/** @throws WrongSetting */
export function linkTo(address: string): PrinterLink {
	const [, scheme, rest = ''] = /^([a-z]+):(.*)$/i.exec(address.trim()) ?? [];
	switch (scheme?.toLowerCase()) {
		case 'tcp':
			return tcpTo(address, rest);
		case 'serial':
			return new SerialLink(serialIn(address, rest));
		case 'usb':
			return usbTo(address, rest);
		case 'queue':
			if (/^[A-Za-z0-9_][\w.-]{0,126}$/.test(rest)) return new QueueLink(rest);
			throw wrong(
				address,
				'the name of a print queue has letters, digits, "-", "_" and "."',
				'queue:tickets',
			);
		default:
			throw wrong(
				address,
				'it begins with none of tcp:, usb:, serial: or queue:',
				'tcp://192.168.1.50:9100, usb:/dev/usb/lp0, serial:/dev/ttyUSB0?baud=115200 or queue:tickets',
			);
	}
}

/** Bits a second of a serial line, or null for any other. @throws WrongSetting */
export function baudOf(address: string): number | null {
	const rest = /^serial:(.*)$/i.exec(address.trim())?.[1];
	return rest === undefined ? null : serialIn(address, rest).baud;
}

function tcpTo(address: string, rest: string): PrinterLink {
	const [, name = '', digits = '9100'] =
		/^\/\/(\[[0-9a-f:.]+\]|[^:/?#\s[\]]+)(?::(\d{1,5}))?\/?$/i.exec(rest) ?? [];
	const port = Number(digits);
	if (name === '' || port < 1 || port > 65_535)
		throw wrong(address, 'it has no host, or a port that is none', 'tcp://192.168.1.50:9100');
	return new TcpLink(name.replace(/^\[|\]$/g, ''), port);
}

function usbTo(address: string, rest: string): PrinterLink {
	const id = usbIdIn(rest);
	if (id !== null) return new UsbLink(id);
	if (/^\/[^?#\s]+$/.test(rest)) return new UsbLink(rest);
	throw wrong(
		address,
		'it is neither a path nor a USB id',
		'usb:/dev/usb/lp0 or usb:04b8:0e15 (lsusb lists the ids)',
	);
}

function serialIn(address: string, rest: string): SerialSettings {
	const cure = 'serial:/dev/ttyUSB0?baud=19200&flow=none&parity=none or serial:usb:067b:2303?baud=19200';
	const [place = '', query = ''] = rest.split('?', 2);
	const id = place.startsWith('usb:') ? usbIdIn(place.slice(4)) : null;
	if (id === null && !/^\/[^#\s]+$/.test(place)) throw wrong(address, 'it names no serial port', cure);
	const asked = new URLSearchParams(query);
	const known = ['baud', 'flow', 'parity'];
	const strange = [...asked.keys()].find((key) => !known.includes(key));
	if (strange !== undefined) throw wrong(address, `"${strange}" is none of ${known.join(', ')}`, cure);
	const baud = Number(asked.get('baud') ?? USUAL_BAUD);
	if (!BAUDS.includes(baud)) throw wrong(address, `baud is none of ${BAUDS.join(', ')}`, cure);
	const flow = FLOWS.find((one) => one === (asked.get('flow') ?? 'none'));
	if (flow === undefined) throw wrong(address, `flow is none of ${FLOWS.join(', ')}`, cure);
	const parity = PARITIES.find((one) => one === (asked.get('parity') ?? 'none'));
	if (parity === undefined) throw wrong(address, `parity is none of ${PARITIES.join(', ')}`, cure);
	return { port: id ?? place, baud, flow, parity };
}

function wrong(address: string, why: string, cure: string): WrongSetting {
	return new WrongSetting(
		`"${address.slice(0, 80)}" is not an address of a printer: ${why}; write it as ${cure}`,
	);
}
