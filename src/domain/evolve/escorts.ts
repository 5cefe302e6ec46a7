// Escorts: the customer is neither waiting, served nor a no-show while somebody walks with them.
import type { EventOf } from '../events.ts';
import type { EscortId, Instant } from '../ids.ts';
import type { Lobby } from '../lobby.ts';
import type { Escort } from '../visit.ts';
import { known, stand } from './standing.ts';

export function startEscort(lobby: Lobby, event: EventOf<'EscortStarted'>, at: Instant): void {
	const { escort: id, visit, ticket: ticketId, department, referral, staff, counter } = event;
	lobby.escorts.set(id, {
		id,
		visit,
		department,
		referral,
		staff,
		counter,
		ticket: ticketId,
		startedAt: at,
		arrivedAt: null,
		handOff: null,
		returnedAt: null,
		copies: 0,
	});
	lobby.totals.escorted += 1;
	const stay = lobby.visits.get(visit);
	if (stay !== undefined) stay.escorts = [...stay.escorts, id];
	if (ticketId !== null) {
		const ticket = known(lobby, ticketId);
		const { status } = ticket.state;
		const left = status === 'called' || status === 'serving' ? counter : null;
		stand(lobby, ticket, { status: 'escorted', escort: id, counter: left, staff }, at);
	}
	const state = counter === null ? undefined : lobby.counters.get(counter);
	if (state !== undefined) Object.assign(state, { status: 'escorting', pause: null, since: at });
}

export function arriveEscort(lobby: Lobby, event: EventOf<'EscortArrived'>, at: Instant): void {
	escortOf(lobby, event.escort).arrivedAt = at;
}

export function handOverEscort(lobby: Lobby, event: EventOf<'EscortHandedOver'>, at: Instant): void {
	const { answer, reason } = event;
	escortOf(lobby, event.escort).handOff =
		answer === 'declined' ? { answer, reason: reason ?? 'other', at } : { answer, at };
}

export function returnEscort(lobby: Lobby, event: EventOf<'EscortReturned'>, at: Instant): void {
	const escort = escortOf(lobby, event.escort);
	escort.returnedAt = at;
	const counter = escort.counter === null ? undefined : lobby.counters.get(escort.counter);
	if (counter?.status === 'escorting') Object.assign(counter, { status: 'open', since: at });
	const ticket = escort.ticket === null ? undefined : lobby.tickets.get(escort.ticket);
	if (ticket?.state.status !== 'escorted' || escort.handOff?.answer !== 'wait') return;
	// The customer waits over there: the counter is free for the next one.
	if (counter?.ticket === ticket.id) counter.ticket = null;
	ticket.state = { ...ticket.state, counter: null };
}

function escortOf(lobby: Lobby, id: EscortId): Escort {
	const escort = lobby.escorts.get(id);
	if (escort === undefined) throw new Error(`no escort ${id} at position ${lobby.position}`);
	return escort;
}
