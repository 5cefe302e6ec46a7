// Counters opened, paused and closed.
import type { EventOf } from '../events.ts';
import type { CounterId, Instant } from '../ids.ts';
import { counterState } from '../lobby.ts';
import type { CounterState, Lobby } from '../lobby.ts';

export function openCounter(lobby: Lobby, event: EventOf<'CounterOpened'>, at: Instant): void {
	const counter = stateOf(lobby, event.counter);
	// Whoever takes a counter over takes over the customer who stands there.
	const ticket = counter.ticket === null ? undefined : lobby.tickets.get(counter.ticket);
	if (ticket !== undefined && 'staff' in ticket.state) ticket.state = { ...ticket.state, staff: event.staff };
	Object.assign(counter, {
		status: 'open',
		staff: event.staff,
		pause: null,
		since: at,
	} satisfies Partial<CounterState>);
}

export function pauseCounter(lobby: Lobby, event: EventOf<'CounterPaused'>, at: Instant): void {
	const counter = stateOf(lobby, event.counter);
	Object.assign(counter, {
		status: 'paused',
		pause: event.reason,
		since: at,
	} satisfies Partial<CounterState>);
}

export function closeCounter(lobby: Lobby, event: EventOf<'CounterClosed'>, at: Instant): void {
	const counter = stateOf(lobby, event.counter);
	const closed = { status: 'closed', staff: null, pause: null, since: at } satisfies Partial<CounterState>;
	Object.assign(counter, closed);
}

/** The counter's state, to be changed; made when the counter is opened for the first time. */
export function stateOf(lobby: Lobby, id: CounterId): CounterState {
	const state = counterState(lobby, id);
	lobby.counters.set(id, state);
	return state;
}
