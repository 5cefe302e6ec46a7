// A ticket: a place in line, a union by status. The number is what is printed, the id is its identity.
import type { CounterId, EscortId, Instant, Language, ServiceId, StaffId, TicketId, VisitId } from './ids.ts';

export const OUTCOMES = [
	'answered',
	'request-filed',
	'referred',
	'escorted',
	'escalated',
	'left',
	'wrong-office',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** The less urgent first. */
export const PRIORITIES = ['normal', 'priority'] as const;
export type Priority = (typeof PRIORITIES)[number];

/** Whose turn decides when the ticket is called: a service's line, or one kept for a counter or a person. */
export type LineTarget =
	| { readonly kind: 'service'; readonly id: ServiceId }
	| { readonly kind: 'counter'; readonly id: CounterId }
	| { readonly kind: 'staff'; readonly id: StaffId };

/** Wait, walk, service, hold and escort times are kept apart; each interval has an owner once somebody has it. */
export interface Interval {
	readonly kind: 'wait' | 'walk' | 'service' | 'hold' | 'escort';
	readonly from: Instant;
	to: Instant | null;
	readonly counter: CounterId | null;
	readonly staff: StaffId | null;
}

export type TicketStatus =
	| { readonly status: 'waiting'; readonly line: LineTarget }
	| {
			readonly status: 'called';
			readonly counter: CounterId;
			readonly staff: StaffId;
			/** 1 after the first call, one more a recall. */
			readonly calls: number;
			/** The office's running number of this call: displays show the greatest first. */
			readonly sequence: number;
	  }
	| { readonly status: 'serving'; readonly counter: CounterId; readonly staff: StaffId }
	| {
			readonly status: 'held';
			readonly reason: HoldReason;
			readonly counter: CounterId | null;
			readonly staff: StaffId;
	  }
	| {
			readonly status: 'escorted';
			readonly escort: EscortId;
			/** Where the ticket goes on if the hand-off is declined; null: it was waiting. */
			readonly counter: CounterId | null;
			readonly staff: StaffId;
	  }
	| { readonly status: 'finished'; readonly outcome: Outcome }
	| { readonly status: 'no-show' }
	| { readonly status: 'cancelled'; readonly reason: CancelReason };

export const HOLD_REASONS = [
	'filling-form',
	'fetching-papers',
	'waiting-for-colleague',
	'break',
	'other',
	/** Handed over to a department with services still to come here: back in line when the customer is back. */
	'at-department',
] as const;
export type HoldReason = (typeof HOLD_REASONS)[number];

export const CANCEL_REASONS = ['left', 'issued-in-error', 'duplicate', 'day-closed'] as const;
export type CancelReason = (typeof CANCEL_REASONS)[number];

export const CALL_REASONS = [
	'appointment',
	'accessibility',
	'urgent',
	'returned',
	'supervisor',
	'other',
] as const;
/** Why a ticket was called out of its turn. */
export type CallReason = (typeof CALL_REASONS)[number];

export interface Ticket {
	readonly id: TicketId;
	readonly visit: VisitId;
	/** "A042"; unique per business day, kept over transfers and over all services of a visit. */
	readonly number: string;
	service: ServiceId;
	readonly language: Language;
	readonly priority: Priority;
	readonly issuedAt: Instant;
	/** Orders the line; kept over hold, return and transfer. */
	readonly firstArrival: Instant;
	/** Position of the event that issued it: settles equal arrivals. */
	readonly order: number;
	/** Tickets before it in its line when it was issued. */
	readonly ahead: number;
	/** The wait promised when it was issued, or null where nothing was known. */
	readonly estimate: WaitRange | null;
	/** Papers owed for it so far: 1 after the first print, one more a reprint. */
	copies: number;
	state: TicketStatus;
	/** In order; none is changed but to end it. */
	intervals: readonly Interval[];
}

/** Minutes, rounded outwards to five; `from` <= `to`. */
export interface WaitRange {
	readonly from: number;
	readonly to: number;
}

/** Open: somebody still has to do something about it. */
export function isOpen(ticket: Ticket): boolean {
	const { status } = ticket.state;
	return status !== 'finished' && status !== 'no-show' && status !== 'cancelled';
}
