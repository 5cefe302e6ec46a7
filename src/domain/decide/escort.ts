// Escorts: somebody on duty walks the customer there; the receiving side accepts, asks to wait, or declines.
import type { Asked, CommandOf } from '../commands.ts';
import { happened, hasRole, isRefused, personOf } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LobbyEvent } from '../events.ts';
import type { EscortId } from '../ids.ts';
import { counterOfStaff, departmentOf, deviceOf, escortOfStaff, ticketOfVisit } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import { refuse } from '../refusals.ts';
import type { Refusal } from '../refusals.ts';
import { isOpen } from '../ticket.ts';
import type { Escort } from '../visit.ts';
import { nextLeg } from './issue.ts';
import { firstPaper } from './paper.ts';
import { visitOrNew } from './refer.ts';

export function startEscort(lobby: Lobby, command: CommandOf<'StartEscort'>, asked: Asked): Decision {
	const staff = personOf(lobby, asked.by);
	if (isRefused(staff)) return staff;
	const department = departmentOf(lobby, command.department);
	if (department === null) return refuse('unknown-department', { department: command.department });
	if (!department.inBuilding) return refuse('department-not-in-building', { department: department.id });
	if (command.referral !== null && !lobby.referrals.has(command.referral)) {
		return refuse('unknown-referral', { referral: command.referral });
	}
	if (command.printer !== null && deviceOf(lobby, command.printer)?.kind !== 'printer') {
		return refuse('unknown-printer', { printer: command.printer });
	}
	if (escortOfStaff(lobby, staff.id) !== null) return refuse('staff-escorting');
	const found = visitOrNew(lobby, command, asked.id, staff);
	if (isRefused(found)) return found;

	const visit = lobby.visits.get(found.visit);
	const present = visit === undefined ? null : ticketOfVisit(lobby, visit);
	const ticket = present !== null && isOpen(present) ? present : null;
	const counter = counterOfStaff(lobby, staff.id);
	if (ticket?.state.status === 'escorted') return refuse('visit-escorted', { number: ticket.number });
	const atCounter = ticket?.state.status === 'called' || ticket?.state.status === 'serving';
	if (ticket !== null && atCounter && ticket.id !== counter?.ticket) {
		return refuse('not-your-ticket', { number: ticket.number });
	}
	if (counter !== null && counter.ticket !== null && counter.ticket !== ticket?.id) {
		return refuse('counter-busy', { number: lobby.tickets.get(counter.ticket)?.number ?? '' });
	}
	const escort = `${asked.id}.e` as EscortId;
	const started: LobbyEvent = {
		type: 'EscortStarted',
		escort,
		visit: found.visit,
		ticket: ticket?.id ?? null,
		department: department.id,
		referral: command.referral,
		staff: staff.id,
		counter: counter?.id ?? null,
	};
	return happened(
		...found.received,
		started,
		...firstPaper(asked, command.printer, { kind: 'escort', escort }),
	);
}

export function arriveEscort(lobby: Lobby, command: CommandOf<'ArriveEscort'>, asked: Asked): Decision {
	const escort = escortInHand(lobby, command.escort, asked);
	if (isRefused(escort)) return escort;
	if (escort.returnedAt !== null) return refuse('escort-ended');
	return escort.arrivedAt === null ? happened({ type: 'EscortArrived', escort: escort.id }) : happened();
}

export function handOverEscort(lobby: Lobby, command: CommandOf<'HandOverEscort'>, asked: Asked): Decision {
	const escort = escortInHand(lobby, command.escort, asked);
	if (isRefused(escort)) return escort;
	if (escort.arrivedAt === null) return refuse('escort-not-arrived');
	if (escort.handOff !== null && escort.handOff.answer !== 'wait') return refuse('escort-ended');
	if (command.answer === 'declined' && command.reason === null) return refuse('reason-needed');
	if (command.answer !== 'declined' && command.reason !== null) return refuse('reason-not-needed');
	const answered: LobbyEvent = {
		type: 'EscortHandedOver',
		escort: escort.id,
		answer: command.answer,
		reason: command.reason,
	};
	if (command.answer === 'accepted') return happened(answered, ...finished(lobby, escort));
	if (command.answer === 'declined' && escort.returnedAt !== null)
		return happened(answered, ...resumed(lobby, escort));
	return happened(answered);
}

/** Back from the walk. Nobody took the customer over: their ticket goes on where it was. */
export function returnEscort(lobby: Lobby, command: CommandOf<'ReturnEscort'>, asked: Asked): Decision {
	const escort = escortInHand(lobby, command.escort, asked);
	if (isRefused(escort)) return escort;
	if (escort.returnedAt !== null) return refuse('escort-ended');
	const returned: LobbyEvent = { type: 'EscortReturned', escort: escort.id };
	if (escort.handOff?.answer === 'wait') return happened(returned);
	return happened(returned, ...resumed(lobby, escort));
}

/** The escort, for whoever walks it or looks after the floor. */
function escortInHand(lobby: Lobby, id: EscortId, { by }: Asked): Escort | { readonly refusal: Refusal } {
	const staff = personOf(lobby, by);
	if (isRefused(staff)) return staff;
	const escort = lobby.escorts.get(id);
	if (escort === undefined) return refuse('unknown-escort', { escort: id });
	if (escort.staff !== staff.id && !hasRole(staff, 'floor', 'supervisor', 'administrator')) {
		return refuse('not-your-ticket');
	}
	return escort;
}

function finished(lobby: Lobby, escort: Escort): LobbyEvent[] {
	if (escort.ticket === null) return [];
	const events: LobbyEvent[] = [{ type: 'TicketFinished', ticket: escort.ticket, outcome: 'escorted' }];
	const visit = lobby.visits.get(escort.visit);
	const next = visit === undefined ? null : nextLeg(lobby, visit);
	// The customer is at the department now: what is still to come here is held until they are back.
	if (next?.type === 'TicketIssued') {
		events.push(next, { type: 'TicketHeld', ticket: next.ticket, reason: 'at-department' });
	}
	return events;
}

function resumed(lobby: Lobby, escort: Escort): LobbyEvent[] {
	const ticket = escort.ticket === null ? undefined : lobby.tickets.get(escort.ticket);
	if (ticket?.state.status !== 'escorted') return [];
	if (ticket.state.counter !== null && escort.returnedAt === null)
		return [{ type: 'TicketServed', ticket: ticket.id }];
	return [{ type: 'TicketReturned', ticket: ticket.id, line: { kind: 'service', id: ticket.service } }];
}
