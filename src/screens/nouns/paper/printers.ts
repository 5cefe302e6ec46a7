// The printers of the office as somebody chooses one: those that print first, the others with what is wrong.
import type { DeviceId } from '#domain/ids';
import type { DeviceHealth } from '#protocol/device-schema';
import type { StationView } from '#projections/station';
import { deviceState } from '#screens/nouns/device/device-state.ts';

export interface PrinterChoice {
	readonly id: DeviceId;
	readonly name: string;
	/** Why nothing would come out now, or null. */
	readonly trouble: string | null;
}

export function printersOf(
	view: Pick<StationView, 'devices'> | null,
	health: readonly DeviceHealth[],
): readonly PrinterChoice[] {
	return Object.values(view?.devices ?? {})
		.filter(({ kind }) => kind === 'printer')
		.map(({ id, name }) => {
			const { look, word } = deviceState(
				health.find(({ device }) => device === id),
				null,
			);
			return { id, name, trouble: look === 'gone' || look === 'trouble' ? word.toLowerCase() : null };
		})
		.sort((a, b) => Number(a.trouble !== null) - Number(b.trouble !== null));
}
