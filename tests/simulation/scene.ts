// One run put together: hub, disk, network, screens, people, agent and printer on one simulated machine.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Actor } from '#domain/commands';
import type { StoredEvent } from '#domain/events';
import { evolve } from '#domain/evolve';
import type { CommandId, DeviceId, OfficeId, StaffId } from '#domain/ids';
import { emptyLobby } from '#domain/lobby';
import { newToken, tokenHash } from '#hub/tokens';
import type { StationView } from '#projections/station';
import type { CommandAnswer } from '#protocol/answers';
import type { CommandEnvelope } from '#protocol/command-schema';
import { MemoryAccess } from '#store/memory-access';
import { MemoryEventStore } from '#store/memory-store';
import { NO_NEWS } from '#store/news';
import { SqliteEventStore } from '#store/sqlite-store';
import { AgentProcess } from './agent-process.ts';
import type { Coverage } from './coverage.ts';
import { Deeds } from './deeds.ts';
import { SimulatedDisk } from './disk.ts';
import { HubProcess } from './hub-process.ts';
import { LawBroken } from './law.ts';
import { differenceOf, judge } from './laws.ts';
import { Chance, hash } from './machine/chance.ts';
import { setNetwork } from './machine/here.ts';
import { CALM, Network } from './machine/network.ts';
import type { Line, Packet, Side } from './machine/network.ts';
import { Program } from './machine/program.ts';
import { takeOver } from './machine/take-over.ts';
import { VirtualTime } from './machine/virtual-time.ts';
import type { Plant } from './plants.ts';
import { atKiosk, atStation } from './presses.ts';
import { NewsBoard } from './news.ts';
import { PrinterMachine } from './printer.ts';
import { AGENT, DISPLAY, KIOSKS, STAFF } from './scenario.ts';
import type { Scenario, Step } from './scenario.ts';
import { Screen } from './screen.ts';
import type { Shown } from './screen.ts';
import { Witness } from './witness.ts';

/** Longest that everything may take to come right once nothing is wrong any more, ms. */
const PATIENCE = 240_000;
const LOOK_EVERY = 400;

export interface SceneParts {
	readonly scenario: Scenario;
	readonly plant: Plant | null;
	readonly coverage: Coverage;
	/** A folder of its own, in memory where the machine has such a place. */
	readonly folder: string;
	readonly onTrace: ((text: string) => void) | null;
}

export interface Ending {
	/** Null: every law held. */
	readonly broken: LawBroken | null;
	/** The same run always has the same. */
	readonly digest: string;
	readonly events: number;
}

export class Scene {
	readonly #parts: SceneParts;
	readonly #world = new Program('world');
	readonly #time: VirtualTime;
	readonly #network: Network;
	readonly #disk: SimulatedDisk;
	readonly #hubs: readonly HubProcess[];
	readonly #news: NewsBoard;
	readonly #screens = new Map<string, Screen>();
	readonly #agent: AgentProcess;
	readonly #machine = new PrinterMachine();
	readonly #deeds = new Deeds();
	readonly #witness = new Witness();
	readonly #faults: string[] = [];
	readonly #asked = new Map<Line, Map<number, CommandId>>();
	readonly #store: SqliteEventStore | MemoryEventStore;
	readonly #giveBack: () => void;
	#shown: readonly Shown[] = [];
	#broken: LawBroken | null = null;
	#digest = 0;

