// A ticket's life: issued, called, served, held, returned, transferred, ended.
import type { EventOf, StoredEvent } from '../events.ts';
import type { Instant, StaffId, TicketId } from '../ids.ts';
import { REMEMBERED } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import { partsOf } from '../policy/numbering.ts';
import type { Ticket, TicketStatus } from '../ticket.ts';
import { NONE, orNone } from '../visit.ts';
import { known, stand } from './standing.ts';

export function issueTicket(
	lobby: Lobby,
	event: EventOf<'TicketIssued'>,
	{ at, position }: StoredEvent,
): void {
	const visit = lobby.visits.get(event.visit);
	if (visit === undefined) {
		const { visit: id, number, language, needs, priority, channel, next } = event;
		lobby.visits.set(id, {
			id,
			number,
			language,
			needs: orNone(needs),
			priority,
			channel,
			arrivedAt: event.firstArrival,
			tickets: [event.ticket],
			next: orNone(next),
			referrals: NONE,
			escorts: NONE,
		});
		const [letter, count] = partsOf(number);
		lobby.numbers.set(letter, Math.max(lobby.numbers.get(letter) ?? 0, count));
		lobby.totals.issued += 1;
	} else {
		visit.tickets = [...visit.tickets, event.ticket];
		visit.next = orNone(event.next);
	}
	const ticket: Ticket = {
		id: event.ticket,
		visit: event.visit,
		number: event.number,
		service: event.service,
		language: event.language,
		priority: event.priority,
		issuedAt: at,
		firstArrival: event.firstArrival,
		order: position,
		ahead: event.ahead,
		estimate: event.estimate,
		copies: 0,
		state: { status: 'cancelled', reason: 'issued-in-error' },
		intervals: NONE,
	};
	lobby.tickets.set(ticket.id, ticket);
	stand(lobby, ticket, { status: 'waiting', line: { kind: 'service', id: event.service } }, at);
}

export function callTicket(lobby: Lobby, event: EventOf<'TicketCalled'>, at: Instant): void {
	const ticket = known(lobby, event.ticket);
	const { counter, staff, sequence } = event;
	learn(lobby, ticket, at);
	countWait(lobby, ticket, at);
	stand(lobby, ticket, { status: 'called', counter, staff, calls: 1, sequence }, at);
	lobby.totals.called += 1;
	showCall(lobby, ticket, sequence);
}

export function recallTicket(lobby: Lobby, event: EventOf<'TicketRecalled'>): void {
	const ticket = known(lobby, event.ticket);
	if (ticket.state.status !== 'called') return;
	ticket.state = { ...ticket.state, calls: ticket.state.calls + 1, sequence: event.sequence };
	showCall(lobby, ticket, event.sequence);
}

export function serveTicket(lobby: Lobby, event: EventOf<'TicketServed'>, at: Instant): void {
	const ticket = known(lobby, event.ticket);
	const { state } = ticket;
	if (!('counter' in state) || state.counter === null) return;
	stand(lobby, ticket, { status: 'serving', counter: state.counter, staff: state.staff }, at);
}

export function holdTicket(lobby: Lobby, event: EventOf<'TicketHeld'>, { at, by }: StoredEvent): void {
	const ticket = known(lobby, event.ticket);
	const { state } = ticket;
	const counter = 'counter' in state ? state.counter : null;
	const holder: StaffId | null = 'staff' in state ? state.staff : by.kind === 'staff' ? by.id : null;
	if (holder === null) throw new Error(`nobody holds ${ticket.number}`);
	hideCall(lobby, ticket);
	stand(lobby, ticket, { status: 'held', reason: event.reason, counter, staff: holder }, at);
}

export function returnTicket(lobby: Lobby, event: EventOf<'TicketReturned'>, at: Instant): void {
	const ticket = known(lobby, event.ticket);
	const ended = lobby.ended.indexOf(ticket.id);
	if (ended >= 0) lobby.ended.splice(ended, 1);
	if (ticket.state.status === 'no-show') lobby.totals.noShow -= 1;
	hideCall(lobby, ticket);
	stand(lobby, ticket, { status: 'waiting', line: event.line }, at);
}

export function transferTicket(lobby: Lobby, event: EventOf<'TicketTransferred'>, at: Instant): void {
	const ticket = known(lobby, event.ticket);
	hideCall(lobby, ticket);
	// Out of the old line before the service changes, so that it is found there.
	stand(lobby, ticket, { status: 'waiting', line: event.line }, at);
	ticket.service = event.service;
}

export function endTicket(lobby: Lobby, id: TicketId, state: TicketStatus, at: Instant): void {
	const ticket = known(lobby, id);
	stand(lobby, ticket, state, at);
	lobby.ended.push(id);
	if (lobby.ended.length > REMEMBERED.endedTickets) forgetTicket(lobby, lobby.ended.shift());
}

function forgetTicket(lobby: Lobby, id: TicketId | undefined): void {
	const ticket = id === undefined ? undefined : lobby.tickets.get(id);
	if (ticket === undefined) return;
	lobby.tickets.delete(ticket.id);
	const visit = lobby.visits.get(ticket.visit);
	const present = visit?.tickets.at(-1) === ticket.id;
	if (present && visit.referrals.length === 0 && visit.escorts.length === 0) lobby.visits.delete(visit.id);
}

/** The board's calls, newest first; a number stands on it once. */
function showCall(lobby: Lobby, ticket: Ticket, sequence: number): void {
	if (ticket.state.status !== 'called') return;
	lobby.sequence = Math.max(lobby.sequence, sequence);
	const { number, service } = ticket;
	const call = { ticket: ticket.id, number, service, counter: ticket.state.counter, sequence };
	const others = lobby.calls.filter((one) => one.number !== number);
	lobby.calls = [call, ...others].slice(0, REMEMBERED.calls);
}

/** A customer sent back to the line must not go to the counter that the board still names. */
function hideCall(lobby: Lobby, ticket: Ticket): void {
	lobby.calls = lobby.calls.filter((one) => one.ticket !== ticket.id);
}

/** What a customer waited from arrival to the first call, for the day's summary. */
function countWait({ totals }: Lobby, ticket: Ticket, at: Instant): void {
	if (ticket.intervals.some(({ kind }) => kind === 'walk')) return;
	// Not since the first arrival: the next service of a visit has not waited while the one before was served.
	const waits = ticket.intervals.filter(({ kind }) => kind === 'wait');
	const waited = waits.reduce((sum, { from, to }) => sum + (to ?? at) - from, 0);
	totals.firstCalls += 1;
	totals.waited += waited;
	totals.longestWait = Math.max(totals.longestWait, waited);
}

/** Only a first wait in a service's line teaches how long its waits are. */
function learn(lobby: Lobby, ticket: Ticket, at: Instant): void {
	const [first] = ticket.intervals;
	if (first === undefined || ticket.intervals.length > 1 || ticket.state.status !== 'waiting') return;
	const made = lobby.callsMade.get(ticket.service) ?? [];
	made.push({ at, waited: at - first.from, ahead: ticket.ahead });
	if (made.length > REMEMBERED.callsMade) made.shift();
	lobby.callsMade.set(ticket.service, made);
}
