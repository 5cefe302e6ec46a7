// Counters: one person a counter, one counter a person, and nobody is sent away in the middle of a service.
import type { Asked, CommandOf } from '../commands.ts';
import { happened, hasRole, isRefused, ownCounter, personOf } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LobbyEvent } from '../events.ts';
import { counterOf, counterOfStaff, counterState, escortOfStaff } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import { refuse } from '../refusals.ts';

export function openCounter(lobby: Lobby, command: CommandOf<'OpenCounter'>, asked: Asked): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	if (lobby.day === null) return refuse('day-not-open');
	const counter = counterOf(lobby, command.counter);
	if (counter === null) return refuse('unknown-counter', { counter: command.counter });
	if (escortOfStaff(lobby, staff.id) !== null) return refuse('staff-escorting');
	const state = counterState(lobby, counter.id);
	if (state.staff === staff.id && state.status === 'open') return happened();
	if (state.staff !== null && state.staff !== staff.id) {
		if (state.status === 'escorting')
			return refuse('counter-taken', { counter: counter.label, staff: state.staff });
		if (!command.takeOver) return refuse('counter-taken', { counter: counter.label, staff: state.staff });
	}
	const opened: LobbyEvent = { type: 'CounterOpened', counter: counter.id, staff: staff.id };
	const other = counterOfStaff(lobby, staff.id);
	if (other === null || other.id === counter.id) return happened(opened);
	const label = counterOf(lobby, other.id)?.label ?? other.id;
	if (other.ticket !== null || !command.takeOver) return refuse('staff-elsewhere', { counter: label });
	return happened({ type: 'CounterClosed', counter: other.id }, opened);
}

export function pauseCounter(lobby: Lobby, command: CommandOf<'PauseCounter'>, asked: Asked): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const own = ownCounter(lobby, command.counter, staff);
	if (isRefused(own)) return own;
	if (own.state.status === 'escorting') return refuse('staff-escorting');
	if (own.state.ticket !== null) return refuse('counter-busy', { counter: own.counter.label });
	return happened({ type: 'CounterPaused', counter: own.counter.id, reason: command.reason });
}

export function closeCounter(lobby: Lobby, command: CommandOf<'CloseCounter'>, asked: Asked): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const counter = counterOf(lobby, command.counter);
	if (counter === null) return refuse('unknown-counter', { counter: command.counter });
	const state = counterState(lobby, counter.id);
	if (state.status === 'closed') return happened();
	if (state.staff !== staff.id && !hasRole(staff, 'supervisor', 'administrator')) {
		return refuse('counter-not-yours', { counter: counter.label });
	}
	if (state.ticket !== null) return refuse('counter-busy', { counter: counter.label });
	if (state.status === 'escorting') return refuse('staff-escorting');
	return happened({ type: 'CounterClosed', counter: counter.id });
}
