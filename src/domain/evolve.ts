// The lobby moves on: changes it in place, deterministically, and does nothing else. A switch only.
import type { StoredEvent } from './events.ts';
import { closeCounter, openCounter, pauseCounter } from './evolve/counters.ts';
import { closeDay, configureOffice, openDay } from './evolve/day.ts';
import { arriveEscort, handOverEscort, returnEscort, startEscort } from './evolve/escorts.ts';
import { doubtJob, endJob, moveJob, oweJob, wantJob } from './evolve/paper.ts';
import {
	callTicket,
	endTicket,
	holdTicket,
	issueTicket,
	recallTicket,
	returnTicket,
	serveTicket,
	transferTicket,
} from './evolve/tickets.ts';
import { answerHelp, closeReferral, receiveVisit, referVisit, requestHelp } from './evolve/visits.ts';
import type { Lobby } from './lobby.ts';

/** The event must be the one after the lobby's position. */
export function evolve(lobby: Lobby, stored: StoredEvent): void {
	const { event, at, position } = stored;
	if (position !== lobby.position + 1) {
		throw new Error(`event ${position} does not follow position ${lobby.position} of ${lobby.office.id}`);
	}
	lobby.position = position;
	lobby.at = at;
	switch (event.type) {
		case 'OfficeConfigured':
			return configureOffice(lobby, event);
		case 'DayOpened':
			return openDay(lobby, event);
		case 'DayClosed':
			return closeDay(lobby);
		case 'VisitReceived':
			return receiveVisit(lobby, event, at);
		case 'TicketIssued':
			return issueTicket(lobby, event, stored);
		case 'TicketCancelled':
			lobby.totals.cancelled += 1;
			return endTicket(lobby, event.ticket, { status: 'cancelled', reason: event.reason }, at);
		case 'TicketCalled':
			return callTicket(lobby, event, at);
		case 'TicketRecalled':
			return recallTicket(lobby, event);
		case 'TicketServed':
			return serveTicket(lobby, event, at);
		case 'TicketFinished':
			lobby.totals.finished += 1;
			return endTicket(lobby, event.ticket, { status: 'finished', outcome: event.outcome }, at);
		case 'TicketNotShown':
			lobby.totals.noShow += 1;
			return endTicket(lobby, event.ticket, { status: 'no-show' }, at);
		case 'TicketHeld':
			return holdTicket(lobby, event, stored);
		case 'TicketReturned':
			return returnTicket(lobby, event, at);
		case 'TicketTransferred':
			return transferTicket(lobby, event, at);
		case 'CounterOpened':
			return openCounter(lobby, event, at);
		case 'CounterPaused':
			return pauseCounter(lobby, event, at);
		case 'CounterClosed':
			return closeCounter(lobby, event, at);
		case 'VisitReferred':
			return referVisit(lobby, event, at);
		case 'ReferralClosed':
			return closeReferral(lobby, event);
		case 'EscortStarted':
			return startEscort(lobby, event, at);
		case 'EscortArrived':
			return arriveEscort(lobby, event, at);
		case 'EscortHandedOver':
			return handOverEscort(lobby, event, at);
		case 'EscortReturned':
			return returnEscort(lobby, event, at);
		case 'HelpRequested':
			return requestHelp(lobby, event, at);
		case 'HelpAnswered':
			return answerHelp(lobby, event);
		case 'JobOwed':
			return oweJob(lobby, event, at);
		case 'JobDoubted':
			return doubtJob(lobby, event);
		case 'JobWanted':
			return wantJob(lobby, event);
		case 'JobMoved':
			return moveJob(lobby, event);
		case 'JobEnded':
			return endJob(lobby, event);
		default:
			return event satisfies never;
	}
}
