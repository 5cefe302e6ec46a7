// Every office of this hub, each with a writer of its own; ids of one are unknown in another.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CommandId, OfficeId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { CommandAnswer } from '#protocol/answers';
import type { EventStore } from '#store/event-store';
import { Broadcast } from './broadcast.ts';
import type { Clock } from './clock.ts';
import { DeviceBoard } from './device-health.ts';
import { JobLedger } from './job-ledger.ts';
import type { Log } from './log.ts';
import { OfficeHub } from './office-hub.ts';
import type { Committed } from './office-hub.ts';
import type { RunningOffice } from './running-office.ts';
import type { HubServer } from './socket-types.ts';

export interface OfficesParts {
	readonly io: HubServer;
	readonly store: EventStore;
	readonly clock: Clock;
	readonly log: Log;
	readonly run: string;
	readonly virtualPrinter: string | null;
}

export class Offices {
	readonly #parts: OfficesParts;
	readonly #running = new Map<OfficeId, RunningOffice>();
	readonly #whenConfigured: ((running: RunningOffice) => void)[] = [];

	constructor(parts: OfficesParts) {
		this.#parts = parts;
	}

	get(id: OfficeId): RunningOffice | null {
		return this.#running.get(id) ?? null;
	}

	all(): readonly RunningOffice[] {
		return [...this.#running.values()];
	}

	/** Called after every change of an office's set-up: staff or devices may be gone. */
	whenConfigured(tell: (running: RunningOffice) => void): void {
		this.#whenConfigured.push(tell);
	}

	/** Starts an office from its record, and brings it up to its office file. @throws when its record cannot be read. */
	async open(office: Office): Promise<RunningOffice> {
		const { io, store, clock, log, run, virtualPrinter } = this.#parts;
		const hub = await OfficeHub.open(office.id, {
			store,
			clock,
			log,
			committed: (_hub, batch) => this.#committed(running, batch),
		});
		const running: RunningOffice = {
			hub,
			broadcast: new Broadcast(io, office.id, run, hub.position),
			jobs: new JobLedger(io, office.id, virtualPrinter),
			devices: new DeviceBoard(io, office.id, clock, () => hub.lobby),
		};
		if (!isDeepStrictEqual(hub.lobby.office, plain(office))) {
			const answer = await configureOffice(hub, office);
			if (!answer.ok) throw new Error(`the office ${office.id} could not be set up: ${answer.code}`);
		}
		this.#running.set(office.id, running);
		return running;
	}

	async stop(): Promise<void> {
		await Promise.all(this.all().map(({ hub }) => hub.stop()));
	}

	#committed(running: RunningOffice, { events, touched }: Committed): void {
		const { lobby } = running.hub;
		running.broadcast.committed(lobby, touched);
		running.jobs.committed(lobby, events);
		if (!events.some(({ event }) => event.type === 'OfficeConfigured')) return;
		running.jobs.devicesChanged(lobby);
		running.devices.changed();
		for (const tell of this.#whenConfigured) tell(running);
	}
}

function configureOffice(hub: OfficeHub, office: Office): Promise<CommandAnswer> {
	const id = randomUUID() as string as CommandId;
	return hub.do({ kind: 'system' }, id, { type: 'ConfigureOffice', office: plain(office) });
}

/** As the record gives it back: what JSON does not keep would look like a change at every start. */
function plain(office: Office): Office {
	return JSON.parse(JSON.stringify(office)) as Office;
}
