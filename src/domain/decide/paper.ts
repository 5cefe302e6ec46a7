// Paper: owed until the agent says how it ended, and owed anew when somebody asks for another copy.
import type { Asked, CommandOf } from '../commands.ts';
import { findReferral, findTicket, happened, isRefused, personOf } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { JobId } from '../ids.ts';
import { deviceOf } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import { refuse } from '../refusals.ts';

export function printAgain(
	lobby: Lobby,
	{ paper, printer }: CommandOf<'PrintAgain'>,
	asked: Asked,
): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const printed =
		paper.kind === 'ticket' ? findTicket(lobby, paper.ticket) : findReferral(lobby, paper.referral);
	if (isRefused(printed)) return printed;
	if (deviceOf(lobby, printer)?.kind !== 'printer') return refuse('unknown-printer', { printer });
	const job = `${asked.id}.p` as JobId;
	return happened({ type: 'JobOwed', job, device: printer, paper, copy: printed.copies + 1 });
}

export function endJob(lobby: Lobby, command: CommandOf<'EndJob'>): Decision {
	const job = lobby.jobs.get(command.job);
	if (job === undefined) return refuse('unknown-job', { job: command.job });
	if (job.outcome !== null) return refuse('job-ended', { outcome: job.outcome });
	return happened({ type: 'JobEnded', job: job.id, outcome: command.outcome });
}
