// Where one ticket stands, for whoever holds its id: the customer's own phone. Nothing about a person.
import type { Instant, TicketId } from '#domain/ids';
import { counterOf, groupOf, lineOf, serviceOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { estimateWait } from '#domain/policy/wait-estimate';
import type { Ticket } from '#domain/ticket';
import type { TicketLook } from '#protocol/note-schema';

/** Null for a ticket that this lobby does not know or no longer remembers. */
export function ticketLook(lobby: Lobby, id: string, at: Instant): TicketLook | null {
	const ticket = lobby.tickets.get(id as TicketId);
	if (ticket === undefined) return null;
	const { state } = ticket;
	const ahead = aheadOf(lobby, ticket);
	const service = serviceOf(lobby, ticket.service);
	const counter = 'counter' in state && state.counter !== null ? counterOf(lobby, state.counter) : null;
	return {
		number: ticket.number,
		colour: service === null ? null : (groupOf(lobby, service)?.colour ?? null),
		status: state.status,
		service: service?.name ?? {},
		office: lobby.office.name,
		language: ticket.language,
		ahead,
		estimate: ahead === null ? null : estimateWait(lobby, ticket.service, ahead),
		counter: state.status === 'called' || state.status === 'serving' ? (counter?.label ?? null) : null,
		at,
	};
}

/** Tickets before it in its line, or null when it is not waiting. */
function aheadOf(lobby: Lobby, ticket: Ticket): number | null {
	if (ticket.state.status !== 'waiting') return null;
	const { line } = ticket.state;
	const first = ticket.priority === 'priority' ? 0 : lineOf(lobby, line, 'priority').size;
	return first + lineOf(lobby, line, ticket.priority).ahead(ticket);
}
