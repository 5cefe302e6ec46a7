// Every office of this hub, each with a writer of its own; ids of one are unknown in another.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { CommandId, OfficeId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { EventStore } from '#store/event-store';
import type { OfficeFiles } from '#store/office-file';
import { Broadcast } from './broadcast.ts';
import type { Clock } from '../clock.ts';
import type { VirtualAddresses } from '../config.ts';
import { DeviceBoard } from './device-health.ts';
import type { HubTalk } from '../hub-talk.ts';
import { JobDispatch } from './job-dispatch.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import { OfficeWriter } from './writer/office-writer.ts';
import type { Committed } from './writer/lobby-in-memory.ts';
import type { Unless } from './writer/queued-command.ts';
import type { RunningOffice } from './running-office.ts';
import type { HubServer } from '../socket-types.ts';

export interface OfficesParts {
	readonly io: HubServer;
	readonly store: EventStore;
	readonly clock: Clock;
	readonly log: Log;
	readonly run: string;
	readonly virtualDevices: VirtualAddresses;
	readonly talk: HubTalk;
	readonly files: OfficeFiles;
	readonly metrics: Metrics;
}

/** ms for which a store that is unavailable is retried: senders wait ten seconds for an answer. */
const STORE_PATIENCE = 5_000;
/** ms after which a poll of the record that was not answered counts as failed. */
const LONGEST_POLL = 2_000;

export class Offices {
	readonly #parts: OfficesParts;
	readonly #running = new Map<OfficeId, RunningOffice>();
	readonly #whenConfigured: ((running: RunningOffice) => void)[] = [];

	readonly #opening = new Map<OfficeId, Promise<RunningOffice>>();
	#storeUnavailable = false;

	constructor(parts: OfficesParts) {
		this.#parts = parts;
		parts.talk.on('reached', ({ heads }) =>
			this.#announce(new Map(Object.entries(heads) as [OfficeId, number][])),
		);
		parts.talk.on('devices', ({ hub: run, office, devices }) =>
			this.get(office)?.devices.receiveFrom(run, devices),
		);
		parts.talk.on('here', () => this.publishDevices());
	}

	/** The last poll of the record failed. */
	get storeUnavailable(): boolean {
		return this.#storeUnavailable;
	}

	/**
	 * False while other hubs may have appended what this one cannot read. It sends no beats to the office's screens then, and they
	 * say that they are not live.
	 */
	isCurrent({ writer }: RunningOffice): boolean {
		return !this.#parts.talk.shared || !(this.#storeUnavailable || writer.failing);
	}

	get(id: OfficeId): RunningOffice | null {
		return this.#running.get(id) ?? null;
	}

	all(): readonly RunningOffice[] {
		return [...this.#running.values()];
	}

	/** Called after every change of an office's set-up: staff or devices may be gone. */
	whenConfigured(handler: (running: RunningOffice) => void): void {
		this.#whenConfigured.push(handler);
	}

	/** Starts an office from its record, and sets it up by its file where that is to win. @throws when its record cannot be read. */
	open(office: Office): Promise<RunningOffice> {
		const opening = this.#opening.get(office.id) ?? this.#open(office);
		this.#opening.set(office.id, opening);
		return opening.finally(() => this.#opening.delete(office.id));
	}

	/** While others run: the handlers of `whenConfigured` are called. @throws as `open`. */
	async openLate(office: Office): Promise<void> {
		if (this.get(office.id) !== null) return;
		const running = await this.open(office);
		for (const handler of this.#whenConfigured) handler(running);
	}

	/** Asks the record how far every office has come: messages from other hubs may be lost. Never rejects. */
	async poll(): Promise<void> {
		const late = setTimeout(() => this.#unavailable(new Error('the record does not answer')), LONGEST_POLL);
		try {
			this.#announce(await this.#parts.store.heads());
			for (const { writer } of this.all()) if (writer.failing) writer.catchUp().catch(() => undefined);
			this.#storeUnavailable = false;
		} catch (error) {
			this.#unavailable(error);
		} finally {
			clearTimeout(late);
		}
	}

	#unavailable(error: unknown): void {
		if (!this.#storeUnavailable) this.#parts.log.warn({ err: error }, 'the record cannot be polled');
		this.#storeUnavailable = true;
	}

	/** Publishes to the other hubs how the devices are that speak to this one. */
	publishDevices(): void {
		for (const { devices } of this.all()) devices.publishOwn();
	}

	async #open(office: Office): Promise<RunningOffice> {
		const { io, store, clock, log, run, virtualDevices, talk } = this.#parts;
		const writer = await OfficeWriter.open(office.id, {
			store,
			clock,
			log,
			committed: (batch) => this.#committed(running, batch),
			shared: talk.shared,
			patience: STORE_PATIENCE,
		});
		const running: RunningOffice = {
			writer,
			broadcast: new Broadcast(io, office.id, run, writer.position),
			jobs: new JobDispatch(io, office.id, virtualDevices),
			devices: new DeviceBoard({ io, office: office.id, clock, talk, run, lobby: () => writer.lobby }),
		};
		await this.#setUp(writer, office);
		this.#running.set(office.id, running);
		return running;
	}

	async #setUp(writer: OfficeWriter, office: Office): Promise<void> {
		const isFresh = writer.position === 0;
		if (!isFresh && !this.#parts.files.winsOverRecord) return;
		if (isDeepStrictEqual(writer.lobby.office, plain(office))) return;
		// Hubs that start together on a fresh record set an office up once.
		const unless: Unless = ({ position }) =>
			isFresh && position > 0 ? { ok: true, position, made: {} } : null;
		const command = { type: 'ConfigureOffice', office: plain(office) } as const;
		const answer = await writer.execute(
			{ kind: 'system' },
			randomUUID() as string as CommandId,
			command,
			unless,
		);
		if (!answer.ok) throw new Error(`the office ${office.id} could not be set up: ${answer.code}`);
	}

	#announce(heads: ReadonlyMap<OfficeId, number>): void {
		for (const [id, position] of heads) {
			const running = this.get(id);
			if (running !== null) running.writer.announce(position);
			else void this.#discover(id);
		}
	}

	/** Another hub has added an office. */
	async #discover(id: OfficeId): Promise<void> {
		const { files, log } = this.#parts;
		if (this.#opening.has(id)) return;
		try {
			const file = await files.read(id);
			if (file !== null) await this.openLate(file.office);
		} catch (error) {
			log.error({ office: id, err: error }, 'an office that another hub has added could not be opened');
		}
	}

	async stop(): Promise<void> {
		await Promise.all(this.all().map(({ writer }) => writer.stop()));
	}

	#committed(running: RunningOffice, { events, touched, appendMs }: Committed): void {
		const { lobby } = running.writer;
		if (appendMs !== null) {
			this.#parts.talk.reached(running.writer.id, lobby.position);
			this.#parts.metrics.stored(lobby, events, appendMs);
		}
		running.broadcast.committed(lobby, touched);
		running.jobs.committed(lobby, events);
		if (!events.some(({ event }) => event.type === 'OfficeConfigured')) return;
		running.jobs.devicesChanged(lobby);
		running.devices.changed();
		for (const handler of this.#whenConfigured) handler(running);
	}
}

/** As the record gives it back: what JSON does not keep would look like a change at every start. */
function plain(office: Office): Office {
	return JSON.parse(JSON.stringify(office)) as Office;
}
