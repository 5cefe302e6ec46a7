// The request `scan`: what a scanner has read, shown at once to the kiosk or to the station at its counter.
import type { DeviceId } from '#domain/ids';
import type { Refused } from '#protocol/answers';
import { scanSchema } from '#protocol/desk-schema';
import type { Clock } from '../../clock.ts';
import type { HubTalk } from '../../hub-talk.ts';
import type { Offices } from '../../office/offices.ts';
import type { RunningOffice } from '../../office/running-office.ts';
import type { DeviceCaller, HubServer } from '../../socket-types.ts';
import { officeOf } from '../office-of.ts';
import { fromDevices } from '../request.ts';
import { shownScan } from './scanned-code.ts';

interface Needs {
	readonly io: HubServer;
	readonly clock: Clock;
	readonly talk: HubTalk;
	readonly offices: Offices;
}

export const scan = fromDevices('scan', ['agent'], {
	schema: scanSchema,
	handler({ io, clock, talk, offices }: Needs) {
		/** To the screens that are here; each hub does this for its own. */
		async function show(
			{ writer }: RunningOffice,
			agent: Pick<DeviceCaller, 'office' | 'id'>,
			scanner: DeviceId,
			text: string,
		): Promise<Refused | null> {
			const shown = await writer.whenSettled((lobby) => shownScan(lobby, agent, scanner, text, clock.now()));
			if ('code' in shown) return shown;
			io.to(shown.room).emit('scanned', shown.scanned);
			return null;
		}
		talk.on('scanned', ({ office, agent, scanner, text }) => {
			const running = offices.get(office);
			// A hub that cannot read its office shows nothing; whoever holds the paper holds it there once more.
			if (running !== null) show(running, { office, id: agent }, scanner, text).catch(() => undefined);
		});
		return async ({ device, text }, caller) => {
			const { office, id: agent } = caller;
			const refusal = await show(officeOf(offices, caller), caller, device, text);
			if (refusal === null) talk.publish({ say: 'scanned', office, agent, scanner: device, text });
			return refusal ?? { ok: true };
		};
	},
});
