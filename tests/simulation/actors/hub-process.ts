// The hub as a process: the real `startHub`, started, killed at any word it says, stopped, and started again.
import type { Server as HttpServer } from 'node:http';
import { systemClock } from '#hub/clock';
import { startHub } from '#hub/hub';
import type { Hub } from '#hub/hub';
import type { Log } from '#hub/log';
import type { AccessStore } from '#store/access-store';
import type { EventStore } from '#store/event-store';
import type { News } from '#store/news';
import type { OfficeFiles } from '#store/office-file';
import { MemoryContacts } from '#store/memory/memory-contacts';
import { Program } from '../machine/program.ts';
import type { VirtualTime } from '../machine/virtual-time.ts';

/** Under which screens and agents dial it. */
export const HUB = 'hub';
const DAY = 86_400_000;

export interface HubProcessParts {
	readonly name: string;
	/** How far its machine's clock is off, ms. */
	readonly skew: number;
	/** What the hubs of one record tell each other, for one life of this one. */
	readonly news: (hub: Program) => News;
	readonly time: VirtualTime;
	readonly files: OfficeFiles;
	readonly access: AccessStore;
	/** The store for one life of the hub. */
	readonly store: (hub: Program) => EventStore;
	readonly onFault: (facts: unknown, doing: string) => void;
	readonly trace: (text: string) => void;
}

/** What starts it again whatever happens, as a service manager does. */
const SUPERVISOR = new Program('supervisor');
const RESTART_MS = 1_000;

export class HubProcess {
	kills = 0;
	stops = 0;
	starts = 0;
	failedStarts = 0;
	readonly #parts: HubProcessParts;
	#program: Program | null = null;
	#hub: Hub | null = null;
	#down = RESTART_MS;

	constructor(parts: HubProcessParts) {
		this.#parts = parts;
	}

	get isUp(): boolean {
		return this.#hub !== null && this.#program?.alive === true;
	}

	get isRunning(): boolean {
		return this.#program?.alive === true;
	}

	start(): void {
		const { time, files, access, store, trace, news, name, skew } = this.#parts;
		this.starts += 1;
		const program = new Program(`${name}.${this.starts}`, skew);
		this.#program = program;
		this.#down = RESTART_MS;
		program.whenDead(() => {
			trace(`${program.name} is gone`);
			this.#hub = null;
			time.plan(SUPERVISOR, this.#down, () => this.start());
		});
		time.plan(program, 0, () => {
			startHub({
				http: { address: HUB } as unknown as HttpServer,
				config: {
					origins: [],
					sessionIdle: 4000 * DAY,
					sessionLife: 4000 * DAY,
					notesKept: 30 * DAY,
					virtualDevices: {},
				},
				version: '0.0.0-simulated',
				store: store(program),
				access,
				contacts: new MemoryContacts(),
				files,
				news: news(program),
				clock: systemClock(),
				log: this.#log(program),
			}).then(
				(hub) => {
					if (program.alive) this.#hub = hub;
					trace(`${program.name} is up`);
				},
				(error: unknown) => {
					this.failedStarts += 1;
					trace(`${program.name} could not start: ${String(error)}`);
					program.die();
				},
			);
		});
	}

	/** As kill -9 does: at once, or after it has said so many words more. */
	kill(fuse: number | null, down: number): void {
		const program = this.#program;
		if (program === null || !program.alive) return;
		this.kills += 1;
		this.#down = down;
		if (fuse === null) program.die();
		else program.light(fuse);
	}

	/** As SIGTERM does. */
	stop(down: number): void {
		const [hub, program, { time }] = [this.#hub, this.#program, this.#parts];
		if (hub === null || program === null || !program.alive) return;
		this.stops += 1;
		this.#hub = null;
		this.#down = down;
		time.plan(program, 0, () => void hub.stop().finally(() => program.die()));
		// A service manager does not wait for ever.
		time.plan(program, 10_000, () => program.die());
	}

	#log(program: Program): Log {
		const none = () => undefined;
		const heard = (facts: unknown, doing: string) => {
			if (program.alive) this.#parts.onFault(facts, doing);
		};
		return { error: heard, warn: none, info: none, debug: none } as unknown as Log;
	}
}
