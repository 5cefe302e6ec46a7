// Transferring: another service, counter or person; the number and the first arrival are kept.
import type { Asked, CommandOf } from '../commands.ts';
import { happened, isRefused, ticketInHand } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { counterOf, serviceOf, staffOf } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import { refuse } from '../refusals.ts';
import type { Refusal } from '../refusals.ts';
import { isOpen } from '../ticket.ts';
import type { LineTarget } from '../ticket.ts';

export function transferTicket(
	lobby: Lobby,
	{ ticket: id, to }: CommandOf<'TransferTicket'>,
	asked: Asked,
): Decision {
	const found = ticketInHand(lobby, id, asked);
	if (isRefused(found)) return found;
	const { ticket } = found;
	const { state } = ticket;
	if (!isOpen(ticket)) return refuse('ticket-ended', { number: ticket.number, status: state.status });
	if (state.status === 'escorted') return refuse('visit-escorted', { number: ticket.number });
	const unknown = unknownTarget(lobby, to);
	if (unknown !== null) return { refusal: unknown };
	if (state.status === 'waiting' && state.line.kind === to.kind && state.line.id === to.id) {
		return refuse('same-line', { number: ticket.number });
	}
	const service = to.kind === 'service' ? to.id : ticket.service;
	return happened({ type: 'TicketTransferred', ticket: ticket.id, line: to, service });
}

function unknownTarget(lobby: Lobby, to: LineTarget): Refusal | null {
	switch (to.kind) {
		case 'service':
			return serviceOf(lobby, to.id) === null ? refuse('unknown-service', { service: to.id }).refusal : null;
		case 'counter':
			return counterOf(lobby, to.id) === null ? refuse('unknown-counter', { counter: to.id }).refusal : null;
		case 'staff':
			return staffOf(lobby, to.id) === null ? refuse('unknown-staff', { staff: to.id }).refusal : null;
		default:
			return to satisfies never;
	}
}
