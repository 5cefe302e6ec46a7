// Keeps every job owed until its device confirmed it: in order, once, through crashes and empty paper trays.
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { USUAL_PAPERS } from '#paper/parts';
import type { AgentWork, DeviceJob } from '#protocol/device-schema';
import type { JobDevice, DeviceId, JobId, RunResult } from '../device.ts';
import { HubTime } from '../hub/hub-time.ts';
import { JobLane } from './job-lane.ts';
import type { JobLedger } from './job-ledger.ts';

export type Ending = 'printed' | 'failed';

export interface JobKeeperOptions {
	readonly ledger: JobLedger;
	/** Tells the hub how a job ended, until it answers. */
	readonly tell: (job: JobId, ending: Ending) => void;
	/** Asks staff whether a job is still wanted, until the hub answers. */
	readonly doubt: (job: JobId) => void;
	/** Has another printer do a job. Resolves with the hub's word: false leaves it where it is. */
	readonly move: (job: JobId, to: DeviceId) => Promise<boolean>;
	/** Asks the hub what is still owed; called after a job had to wait, because staff may have voided it meanwhile. */
	readonly refresh: () => Promise<void>;
	readonly log: Logger;
	readonly limits?: Partial<KeeperLimits>;
}

export interface KeeperLimits {
	/**
	 * A ticket or slip owed for longer is asked about instead of printed. Whoever stood at the kiosk has long been given the
	 * number on its screen or gone to a person: ten minutes are more than anybody waits there for paper, and a late ticket
	 * in the tray is taken by the next one who comes.
	 */
	readonly staleMs: number;
	/** A printer that cannot print for so long is stood in for: a roll that is just being changed is not. */
	readonly standInMs: number;
}

const LIMITS: KeeperLimits = { staleMs: 10 * 60_000, standInMs: 5000 };
/** Before the next attempt, by how many failed in a row: a printer that fails each time must not eat its roll. */
const PAUSES_MS = [0, 100, 500, 2000, 10_000, 30_000];
/** Before a job that waited longer is printed, the hub is asked whether it is still owed. */
const ASK_AGAIN_MS = 5000;
/** What waits in somebody's hand; a summary or a test page is as good later. */
const HANDED_OUT: readonly DeviceJob['paper']['kind'][] = ['ticket', 'referral', 'escort'];

/** What came of one round: a job's result, nothing that could be done, or something that was tidied up. */
type Round = RunResult | 'idle' | 'tidied';

export class JobKeeper {
	readonly #options: JobKeeperOptions;
	readonly #limits: KeeperLimits;
	readonly #lanes = new Map<DeviceId, JobLane>();
	readonly #hubTime = new HubTime();
	/** Asked about in this life; the hub takes a second question for the first. */
	readonly #doubted = new Set<JobId>();
	#office: AgentWork['office'] = { name: {}, timeZone: 'UTC', languages: [] };
	#papers: AgentWork['papers'] = USUAL_PAPERS;
	#spares: AgentWork['spares'] = {};

	constructor(options: JobKeeperOptions) {
		this.#options = options;
		this.#limits = { ...LIMITS, ...options.limits };
	}

	drive(id: DeviceId, device: JobDevice): void {
		const lane = new JobLane(id, device, this.#limits.standInMs, () => void this.#standIn(lane));
		this.#lanes.set(id, lane);
	}

	/** The device is no longer ours; its jobs are owed to whoever drives it next. */
	release(id: DeviceId): void {
		this.#lanes.get(id)?.end();
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
		this.#spares = work.spares;
		this.#hubTime.set(work.at);
		const owed = new Map(work.jobs.map((job) => [job.id, job]));
		const known = new Set(work.devices.map((device) => device.id));
		for (const lane of this.#lanes.values()) lane.keep(owed);
		for (const id of this.#doubted) if (!owed.has(id)) this.#doubted.delete(id);
		for (const job of work.jobs) {
			if (this.#isEnded(job)) continue;
			const lane = this.#lanes.get(job.device);
			if (lane !== undefined) lane.add(job);
			else if (!known.has(job.device)) this.#options.tell(job.id, 'failed');
			// A device of ours that cannot be reached as setup wrote it: the job stays owed until that is mended.
			else
				this.#options.log.warn(
					{ job: job.id, device: job.device },
					'owed by a device without a usable address',
				);
		}
		for (const lane of this.#lanes.values()) this.#carryOn(lane);
	}

	/** One more job. A job that is known already, or was done in an earlier life, is not done again. */
	take(job: DeviceJob): void {
		if (this.#isEnded(job)) return;
		const lane = this.#lanes.get(job.device);
		if (lane === undefined) return void this.#options.refresh();
		lane.add(job);
		this.#carryOn(lane);
		// Its printer is known to be away: nobody waits five seconds more for that.
		if (lane.isAway) void this.#standIn(lane);
	}

	/** Tells the hub again about a job that this agent has ended before. */
	#isEnded(job: DeviceJob): boolean {
		const progress = this.#options.ledger.progressOf(job.id);
		if (progress !== 'printed' && progress !== 'failed') return false;
		this.#options.tell(job.id, progress);
		return true;
	}

	#carryOn(lane: JobLane): void {
		lane.isStirred = true;
		const isNeeded = lane.queue.length > 0 || this.#options.ledger.leftIn(lane.id) !== 'clean';
		if (isNeeded && !lane.isEnded) lane.working ??= this.#work(lane);
	}

	async #work(lane: JobLane): Promise<void> {
		let failures = 0;
		while (!lane.isEnded) {
			lane.isStirred = false;
			const round = await this.#round(lane);
			// A job that came since the last look at the queue is looked at; one that comes now starts anew.
			if (round === 'idle' && !lane.isStirred) break;
			failures = round === 'broken' || round === 'not-now' ? failures + 1 : 0;
			await lane.rest(PAUSES_MS[Math.min(failures, PAUSES_MS.length - 1)] ?? 0);
		}
		lane.working = null;
	}

	async #round(lane: JobLane): Promise<Round> {
		try {
			return await this.#next(lane);
		} catch (error) {
			// Such as a full disk: what cannot be remembered is not done.
			this.#options.log.error({ device: lane.id, err: error }, 'a job could not be carried on');
			return 'not-now';
		} finally {
			lane.current = null;
		}
	}

	/** Waits until the device can, then runs the oldest job that may be printed. */
	async #next(lane: JobLane): Promise<Round> {
		const since = performance.now();
		await lane.device.ready();
		if (performance.now() - since > ASK_AGAIN_MS) await this.#options.refresh();
		if (lane.isEnded) return 'idle';
		const { ledger } = this.#options;
		const job = this.#printable(lane);
		if (job === null) return await this.#tidyUp(lane);
		const progress = ledger.progressOf(job.id);
		if (progress === 'printed' || progress === 'failed') {
			lane.drop(job.id);
			return 'tidied';
		}
		const breakOff = new AbortController();
		lane.current = { job: job.id, breakOff };
		const result = await lane.device.run({
			job,
			office: this.#office,
			papers: this.#papers,
			progress,
			left: ledger.leftIn(lane.id),
			reached: (mark) => ledger.note(lane.id, job.id, mark),
			breakOff: breakOff.signal,
		});
		if (result === 'done') this.#end(lane, job, 'printed');
		if (result === 'never') this.#end(lane, job, 'failed');
		return result;
	}

