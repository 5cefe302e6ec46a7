// How a device is, for people: one word, whether it needs somebody, and first aid.
import type { DeviceId } from '#domain/ids';
import type { DeviceHealth, Trouble } from '#protocol/device-schema';
import type { DeviceRow } from '#projections/rows/office-rows';
import { devices } from '#words/staff/devices';
import { floor } from '#words/staff/floor';
import { names } from '#words/staff/names';

export interface DeviceState {
	/** `warning`: it works, and soon will not. */
	readonly look: 'never' | 'gone' | 'ok' | 'warning' | 'trouble';
	readonly word: string;
	/** What to do at the device, a sentence each. */
	readonly aid: readonly string[];
	/** For the technician: what exactly was seen. */
	readonly note: string | null;
	/** Hub time of its last word, or null when there was none. */
	readonly heard: number | null;
}

/** `agentName`: of the agent that drives it, while that one is gone; else null. */
export function deviceState(health: DeviceHealth | undefined, agentName: string | null): DeviceState {
	const heard = health === undefined || health.heard === 0 ? null : health.heard;
	const note = health?.note ?? null;
	if (health === undefined || (heard === null && !health.connected))
		return { look: 'never', word: devices.never, aid: [devices.neverWhat], note, heard };
	if (!health.connected) {
		const aid = [agentName === null ? floor.deviceGoneWhat : devices.agentGone(agentName)];
		return { look: 'gone', word: devices.gone, aid, note, heard };
	}
	const aid = health.troubles.map((trouble) => names.firstAid[trouble]);
	if (health.state === 'ok') return { look: 'ok', word: devices.works, aid, note, heard };
	return { look: health.state, word: wordsOf(health.troubles), aid, note, heard };
}

function wordsOf(troubles: readonly Trouble[]): string {
	return troubles.length === 0
		? devices.troubleCount(1)
		: troubles.map((trouble) => names.trouble[trouble]).join(', ');
}

/** The agent that drives the device, while it is not connected. */
export function goneAgent(
	devicesById: Readonly<Record<string, DeviceRow>>,
	health: readonly DeviceHealth[],
	id: DeviceId,
): DeviceRow | null {
	const agent = devicesById[id]?.agent ?? null;
	if (agent === null) return null;
	const there = health.find(({ device }) => device === agent)?.connected === true;
	return there ? null : (devicesById[agent] ?? null);
}
