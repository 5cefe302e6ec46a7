// A real hub on a free port with real clients: in this process, on a memory or an SQLite store that may outlive it.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { onTestFinished } from 'vitest';
import type { CommandId, DeviceId, OfficeId, StaffId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { Clock } from '#hub/clock';
import type { VirtualAddresses } from '#hub/config';
import { httpServer } from '#hub/monitoring/http-server';
import { startHub } from '#hub/hub';
import type { Hub } from '#hub/hub';
import { listen } from '#start/listening';
import { hubLog } from '#hub/log';
import { hashPassword } from '#hub/access/password-hash';
import { newToken, tokenHash } from '#hub/access/tokens';
import type { CommandAnswer, Refused } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import type { AccessStore } from '#store/access-store';
import type { EventStore } from '#store/event-store';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { MemoryAccess } from '#store/memory/memory-access';
import { MemoryContacts } from '#store/memory/memory-contacts';
import { NO_NEWS } from '#store/news';
import type { News } from '#store/news';
import { MemoryEventStore } from '#store/memory/memory-store';
import { SqliteAccess } from '#store/sqlite/sqlite-access';
import { SqliteContacts } from '#store/sqlite/sqlite-contacts';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { contactsFile, openStores, recordFile } from '#store/stores';
import type { Stores } from '#store/stores';
import { HubClient } from '#support/hubs/hub-client';
import { hubOffice } from '#support/offices/hub-office';

/** Hub time that only moves when the test says so. */
export class HandClock implements Clock {
	#now: number;

	constructor(now: number) {
		this.#now = now;
	}

	now(): number {
		return this.#now;
	}

	later(ms: number): void {
		this.#now += ms;
	}
}

export interface TestHubOptions {
	readonly offices: readonly Office[];
	/** `memory` is gone with the hub; `sqlite` is there again after `restart`; anything else is a PostgreSQL's address. */
	readonly store: 'memory' | 'sqlite' | (string & {});
	/** Stands between the hub and the other hubs, such as a line on which words are lost. */
	readonly between: (news: News) => News;
	/** Stands between the hub and its store, such as a disk that is full. */
	readonly around: (store: EventStore) => EventStore;
	readonly clock: Clock;
	readonly origins: readonly string[];
	readonly sessionIdle: number;
	readonly sessionLife: number;
	readonly virtualDevices: VirtualAddresses;
	/** Null: this machine reads the hub's figures without one. */
	readonly metricsToken: string | null;
}

const HOUR = 3_600_000;
/** A Monday at nine in Los Angeles. */
export const MONDAY = Date.parse('2026-03-02T17:00:00Z');

/** Starts a hub that ends with the test. */
export async function testHub(options: Partial<TestHubOptions> = {}): Promise<TestHub> {
	const hub = new TestHub({
		offices: [hubOffice('hall')],
		store: 'memory',
		around: (store) => store,
		between: (news) => news,
		clock: { now: () => Date.now() },
		origins: [],
		sessionIdle: 12 * HOUR,
		sessionLife: 14 * HOUR,
		virtualDevices: {},
		metricsToken: null,
		...options,
	});
	onTestFinished(() => hub.end());
	await hub.start();
	return hub;
}

export class TestHub {
	readonly folder = mkdtempSync(join(tmpdir(), 'rotunda-hub-'));
	readonly files: LowdbOfficeFiles;
	readonly #options: TestHubOptions;
	#hub: Hub | null = null;
	#access: AccessStore = new MemoryAccess();
	#url = '';
	#clients: HubClient[] = [];
	#close = async () => {};

	constructor(options: TestHubOptions) {
		this.#options = options;
		this.files = new LowdbOfficeFiles(join(this.folder, 'offices'));
	}

	get url(): string {
		return this.#url;
	}

	get hub(): Hub {
		if (this.#hub === null) throw new Error('this hub is not running');
		return this.#hub;
	}

	get access(): AccessStore {
		return this.#access;
	}

	async start(): Promise<void> {
		const { offices, clock, virtualDevices, metricsToken, origins, sessionIdle, sessionLife } = this.#options;
		const kept = await this.files.names();
		for (const office of offices) if (!kept.includes(office.id)) await this.files.save(office);
		const { store, access, contacts, files, news, close } = await this.#stores();
		this.#access = access;
		this.#close = close;
		const http = httpServer({ screens: null, watched: () => this.#hub, metricsToken });
		this.#hub = await startHub({
			http,
			config: { origins, sessionIdle, sessionLife, notesKept: 30 * 24 * HOUR, virtualDevices },
			version: '0.0.0-test',
			store: this.#options.around(store),
			access,
			contacts,
			files,
			news: this.#options.between(news),
			clock,
			log: hubLog('silent'),
		});
		this.#url = await listen(http, { port: 0, host: '127.0.0.1' });
	}

	/** Ends like SIGTERM does. */
	async stop(): Promise<void> {
		const hub = this.#hub;
		this.#hub = null;
		await hub?.stop();
		await this.#close();
	}

	async restart(): Promise<void> {
		await this.stop();
		await this.start();
	}

	async end(): Promise<void> {
		for (const client of this.#clients) client.close();
		await this.stop();
		rmSync(this.folder, { recursive: true, force: true });
	}

	async connect(token: string | null): Promise<HubClient> {
		const client = await HubClient.connect(this.#url, token);
		this.#clients.push(client);
		return client;
	}

	/** A token as if the device had been paired long ago. */
	async deviceToken(device: string, office = 'hall'): Promise<string> {
		const token = newToken('d');
		const paired = { office: office as OfficeId, device: device as DeviceId, pairedAt: MONDAY };
		await this.#access.addDevice(tokenHash(token), paired);
		return token;
	}

	/** A token as if the person had just signed in. */
	async staffToken(staff: string, office = 'hall'): Promise<string> {
		const token = newToken('s');
		const now = this.#options.clock.now();
		const session = { office: office as OfficeId, staff: staff as StaffId, startedAt: now, seenAt: now };
		await this.#access.addSession(tokenHash(token), session);
		return token;
	}

	async device(device: string, office = 'hall'): Promise<HubClient> {
		return this.connect(await this.deviceToken(device, office));
	}

	async staff(staff: string, office = 'hall'): Promise<HubClient> {
		return this.connect(await this.staffToken(staff, office));
	}

	#stores(): Stores | Promise<Stores> {
		const alone = { files: this.files, news: NO_NEWS, close: async () => undefined };
		switch (this.#options.store) {
			case 'memory':
				return {
					store: new MemoryEventStore(),
					access: new MemoryAccess(),
					contacts: new MemoryContacts(),
					...alone,
				};
			case 'sqlite':
				return {
					store: new SqliteEventStore(recordFile(this.folder)),
					access: new SqliteAccess(recordFile(this.folder)),
					contacts: new SqliteContacts(contactsFile(this.folder)),
					...alone,
				};
			default:
				return openStores({ databaseUrl: this.#options.store, data: this.folder });
		}
	}
}

export function commandId(): CommandId {
	return randomUUID() as string as CommandId;
}

/** Sends one command under an id of the test's choice. */
export function send(client: HubClient, command: WireCommand, id = commandId()): Promise<CommandAnswer> {
	return client.ask('command', { id, command });
}

/** The answer of a command that must be done. */
export async function done(
	client: HubClient,
	command: WireCommand,
): Promise<Extract<CommandAnswer, { ok: true }>> {
	const answer = await send(client, command);
	if (!answer.ok) throw new Error(`${command.type}: ${answer.code} ${JSON.stringify(answer.facts)}`);
	return answer;
}

/** Why the hub turns a handshake away. @throws when it lets it in. */
export async function turnedAway(
	url: string,
	auth: object,
	headers: Record<string, string> = {},
): Promise<Refused> {
	const socket = io(url, {
		transports: ['websocket'],
		forceNew: true,
		auth,
		extraHeaders: headers,
		reconnection: false,
	});
	try {
		return await new Promise<Refused>((resolve, reject) => {
			socket.once('connect', () => reject(new Error('the hub let it in')));
			socket.once('connect_error', (error: Error & { data?: Refused }) =>
				error.data === undefined ? reject(error) : resolve(error.data),
			);
		});
	} finally {
		socket.disconnect();
	}
}

/** Strong enough for anybody of the test offices. */
export const PASSWORD = 'four quiet herons wade';

/** Gives a person of the office `hall` that password. */
export async function withPassword(hub: TestHub, staff: string): Promise<void> {
	await hub.access.setPassword('hall' as OfficeId, staff as StaffId, await hashPassword(PASSWORD));
}

/** Waits for the hub to end the connection: the code it told, and how the line was closed. */
export function ended(client: HubClient): Promise<readonly [code: string, reason: string]> {
	client.socket.io.reconnection(false);
	return new Promise((resolve) => {
		let code = 'untold';
		client.socket.once('ended', (why) => (code = why.code));
		client.socket.once('disconnect', (reason) => resolve([code, reason]));
	});
}

/** A ticket as a kiosk without paper takes it. */
export function ticketAt(service: string): WireCommand {
	return {
		type: 'IssueTicket',
		services: [service as never],
		language: 'en',
		needs: [],
		priority: 'normal',
		channel: 'kiosk',
		printer: null,
	};
}
