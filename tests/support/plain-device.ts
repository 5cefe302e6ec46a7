// A device of an office with nothing said of it but what the test needs.
import type { DeviceId } from '#domain/ids';
import type { Device, DeviceKind } from '#domain/office';

export function plainDevice(name: string, kind: DeviceKind, more: Partial<Device> = {}): Device {
	const isPrinter = kind === 'printer';
	return {
		id: name as DeviceId,
		kind,
		name,
		agent: null,
		address: null,
		printer: null,
		sparePrinter: null,
		paperWidth: isPrinter ? 80 : null,
		printing: isPrinter ? { make: 'epson', cutter: true, codePage: 'PC858_EURO', ink: 'auto' } : null,
		counter: null,
		kiosk: null,
		frames: kind === 'sign' || kind === 'keypad' ? { format: 'rotunda', unit: 1 } : null,
		...more,
	};
}
