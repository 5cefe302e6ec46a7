// One run: the doors open, things happen, things go wrong, everything comes right again, and the laws judge.
import { rmSync } from 'node:fs';
import type { StoredEvent } from '#domain/events';
import { evolve } from '#domain/evolve';
import type { JobId } from '#domain/ids';
import { emptyLobby } from '#domain/lobby';
import type { StationView } from '#projections/station';
import { Building } from './actors/building.ts';
import type { Coverage } from './coverage.ts';
import { Deeds } from './laws/deeds.ts';
import type { DiskState } from './actors/disk.ts';
import { LawBroken } from './laws/law.ts';
import { differenceOf, judge } from './laws/laws.ts';
import { Chance } from './machine/chance.ts';
import { setNetwork } from './machine/here.ts';
import { CALM } from './machine/network.ts';
import { Program } from './machine/program.ts';
import { takeOver } from './machine/take-over.ts';
import { VirtualTime } from './machine/virtual-time.ts';
import type { Plant } from './plants.ts';
import { atKiosk, atStation } from './actors/presses.ts';
import { ADMINISTRATOR, AGENT } from './scenario.ts';
import type { Scenario, Step } from './scenario.ts';
import type { Shown } from './actors/screen.ts';
import { Trace } from './trace.ts';
import { WireTap } from './actors/wire-tap.ts';
import { Witness } from './laws/witness.ts';

