// Jobs are owed until their agent says how they ended: told at once to an agent that is there, and all to one that comes.
import type { StoredEvent } from '#domain/events';
import type { DeviceId, Instant, JobId, OfficeId } from '#domain/ids';
import { deviceOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { isDriven } from '#domain/office';
import type { Device } from '#domain/office';
import { jobContent } from '#projections/device-jobs';
import type { AgentWork, DeviceHealth, DeviceJob } from '#protocol/device-schema';
import type { VirtualAddresses } from '../config.ts';
import { room } from '../socket-types.ts';
import type { HubServer } from '../socket-types.ts';
import { sparesOf } from './spare-printer.ts';

export class JobDispatch {
	readonly #io: HubServer;
	readonly #office: OfficeId;
	readonly #virtual: VirtualAddresses;

	/** `virtual`: where a demo office's devices are, whatever its file says. */
	constructor(io: HubServer, office: OfficeId, virtual: VirtualAddresses) {
		this.#io = io;
		this.#office = office;
		this.#virtual = virtual;
	}

	/** What an agent drives, and everything its devices owe, oldest first. `health`: of all devices, as last heard. */
	workOf(lobby: Lobby, agent: DeviceId, at: Instant, health: readonly DeviceHealth[]): AgentWork {
		const { office } = lobby;
		const devices = devicesOf(lobby, agent);
		const own = new Set(devices.map((device) => device.id));
		const jobs: DeviceJob[] = [];
		for (const job of lobby.jobs.values()) {
			if (job.outcome !== null || !own.has(job.device)) continue;
			const content = jobContent(lobby, job);
			if (content !== null) jobs.push(content);
		}
		return {
			office: { name: office.name, timeZone: office.timeZone, languages: office.languages },
			devices: devices.map((device) => this.#reachable(device, office.demo)),
			papers: office.papers,
			spares: sparesOf(lobby, own, health),
			at,
			jobs,
		};
	}

	/** A batch is stored: tells each agent the jobs that its devices owe since, and to ask again when more changed. */
	committed(lobby: Lobby, events: readonly StoredEvent[]): void {
		for (const { event, by } of events) {
			switch (event.type) {
				case 'JobOwed':
					this.#tellJob(lobby, event.job);
					break;
				case 'JobWanted':
				case 'JobMoved':
					this.devicesChanged(lobby);
					break;
				case 'JobEnded':
					// An agent knows its own word; what staff or the day ended it has to be told.
					if (by.kind !== 'device') this.devicesChanged(lobby);
					break;
				default:
			}
		}
	}

	/** The office was set up anew, or a job went another way: agents ask again. */
	devicesChanged(lobby: Lobby): void {
		for (const { kind, id } of lobby.office.devices) {
			if (kind === 'agent') this.#io.to(room.agent(this.#office, id)).emit('workChanged');
		}
	}

	#tellJob(lobby: Lobby, id: JobId): void {
		const job = lobby.jobs.get(id);
		const agent = job === undefined ? null : (deviceOf(lobby, job.device)?.agent ?? null);
		if (agent === null || job === undefined || job.outcome !== null) return;
		const content = jobContent(lobby, job);
		if (content !== null) this.#io.to(room.agent(this.#office, agent)).emit('job', content);
	}

	#reachable(device: Device, demo: boolean): Device {
		const address = demo && isDriven(device.kind) ? this.#virtual[device.kind] : undefined;
		return address === undefined ? device : { ...device, address };
	}
}

/** The devices that name this agent. */
export function devicesOf(lobby: Lobby, agent: DeviceId): readonly Device[] {
	return lobby.office.devices.filter((device) => device.agent === agent);
}
