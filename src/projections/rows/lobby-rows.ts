// What staff see of the living lobby: tickets, counters, referrals, escorts, help and paper.
import type {
	CounterId,
	DeviceId,
	EscortId,
	HelpId,
	JobId,
	Language,
	ReferralId,
	ServiceId,
	StaffId,
	TicketId,
	VisitId,
} from '#domain/ids';
import type { HelpPlace, JobOutcome, Paper, PauseReason } from '#domain/commands';
import { counterOf, counterState } from '#domain/lobby';
import type { CounterState, Job, Lobby } from '#domain/lobby';
import type { Interval, LineTarget, Outcome, Priority, TicketStatus } from '#domain/ticket';
import type { Escort, Need, Referral } from '#domain/visit';

export interface TicketRow {
	readonly id: TicketId;
	readonly visit: VisitId;
	readonly number: string;
	readonly service: ServiceId;
	readonly language: Language;
	readonly priority: Priority;
	readonly needs: readonly Need[];
	readonly status: TicketStatus['status'];
	/** Where it waits, or null when it does not. */
	readonly line: LineTarget | null;
	readonly counter: CounterId | null;
	readonly staff: StaffId | null;
	/** Calls and recalls so far, while called. */
	readonly calls: number;
	/** Why it is held or cancelled. */
	readonly reason: string | null;
	readonly outcome: Outcome | null;
	/** Orders a line: first arrival, then `order`. */
	readonly firstArrival: number;
	readonly order: number;
	readonly intervals: readonly Interval[];
	/** Services still to come on this number. */
	readonly next: readonly ServiceId[];
	/** Papers of it that were owed so far, void and failed ones too. */
	readonly copies: number;
}

/** The rest stands as long as the ticket does. */
export const CHANGING_OF_TICKET = [
	'service',
	'status',
	'line',
	'counter',
	'staff',
	'calls',
	'reason',
	'outcome',
	'intervals',
	'next',
	'copies',
] as const satisfies readonly (keyof TicketRow)[];

export interface CounterRow {
	readonly id: CounterId;
	readonly label: string;
	readonly services: readonly ServiceId[];
	readonly printer: DeviceId | null;
	readonly status: CounterState['status'];
	readonly staff: StaffId | null;
	readonly pause: PauseReason | null;
	readonly ticket: TicketId | null;
	readonly since: number;
}

/** The rest stands until the office is set up anew. */
export const CHANGING_OF_COUNTER = [
	'status',
	'staff',
	'pause',
	'ticket',
	'since',
] as const satisfies readonly (keyof CounterRow)[];

export interface CallRow {
	/** The number itself: a call carries nothing that identifies a ticket or a person. */
	readonly id: string;
	readonly number: string;
	/** What is written above the counter. */
	readonly counter: string;
	readonly service: ServiceId;
	readonly sequence: number;
}

export interface ReferralRow extends Omit<Referral, 'papers'> {
	readonly papers: readonly string[];
	readonly number: string | null;
}

export interface EscortRow extends Escort {
	readonly number: string | null;
}

export interface HelpRow {
	readonly id: HelpId;
	readonly place: HelpPlace;
	readonly at: number;
	readonly answeredBy: StaffId | null;
}

export interface JobRow {
	readonly id: JobId;
	readonly device: DeviceId;
	readonly paper: Paper;
	/** The ticket's number, or null for a paper that belongs to none. */
	readonly number: string | null;
	readonly copy: number;
	readonly owedSince: number;
	readonly doubt: Job['doubt'];
	readonly outcome: JobOutcome | null;
}

export function ticketRow(lobby: Lobby, id: string): TicketRow | null {
	const ticket = lobby.tickets.get(id as TicketId);
	if (ticket === undefined) return null;
	const { state } = ticket;
	const visit = lobby.visits.get(ticket.visit);
	return {
		id: ticket.id,
		visit: ticket.visit,
		number: ticket.number,
		service: ticket.service,
		language: ticket.language,
		priority: ticket.priority,
		needs: visit?.needs ?? [],
		status: state.status,
		line: state.status === 'waiting' ? state.line : null,
		counter: 'counter' in state ? state.counter : null,
		staff: 'staff' in state ? state.staff : null,
		calls: state.status === 'called' ? state.calls : 0,
		reason: 'reason' in state ? state.reason : null,
		outcome: state.status === 'finished' ? state.outcome : null,
		firstArrival: ticket.firstArrival,
		order: ticket.order,
		// Copies: the lobby changes its own in place, and a row that is kept or on its way must stay as it was.
		intervals: ticket.intervals.map((interval) => ({ ...interval })),
		next: [...(visit?.next ?? [])],
		copies: ticket.copies,
	};
}

export function counterRow(lobby: Lobby, id: string): CounterRow | null {
	const counter = counterOf(lobby, id as CounterId);
	if (counter === null) return null;
	const { status, staff, pause, ticket, since } = counterState(lobby, counter.id);
	const { label, services, printer } = counter;
	return { id: counter.id, label, services, printer, status, staff, pause, ticket, since };
}

/** A call by its number: number, counter, service and sequence, and nothing else, ever. */
export function callRow(lobby: Lobby, number: string): CallRow | null {
	const call = lobby.calls.find((one) => one.number === number);
	if (call === undefined) return null;
	const counter = counterOf(lobby, call.counter)?.label ?? '';
	return { id: number, number, counter, service: call.service, sequence: call.sequence };
}

export function referralRow(lobby: Lobby, id: string): ReferralRow | null {
	const referral = lobby.referrals.get(id as ReferralId);
	if (referral === undefined) return null;
	return { ...referral, number: lobby.visits.get(referral.visit)?.number ?? null };
}

export function escortRow(lobby: Lobby, id: string): EscortRow | null {
	const escort = lobby.escorts.get(id as EscortId);
	if (escort === undefined) return null;
	return { ...escort, number: lobby.visits.get(escort.visit)?.number ?? null };
}

export function helpRow(lobby: Lobby, id: string): HelpRow | null {
	const help = lobby.helps.get(id as HelpId);
	return help === undefined ? null : { ...help };
}

export function jobRow(lobby: Lobby, id: string): JobRow | null {
	const job = lobby.jobs.get(id as JobId);
	if (job === undefined) return null;
	const { device, paper, copy, owedSince, doubt, outcome } = job;
	return { id: job.id, device, paper, number: numberOn(lobby, paper), copy, owedSince, doubt, outcome };
}

function numberOn(lobby: Lobby, paper: Paper): string | null {
	switch (paper.kind) {
		case 'ticket':
			return lobby.tickets.get(paper.ticket)?.number ?? null;
		case 'referral':
			return numberOf(lobby, lobby.referrals.get(paper.referral)?.visit);
		case 'escort':
			return numberOf(lobby, lobby.escorts.get(paper.escort)?.visit);
		case 'day':
		case 'test':
			return null;
		default:
			return paper satisfies never;
	}
}

function numberOf(lobby: Lobby, visit: VisitId | undefined): string | null {
	return visit === undefined ? null : (lobby.visits.get(visit)?.number ?? null);
}

/** Whether both are copies of one paper. */
export function isSamePaper(one: Paper, other: Paper): boolean {
	return paperKey(one) === paperKey(other);
}

function paperKey(paper: Paper): string {
	switch (paper.kind) {
		case 'ticket':
			return `ticket ${paper.ticket}`;
		case 'referral':
			return `referral ${paper.referral}`;
		case 'escort':
			return `escort ${paper.escort}`;
		case 'day':
			return `day ${paper.day}`;
		case 'test':
			return 'test';
		default:
			return paper satisfies never;
	}
}
