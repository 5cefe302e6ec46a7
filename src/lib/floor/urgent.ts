// Who needs somebody now: one list over help requests, paper, escorts and the longest waits, the most pressing first.
import type { DeviceId } from '#domain/ids';
import type { DeviceHealth, Trouble } from '#protocol/device-schema';
import { isSamePaper } from '#projections/rows/lobby-rows';
import type { EscortRow, HelpRow, JobRow, TicketRow } from '#projections/rows/lobby-rows';
import type { StationView } from '#projections/station';

/** A paper owed for longer than this, in ms, is somebody waiting at a printer. */
export const PAPER_LATE = 10_000;
/** Waits longer than this, in ms, are worth a look. */
export const LONG_WAIT = 45 * 60_000;
/** How many of the longest waits are listed as urgent. */
const LONGEST = 3;
/** How long a failed paper stays on the list, in ms. */
const FAILED_KEPT = 30 * 60_000;

export type Urgent =
	| { readonly kind: 'help'; readonly id: string; readonly since: number; readonly help: HelpRow }
	| { readonly kind: 'paper'; readonly id: string; readonly since: number; readonly job: JobRow }
	| {
			readonly kind: 'device';
			readonly id: string;
			readonly since: number;
			readonly device: DeviceId;
			readonly connected: boolean;
			readonly troubles: readonly Trouble[];
	  }
	| { readonly kind: 'escort'; readonly id: string; readonly since: number; readonly escort: EscortRow }
	| { readonly kind: 'wait'; readonly id: string; readonly since: number; readonly ticket: TicketRow };

const RANK = { help: 0, paper: 1, device: 2, escort: 3, wait: 4 } satisfies Record<Urgent['kind'], number>;

export function urgentOf(view: StationView, health: readonly DeviceHealth[], now: number): readonly Urgent[] {
	const all = [
		...helps(view),
		...papers(view, now),
		...devices(view, health),
		...escorts(view),
		...waits(view, now),
	];
	return all.sort((a, b) => RANK[a.kind] - RANK[b.kind] || a.since - b.since);
}

function helps(view: StationView): Urgent[] {
	return Object.values(view.helps)
		.filter((help) => help.answeredBy === null)
		.map((help) => ({ kind: 'help', id: help.id, since: help.at, help }));
}

function papers(view: StationView, now: number): Urgent[] {
	const jobs = Object.values(view.jobs);
	return jobs
		.filter((job) => isTrouble(job, jobs, now))
		.map((job) => ({ kind: 'paper', id: job.id, since: job.owedSince, job }));
}

/** Owed for too long, or failed and not printed again since. */
function isTrouble(job: JobRow, jobs: readonly JobRow[], now: number): boolean {
	if (job.outcome === null) return now - job.owedSince > PAPER_LATE;
	if (job.outcome !== 'failed' || now - job.owedSince > FAILED_KEPT) return false;
	return !jobs.some((other) => isSamePaper(other.paper, job.paper) && other.copy > job.copy);
}

function devices(view: StationView, health: readonly DeviceHealth[]): Urgent[] {
	return health
		.filter((one) => view.devices[one.device] !== undefined && isSick(one))
		.map(({ device, connected, troubles, heard }) => ({
			kind: 'device',
			id: device,
			since: heard,
			device,
			connected,
			troubles,
		}));
}

/** A device that was never heard is not set up yet; that is a matter for setup, not for the floor. */
function isSick(one: DeviceHealth): boolean {
	return one.heard > 0 && (!one.connected || one.state !== 'ok');
}

/** Arrived there and still without a last word; whoever walked may be back already. */
function escorts(view: StationView): Urgent[] {
	return Object.values(view.escorts)
		.filter((one) => one.arrivedAt !== null && isUnanswered(one))
		.map((escort) => ({
			kind: 'escort',
			id: escort.id,
			since: escort.arrivedAt ?? escort.startedAt,
			escort,
		}));
}

function isUnanswered({ handOff, returnedAt }: EscortRow): boolean {
	return handOff === null ? returnedAt === null : handOff.answer === 'wait';
}

function waits(view: StationView, now: number): Urgent[] {
	return Object.values(view.tickets)
		.filter((ticket) => ticket.status === 'waiting' && now - ticket.firstArrival >= LONG_WAIT)
		.sort((a, b) => a.firstArrival - b.firstArrival)
		.slice(0, LONGEST)
		.map((ticket) => ({ kind: 'wait', id: ticket.id, since: ticket.firstArrival, ticket }));
}
