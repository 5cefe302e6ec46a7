// One party's stay, from arrival to leaving: its tickets in order, its referrals and escorts.
import type {
	CounterId,
	DepartmentId,
	EscortId,
	Instant,
	Language,
	ReferralId,
	ServiceId,
	StaffId,
	TicketId,
	VisitId,
} from './ids.ts';
import type { Priority } from './ticket.ts';

export const NEEDS = ['wheelchair', 'seat', 'quiet', 'interpreter', 'reading-help'] as const;
export type Need = (typeof NEEDS)[number];

export const CHANNELS = ['kiosk', 'floor', 'station'] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Visit {
	readonly id: VisitId;
	/** Null: received without a ticket, such as somebody who only asked the way. */
	readonly number: string | null;
	readonly language: Language;
	readonly needs: readonly Need[];
	readonly priority: Priority;
	readonly channel: Channel;
	readonly arrivedAt: Instant;
	/** In order; the last is the present one. */
	tickets: readonly TicketId[];
	/** Services still to come on the same number, in order. */
	next: readonly ServiceId[];
	referrals: readonly ReferralId[];
	escorts: readonly EscortId[];
}

/** One empty list for all: most visits have no needs, no further service, no referral and no escort, and thousands may wait. */
export const NONE: readonly never[] = [];

export function orNone<One>(list: readonly One[]): readonly One[] {
	return list.length === 0 ? NONE : list;
}

export const REFERRAL_REASONS = [
	'served-there',
	'further-step',
	'specialist',
	'missing-papers',
	'outside-our-duty',
	'emergency',
] as const;
export type ReferralReason = (typeof REFERRAL_REASONS)[number];

export const REFERRAL_OUTCOMES = ['arrived', 'served', 'bounced-back', 'did-not-go', 'unknown'] as const;
export type ReferralOutcome = (typeof REFERRAL_OUTCOMES)[number];

export interface Referral {
	readonly id: ReferralId;
	readonly visit: VisitId;
	readonly department: DepartmentId;
	readonly reason: ReferralReason;
	/** What the customer is to bring, as worded by the office; never about the person. */
	readonly papers: readonly string[];
	/** Whom to ask for there, such as "Ms. Ortiz, ext. 12": somebody at work, never the customer. */
	readonly contact: string | null;
	readonly trackingNumber: string | null;
	readonly by: StaffId;
	readonly at: Instant;
	/** Slips owed for it so far: 1 after the first print, one more a reprint. */
	copies: number;
	outcome: ReferralOutcome | null;
}

export const DECLINE_REASONS = [
	'wrong-department',
	'closed',
	'papers-missing',
	'overloaded',
	'other',
] as const;
export type DeclineReason = (typeof DECLINE_REASONS)[number];

export interface Escort {
	readonly id: EscortId;
	readonly visit: VisitId;
	readonly department: DepartmentId;
	readonly referral: ReferralId | null;
	readonly staff: StaffId;
	/** The counter the representative left, or null for floor staff. */
	readonly counter: CounterId | null;
	/** The ticket that walks along, or null for a visit without an open one. */
	readonly ticket: TicketId | null;
	readonly startedAt: Instant;
	arrivedAt: Instant | null;
	handOff: HandOff | null;
	returnedAt: Instant | null;
	/** Slips owed for it so far. */
	copies: number;
}

export const HAND_OFF_ANSWERS = ['accepted', 'wait', 'declined'] as const;
export type HandOffAnswer = (typeof HAND_OFF_ANSWERS)[number];

/** What the receiving side said, last word last. */
export type HandOff =
	| { readonly answer: 'accepted'; readonly at: Instant }
	| { readonly answer: 'wait'; readonly at: Instant }
	| { readonly answer: 'declined'; readonly reason: DeclineReason; readonly at: Instant };