	constructor(parts: SceneParts) {
		this.#parts = parts;
		const { scenario, plant, folder } = parts;
		const { seed } = scenario;
		const chance = new Chance(`run ${seed}`);
		const time = new VirtualTime(scenario.start, this.#world);
		this.#time = time;
		this.#giveBack = takeOver(time, chance.fork('program'));
		const trace = (text: string) => this.#trace(text);
		const tap = {
			hearing: (line: Line, to: Side, packet: Packet) => this.#hearing(line, to, packet),
			lost: (line: Line, to: Side, packet: Packet) => this.#missed('lost', line, to, packet),
			doubled: (line: Line, to: Side, packet: Packet) => this.#missed('doubled', line, to, packet),
		};
		this.#network = new Network({ time, chance: chance.fork('network'), tap });
		setNetwork(this.#network);
		rmSync(folder, { recursive: true, force: true });
		mkdirSync(folder, { recursive: true });
		const file = join(folder, 'rotunda.db');
		const isSqlite = scenario.store === 'sqlite';
		const memory = new MemoryEventStore();
		this.#store = memory;
		this.#disk = new SimulatedDisk({
			time,
			chance: chance.fork('disk'),
			store: () => (isSqlite ? new SqliteEventStore(file) : keptOpen(memory)),
			outlivesItsWriter: !isSqlite,
			isShared: scenario.hubs.length > 1,
			onKept: (events) => this.#kept(events),
		});
		const access = new MemoryAccess();
		this.#news = new NewsBoard(time, chance.fork('news'));
		this.#hubs = scenario.hubs.map((skew, index) => {
			const hub: HubProcess = new HubProcess({
				name: `hub ${String.fromCharCode(97 + index)}`,
				skew,
				time,
				office: plant?.office?.(scenario.office) ?? scenario.office,
				access,
				store: (program) => {
					const store = this.#disk.open(program);
					return plant?.store?.(store, { hub: program, time, life: hub.starts }) ?? store;
				},
				news: (program) => (scenario.hubs.length === 1 ? NO_NEWS : this.#news.open(program)),
				onFault: (facts, doing) => this.#fault(facts, doing),
				trace,
			});
			return hub;
		});
		const pairedAt = scenario.start;
		const tokens = new Map<string, string>();
		const device = (name: string) => {
			const token = newToken('d');
			tokens.set(name, token);
			void access.addDevice(tokenHash(token), { office: this.#office, device: name as DeviceId, pairedAt });
		};
		for (const name of [...KIOSKS, DISPLAY, AGENT]) device(name);
		for (const name of STAFF) {
			const token = newToken('s');
			tokens.set(name, token);
			const times = { startedAt: pairedAt, seenAt: pairedAt };
			void access.addSession(tokenHash(token), { office: this.#office, staff: name as StaffId, ...times });
		}
		const screen = (name: string, audience: Screen['audience'], kind: 'staff' | 'device') => {
			const actor = { kind, id: name } as Actor;
			const token = tokens.get(name) ?? '';
			this.#screens.set(name, new Screen({ name, audience, actor, token, time, deeds: this.#deeds }));
		};
		for (const name of KIOSKS) screen(name, 'kiosk', 'device');
		screen(DISPLAY, 'display', 'device');
		for (const name of STAFF) screen(name, name === 'flo' ? 'floor' : 'station', 'staff');
		this.#agent = new AgentProcess({
			time,
			folder: join(folder, 'agent'),
			token: tokens.get(AGENT) ?? '',
			machine: this.#machine,
			trace,
			beforeStart: plant?.beforeAgentStarts ?? (() => undefined),
		});
		time.onThrown = (program, error) => {
			this.#faults.push(`nobody caught: ${String((error as Error).stack)}`);
			program.die();
		};
		time.afterEach = (program) => this.#look(program);
	}

	async run(): Promise<Ending> {
		const { scenario, coverage } = this.#parts;
		const { steps } = scenario;
		const onRejection = (error: unknown) => this.#faults.push(`a promise that nobody waits for: ${String(error)}`);
		process.on('unhandledRejection', onRejection);
		try {
			await this.#play(steps);
			await this.#settle();
			const record = await this.#readRecord();
			this.#giveBack();
			if (this.#broken === null) this.#judge(record);
			coverage.runs += 1;
			coverage.add('events', record.length);
			coverage.countEvents(record);
			this.#cover(coverage);
			return {
				broken: this.#broken,
				digest: this.#digest.toString(16).padStart(8, '0'),
				events: record.length,
			};
		} finally {
			this.#giveBack();
			setNetwork(null);
			process.off('unhandledRejection', onRejection);
			rmSync(this.#parts.folder, { recursive: true, force: true });
		}
	}

	get #office(): OfficeId {
		return this.#parts.scenario.office.id;
	}

	async #play(steps: readonly Step[]): Promise<void> {
		const time = this.#time;
		await time.as(this.#world, () => {
			for (const hub of this.#hubs) hub.start();
			this.#agent.start();
			for (const screen of this.#screens.values()) screen.open();
		});
		for (const step of steps) time.plan(this.#world, step.at, () => this.#take(step));
		const last = steps.at(-1)?.at ?? 0;
		await time.until(last + 1, () => this.#broken !== null);
	}

	/** Nothing is wrong any more: everything has so long to come right. */
	async #settle(): Promise<void> {
		const time = this.#time;
		await time.as(this.#world, () => {
			this.#disk.state = 'well';
			this.#network.weather = CALM;
			this.#news.loss = 0;
			this.#machine.fault = 'none';
			for (const name of [...this.#screens.keys(), AGENT]) this.#network.silence(name, false);
		});
		this.#trace('-- nothing is wrong any more');
		const end = time.now + PATIENCE;
		while (time.now < end && this.#broken === null) {
			await time.until(time.now + LOOK_EVERY, () => this.#broken !== null);
			if (this.#isRight()) break;
		}
		this.#shown = [...this.#screens.values()].map(({ name, audience, status, shown }) => {
			return { name, audience, status, shown };
		});
		// A last clean stop leaves a snapshot behind where there is much to keep.
		await time.as(this.#world, () => {
			for (const hub of this.#hubs) hub.stop(1e9);
		});
	}

	#isRight(): boolean {
		if (!this.#hubs.every((hub) => hub.isUp)) return false;
		for (const screen of this.#screens.values()) if (!screen.isLive || screen.waiting > 0) return false;
		const owed = new Set<string>();
		for (const { event } of this.#disk.kept) {
			if (event.type === 'JobOwed') owed.add(event.job);
			if (event.type === 'JobEnded') owed.delete(event.job);
		}
		if (owed.size > 0) return false;
		const lobby = emptyLobby(this.#office);
		try {
			for (const stored of this.#disk.kept) evolve(lobby, JSON.parse(JSON.stringify(stored)) as StoredEvent);
		} catch {
			return false;
		}
		return [...this.#screens.values()].every((screen) => differenceOf(screen, lobby) === null);
	}

	#take(step: Step): void {
		const network = this.#network;
		const { coverage } = this.#parts;
		coverage.add(`step ${step.kind}`, 1);
		this.#trace(`== ${JSON.stringify(step)}`);
		const after = (run: () => void, lasts: number) => void this.#time.plan(this.#world, lasts, run);
		switch (step.kind) {
			case 'press':
			case 'tap-twice':
				return this.#press(step.who, step.what, step.pick, step.kind === 'tap-twice' ? 2 : 1);
			case 'kill-hub':
				return this.#hubAt(step.hub)?.kill(step.fuse, step.down);
			case 'stop-hub':
				return this.#hubAt(step.hub)?.stop(step.down);
			case 'disk':
				// Only a database can be away while its hub runs on.
				this.#disk.state = step.state === 'away' && this.#hubs.length === 1 ? 'slow' : step.state;
				return after(() => (this.#disk.state = 'well'), step.lasts);
			case 'line':
				if (step.how === 'breaks') return network.breakLines(step.who);
				network.silence(step.who, true);
				return after(() => network.silence(step.who, false), step.lasts);
			case 'weather':
				network.weather = step.weather;
				return after(() => (network.weather = CALM), step.lasts);
			case 'clock':
				this.#time.offset = step.to === null ? this.#time.offset + step.by : step.to - Math.floor(this.#time.now);
				coverage.add(step.to === null && step.by < 0 ? 'clock set back' : 'clock set on', 1);
				return;
			case 'printer':
				this.#machine.fault = step.fault;
				return after(() => (this.#machine.fault = 'none'), step.lasts);
			case 'kill-agent':
				return this.#agent.kill(step.fuse, step.down);
			case 'reload':
				return this.#screens.get(step.who)?.reload();
			default:
				return step satisfies never;
		}
	}

	#hubAt(which: number): HubProcess | undefined {
		return this.#hubs[which % this.#hubs.length];
	}

	#press(who: string, what: number, pick: number, taps: number): void {
		const screen = this.#screens.get(who);
		if (screen === undefined) return;
		const view = screen.shown as StationView | null;
		const command = screen.audience === 'kiosk' ? atKiosk(who, what, pick) : atStation(who, view, what, pick);
		this.#trace(`   ${who} presses ${JSON.stringify(command)}`);
		screen.press(command, taps, pick % 2 === 0);
	}

	#kept(events: readonly StoredEvent[]): void {
		this.#witness.kept(events);
		for (const { position, event } of events) this.#trace(`   kept ${position} ${JSON.stringify(event)}`);
	}

	#hearing(line: Line, to: Side, packet: Packet): Packet | null {
		if (packet.kind === 'event' && packet.name === 'command' && to === 'server') this.#noteAsked(line, packet);
		const wire = this.#parts.plant?.wire;
		const heard = wire === undefined ? packet : wire(line, to, packet);
		if (heard === null) return null;
		const by = to === 'server' ? `${line.client} -> hub` : `hub -> ${line.client}`;
		this.#trace(`   ${by} ${JSON.stringify(heard)}`);
		if (heard.kind === 'ack' && to === 'client') this.#noteHeard(line, heard);
		return heard;
	}

	#noteAsked(line: Line, packet: Extract<Packet, { kind: 'event' }>): void {
		const [envelope] = JSON.parse(packet.body) as [CommandEnvelope];
		const isDevice = this.#screens.get(line.client)?.actor.kind !== 'staff';
		this.#deeds.sent(envelope, { kind: isDevice ? 'device' : 'staff', id: line.client } as Actor);
		const asked = this.#asked.get(line) ?? new Map<number, CommandId>();
		if (packet.ack !== null) this.#asked.set(line, asked.set(packet.ack, envelope.id));
	}

	#noteHeard(line: Line, packet: Extract<Packet, { kind: 'ack' }>): void {
		const id = this.#asked.get(line)?.get(packet.ack);
		if (id === undefined) return;
		const answer = JSON.parse(packet.body) as CommandAnswer;
		this.#deeds.heard(id, answer);
		this.#parts.coverage.add(answer.ok ? 'commands done' : `refused ${answer.code}`, 1);
	}

	#missed(how: 'lost' | 'doubled', line: Line, to: Side, packet: Packet): void {
		this.#parts.coverage.add(`packets ${how}`, 1);
		this.#trace(`   ${how} on the way from ${to === 'server' ? line.client : 'hub'}: ${JSON.stringify(packet)}`);
	}

	#fault(facts: unknown, doing: string): void {
		const { err } = facts as { err?: unknown };
		const text = err instanceof Error ? `${err.name}: ${err.message}` : String(err);
		const fromDisk = /^(DiskTrouble|StoreAway)/.test(text) || text.includes('the office cannot be read from its store');
		this.#parts.coverage.add(fromDisk ? 'faults of the disk' : 'faults unexplained', 1);
		this.#trace(`   fault: ${doing}: ${text}`);
		const stack = err instanceof Error ? `\n${err.stack ?? ''}` : '';
		if (!fromDisk) this.#faults.push(`${doing}: ${text}${stack}`);
	}

	#look(program: Program): void {
		const screen = this.#screens.get(program.name);
		if (screen === undefined || this.#broken !== null) return;
		try {
			this.#witness.look(screen);
		} catch (error) {
			if (!(error instanceof LawBroken)) throw error;
			this.#broken = error;
		}
	}

	/** Waits for the last stop, then reads what is there. */
	async #readRecord(): Promise<StoredEvent[]> {
		const time = this.#time;
		await time.until(time.now + 12_000, () => !this.#hubs.some((hub) => hub.isRunning));
		const { scenario, folder } = this.#parts;
		const store =
			scenario.store === 'sqlite' ? new SqliteEventStore(join(folder, 'rotunda.db')) : this.#store;
		const record: StoredEvent[] = [];
		const reading = (async () => {
			for await (const one of store.read(this.#office, 0)) record.push(one);
			await store.close();
		})();
		await time.until(time.now + 1_000);
		await reading;
		return record;
	}

	#judge(record: readonly StoredEvent[]): void {
		try {
			judge({
				office: this.#parts.scenario.office,
				record,
				kept: this.#disk.kept,
				snapshots: this.#disk.snapshots,
				deeds: this.#deeds,
				screens: this.#shown,
				machine: this.#machine,
				faults: this.#faults,
			});
		} catch (error) {
			if (error instanceof LawBroken) this.#broken = error;
			else this.#broken = new LawBroken('the record can be read again', String((error as Error).stack));
		}
	}

	#cover(coverage: Coverage): void {
		for (const hub of this.#hubs) {
			coverage.add('hub killed', hub.kills);
			coverage.add('hub stopped', hub.stops);
			coverage.add('hub started', hub.starts);
			coverage.add('hub start failed', hub.failedStarts);
		}
		if (this.#hubs.length > 1) coverage.add('runs with several hubs', 1);
		coverage.add('news told', this.#news.told);
		coverage.add('news lost', this.#news.lost);
		coverage.add('positions lost to another hub', this.#disk.races);
		coverage.add('disk refusals', this.#disk.refused);
		coverage.add('snapshots saved', this.#disk.snapshots.length);
		coverage.add('agent killed', this.#agent.kills);
		coverage.add('papers out', this.#machine.papers.length);
		coverage.add('papers spoilt', this.#machine.spoilt);
		coverage.add('printer faults met', this.#machine.faults);
		coverage.add('looks at screens', this.#witness.looks);
		coverage.add('things done', this.#time.done);
		coverage.add('commands meant', this.#deeds.all.size);
	}

	#trace(text: string): void {
		this.#digest = hash(text, this.#digest ^ Math.floor(this.#time.now));
		this.#parts.onTrace?.(`${(this.#time.now / 1000).toFixed(3).padStart(9)}  ${text}`);
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
