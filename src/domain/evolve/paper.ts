// Papers owed and how each ended.
import type { EventOf } from '../events.ts';
import type { Instant } from '../ids.ts';
import { REMEMBERED } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import type { Paper } from '../commands.ts';

export function oweJob(lobby: Lobby, event: EventOf<'JobOwed'>, at: Instant): void {
	const { job, device, paper, copy } = event;
	lobby.jobs.set(job, { id: job, device, paper, copy, owedSince: at, doubt: 'none', outcome: null });
	const printed = copiedBy(lobby, paper);
	if (printed !== undefined) printed.copies = copy;
}

/** What counts its copies, if it does. */
function copiedBy(lobby: Lobby, paper: Paper): { copies: number } | undefined {
	switch (paper.kind) {
		case 'ticket':
			return lobby.tickets.get(paper.ticket);
		case 'referral':
			return lobby.referrals.get(paper.referral);
		case 'escort':
			return lobby.escorts.get(paper.escort);
		case 'day':
		case 'test':
			return undefined;
		default:
			return paper satisfies never;
	}
}

export function doubtJob(lobby: Lobby, event: EventOf<'JobDoubted'>): void {
	const job = lobby.jobs.get(event.job);
	if (job !== undefined) job.doubt = 'asked';
}

export function wantJob(lobby: Lobby, event: EventOf<'JobWanted'>): void {
	const job = lobby.jobs.get(event.job);
	if (job !== undefined) job.doubt = 'wanted';
}

export function moveJob(lobby: Lobby, event: EventOf<'JobMoved'>): void {
	const job = lobby.jobs.get(event.job);
	if (job !== undefined) job.device = event.device;
}

export function endJob(lobby: Lobby, event: EventOf<'JobEnded'>): void {
	const job = lobby.jobs.get(event.job);
	if (job === undefined) return;
	job.outcome = event.outcome;
	lobby.endedJobs.push(job.id);
	const forgotten = lobby.endedJobs.length > REMEMBERED.endedJobs ? lobby.endedJobs.shift() : undefined;
	if (forgotten !== undefined) lobby.jobs.delete(forgotten);
}
