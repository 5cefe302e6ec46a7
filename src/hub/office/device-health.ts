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

/** What another hub has published of the devices that speak to it. */
interface Board {
	readonly devices: Map<DeviceId, DeviceHealth>;
	/** By the steady clock. */
	receivedAt: number;
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

/** ms that changes are gathered: all printers of an agent often change at once, and go out in one message. */
const GATHERED_FOR = 30;
/** Devices in a message between hubs, which holds 7,000 bytes. */
const MOST_IN_A_MESSAGE = 5;
/** ms without a message after which another hub is forgotten: each publishes what it knows every 15 s. */
const HUB_GONE = 40_000;

export class DeviceBoard {
	readonly #parts: DeviceBoardParts;
	readonly #heard = new Map<DeviceId, Omit<Health, 'device'> & { readonly heard: number }>();
	/** Devices that ever spoke to this hub. */
	readonly #mine = new Set<DeviceId>();
	readonly #elsewhere = new Map<string, Board>();
	#publishing: NodeJS.Timeout | null = null;
	/** Something has changed here that other hubs do not know yet. */
	#unpublished = false;

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

	/** Another hub has published how the devices are that speak to it. */
	receiveFrom(run: string, devices: readonly ToldDevice[]): void {
		const board = this.#elsewhere.get(run) ?? { devices: new Map<DeviceId, DeviceHealth>(), receivedAt: 0 };
		board.receivedAt = performance.now();
		for (const one of devices) board.devices.set(one.device, one);
		this.#elsewhere.set(run, board);
		this.#publishSoon();
	}

	/** A device came or went, was heard, or was set up anew. */
	changed(): void {
		this.#unpublished = true;
		this.#publishSoon();
	}

	sendTo(socket: HubSocket): void {
		socket.emit('deviceHealth', this.all());
	}

	/** Publishes to the other hubs what this one knows, and forgets hubs of which nothing came for long. */
	publishOwn(): void {
		const { talk, run, office } = this.#parts;
		if (!talk.shared) return;
		for (const [name, { receivedAt }] of this.#elsewhere) {
			if (performance.now() - receivedAt > HUB_GONE && this.#elsewhere.delete(name)) this.#publishSoon();
		}
		const own = this.#own();
		for (let from = 0; from < own.length; from += MOST_IN_A_MESSAGE) {
			const devices = own.slice(from, from + MOST_IN_A_MESSAGE);
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

	#publishSoon(): void {
		if (this.#publishing !== null) return;
		this.#publishing = setTimeout(() => {
			this.#publishing = null;
			this.#parts.io.to(room.staff(this.#parts.office)).emit('deviceHealth', this.all());
			if (this.#unpublished) this.publishOwn();
			this.#unpublished = false;
		}, GATHERED_FOR).unref();
	}

	/** A driven device is there when its agent is. */
	#isConnected({ id, kind, agent }: Device): boolean {
		const speaker = isDriven(kind) ? agent : id;
		if (speaker === null) return false;
		const { io, office } = this.#parts;
		return (io.sockets.adapter.rooms.get(room.device(office, speaker))?.size ?? 0) > 0;
	}
}
