// The demo office with more hardware: a spare printer for its kiosk, and a scanner in the kiosk and at the first counter.
import type { CounterId, DeviceId } from '#domain/ids';
import type { Device, Office } from '#domain/office';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { plainDevice } from '../plain-device.ts';

const agent = 'agent-1' as DeviceId;
const scanner = (name: string, more: Partial<Device>) =>
	plainDevice(name, 'scanner', { agent, address: `serial:/dev/${name}?baud=9600`, ...more });

export const SPARE_NAME = 'Printer at the front desk';

export function furnishedOffice(): Office {
	const demo = demoOffice(DEMO_PRINTER);
	const spare = plainDevice('printer-s', 'printer', {
		name: SPARE_NAME,
		agent,
		address: 'tcp://127.0.0.1:9101',
	});
	const devices = demo.devices.map((one) =>
		one.kind === 'kiosk' ? { ...one, sparePrinter: spare.id } : one,
	);
	return {
		...demo,
		devices: [
			...devices,
			spare,
			scanner('scanner-k', { kiosk: 'kiosk-1' as DeviceId }),
			scanner('scanner-c', { counter: 'counter-1' as CounterId }),
		],
	};
}
