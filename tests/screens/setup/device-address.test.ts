// A device's address, asked step by step in setup and written as one line in the office file.
import { describe, expect, test } from 'vitest';
import { addressOf, partsOfAddress, USUAL_PARTS } from '#screens/setup/editor/device-address.ts';
import { mistakesIn, set } from '#support/offices/office-draft';

describe('an address', () => {
	test.each([
		'tcp://192.168.1.50:9100',
		'tcp://[fe80::1]:9100',
		'serial:/dev/ttyUSB0?baud=19200&flow=rtscts&parity=even',
		'serial:/dev/serial/by-id/usb-Prolific_2303-if00-port0',
		'serial:usb:067b:2303:A7?baud=9600',
		'usb:/dev/usb/lp0',
		'usb:04b8:0e15',
		'queue:Front_Desk-2',
	])('%s is the same after it was taken apart and put together', (address) => {
		const parts = partsOfAddress(address);
		expect(parts === null ? null : addressOf(parts)).toBe(address);
	});

	test.each(['tcp://:9100', 'tcp://192.168:', 'queue:', 'serial:?baud=9600', 'usb:'])(
		'Half-written as %s it stays as it is, so that typing goes on',
		(address) => {
			const parts = partsOfAddress(address);
			expect(parts === null ? null : addressOf(parts)).toBe(address);
		},
	);

	test.each([null, '', '192.168.1.50', 'http://printer'])(
		'%j is written in none of the four ways',
		(address) => {
			expect(partsOfAddress(address)).toBeNull();
		},
	);

	test.each(Object.values(USUAL_PARTS))(
		'What setup offers first for $way is taken by the hub once it is filled in',
		(parts) => {
			const filled =
				parts.way === 'tcp'
					? { ...parts, host: '10.0.0.7' }
					: parts.way === 'queue'
						? { ...parts, name: 'tickets' }
						: parts;
			expect(mistakesIn(set('devices.3.address', addressOf(filled)))).toEqual([]);
		},
	);
});
