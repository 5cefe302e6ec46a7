// Issuing: a place in line and a number of its own; and taking it back.
import type { Asked, CommandOf } from '../commands.ts';
import { happened, isRefused, ticketInHand } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LobbyEvent } from '../events.ts';
import type { ServiceId, TicketId, VisitId } from '../ids.ts';
import { deviceOf, groupOf, lineOf, serviceOf, waitingFor } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import { nextNumber } from '../policy/numbering.ts';
import { businessDayOf, mayIssueNow, serviceOpening } from '../policy/opening-hours.ts';
import { estimateWait } from '../policy/wait-estimate.ts';
import { refuse } from '../refusals.ts';
import type { Refusal } from '../refusals.ts';
import { isOpen } from '../ticket.ts';
import type { Priority } from '../ticket.ts';
import type { Visit } from '../visit.ts';
import { firstPaper } from './paper.ts';

export function issueTicket(lobby: Lobby, command: CommandOf<'IssueTicket'>, asked: Asked): Decision {
	const { services, language, needs, priority, channel, printer } = command;
	if (lobby.day === null || businessDayOf(asked.at, lobby.office.timeZone) !== lobby.day)
		return refuse('day-not-open');
	const [first, ...next] = services;
	const service = first === undefined ? null : serviceOf(lobby, first);
	const group = service === null ? null : groupOf(lobby, service);
	const refusal = refusalOf(lobby, command, asked);
	if (refusal !== null) return { refusal };
	if (service === null || group === null) return refuse('unknown-service', { service: first ?? '' });

	const visit: VisitId = asked.id as string as VisitId;
	const ticket = ticketIdOf(visit, 1);
	const ahead = aheadOf(lobby, service.id, priority);
	const issued: LobbyEvent = {
		type: 'TicketIssued',
		ticket,
		visit,
		number: nextNumber(lobby, group.letter),
		service: service.id,
		next,
		language,
		needs,
		priority,
		channel,
		firstArrival: asked.at,
		day: lobby.day,
		ahead,
		estimate: estimateWait(lobby, service.id, ahead),
	};
	return happened(issued, ...firstPaper(asked, printer, { kind: 'ticket', ticket }));
}

function refusalOf(lobby: Lobby, command: CommandOf<'IssueTicket'>, { at }: Asked): Refusal | null {
	const { services, language, channel, printer } = command;
	if (services.length > 1 && new Set(services).size !== services.length)
		return refuse('same-service-twice').refusal;
	if (!lobby.office.languages.includes(language)) return refuse('unknown-language', { language }).refusal;
	if (printer !== null && deviceOf(lobby, printer)?.kind !== 'printer') {
		return refuse('unknown-printer', { printer }).refusal;
	}
	for (const id of services) {
		const service = serviceOf(lobby, id);
		if (service === null) return refuse('unknown-service', { service: id }).refusal;
		// A person may issue after the last-ticket time: the one in front of them counts more than the clock.
		if (channel === 'kiosk' && !mayIssueNow(lobby.office, service, at)) {
			const next = serviceOpening(lobby.office, service, at).next;
			return refuse('service-closed', next === null ? { service: id } : { service: id, next }).refusal;
		}
	}
	return null;
}

/** A priority ticket stands before the ordinary ones of its service. */
function aheadOf(lobby: Lobby, service: ServiceId, priority: Priority): number {
	if (priority === 'normal') return waitingFor(lobby, service);
	return lineOf(lobby, { kind: 'service', id: service }, 'priority').size;
}

export function ticketIdOf(visit: VisitId, leg: number): TicketId {
	return `${visit}.${leg}` as TicketId;
}

/** The next service of the visit on the same number, with the first arrival kept. */
export function nextLeg(lobby: Lobby, visit: Visit): LobbyEvent | null {
	const [service, ...next] = visit.next;
	if (service === undefined || visit.number === null || lobby.day === null) return null;
	const ahead = aheadOf(lobby, service, visit.priority);
	return {
		type: 'TicketIssued',
		ticket: ticketIdOf(visit.id, visit.tickets.length + 1),
		visit: visit.id,
		number: visit.number,
		service,
		next,
		language: visit.language,
		needs: visit.needs,
		priority: visit.priority,
		channel: visit.channel,
		firstArrival: visit.arrivedAt,
		day: lobby.day,
		ahead,
		estimate: estimateWait(lobby, service, ahead),
	};
}

export function cancelTicket(lobby: Lobby, command: CommandOf<'CancelTicket'>, asked: Asked): Decision {
	const found = ticketInHand(lobby, command.ticket, asked);
	if (isRefused(found)) return found;
	const { ticket } = found;
	if (!isOpen(ticket)) return refuse('ticket-ended', { number: ticket.number, status: ticket.state.status });
	if (ticket.state.status === 'escorted') return refuse('visit-escorted', { number: ticket.number });
	return happened({ type: 'TicketCancelled', ticket: ticket.id, reason: command.reason });
}