/** Longest that everything may take to come right once nothing is wrong any more, ms. */
const PATIENCE = 240_000;
const LOOK_EVERY = 400;
/** What a disk that fails, or a hub told to stop, explains. */
const EXPLAINED = /^(DiskTrouble|StoreAway)|cannot be read from its store|not set up: (fault|hub-stopping)/;

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
	readonly #building: Building;
	readonly #deeds = new Deeds();
	readonly #witness = new Witness();
	readonly #trace: Trace;
	readonly #faults: string[] = [];
	readonly #giveBack: () => void;
	#shown: readonly Shown[] = [];
	#broken: LawBroken | null = null;

	constructor(parts: SceneParts) {
		this.#parts = parts;
		const { scenario, plant, folder, coverage } = parts;
		const chance = new Chance(`run ${scenario.seed}`);
		const time = new VirtualTime(scenario.start, this.#world);
		this.#time = time;
		this.#trace = new Trace(time, parts.onTrace);
		this.#giveBack = takeOver(time, chance.fork('program'));
		this.#building = new Building({
			scenario,
			plant,
			time,
			chance,
			folder,
			deeds: this.#deeds,
			tap: new WireTap(this.#deeds, coverage, plant, this.#trace),
			onKept: (events) => this.#kept(events),
			onFault: (facts, doing) => this.#fault(facts, doing),
			trace: (text) => this.#trace.say(text),
		});
		setNetwork(this.#building.network);
		time.onThrown = (program, error) => {
			this.#faults.push(`nobody caught: ${String((error as Error).stack)}`);
			program.die();
		};
		time.afterEach = (program) => this.#look(program);
	}

	async run(): Promise<Ending> {
		const onRejection = (error: unknown) =>
			this.#faults.push(`a promise that nobody waits for: ${String(error)}`);
		process.on('unhandledRejection', onRejection);
		try {
			await this.#play();
			await this.#settle();
			const record = await this.#readRecord();
			this.#giveBack();
			if (this.#broken === null) this.#judge(record);
			this.#cover(record);
			return { broken: this.#broken, digest: this.#trace.digest, events: record.length };
		} finally {
			this.#building.close();
			this.#giveBack();
			setNetwork(null);
			process.off('unhandledRejection', onRejection);
			rmSync(this.#parts.folder, { recursive: true, force: true });
		}
	}

	async #play(): Promise<void> {
		const time = this.#time;
		const { steps } = this.#parts.scenario;
		await time.as(this.#world, () => this.#building.open());
		for (const step of steps) time.plan(this.#world, step.at, () => this.#take(step));
		const last = steps.at(-1)?.at ?? 0;
		await time.until(last + 1, () => this.#broken !== null);
	}

	/** Nothing is wrong any more: everything has so long to come right. */
	async #settle(): Promise<void> {
		const time = this.#time;
		const { disk, network, news, machine, screens, hubs } = this.#building;
		await time.as(this.#world, () => {
			disk.state = 'well';
			network.weather = CALM;
			news.loss = 0;
			machine.fault = 'none';
			for (const name of [...screens.keys(), AGENT]) network.silence(name, false);
		});
		this.#trace.say('-- nothing is wrong any more');
		const end = time.now + PATIENCE;
		while (time.now < end && this.#broken === null) {
			await time.until(time.now + LOOK_EVERY, () => this.#broken !== null);
			if (this.#isRight()) break;
			await time.as(this.#world, () => this.#answerDoubts());
		}
		this.#shown = [...screens.values()].map(({ name, audience, status, shown }) => {
			return { name, audience, status, shown };
		});
		// A last clean stop leaves a snapshot behind where there is much to keep.
		await time.as(this.#world, () => {
			for (const hub of hubs) hub.stop(1e9);
		});
		await time.until(time.now + 12_000, () => !hubs.some((hub) => hub.isRunning));
	}

	#isRight(): boolean {
		const { hubs, screens, disk } = this.#building;
		if (!hubs.every((hub) => hub.isUp)) return false;
		for (const screen of screens.values()) if (!screen.isLive || screen.waiting > 0) return false;
		const owed = new Set<string>();
		for (const { event } of disk.kept) {
			if (event.type === 'JobOwed') owed.add(event.job);
			if (event.type === 'JobEnded') owed.delete(event.job);
		}
		if (owed.size > 0) return false;
		const lobby = emptyLobby(this.#parts.scenario.office.id);
		try {
			for (const stored of disk.kept) evolve(lobby, structuredClone(stored));
		} catch {
			return false;
		}
		return [...screens.values()].every((screen) => differenceOf(screen, lobby) === null);
	}

	/** A job that waited too long is asked about: somebody on the floor still wants it. */
	#answerDoubts(): void {
		const doubted = new Set<JobId>();
		for (const { event } of this.#building.disk.kept) {
			if (event.type === 'JobDoubted') doubted.add(event.job);
			if (event.type === 'JobWanted' || event.type === 'JobEnded') doubted.delete(event.job);
		}
		const floor = this.#building.screens.get('flo');
		if (floor === undefined || floor.waiting > 0) return;
		for (const job of doubted) floor.press({ type: 'WantJob', job }, 1, true);
	}

	#take(step: Step): void {
		const { network, disk, machine, agent, screens } = this.#building;
		const { coverage } = this.#parts;
		coverage.add(`step ${step.kind}`, 1);
		this.#trace.say(`== ${JSON.stringify(step)}`);
		const after = (run: () => void, lasts: number) => void this.#time.plan(this.#world, lasts, run);
		switch (step.kind) {
			case 'press':
			case 'tap-twice':
				return this.#press(step.who, step.what, step.pick, step.kind === 'tap-twice' ? 2 : 1);
			case 'kill-hub':
				return this.#building.hubAt(step.hub)?.kill(step.fuse, step.down);
			case 'stop-hub':
				return this.#building.hubAt(step.hub)?.stop(step.down);
			case 'disk':
				disk.state = this.#diskState(step.state);
				return after(() => (disk.state = 'well'), step.lasts);
			case 'line':
				if (step.how === 'breaks') return network.breakLines(step.who);
				network.silence(step.who, true);
				return after(() => network.silence(step.who, false), step.lasts);
			case 'weather':
				network.weather = step.weather;
				return after(() => (network.weather = CALM), step.lasts);
			case 'clock':
				coverage.add(step.to === null && step.by < 0 ? 'clock set back' : 'clock set on', 1);
				this.#time.offset =
					step.to === null ? this.#time.offset + step.by : step.to - Math.floor(this.#time.now);
				return;
			case 'printer':
				machine.fault = step.fault;
				return after(() => (machine.fault = 'none'), step.lasts);
			case 'kill-agent':
				return agent.kill(step.fuse, step.down);
			case 'set-up':
				return screens.get(ADMINISTRATOR)?.setUp(step.pick);
			case 'reload':
				return screens.get(step.who)?.reload();
			default:
				return step satisfies never;
		}
	}

	/** Only a database can be away while its hub runs on, and only a disk in the machine keeps what it says it did not. */
	#diskState(state: DiskState): DiskState {
		const isShared = this.#building.hubs.length > 1;
		if (state === 'away' && !isShared) return 'slow';
		return state === 'broken-after' && isShared ? 'away' : state;
	}

	#press(who: string, what: number, pick: number, taps: number): void {
		const screen = this.#building.screens.get(who);
		if (screen === undefined) return;
		const view = screen.shown as StationView | null;
		const command = screen.audience === 'kiosk' ? atKiosk(who, what, pick) : atStation(who, view, what, pick);
		this.#trace.say(`   ${who} presses ${JSON.stringify(command)}`);
		screen.press(command, taps, pick % 2 === 0);
	}

	#kept(events: readonly StoredEvent[]): void {
		this.#witness.kept(events);
		for (const { position, event } of events) this.#trace.say(`   kept ${position} ${JSON.stringify(event)}`);
	}

	#fault(facts: unknown, doing: string): void {
		const { err } = facts as { err?: unknown };
		const text = err instanceof Error ? `${err.name}: ${err.message}` : String(err);
		// Where every append takes a second, hubs that race may run out of patience.
		const isTooSlow = this.#building.disk.state === 'slow' && text.startsWith('PositionTaken');
		const isExplained = EXPLAINED.test(text) || isTooSlow;
		this.#parts.coverage.add(isExplained ? 'faults of the disk' : 'faults unexplained', 1);
		this.#trace.say(`   fault: ${doing}: ${text}`);
		const stack = err instanceof Error ? `\n${err.stack ?? ''}` : '';
		if (!isExplained) this.#faults.push(`${doing}: ${text}${stack}`);
	}

	#look(program: Program): void {
		const screen = this.#building.screens.get(program.name);
		if (screen === undefined || this.#broken !== null) return;
		this.#broken = lawBrokenBy(() => this.#witness.look(screen));
	}

	async #readRecord(): Promise<StoredEvent[]> {
		const time = this.#time;
		const store = this.#building.recordStore();
		const record: StoredEvent[] = [];
		const reading = (async () => {
			for await (const one of store.read(this.#parts.scenario.office.id, 0)) record.push(one);
			await store.close();
		})();
		await time.until(time.now + 1_000);
		await reading;
		return record;
	}

	#judge(record: readonly StoredEvent[]): void {
		const { disk, machine } = this.#building;
		this.#broken = lawBrokenBy(() =>
			judge({
				office: this.#parts.scenario.office,
				record,
				kept: disk.kept,
				snapshots: disk.snapshots,
				deeds: this.#deeds,
				screens: this.#shown,
				machine,
				faults: this.#faults,
			}),
		);
	}

	#cover(record: readonly StoredEvent[]): void {
		const { coverage } = this.#parts;
		const { hubs, disk, agent, machine, news } = this.#building;
		coverage.runs += 1;
		coverage.countEvents(record);
		for (const hub of hubs) {
			coverage.add('hub killed', hub.kills);
			coverage.add('hub stopped', hub.stops);
			coverage.add('hub started', hub.starts);
			coverage.add('hub start failed', hub.failedStarts);
		}
		if (hubs.length > 1) coverage.add('runs with several hubs', 1);
		coverage.add('news told', news.told);
		coverage.add('news lost', news.lost);
		coverage.add('positions lost to another hub', disk.races);
		coverage.add('disk refusals', disk.refused);
		coverage.add('snapshots saved', disk.snapshots.length);
		coverage.add('agent killed', agent.kills);
		coverage.add('papers out', machine.papers.length);
		coverage.add('papers spoilt', machine.spoilt);
		coverage.add('printer faults met', machine.faults);
		coverage.add('looks at screens', this.#witness.looks);
		coverage.add('things done', this.#time.done);
		coverage.add('commands meant', this.#deeds.all.size);
	}
}

/** What a law says, or null. A record that cannot even be played again breaks one too. */
function lawBrokenBy(law: () => void): LawBroken | null {
	try {
		law();
		return null;
	} catch (error) {
		if (error instanceof LawBroken) return error;
		return new LawBroken('the record can be played again', String((error as Error).stack));
	}
}
