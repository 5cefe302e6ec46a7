// How an office file names a line: a serial port by its path or its adapter's USB id, or a gateway that carries it over TCP.
import { WrongSetting } from '../wrong-setting.ts';

export interface PortSettings {
	/** Bits a second, as set at the devices. */
	readonly baud: number;
	readonly flow: 'none' | 'rtscts' | 'xonxoff';
	readonly parity: 'none' | 'even' | 'odd';
}

export type LineAddress =
	| { readonly kind: 'tcp'; readonly host: string; readonly port: number }
	| { readonly kind: 'port'; readonly path: string; readonly settings: PortSettings }
	| { readonly kind: 'usb'; readonly usb: UsbId; readonly settings: PortSettings };

export interface UsbId {
	/** Four hexadecimal digits each, lower case, as `lsusb` shows them. */
	readonly vendor: string;
	readonly product: string;
	/** Where two of the same are plugged in; null takes the only one. */
	readonly serial: string | null;
}

/** What sign and keypad makers mostly leave their devices with. */
export const USUAL_BAUD = 9600;

/** @throws WrongSetting that shows how it is written */
export function lineAddress(address: string): LineAddress {
	const [, way, rest = ''] = /^(tcp|serial):(.+)$/.exec(address) ?? [];
	const found = way === 'tcp' ? tcpAddress(address) : way === 'serial' ? portAddress(rest) : null;
	if (found !== null) return found;
	throw new WrongSetting(
		`"${address}" is not a line that this agent can reach: write it as serial:/dev/ttyUSB0?baud=9600, as ` +
			'serial:usb:0403:6001?baud=9600 by the USB id of its adapter, or as tcp://192.168.1.60:4001 for a gateway',
	);
}

/** The same for every address of one place: what stands there has one owner. */
export function placeOf(address: LineAddress): string {
	switch (address.kind) {
		case 'tcp':
			return `tcp://${address.host}:${address.port}`;
		case 'port':
			return address.path;
		case 'usb':
			return `usb:${usbName(address.usb)}`;
		default:
			return address satisfies never;
	}
}

/** As `lsusb` shows it, with the serial number where one is asked for. */
export function usbName({ vendor, product, serial }: UsbId): string {
	return [vendor, product, ...(serial === null ? [] : [serial])].join(':');
}

function tcpAddress(address: string): LineAddress | null {
	if (!URL.canParse(address)) return null;
	const { hostname, port } = new URL(address);
	if (hostname === '' || port === '') return null;
	return { kind: 'tcp', host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) };
}

function portAddress(rest: string): LineAddress | null {
	const [place = '', query = ''] = rest.split('?', 2);
	const settings = settingsOf(new URLSearchParams(query));
	if (settings === null) return null;
	const usb = /^usb:([0-9a-f]{4}):([0-9a-f]{4})(?::([\w.-]{1,60}))?$/i.exec(place);
	if (usb !== null) {
		const [, vendor = '', product = '', serial] = usb;
		const id = { vendor: vendor.toLowerCase(), product: product.toLowerCase(), serial: serial ?? null };
		return { kind: 'usb', usb: id, settings };
	}
	return /^(\/.+|COM\d{1,3})$/.test(place) ? { kind: 'port', path: place, settings } : null;
}

function settingsOf(said: URLSearchParams): PortSettings | null {
	const baud = Number(said.get('baud') ?? USUAL_BAUD);
	const flow = said.get('flow') ?? 'none';
	const parity = said.get('parity') ?? 'none';
	if (!Number.isInteger(baud) || baud < 300 || baud > 4_000_000) return null;
	if (flow !== 'none' && flow !== 'rtscts' && flow !== 'xonxoff') return null;
	if (parity !== 'none' && parity !== 'even' && parity !== 'odd') return null;
	return { baud, flow, parity };
}
