// What a decision is: the events that a command makes, or why it is refused.
import type { Actor, Asked } from './commands.ts';
import type { LobbyEvent } from './events.ts';
import type { CounterId, EscortId, ReferralId, StaffId, TicketId } from './ids.ts';
import { counterOf, counterState, staffOf } from './lobby.ts';
import type { CounterState, Lobby } from './lobby.ts';
import type { Counter, Role, Staff } from './office.ts';
import { refuse } from './refusals.ts';
import type { Refusal } from './refusals.ts';
import type { Ticket } from './ticket.ts';
import type { Escort, Referral } from './visit.ts';

export type Decision = { readonly events: readonly LobbyEvent[] } | { readonly refusal: Refusal };
export type Found<Value> = Value | { readonly refusal: Refusal };

export function happened(...events: readonly LobbyEvent[]): Decision {
	return { events };
}

export function isRefused(value: object): value is { readonly refusal: Refusal } {
	return 'refusal' in value;
}

/** The person who asks; what only a person may do is refused to devices. */
export function personOf(lobby: Lobby, by: Actor): Found<Staff> {
	if (by.kind !== 'staff') return refuse('not-a-person');
	return staffOf(lobby, by.id) ?? refuse('unknown-staff', { staff: by.id });
}

export function hasRole(staff: Staff, ...roles: readonly Role[]): boolean {
	return roles.some((role) => staff.roles.includes(role));
}

export function findTicket(lobby: Lobby, id: TicketId): Found<Ticket> {
	return lobby.tickets.get(id) ?? refuse('unknown-ticket', { ticket: id });
}

export function findReferral(lobby: Lobby, id: ReferralId): Found<Referral> {
	return lobby.referrals.get(id) ?? refuse('unknown-referral', { referral: id });
}

export function findEscort(lobby: Lobby, id: EscortId): Found<Escort> {
	return lobby.escorts.get(id) ?? refuse('unknown-escort', { escort: id });
}

/** The counter that this person is signed in at, as somebody who may call there. */
export function ownCounter(
	lobby: Lobby,
	id: CounterId,
	staff: Staff,
): Found<{ readonly counter: Counter; readonly state: CounterState }> {
	const counter = counterOf(lobby, id);
	if (counter === null) return refuse('unknown-counter', { counter: id });
	const state = counterState(lobby, id);
	if (state.status === 'closed') return refuse('counter-closed', { counter: counter.label });
	if (state.staff !== staff.id) return refuse('counter-not-yours', { counter: counter.label });
	return { counter, state };
}

/** Whoever has the ticket in hand, or somebody set above them, may act on it. */
export function mayActOn(ticket: Ticket, staff: Staff): Refusal | null {
	const owner: StaffId | null = 'staff' in ticket.state ? ticket.state.staff : null;
	if (owner === null || owner === staff.id || hasRole(staff, 'supervisor', 'administrator')) return null;
	return refuse('not-your-ticket', { number: ticket.number }).refusal;
}

/** The ticket in hand with the person who acts on it, or why not. */
export function ticketInHand(
	lobby: Lobby,
	id: TicketId,
	asked: Asked,
): Found<{ readonly ticket: Ticket; readonly staff: Staff }> {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const ticket = findTicket(lobby, id);
	if (isRefused(ticket)) return ticket;
	const refusal = mayActOn(ticket, staff);
	return refusal === null ? { ticket, staff } : { refusal };
}
