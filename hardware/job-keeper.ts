// Keeps every job owed until its device confirmed it: in order, once, through crashes and empty paper trays.
import { setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import { USUAL_PAPERS } from '#paper/parts';
import type { AgentWork, DeviceJob } from '#protocol/device-schema';
import type { JobDevice, DeviceId, JobId, RunResult } from './device.ts';
import type { JobLedger } from './job-ledger.ts';

export type Ending = 'printed' | 'failed';

export interface JobKeeperOptions {
	readonly ledger: JobLedger;
	/** Tells the hub how a job ended, until it answers. */
	readonly tell: (job: JobId, ending: Ending) => void;
	/** Asks the hub what is still owed; called after a job had to wait, because staff may have voided it meanwhile. */
	readonly refresh: () => Promise<void>;
	readonly log: Logger;
}

/** Before the next attempt, by how many failed in a row: a printer that fails each time must not eat its roll. */
const PAUSES_MS = [0, 100, 500, 2000, 10_000, 30_000];
/** A job that waited longer is asked about again before it is printed. */
const STALE_MS = 5000;

interface Lane {
	readonly id: DeviceId;
	readonly device: JobDevice;
	queue: DeviceJob[];
	current: JobId | null;
	working: Promise<void> | null;
	readonly stop: AbortController;
}

export class JobKeeper {
	readonly #options: JobKeeperOptions;
	readonly #lanes = new Map<DeviceId, Lane>();
	#office: AgentWork['office'] = { name: {}, timeZone: 'UTC', languages: [] };
	#papers: AgentWork['papers'] = USUAL_PAPERS;

	constructor(options: JobKeeperOptions) {
		this.#options = options;
	}

	drive(id: DeviceId, device: JobDevice): void {
		this.#lanes.set(id, { id, device, queue: [], current: null, working: null, stop: new AbortController() });
	}

	/** The device is no longer ours; its jobs are owed to whoever drives it next. */
	release(id: DeviceId): void {
		this.#lanes.get(id)?.stop.abort();
		this.#lanes.delete(id);
	}

	/** Begins nothing more; resolves when what is under way has ended, which stopping the devices brings about. */
	async stop(): Promise<void> {
		const lanes = [...this.#lanes.values()];
		for (const lane of lanes) this.release(lane.id);
		await Promise.all(lanes.map((lane) => lane.working));
	}

	/** What the hub says is owed, oldest first: the truth. What is no longer in it is not printed any more. */
	adopt(work: AgentWork): void {
		this.#office = work.office;
		this.#papers = work.papers;
		const owed = new Set(work.jobs.map((job) => job.id));
		const known = new Set(work.devices.map((device) => device.id));
		for (const lane of this.#lanes.values()) lane.queue = lane.queue.filter((job) => owed.has(job.id));
		for (const job of work.jobs) {
			if (this.#isEnded(job)) continue;
			const lane = this.#lanes.get(job.device);
			if (lane !== undefined) this.#enqueue(lane, job);
			else if (!known.has(job.device)) this.#options.tell(job.id, 'failed');
			// A device of ours that cannot be reached as setup wrote it: the job stays owed until that is mended.
			else
				this.#options.log.warn(
					{ job: job.id, device: job.device },
					'owed by a device without a usable address',
				);
		}
	}

	/** One more job. A job that is known already, or was done in an earlier life, is not done again. */
	take(job: DeviceJob): void {
		if (this.#isEnded(job)) return;
		const lane = this.#lanes.get(job.device);
		if (lane !== undefined) this.#enqueue(lane, job);
		else void this.#options.refresh();
	}

	/** Tells the hub again about a job that this agent has ended before. */
	#isEnded(job: DeviceJob): boolean {
		const progress = this.#options.ledger.progressOf(job.id);
		if (progress !== 'printed' && progress !== 'failed') return false;
		this.#options.tell(job.id, progress);
		return true;
	}

	#enqueue(lane: Lane, job: DeviceJob): void {
		if (lane.current === job.id || lane.queue.some((other) => other.id === job.id)) return;
		lane.queue.push(job);
		lane.working ??= this.#work(lane);
	}

	async #work(lane: Lane): Promise<void> {
		const { signal } = lane.stop;
		let failures = 0;
		while (!signal.aborted && lane.queue.length > 0) {
			failures = (await this.#isDone(lane)) ? 0 : failures + 1;
			const pause = PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0;
			// Cut short by a stop: the loop's head sees it.
			if (pause > 0) await setTimeout(pause, undefined, { signal }).catch(() => undefined);
		}
		// In the same breath as the last look at the queue: a job that comes now starts a new round.
		lane.working = null;
	}

	async #isDone(lane: Lane): Promise<boolean> {
		try {
			const result = await this.#next(lane);
			return result !== 'broken' && result !== 'not-now';
		} catch (error) {
			// Such as a full disk: what cannot be remembered is not done.
			this.#options.log.error({ device: lane.id, err: error }, 'a job could not be carried on');
			return false;
		} finally {
			lane.current = null;
		}
	}

	/** Waits until the device can, then runs the oldest job. Null when there was nothing to run. */
	async #next(lane: Lane): Promise<RunResult | null> {
		const since = performance.now();
		await lane.device.ready();
		if (performance.now() - since > STALE_MS) await this.#options.refresh();
		const job = lane.queue[0];
		if (lane.stop.signal.aborted || job === undefined) return null;
		const { ledger } = this.#options;
		const progress = ledger.progressOf(job.id);
		if (progress === 'printed' || progress === 'failed') {
			lane.queue.shift();
			return null;
		}
		lane.current = job.id;
		const result = await lane.device.run({
			job,
			office: this.#office,
			papers: this.#papers,
			progress,
			left: ledger.leftIn(lane.id),
			reached: (mark) => ledger.note(lane.id, job.id, mark),
		});
		if (result === 'done') this.#end(lane, job, 'printed');
		if (result === 'never') this.#end(lane, job, 'failed');
		return result;
	}

	#end(lane: Lane, job: DeviceJob, ending: Ending): void {
		this.#options.ledger.note(lane.id, job.id, ending);
		lane.queue = lane.queue.filter((other) => other.id !== job.id);
		this.#options.log.info({ job: job.id, device: lane.id, ageMs: Date.now() - job.owedSince }, ending);
		this.#options.tell(job.id, ending);
	}
}
