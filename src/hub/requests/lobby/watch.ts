// The request `watch`: a screen joins an audience, and is given its view whole or what it has missed.
import { watchSchema } from '#protocol/view-schema';
import { EVERYBODY, isAmong, MAY_WATCH } from '../../access/permissions.ts';
import type { Clock } from '../../clock.ts';
import type { Offices } from '../../office/offices.ts';
import { refused } from '../../refused.ts';
import { officeOf } from '../office-of.ts';
import { fromInsiders } from '../request.ts';

interface Needs {
	readonly offices: Offices;
	readonly clock: Clock;
}

export const watch = fromInsiders(
	'watch',
	{ roles: EVERYBODY, devices: ['kiosk', 'display', 'agent'] },
	{
		schema: watchSchema,
		handler:
			({ offices, clock }: Needs) =>
			async (ask, caller, socket) => {
				const { writer, broadcast, devices } = officeOf(offices, caller);
				const { audience, after } = ask;
				if (!isAmong(MAY_WATCH[audience], caller, writer.lobby)) return refused('not-allowed', { audience });
				if (caller.kind === 'staff') devices.sendTo(socket);
				// A screen that comes from another hub may have seen more than this one has read: it must never see less.
				if (after !== null && after > writer.position) await writer.catchUp();
				return writer.whenSettled((lobby) => ({
					ok: true,
					...broadcast.start(socket, lobby, ask, clock.now()),
				}));
			},
	},
);
