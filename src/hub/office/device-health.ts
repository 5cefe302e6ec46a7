// How the devices of an office are, as last heard here or at another hub: shown to those who can mend them. Neither an event nor a refusal.
import type { DeviceId, OfficeId } from '#domain/ids';
import { deviceOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { isDriven } from '#domain/office';
import type { Device } from '#domain/office';
import type { DeviceHealth, Health } from '#protocol/device-schema';
import type { Clock } from '../clock.ts';
import type { HubTalk, ToldDevice } from '../hub-talk.ts';
import { room } from '../socket-types.ts';
import type { DeviceCaller, HubServer, HubSocket } from '../socket-types.ts';

/** What one hub says of the devices that speak to it. */
interface Board {
	readonly devices: Map<DeviceId, DeviceHealth>;
	/** By the steady clock. */
	heardAt: number;
}

export interface DeviceBoardParts {
	readonly io: HubServer;
	readonly office: OfficeId;
	readonly clock: Clock;
	readonly talk: HubTalk;
	/** The run of this hub, its name among the hubs. */
	readonly run: string;
	readonly lobby: () => Lobby;
}

/** Many devices often change at once, such as all of an agent's printers: they are told in one message. */
const TOLD_AFTER = 30;
/** Between hubs: a word holds 7,000 bytes. */
const TOLD_TOGETHER = 5;
/** A hub says again what it knows every 15 s; one that was not heard for so long, ms, is gone. */
const HUB_GONE = 40_000;

export class DeviceBoard {
	readonly #parts: DeviceBoardParts;
	readonly #heard = new Map<DeviceId, Omit<Health, 'device'> & { readonly heard: number }>();
	/** Devices that ever spoke to this hub. */
	readonly #mine = new Set<DeviceId>();
	readonly #elsewhere = new Map<string, Board>();
	#telling: NodeJS.Timeout | null = null;
	#untold = false;

	constructor(parts: DeviceBoardParts) {
		this.#parts = parts;
	}

	/** False for a device that is neither the caller itself nor driven by it. */
	receive(caller: DeviceCaller, { device, ...health }: Health): boolean {
		const known = deviceOf(this.#parts.lobby(), device);
		if (known === null || (known.id !== caller.id && known.agent !== caller.id)) return false;
		this.#heard.set(device, { ...health, heard: this.#parts.clock.now() });
		this.changed();
		return true;
	}

	/** Another hub has told of devices that speak to it. */
	receiveFrom(run: string, devices: readonly ToldDevice[]): void {
		const board = this.#elsewhere.get(run) ?? { devices: new Map<DeviceId, DeviceHealth>(), heardAt: 0 };
		board.heardAt = performance.now();
		for (const one of devices) board.devices.set(one.device, one);
		this.#elsewhere.set(run, board);
		this.#tellSoon();
	}

	/** A device came or went, was heard, or was set up anew. */
	changed(): void {
		this.#untold = true;
		this.#tellSoon();
	}

	sendTo(socket: HubSocket): void {
		socket.emit('deviceHealth', this.all());
	}

	/** Tells the other hubs what this one knows, and forgets hubs that were not heard for long. */
	publishOwn(): void {
		const { talk, run, office } = this.#parts;
		if (!talk.shared) return;
		for (const [name, { heardAt }] of this.#elsewhere) {
			if (performance.now() - heardAt > HUB_GONE && this.#elsewhere.delete(name)) this.#tellSoon();
		}
		const own = this.#own();
		for (let from = 0; from < own.length; from += TOLD_TOGETHER) {
			const devices = own.slice(from, from + TOLD_TOGETHER);
			talk.publish({ say: 'devices', hub: run, office, devices });
		}
	}

	all(): readonly DeviceHealth[] {
		return this.#parts.lobby().office.devices.map((device) => {
			const here = this.#here(device);
			const there = [...this.#elsewhere.values()].flatMap(({ devices }) => devices.get(device.id) ?? []);
			const newest = there.reduce((last, one) => (one.heard > last.heard ? one : last), here);
			return { ...newest, connected: here.connected || there.some((one) => one.connected) };
		});
	}

	#own(): ToldDevice[] {
		const { devices } = this.#parts.lobby().office;
		const here = devices.map((device) => this.#here(device));
		for (const { device, connected, heard } of here) if (connected || heard > 0) this.#mine.add(device);
		return here
			.filter(({ device }) => this.#mine.has(device))
			.map((one) => ({ ...one, troubles: [...one.troubles] }));
	}

	#here(device: Device): DeviceHealth {
		const never = { state: 'ok', troubles: [], note: null, heard: 0 } as const;
		const heard = this.#heard.get(device.id) ?? never;
		return { device: device.id, connected: this.#isConnected(device), ...heard };
	}

	#tellSoon(): void {
		if (this.#telling !== null) return;
		this.#telling = setTimeout(() => {
			this.#telling = null;
			this.#parts.io.to(room.staff(this.#parts.office)).emit('deviceHealth', this.all());
			if (this.#untold) this.publishOwn();
			this.#untold = false;
		}, TOLD_AFTER).unref();
	}

	/** A driven device is there when its agent is. */
	#isConnected({ id, kind, agent }: Device): boolean {
		const speaker = isDriven(kind) ? agent : id;
		if (speaker === null) return false;
		const { io, office } = this.#parts;
		return (io.sockets.adapter.rooms.get(room.device(office, speaker))?.size ?? 0) > 0;
	}
}
