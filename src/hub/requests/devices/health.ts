// The request `health`: how a device is, said by itself or by its agent.
import { healthSchema } from '#protocol/device-schema';
import type { Offices } from '../../office/offices.ts';
import { refused } from '../../refused.ts';
import { officeOf } from '../office-of.ts';
import { fromDevices } from '../request.ts';

export const health = fromDevices('health', ['kiosk', 'display', 'agent'], {
	schema: healthSchema,
	handler:
		({ offices }: { readonly offices: Offices }) =>
		(ask, caller) => {
			const isKnown = officeOf(offices, caller).devices.receive(caller, ask);
			return isKnown ? { ok: true } : refused('unknown-device', { device: ask.device });
		},
});
