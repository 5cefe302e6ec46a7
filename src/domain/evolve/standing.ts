// Where a ticket stands: one way from status to status, so that lines, counters and intervals always agree with it.
import type { CounterId, Instant, StaffId, TicketId } from '../ids.ts';
import { Line } from '../line.ts';
import { lineKey } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import type { Interval, Ticket, TicketStatus } from '../ticket.ts';

/** The ticket an event speaks of; an event about an unknown one is a broken stream. */
export function known(lobby: Lobby, id: TicketId): Ticket {
	const ticket = lobby.tickets.get(id);
	if (ticket === undefined) throw new Error(`no ticket ${id} at position ${lobby.position}`);
	return ticket;
}

/** Leaves the line or the counter it stands at, ends its interval, and stands anew. */
export function stand(lobby: Lobby, ticket: Ticket, state: TicketStatus, at: Instant): void {
	leave(lobby, ticket, state);
	const last = ticket.intervals.at(-1);
	if (last !== undefined && last.to === null) last.to = at;
	ticket.state = state;
	joinLine(lobby, ticket);
	const interval = intervalOf(state, at);
	// A list that grows in place keeps room for sixteen more, and most tickets have one or two.
	if (interval !== null) ticket.intervals = ticket.intervals.concat(interval);
	if ((state.status === 'called' || state.status === 'serving') && state.counter !== null) {
		const counter = lobby.counters.get(state.counter);
		if (counter !== undefined) counter.ticket = ticket.id;
	}
}

/**
 * Puts a waiting ticket into the line its state names, and a held one to those that are held. All who wait in one line wait
 * alike: they share one state.
 */
export function joinLine(lobby: Lobby, ticket: Ticket): void {
	if (ticket.state.status === 'held') lobby.held.add(ticket.id);
	if (ticket.state.status !== 'waiting') return;
	const key = lineKey(ticket.state.line, ticket.priority);
	let line = lobby.lines.get(key);
	if (line === undefined) {
		line = new Line();
		lobby.lines.set(key, line);
	}
	ticket.state = line.head?.state ?? ticket.state;
	line.add(ticket);
}

function leave(lobby: Lobby, ticket: Ticket, next: TicketStatus): void {
	const { state } = ticket;
	if (state.status === 'waiting') {
		const key = lineKey(state.line, ticket.priority);
		const line = lobby.lines.get(key);
		line?.remove(ticket);
		if (line?.size === 0) lobby.lines.delete(key);
	}
	if (state.status === 'held') lobby.held.delete(ticket.id);
	// On the walk the counter keeps the ticket: the representative comes back to it.
	if ('counter' in state && state.counter !== null && next.status !== 'escorted') {
		const counter = lobby.counters.get(state.counter);
		if (counter?.ticket === ticket.id) counter.ticket = null;
	}
}

function intervalOf(state: TicketStatus, from: Instant): Interval | null {
	const owned = (kind: Interval['kind'], counter: CounterId | null, staff: StaffId | null): Interval => ({
		kind,
		from,
		to: null,
		counter,
		staff,
	});
	switch (state.status) {
		case 'waiting':
			return owned('wait', null, null);
		case 'called':
			return owned('walk', state.counter, state.staff);
		case 'serving':
			return owned('service', state.counter, state.staff);
		case 'held':
			return owned('hold', state.counter, state.staff);
		case 'escorted':
			return owned('escort', state.counter, state.staff);
		case 'finished':
		case 'no-show':
		case 'cancelled':
			return null;
		default:
			return state satisfies never;
	}
}
