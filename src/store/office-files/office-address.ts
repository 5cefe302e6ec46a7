// How an office file says where a device is: on the network, on a serial line, on USB, or behind the system's print queue.
import { z } from 'zod';
import { wrong } from './office-mistakes.ts';

const FLOWS = ['none', 'rtscts', 'xonxoff'];
const PARITIES = ['none', 'even', 'odd'];
/** Vendor and product as `lsusb` shows them, and the serial number where two of the same are plugged in. */
const USB_ID = /^[0-9a-f]{4}:[0-9a-f]{4}(:[\w.-]{1,60})?$/i;
const QUEUE = /^[\w.-]{1,120}$/;

const CURE =
	'Write it as "tcp://192.168.1.50:9100", "serial:/dev/ttyUSB0?baud=19200", "usb:/dev/usb/lp0", "usb:04b8:0e15" or "queue:tickets"';

/** One address of at most 200 characters. */
export const address = z
	.string()
	.max(200)
	.check(({ value, issues }) => {
		const [problem, cure] = wrongWith(value) ?? [];
		if (problem !== undefined) issues.push(wrong(value, problem, cure ?? CURE));
	});

type Wrong = readonly [problem: string, cure: string];
const UNKNOWN: Wrong = ['is not an address', CURE];

function wrongWith(value: string): Wrong | null {
	if (/[\p{Cc}\s]/u.test(value)) return ['holds a space or a control character', 'Write it without'];
	const [, way = '', rest = ''] = /^([a-z]+):(.+)$/.exec(value) ?? [];
	switch (way) {
		case 'tcp':
			return isTcp(value) ? null : UNKNOWN;
		case 'serial':
			return wrongLine(rest);
		case 'usb':
			return isPath(rest) || USB_ID.test(rest) ? null : UNKNOWN;
		case 'queue':
			return QUEUE.test(rest) ? null : UNKNOWN;
		default:
			return UNKNOWN;
	}
}

function isTcp(value: string): boolean {
	if (!URL.canParse(value)) return false;
	const { hostname, port } = new URL(value);
	return hostname !== '' && port !== '' && port !== '0';
}

/** A device file: `/dev/ttyUSB0`, or `COM3` on Windows. */
function isPath(path: string): boolean {
	return /^(\/[^?#]+|COM\d{1,3})$/.test(path);
}

function wrongLine(rest: string): Wrong | null {
	const [place = '', query = ''] = rest.split('?', 2);
	if (!isPath(place) && !(place.startsWith('usb:') && USB_ID.test(place.slice(4)))) return UNKNOWN;
	for (const [key, said] of new URLSearchParams(query)) {
		switch (key) {
			case 'baud':
				if (!/^[1-9]\d{2,6}$/.test(said)) return ['has no speed in baud', 'Write it such as "?baud=19200"'];
				break;
			case 'flow':
				if (!FLOWS.includes(said)) return ['has an unknown flow control', `Write ${oneOf(FLOWS)}`];
				break;
			case 'parity':
				if (!PARITIES.includes(said)) return ['has an unknown parity', `Write ${oneOf(PARITIES)}`];
				break;
			default:
				return [`has a setting "${key}" that no serial line has`, 'Known are baud, flow and parity'];
		}
	}
	return null;
}

function oneOf(words: readonly string[]): string {
	return `${words.slice(0, -1).join(', ')} or ${words.at(-1) ?? ''}`;
}
