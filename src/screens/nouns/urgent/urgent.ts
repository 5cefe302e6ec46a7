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
			/** It works, and soon will not. */
			readonly warning: boolean;
			readonly troubles: readonly Trouble[];
			/** Devices that an agent drives and nobody reaches while it is gone. */
			readonly behind: number;
			/** Papers it owes, late ones that are not listed by themselves included. */
			readonly owed: number;
	  }
	| { readonly kind: 'escort'; readonly id: string; readonly since: number; readonly escort: EscortRow }
	| { readonly kind: 'wait'; readonly id: string; readonly since: number; readonly ticket: TicketRow };

/** Late papers that are listed by themselves for one printer; the others are counted at the printer. */
const LATE_SHOWN = 3;

const RANK = { help: 0, paper: 1, device: 2, escort: 3, wait: 4 } satisfies Record<Urgent['kind'], number>;
/** A warning, such as little paper, can wait for those who cannot. */
const rankOf = (one: Urgent) => (one.kind === 'device' && one.warning ? 3.5 : RANK[one.kind]);

export function urgentOf(view: StationView, health: readonly DeviceHealth[], now: number): readonly Urgent[] {
	const all = [
		...helps(view),
		...papers(view, now),
		...devices(view, health),
		...escorts(view),
		...waits(view, now),
	];
	return all.sort((a, b) => rankOf(a) - rankOf(b) || a.since - b.since);
}

function helps(view: StationView): Urgent[] {
	return Object.values(view.helps)
		.filter((help) => help.answeredBy === null)
		.map((help) => ({ kind: 'help', id: help.id, since: help.at, help }));
}

function papers(view: StationView, now: number): Urgent[] {
	const jobs = Object.values(view.jobs).toSorted((a, b) => a.owedSince - b.owedSince);
	const late = new Map<DeviceId, number>();
	return jobs
		.filter((job) => {
			if (!isTrouble(job, jobs, now)) return false;
			if (job.outcome !== null || job.doubt === 'asked') return true;
			const before = late.get(job.device) ?? 0;
			late.set(job.device, before + 1);
			return before < LATE_SHOWN;
		})
		.map((job) => ({ kind: 'paper', id: job.id, since: job.owedSince, job }));
}

/** Owed for too long, or failed and not printed again since. */
function isTrouble(job: JobRow, jobs: readonly JobRow[], now: number): boolean {
	if (job.outcome === null) return job.doubt === 'asked' || now - job.owedSince > PAPER_LATE;
	if (job.outcome !== 'failed' || now - job.owedSince > FAILED_KEPT) return false;
	return !jobs.some((other) => isSamePaper(other.paper, job.paper) && other.copy > job.copy);
}

function devices(view: StationView, health: readonly DeviceHealth[]): Urgent[] {
	const jobs = Object.values(view.jobs);
	const gone = new Set(health.filter((one) => isSick(one) && !one.connected).map(({ device }) => device));
	const agentOf = (device: DeviceId) => view.devices[device]?.agent ?? null;
	return health
		.filter(({ device }) => view.devices[device] !== undefined)
		.filter(
			(one) => isSick(one) && !(agentOf(one.device) !== null && gone.has(agentOf(one.device) ?? one.device)),
		)
		.map(({ device, connected, state, troubles, heard }) => ({
			kind: 'device',
			id: device,
			// It says the same every few seconds while it is there.
			since: connected ? 0 : heard,
			device,
			connected,
			warning: connected && state === 'warning',
			troubles,
			behind: connected ? 0 : Object.values(view.devices).filter(({ agent }) => agent === device).length,
			owed: jobs.filter((job) => job.device === device && job.outcome === null).length,
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
