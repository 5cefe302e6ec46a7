// Calling: one ticket to one counter, whoever presses when.
import type { Asked, CommandOf } from '../commands.ts';
import { findTicket, happened, isRefused, ownCounter, personOf, ticketInHand } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LobbyEvent } from '../events.ts';
import type { CounterId } from '../ids.ts';
import { escortOfStaff } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import type { Counter, Staff } from '../office.ts';
import { mayServe, nextFor, servicesOf } from '../policy/calling-order.ts';
import { refuse } from '../refusals.ts';
import type { Refusal } from '../refusals.ts';
import type { CallReason, Ticket } from '../ticket.ts';

export function callNext(lobby: Lobby, command: CommandOf<'CallNext'>, asked: Asked): Decision {
	const ready = readyToCall(lobby, command.counter, asked);
	if (isRefused(ready)) return ready;
	const { counter, staff } = ready;
	const ticket = nextFor(lobby, counter, staff, asked.at);
	if (ticket !== null) return happened(called(lobby, ticket, counter, staff, null));
	if (servicesOf(lobby, counter, staff).length === 0)
		return refuse('counter-serves-nothing', { counter: counter.label });
	return refuse('nobody-waiting');
}

export function callTicket(lobby: Lobby, command: CommandOf<'CallTicket'>, asked: Asked): Decision {
	const ready = readyToCall(lobby, command.counter, asked);
	if (isRefused(ready)) return ready;
	const ticket = findTicket(lobby, command.ticket);
	if (isRefused(ticket)) return ticket;
	const { status } = ticket.state;
	if (status !== 'waiting' && status !== 'held') {
		return refuse('ticket-not-waiting', { number: ticket.number, status });
	}
	if (!mayServe(ready.staff, ticket.service))
		return refuse('service-not-allowed', { service: ticket.service });
	return happened(called(lobby, ticket, ready.counter, ready.staff, command.reason));
}

export function recallTicket(lobby: Lobby, command: CommandOf<'RecallTicket'>, asked: Asked): Decision {
	const found = ticketInHand(lobby, command.ticket, asked);
	if (isRefused(found)) return found;
	const { ticket } = found;
	if (ticket.state.status !== 'called') {
		return refuse('ticket-not-called', { number: ticket.number, status: ticket.state.status });
	}
	return happened({ type: 'TicketRecalled', ticket: ticket.id, sequence: lobby.sequence + 1 });
}

export function markNoShow(lobby: Lobby, command: CommandOf<'MarkNoShow'>, asked: Asked): Decision {
	const found = ticketInHand(lobby, command.ticket, asked);
	if (isRefused(found)) return found;
	const { ticket } = found;
	if (ticket.state.status !== 'called') {
		return refuse('ticket-not-called', { number: ticket.number, status: ticket.state.status });
	}
	return happened({ type: 'TicketNotShown', ticket: ticket.id });
}

/** Somebody who sits at an open, free counter and is not walking with a customer. */
function readyToCall(
	lobby: Lobby,
	id: CounterId,
	asked: Asked,
): { readonly counter: Counter; readonly staff: Staff } | { readonly refusal: Refusal } {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const own = ownCounter(lobby, id, staff);
	if (isRefused(own)) return own;
	const { counter, state } = own;
	if (escortOfStaff(lobby, staff.id) !== null) return refuse('staff-escorting');
	if (state.status === 'paused') return refuse('counter-paused', { counter: counter.label });
	if (state.ticket !== null) {
		const number = lobby.tickets.get(state.ticket)?.number ?? '';
		return refuse('counter-busy', { counter: counter.label, number });
	}
	return { counter, staff };
}

function called(
	lobby: Lobby,
	ticket: Ticket,
	counter: Counter,
	staff: Staff,
	outOfTurn: CallReason | null,
): LobbyEvent {
	const sequence = lobby.sequence + 1;
	return {
		type: 'TicketCalled',
		ticket: ticket.id,
		counter: counter.id,
		staff: staff.id,
		sequence,
		outOfTurn,
	};
}
