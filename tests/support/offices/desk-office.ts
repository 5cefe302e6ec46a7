// The hub's test office with signs, keypads and scanners: a pair at each of two counters on one line, a scanner in the kiosk.
import type { CounterId, DeviceId } from '#domain/ids';
import type { Device, DeviceKind, Office } from '#domain/office';
import { hubOffice } from '#support/offices/hub-office';
import { plainDevice } from '#support/plain-device';

/** `address` of the line of signs and keypads, and of the scanners. */
export function deskOffice(address = 'tcp://127.0.0.1:9101', scanner = 'tcp://127.0.0.1:9102'): Office {
	const office = hubOffice('hall');
	return { ...office, devices: [...office.devices, ...deskDevices(address, scanner)] };
}

export function deskDevices(address: string, scanner: string): Device[] {
	const driven = (name: string, kind: DeviceKind, more: Partial<Device>) =>
		plainDevice(name, kind, { agent: 'agent' as DeviceId, address, ...more });
	const at = (counter: string, unit: number): Partial<Device> => ({
		counter: counter as CounterId,
		frames: { format: 'rotunda', unit },
	});
	return [
		driven('sign-1', 'sign', at('c1', 1)),
		driven('keypad-1', 'keypad', at('c1', 2)),
		driven('sign-2', 'sign', at('c2', 3)),
		driven('keypad-2', 'keypad', at('c2', 4)),
		driven('scanner-kiosk', 'scanner', { address: scanner, kiosk: 'kiosk' as DeviceId }),
		driven('scanner-desk', 'scanner', { address: scanner, counter: 'c1' as CounterId }),
	];
}
