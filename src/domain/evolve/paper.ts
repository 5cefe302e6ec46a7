// Papers owed and how each ended.
import type { EventOf } from '../events.ts';
import type { Instant } from '../ids.ts';
import { REMEMBERED } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';

export function oweJob(lobby: Lobby, event: EventOf<'JobOwed'>, at: Instant): void {
	const { job, device, paper, copy } = event;
	lobby.jobs.set(job, { id: job, device, paper, copy, owedSince: at, outcome: null });
	const printed =
		paper.kind === 'ticket' ? lobby.tickets.get(paper.ticket) : lobby.referrals.get(paper.referral);
	if (printed !== undefined) printed.copies = copy;
}

export function endJob(lobby: Lobby, event: EventOf<'JobEnded'>): void {
	const job = lobby.jobs.get(event.job);
	if (job === undefined) return;
	job.outcome = event.outcome;
	lobby.endedJobs.push(job.id);
	const forgotten = lobby.endedJobs.length > REMEMBERED.endedJobs ? lobby.endedJobs.shift() : undefined;
	if (forgotten !== undefined) lobby.jobs.delete(forgotten);
}
