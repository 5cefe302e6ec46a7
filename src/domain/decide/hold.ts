// Holding and returning: parked by name, back in line with the first arrival.
import type { Asked, CommandOf } from '../commands.ts';
import { findTicket, happened, isRefused, personOf, ticketInHand } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Lobby } from '../lobby.ts';
import { refuse } from '../refusals.ts';

export function holdTicket(lobby: Lobby, command: CommandOf<'HoldTicket'>, asked: Asked): Decision {
	const found = ticketInHand(lobby, command.ticket, asked);
	if (isRefused(found)) return found;
	const { ticket } = found;
	const { status } = ticket.state;
	if (status !== 'called' && status !== 'serving') {
		return refuse('ticket-not-at-counter', { number: ticket.number, status });
	}
	return happened({ type: 'TicketHeld', ticket: ticket.id, reason: command.reason });
}

/** Anybody on duty may bring a held ticket or a no-show back: the customer stands in front of them. */
export function returnTicket(lobby: Lobby, command: CommandOf<'ReturnTicket'>, asked: Asked): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const ticket = findTicket(lobby, command.ticket);
	if (isRefused(ticket)) return ticket;
	const { status } = ticket.state;
	if (status !== 'held' && status !== 'no-show') {
		return refuse('ticket-not-returnable', { number: ticket.number, status });
	}
	return happened({
		type: 'TicketReturned',
		ticket: ticket.id,
		line: { kind: 'service', id: ticket.service },
	});
}
