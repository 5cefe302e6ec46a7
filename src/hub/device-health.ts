// How the devices of an office are, as last heard: shown to those who can mend them. Neither an event nor a refusal.
import type { DeviceId, Instant, OfficeId } from '#domain/ids';
import { deviceOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { isDriven } from '#domain/office';
import type { Device } from '#domain/office';
import type { DeviceHealth, Health } from '#protocol/device-schema';
import type { Clock } from './clock.ts';
import { room } from './socket-types.ts';
import type { DeviceCaller, HubServer, HubSocket } from './socket-types.ts';

interface Heard {
	readonly state: Health['state'];
	readonly troubles: Health['troubles'];
	readonly note: string | null;
	readonly at: Instant;
}

/** Many devices often change at once, such as all of an agent's printers: they are told in one message. */
const TOLD_AFTER = 30;

export class DeviceBoard {
	readonly #io: HubServer;
	readonly #office: OfficeId;
	readonly #clock: Clock;
	readonly #lobby: () => Lobby;
	readonly #heard = new Map<DeviceId, Heard>();
	#telling: NodeJS.Timeout | null = null;

	constructor(io: HubServer, office: OfficeId, clock: Clock, lobby: () => Lobby) {
		this.#io = io;
		this.#office = office;
		this.#clock = clock;
		this.#lobby = lobby;
	}

	/** False for a device that is neither the caller itself nor driven by it. */
	hear(caller: DeviceCaller, { device, state, troubles, note }: Health): boolean {
		const known = deviceOf(this.#lobby(), device);
		if (known === null || (known.id !== caller.id && known.agent !== caller.id)) return false;
		this.#heard.set(device, { state, troubles, note, at: this.#clock.now() });
		this.changed();
		return true;
	}

	/** A device came or went, was heard, or was set up anew. */
	changed(): void {
		if (this.#telling !== null) return;
		this.#telling = setTimeout(() => {
			this.#telling = null;
			this.#io.to(room.staff(this.#office)).emit('deviceHealth', this.all());
		}, TOLD_AFTER).unref();
	}

	tell(socket: HubSocket): void {
		socket.emit('deviceHealth', this.all());
	}

	all(): readonly DeviceHealth[] {
		return this.#lobby().office.devices.map((device) => {
			const heard = this.#heard.get(device.id);
			return {
				device: device.id,
				connected: this.#isConnected(device),
				state: heard?.state ?? 'ok',
				troubles: heard?.troubles ?? [],
				note: heard?.note ?? null,
				heard: heard?.at ?? 0,
			};
		});
	}

	/** A driven device is there when its agent is. */
	#isConnected({ id, kind, agent }: Device): boolean {
		const speaker = isDriven(kind) ? agent : id;
		if (speaker === null) return false;
		return (this.#io.sockets.adapter.rooms.get(room.device(this.#office, speaker))?.size ?? 0) > 0;
	}
}
