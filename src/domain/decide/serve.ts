// Serving and finishing: every service ends with an outcome.
import type { Asked, CommandOf } from '../commands.ts';
import { happened, isRefused, ticketInHand } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Lobby } from '../lobby.ts';
import { refuse } from '../refusals.ts';
import type { Outcome } from '../ticket.ts';
import { nextLeg } from './issue.ts';

/** The customer went: services still to come on the number are not waited for. */
const GONE: readonly Outcome[] = ['left', 'wrong-office'];

export function serveTicket(lobby: Lobby, command: CommandOf<'ServeTicket'>, asked: Asked): Decision {
	const found = ticketInHand(lobby, command.ticket, asked);
	if (isRefused(found)) return found;
	const { ticket } = found;
	if (ticket.state.status !== 'called') {
		return refuse('ticket-not-called', { number: ticket.number, status: ticket.state.status });
	}
	return happened({ type: 'TicketServed', ticket: ticket.id });
}

export function finishTicket(lobby: Lobby, command: CommandOf<'FinishTicket'>, asked: Asked): Decision {
	const found = ticketInHand(lobby, command.ticket, asked);
	if (isRefused(found)) return found;
	const { ticket } = found;
	if (ticket.state.status !== 'serving') {
		return refuse('ticket-not-serving', { number: ticket.number, status: ticket.state.status });
	}
	const finished = { type: 'TicketFinished', ticket: ticket.id, outcome: command.outcome } as const;
	const visit = lobby.visits.get(ticket.visit);
	const next = visit === undefined || GONE.includes(command.outcome) ? null : nextLeg(lobby, visit);
	return next === null ? happened(finished) : happened(finished, next);
}
