// Paper: owed until the agent says how it ended, asked about when it got late, and owed anew when somebody wants another copy.
import type { Asked, CommandOf, Paper } from '../commands.ts';
import { findEscort, findReferral, findTicket, happened, isRefused, personOf } from '../decision.ts';
import type { Decision, Found } from '../decision.ts';
import type { LobbyEvent } from '../events.ts';
import type { DeviceId, JobId } from '../ids.ts';
import { deviceOf } from '../lobby.ts';
import type { Job, Lobby } from '../lobby.ts';
import { refuse } from '../refusals.ts';

export function printPaper(
	lobby: Lobby,
	{ paper, printer }: CommandOf<'PrintPaper'>,
	asked: Asked,
): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const printed = copiesOf(lobby, paper);
	if (isRefused(printed)) return printed;
	if (deviceOf(lobby, printer)?.kind !== 'printer') return refuse('unknown-printer', { printer });
	const job = `${asked.id}.p` as JobId;
	return happened({ type: 'JobOwed', job, device: printer, paper, copy: printed.copies + 1 });
}

/** The paper that comes with what was just done, or none. */
export function firstPaper({ id }: Asked, printer: DeviceId | null, paper: Paper): LobbyEvent[] {
	return printer === null
		? []
		: [{ type: 'JobOwed', job: `${id}.p` as JobId, device: printer, paper, copy: 1 }];
}

/** How many of this paper were owed so far; a summary or a test page is always the first. */
function copiesOf(lobby: Lobby, paper: Paper): Found<{ readonly copies: number }> {
	switch (paper.kind) {
		case 'ticket':
			return findTicket(lobby, paper.ticket);
		case 'referral':
			return findReferral(lobby, paper.referral);
		case 'escort':
			return findEscort(lobby, paper.escort);
		case 'day':
			// Only the last day's figures are at hand; older ones are in the record.
			return lobby.numberedDay === paper.day ? { copies: 0 } : refuse('unknown-day', { day: paper.day });
		case 'test':
			return { copies: 0 };
		default:
			return paper satisfies never;
	}
}

export function endJob(lobby: Lobby, { job: id, outcome }: CommandOf<'EndJob'>): Decision {
	const job = owedJob(lobby, id);
	if (isRefused(job)) return job;
	return happened({ type: 'JobEnded', job: job.id, outcome });
}

export function doubtJob(lobby: Lobby, command: CommandOf<'DoubtJob'>): Decision {
	const job = owedJob(lobby, command.job);
	if (isRefused(job)) return job;
	return job.doubt === 'none' ? happened({ type: 'JobDoubted', job: job.id }) : happened();
}

export function wantJob(lobby: Lobby, command: CommandOf<'WantJob'>): Decision {
	const job = owedJob(lobby, command.job);
	if (isRefused(job)) return job;
	return job.doubt === 'wanted' ? happened() : happened({ type: 'JobWanted', job: job.id });
}

export function moveJob(lobby: Lobby, { job: id, to }: CommandOf<'MoveJob'>): Decision {
	const job = owedJob(lobby, id);
	if (isRefused(job)) return job;
	if (deviceOf(lobby, to)?.kind !== 'printer') return refuse('unknown-printer', { printer: to });
	return job.device === to ? happened() : happened({ type: 'JobMoved', job: job.id, device: to });
}

function owedJob(lobby: Lobby, id: JobId): Found<Job> {
	const job = lobby.jobs.get(id);
	if (job === undefined) return refuse('unknown-job', { job: id });
	return job.outcome === null ? job : refuse('job-ended', { outcome: job.outcome });
}
