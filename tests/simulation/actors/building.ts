// Everything that stands in one run, put together: hubs on one record, network, screens, agent and printer.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '#domain/commands';
import type { StoredEvent } from '#domain/events';
import type { DeviceId, StaffId } from '#domain/ids';
import { newToken, tokenHash } from '#hub/access/tokens';
import type { Audience } from '#protocol/view-schema';
import { MemoryAccess } from '#store/memory/memory-access';
import { MemoryEventStore } from '#store/memory/memory-store';
import { NO_NEWS } from '#store/news';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { AgentProcess } from './agent-process.ts';
import type { Deeds } from '../laws/deeds.ts';
import { SimulatedDisk } from './disk.ts';
import { HubProcess } from './hub-process.ts';
import type { Chance } from '../machine/chance.ts';
import { Network } from '../machine/network.ts';
import type { Tap } from '../machine/network.ts';
import type { VirtualTime } from '../machine/virtual-time.ts';
import { NewsBoard } from './news.ts';
import { OneOfficeFile } from './one-office-file.ts';
import type { Plant } from '../plants.ts';
import { PrinterMachine } from './printer.ts';
import { ADMINISTRATOR, AGENT, DESK, DISPLAY, KIOSKS, STAFF } from '../scenario.ts';
import type { Scenario } from '../scenario.ts';
import { Screen } from './screen.ts';

export interface BuildingParts {
	readonly scenario: Scenario;
	readonly plant: Plant | null;
	readonly time: VirtualTime;
	readonly chance: Chance;
	readonly folder: string;
	readonly deeds: Deeds;
	readonly tap: Tap;
	readonly onKept: (events: readonly StoredEvent[]) => void;
	readonly onFault: (facts: unknown, doing: string) => void;
	readonly trace: (text: string) => void;
}

export class Building {
	readonly network: Network;
	readonly disk: SimulatedDisk;
	readonly hubs: readonly HubProcess[];
	readonly news: NewsBoard;
	readonly screens = new Map<string, Screen>();
	readonly agent: AgentProcess;
	readonly machine = new PrinterMachine();
	readonly #parts: BuildingParts;
	readonly #memory = new MemoryEventStore();

	constructor(parts: BuildingParts) {
		this.#parts = parts;
		const { scenario, time, chance, folder, tap } = parts;
		const isSqlite = scenario.store === 'sqlite';
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		this.network = new Network({ time, chance: chance.fork('network'), tap });
		this.news = new NewsBoard(time, chance.fork('news'));
		this.disk = new SimulatedDisk({
			time,
			chance: chance.fork('disk'),
			store: () => (isSqlite ? this.openFile() : keptOpen(this.#memory)),
			isShared: scenario.hubs.length > 1,
			onKept: parts.onKept,
		});
		const access = new MemoryAccess();
		this.hubs = this.#hubs(access);
		const agentToken = this.#cast(access);
		this.agent = new AgentProcess({
			time,
			folder: join(folder, 'agent'),
			token: agentToken,
			machine: this.machine,
			trace: parts.trace,
			beforeStart: parts.plant?.beforeAgentStarts ?? (() => undefined),
		});
	}

	/** Call it as nobody: each of them is a program of its own. */
	open(): void {
		for (const hub of this.hubs) hub.start();
		this.agent.start();
		for (const screen of this.screens.values()) screen.open();
	}

	/** Everybody goes, wherever they stand, and lets go of files. */
	close(): void {
		this.agent.program.die();
		for (const hub of this.hubs) hub.kill(null, 1e9);
		for (const screen of this.screens.values()) screen.program.die();
	}

	hubAt(which: number): HubProcess | undefined {
		return this.hubs[which % this.hubs.length];
	}

	/** What the record holds, opened by nobody that runs. */
	recordStore(): MemoryEventStore | SqliteEventStore {
		return this.#parts.scenario.store === 'sqlite' ? this.openFile() : this.#memory;
	}

	openFile(): SqliteEventStore {
		return new SqliteEventStore(join(this.#parts.folder, 'rotunda.db'));
	}

	#hubs(access: MemoryAccess): HubProcess[] {
		const { scenario, plant, time, trace, onFault } = this.#parts;
		const isAlone = scenario.hubs.length === 1;
		const office = plant?.office?.(scenario.office) ?? scenario.office;
		const files = new OneOfficeFile(office, isAlone);
		return scenario.hubs.map((skew, index) => {
			const hub: HubProcess = new HubProcess({
				name: `hub ${String.fromCharCode(97 + index)}`,
				skew,
				time,
				files,
				access,
				store: (program) => {
					const store = this.disk.open(program);
					return plant?.store?.(store, { hub: program, time, life: hub.starts }) ?? store;
				},
				news: (program) => (isAlone ? NO_NEWS : this.news.open(program)),
				onFault,
				trace,
			});
			return hub;
		});
	}

	/** Screens and people as if they had paired and signed in long ago; answers the agent's token. */
	#cast(access: MemoryAccess): string {
		const { scenario, time, deeds } = this.#parts;
		const office = scenario.office.id;
		const pairedAt = scenario.start;
		const device = (name: string) => {
			const token = newToken('d');
			void access.addDevice(tokenHash(token), { office, device: name as DeviceId, pairedAt });
			return token;
		};
		const screen = (name: string, audience: Audience, kind: 'staff' | 'device', token: string) => {
			const actor = { kind, id: name } as Actor;
			this.screens.set(name, new Screen({ name, audience, actor, token, time, deeds }));
		};
		for (const name of KIOSKS) screen(name, 'kiosk', 'device', device(name));
		screen(DISPLAY, 'display', 'device', device(DISPLAY));
		// What an agent's signs and keypads live on.
		screen(DESK, 'desk', 'device', device(AGENT));
		for (const name of [...STAFF, ADMINISTRATOR]) {
			const token = newToken('s');
			const staff = name as StaffId;
			void access.addSession(tokenHash(token), { office, staff, startedAt: pairedAt, seenAt: pairedAt });
			screen(name, name === 'flo' || name === ADMINISTRATOR ? 'floor' : 'station', 'staff', token);
		}
		return device(AGENT);
	}
}

/** A memory store that outlives the hubs that close it. */
function keptOpen(store: MemoryEventStore): MemoryEventStore {
	return new Proxy(store, {
		get: (target, name) => {
			if (name === 'close') return async () => undefined;
			const value = Reflect.get(target, name, target) as unknown;
			return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
		},
	});
}
