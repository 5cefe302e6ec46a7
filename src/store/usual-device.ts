// What a device is when an office file or an older record does not say: filled in by its kind.
import type { Device, Printing } from '#domain/office';

/** An 80 mm Epson with a cutter. */
export const USUAL_PRINTING: Printing = { make: 'epson', cutter: true, codePage: 'PC858_EURO', ink: 'auto' };

/** A printer that says nothing of its make is the usual one; a sign or keypad speaks our own format as unit 1. */
export function withUsual(device: Device): Device {
	switch (device.kind) {
		case 'printer':
			return device.printing === null ? { ...device, printing: USUAL_PRINTING } : device;
		case 'sign':
		case 'keypad':
			return device.frames === null ? { ...device, frames: { format: 'rotunda', unit: 1 } } : device;
		default:
			return device;
	}
}
