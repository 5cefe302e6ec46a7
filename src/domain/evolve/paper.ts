// Papers owed and how each ended.
import type { EventOf } from '../events.ts';
import type { Instant } from '../ids.ts';
import { REMEMBERED } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';

export function oweJob(lobby: Lobby, event: EventOf<'JobOwed'>, at: Instant): void {
	const { job, device, paper, copy } = event;
	lobby.jobs.set(job, { id: job, device, paper, copy, owedSince: at, outcome: null });
	const ticket = paper.kind === 'ticket' ? lobby.tickets.get(paper.ticket) : undefined;
	if (ticket !== undefined) ticket.copies = copy;
}

export function endJob(lobby: Lobby, event: EventOf<'JobEnded'>): void {
	const job = lobby.jobs.get(event.job);
	if (job === undefined) return;
	job.outcome = event.outcome;
	lobby.endedJobs.push(job.id);
	const forgotten = lobby.endedJobs.length > REMEMBERED.endedJobs ? lobby.endedJobs.shift() : undefined;
	if (forgotten !== undefined) lobby.jobs.delete(forgotten);
}
