// Which rows an event changes, named before it is applied: an update carries only these, however long the lines are.
import type { Paper } from '#domain/commands';
import type { LobbyEvent } from '#domain/events';
import type { ServiceId, StaffId, TicketId } from '#domain/ids';
import { REMEMBERED } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { touchDesks } from './desk-touched.ts';

const NONE: ReadonlySet<string> = new Set();

export class Touched {
	readonly #rows = new Map<string, Set<string>>();
	readonly #fresh = new Map<string, Set<string>>();
	/** The office or its day changed: every view is to be fetched anew instead of patched. */
	everything = false;

	add(table: string, id: string | null | undefined): this {
		return this.#put(this.#rows, table, id);
	}

	/** A row that no view can have yet. */
	addFresh(table: string, id: string): this {
		return this.#put(this.#fresh, table, id).add(table, id);
	}

	/** Goes on growing with what is added. */
	idsOf(table: string): ReadonlySet<string> {
		return this.#rows.get(table) ?? NONE;
	}

	/** Those of them that no view could have before. */
	freshOf(table: string): ReadonlySet<string> {
		return this.#fresh.get(table) ?? NONE;
	}

	#put(rows: Map<string, Set<string>>, table: string, id: string | null | undefined): this {
		if (id === null || id === undefined) return this;
		const ids = rows.get(table);
		if (ids === undefined) rows.set(table, new Set([id]));
		else ids.add(id);
		return this;
	}
}

/** Adds the rows that the event will change, while the lobby still knows what was there. Called by `advance` alone. */
export function touch(touched: Touched, lobby: Lobby, event: LobbyEvent): void {
	touchRows(touched, lobby, event);
	touchDesks(touched, lobby, event);
}

function touchRows(touched: Touched, lobby: Lobby, event: LobbyEvent): void {
	switch (event.type) {
		case 'OfficeConfigured':
		case 'DayOpened':
		case 'DayClosed':
			touched.everything = true;
			return;
		case 'VisitReceived':
			return;
		case 'TicketIssued':
			touched.addFresh('tickets', event.ticket).add('services', event.service);
			// What is still to come stands in the rows of all services that the visit had.
			for (const earlier of lobby.visits.get(event.visit)?.tickets ?? []) touched.add('tickets', earlier);
			return;
		case 'TicketCancelled':
		case 'TicketFinished':
		case 'TicketNotShown':
			touchTicket(touched, lobby, event.ticket);
			if (lobby.ended.length >= REMEMBERED.endedTickets) touched.add('tickets', lobby.ended[0]);
			return;
		case 'TicketCalled':
			touchTicket(touched, lobby, event.ticket);
			touched.add('counters', event.counter);
			touchBoard(touched, lobby, event.ticket);
			return;
		case 'TicketRecalled':
			touched.add('tickets', event.ticket);
			touchBoard(touched, lobby, event.ticket);
			return;
		case 'TicketServed':
			touchTicket(touched, lobby, event.ticket);
			return;
		case 'TicketHeld':
		case 'TicketReturned':
			touchTicket(touched, lobby, event.ticket);
			touched.add('calls', lobby.tickets.get(event.ticket)?.number);
			return;
		case 'TicketTransferred':
			touchTicket(touched, lobby, event.ticket);
			touched.add('services', event.service).add('calls', lobby.tickets.get(event.ticket)?.number);
			return;
		case 'CounterOpened':
		case 'CounterPaused':
		case 'CounterClosed':
			touchCounter(touched, lobby, event.counter, event.type === 'CounterOpened' ? event.staff : null);
			return;
		case 'VisitReferred':
			touched.add('referrals', event.referral);
			return;
		case 'ReferralClosed':
			touched.add('referrals', event.referral);
			return;
		case 'EscortStarted':
			touched.add('escorts', event.escort).add('staff', event.staff).add('counters', event.counter);
			if (event.ticket !== null) touchTicket(touched, lobby, event.ticket);
			return;
		case 'EscortArrived':
		case 'EscortHandedOver':
			touched.add('escorts', event.escort);
			return;
		case 'EscortReturned': {
			const escort = lobby.escorts.get(event.escort);
			touched.add('escorts', event.escort).add('staff', escort?.staff).add('counters', escort?.counter);
			if (escort?.ticket != null) touchTicket(touched, lobby, escort.ticket);
			return;
		}
		case 'HelpRequested':
		case 'HelpAnswered':
			touched.add('helps', event.help);
			return;
		case 'JobOwed':
			touched.add('jobs', event.job);
			touchPaper(touched, event.paper);
			return;
		case 'JobDoubted':
		case 'JobWanted':
		case 'JobMoved':
			touched.add('jobs', event.job);
			return;
		case 'JobEnded':
			touched.add('jobs', event.job);
			if (lobby.endedJobs.length >= REMEMBERED.endedJobs) touched.add('jobs', lobby.endedJobs[0]);
			return;
		default:
			event satisfies never;
	}
}

/** The ticket, the line of its service, and the counter it stands at. */
function touchTicket(touched: Touched, lobby: Lobby, id: TicketId): void {
	const ticket = lobby.tickets.get(id);
	const service: ServiceId | undefined = ticket?.service;
	touched.add('tickets', id).add('services', service);
	if (ticket !== undefined && 'counter' in ticket.state) touched.add('counters', ticket.state.counter);
}

/** What counts its copies. */
function touchPaper(touched: Touched, paper: Paper): void {
	switch (paper.kind) {
		case 'ticket':
			touched.add('tickets', paper.ticket);
			return;
		case 'referral':
			touched.add('referrals', paper.referral);
			return;
		case 'escort':
			touched.add('escorts', paper.escort);
			return;
		case 'day':
		case 'test':
			return;
		default:
			paper satisfies never;
	}
}

/** The number called, and the one it pushes off the board. */
function touchBoard(touched: Touched, lobby: Lobby, id: TicketId): void {
	const number = lobby.tickets.get(id)?.number;
	touched.add('calls', number);
	if (lobby.calls.length >= REMEMBERED.calls) touched.add('calls', lobby.calls.at(-1)?.number);
}

function touchCounter(touched: Touched, lobby: Lobby, id: string, staff: StaffId | null): void {
	for (const counter of lobby.counters.values()) {
		if (counter.id !== id) continue;
		touched.add('staff', counter.staff).add('tickets', counter.ticket);
	}
	touched.add('counters', id).add('staff', staff);
}