	/** The oldest that is neither on its way to another printer nor so late that somebody is to say whether it is wanted. */
	#printable(lane: JobLane): DeviceJob | null {
		for (const job of lane.queue) {
			if (lane.moving.has(job.id)) continue;
			if (!this.#isStale(job)) return job;
			if (this.#doubted.has(job.id)) continue;
			this.#doubted.add(job.id);
			this.#options.log.warn({ job: job.id, device: lane.id }, 'owed for so long that staff are asked');
			this.#options.doubt(job.id);
		}
		return null;
	}

	#isStale({ id, owedSince, wanted, paper }: DeviceJob): boolean {
		if (wanted || !HANDED_OUT.includes(paper.kind)) return false;
		// What is whole hangs out of the printer, and is only cut.
		if (this.#options.ledger.progressOf(id) === 'whole') return false;
		const now = this.#hubTime.now();
		return now !== null && now - owedSince > this.#limits.staleMs;
	}

	/** A piece whose job went elsewhere, was voided or is doubted must not hang there as if it were good. */
	async #tidyUp(lane: JobLane): Promise<Round> {
		const { ledger } = this.#options;
		const left = ledger.leftIn(lane.id);
		if (left === 'clean') return 'idle';
		if (!(await lane.device.tidy(left, this.#office))) return 'not-now';
		ledger.note(lane.id, NO_JOB, 'cleared');
		return 'tidied';
	}

	#end(lane: JobLane, job: DeviceJob, ending: Ending): void {
		this.#options.ledger.note(lane.id, job.id, ending);
		lane.drop(job.id);
		this.#options.log.info({ job: job.id, device: lane.id, ageMs: this.#ageOf(job) }, ending);
		this.#options.tell(job.id, ending);
	}

	#ageOf(job: DeviceJob): number {
		return Math.round((this.#hubTime.now() ?? Date.now()) - job.owedSince);
	}

	/** The lane's printer cannot print: the spare one, if there is one that can, is given what is not whole yet. */
	async #standIn(lane: JobLane): Promise<void> {
		if (lane.isStoodInFor || lane.queue.length === 0 || lane.isEnded) return;
		lane.isStoodInFor = true;
		try {
			// Which printer stands in, if any, and what is still owed: as the hub sees it now.
			await this.#options.refresh();
			const spare = this.#spares[lane.id];
			if (spare === undefined) return;
			await Promise.all(lane.queue.map((job) => this.#moveOne(lane, job, spare)));
		} finally {
			lane.isStoodInFor = false;
		}
	}

	async #moveOne(lane: JobLane, job: DeviceJob, to: DeviceId): Promise<void> {
		const isUnderWay = (): boolean => lane.current?.job === job.id;
		if (!lane.isAway || lane.moving.has(job.id) || this.#isStale(job)) return;
		if (isUnderWay()) {
			lane.current?.breakOff.abort();
			// What is whole is finished here, however long that takes.
			while (isUnderWay() && this.#options.ledger.progressOf(job.id) !== 'whole') await pause(5);
		}
		const progress = this.#options.ledger.progressOf(job.id);
		const isOurs = progress === 'none' || progress === 'begun';
		if (lane.isEnded || !isOurs || !lane.queue.some(({ id }) => id === job.id)) return;
		// From here on this printer leaves it alone, whatever the hub's answer and however long it takes.
		lane.moving.add(job.id);
		this.#options.log.warn({ job: job.id, from: lane.id, to }, 'another printer takes it');
		const moved = await this.#options.move(job.id, to);
		lane.moving.delete(job.id);
		if (moved) lane.drop(job.id);
		this.#carryOn(lane);
	}
}

const NO_JOB = '-' as JobId;
