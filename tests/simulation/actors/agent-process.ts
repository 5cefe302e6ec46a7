// The device agent as a process: its real hub line, job keeper and ledger, with a simulated printer behind them.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { HubLink } from '#hardware/hub/hub-link';
import { JobKeeper } from '#hardware/jobs/job-keeper';
import { JobLedger } from '#hardware/jobs/job-ledger';
import { KeptToken } from '#hardware/hub/kept-token';
import type { DeviceId, JobId } from '#hardware/device';
import { HUB } from './hub-process.ts';
import { Program } from '../machine/program.ts';
import type { VirtualTime } from '../machine/virtual-time.ts';
import { SimulatedPrinter } from './printer.ts';
import type { PrinterMachine } from './printer.ts';
import { AGENT } from '../scenario.ts';

export interface AgentProcessParts {
	readonly time: VirtualTime;
	readonly folder: string;
	readonly token: string;
	readonly machine: PrinterMachine;
	readonly trace: (text: string) => void;
	/** Called with the agent's folder before each start. */
	readonly beforeStart: (folder: string) => void;
}

const SUPERVISOR = new Program('agent supervisor');
const PRINTER = 'printer' as DeviceId;

export class AgentProcess {
	kills = 0;
	readonly #parts: AgentProcessParts;
	#program = new Program(AGENT);
	#down = 0;

	constructor(parts: AgentProcessParts) {
		this.#parts = parts;
		rmSync(parts.folder, { recursive: true, force: true });
		mkdirSync(parts.folder, { recursive: true });
		new KeptToken(parts.folder).keep(parts.token);
	}

	get program(): Program {
		return this.#program;
	}

	start(): void {
		const { time, folder, machine, beforeStart, trace } = this.#parts;
		const program = new Program(AGENT);
		this.#program = program;
		program.whenDead(() => {
			trace('agent is gone');
			time.plan(SUPERVISOR, this.#down, () => this.start());
		});
		beforeStart(folder);
		time.plan(program, 0, () => {
			const kept = new JobLedger(join(folder, 'jobs'));
			program.whenDead(() => kept.close());
			const ledger = whileAlive(kept, program);
			const keeper = new JobKeeper({
				ledger,
				tell: (job, ending) => link.tell(job, ending),
				doubt: (job) => link.doubt(job),
				move: (job, to) => link.move(job, to),
				refresh: () => link.refresh(),
				log: SILENT,
			});
			const link = new HubLink({
				hub: HUB,
				code: null,
				token: new KeptToken(folder),
				onWork: (work) => keeper.adopt(work),
				onJob: (job) => keeper.take(job),
				log: SILENT,
			});
			keeper.drive(PRINTER, new SimulatedPrinter(machine, program, time));
			link.start();
		});
	}

	kill(fuse: number | null, down: number): void {
		const program = this.#program;
		if (!program.alive) return;
		this.kills += 1;
		this.#down = down;
		if (fuse === null) program.die();
		else program.light(fuse);
	}
}

/** Nothing is written after the end, however deep in its work the agent was. */
function whileAlive(ledger: JobLedger, program: Program): JobLedger {
	const living = {
		progressOf: (job: JobId) => ledger.progressOf(job),
		leftIn: (device: DeviceId) => ledger.leftIn(device),
		note: (...step: Parameters<JobLedger['note']>) => {
			if (!program.speaks()) throw new Error('the agent is gone');
			ledger.note(...step);
		},
	};
	return living as unknown as JobLedger;
}

const none = () => undefined;
const SILENT = { error: none, warn: none, info: none, debug: none } as unknown as Logger;
