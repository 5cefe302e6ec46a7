// All that happened in an office, in the past tense. No personal data: events are kept for ever.
import type { Actor, HelpPlace, JobOutcome, Paper, PauseReason } from './commands.ts';
import type {
	BusinessDay,
	CommandId,
	CounterId,
	DepartmentId,
	DeviceId,
	EscortId,
	HelpId,
	Instant,
	JobId,
	Language,
	ReferralId,
	ServiceId,
	StaffId,
	TicketId,
	VisitId,
} from './ids.ts';
import type { Office } from './office.ts';
import type {
	CallReason,
	CancelReason,
	HoldReason,
	LineTarget,
	Outcome,
	Priority,
	WaitRange,
} from './ticket.ts';
import type {
	Channel,
	DeclineReason,
	HandOffAnswer,
	Need,
	ReferralOutcome,
	ReferralReason,
} from './visit.ts';

export type LobbyEvent =
	| { readonly type: 'OfficeConfigured'; readonly office: Office }
	| { readonly type: 'DayOpened'; readonly day: BusinessDay }
	/** Every ticket, counter and help request still open ends here; referrals live on. */
	| { readonly type: 'DayClosed'; readonly day: BusinessDay; readonly unresolved: readonly TicketId[] }
	/** A visit without a ticket. */
	| {
			readonly type: 'VisitReceived';
			readonly visit: VisitId;
			readonly language: Language;
			readonly channel: Channel;
	  }
	| {
			/** The first ticket opens the visit; later ones of the same visit carry its number on. */
			readonly type: 'TicketIssued';
			readonly ticket: TicketId;
			readonly visit: VisitId;
			readonly number: string;
			readonly service: ServiceId;
			/** Services to come after this one, in order. */
			readonly next: readonly ServiceId[];
			readonly language: Language;
			readonly needs: readonly Need[];
			readonly priority: Priority;
			readonly channel: Channel;
			readonly firstArrival: Instant;
			readonly day: BusinessDay;
			/** Tickets before it in its line when it was issued. */
			readonly ahead: number;
			/** The wait that was promised, in minutes, or null where nothing was known. */
			readonly estimate: WaitRange | null;
	  }
	| { readonly type: 'TicketCancelled'; readonly ticket: TicketId; readonly reason: CancelReason }
	| {
			readonly type: 'TicketCalled';
			readonly ticket: TicketId;
			readonly counter: CounterId;
			readonly staff: StaffId;
			readonly sequence: number;
			/** Null: it was its turn. */
			readonly outOfTurn: CallReason | null;
	  }
	| { readonly type: 'TicketRecalled'; readonly ticket: TicketId; readonly sequence: number }
	| { readonly type: 'TicketServed'; readonly ticket: TicketId }
	| { readonly type: 'TicketFinished'; readonly ticket: TicketId; readonly outcome: Outcome }
	| { readonly type: 'TicketNotShown'; readonly ticket: TicketId }
	| { readonly type: 'TicketHeld'; readonly ticket: TicketId; readonly reason: HoldReason }
	| { readonly type: 'TicketReturned'; readonly ticket: TicketId; readonly line: LineTarget }
	| {
			readonly type: 'TicketTransferred';
			readonly ticket: TicketId;
			readonly line: LineTarget;
			readonly service: ServiceId;
	  }
	| { readonly type: 'CounterOpened'; readonly counter: CounterId; readonly staff: StaffId }
	| { readonly type: 'CounterPaused'; readonly counter: CounterId; readonly reason: PauseReason }
	| { readonly type: 'CounterClosed'; readonly counter: CounterId }
	| {
			readonly type: 'VisitReferred';
			readonly referral: ReferralId;
			readonly visit: VisitId;
			readonly department: DepartmentId;
			readonly reason: ReferralReason;
			readonly papers: readonly string[];
			readonly contact: string | null;
			readonly trackingNumber: string | null;
			readonly staff: StaffId;
	  }
	| { readonly type: 'ReferralClosed'; readonly referral: ReferralId; readonly outcome: ReferralOutcome }
	| {
			readonly type: 'EscortStarted';
			readonly escort: EscortId;
			readonly visit: VisitId;
			readonly ticket: TicketId | null;
			readonly department: DepartmentId;
			readonly referral: ReferralId | null;
			readonly staff: StaffId;
			readonly counter: CounterId | null;
	  }
	| { readonly type: 'EscortArrived'; readonly escort: EscortId }
	| {
			readonly type: 'EscortHandedOver';
			readonly escort: EscortId;
			readonly answer: HandOffAnswer;
			readonly reason: DeclineReason | null;
	  }
	| { readonly type: 'EscortReturned'; readonly escort: EscortId }
	| { readonly type: 'HelpRequested'; readonly help: HelpId; readonly place: HelpPlace }
	| { readonly type: 'HelpAnswered'; readonly help: HelpId; readonly staff: StaffId }
	| {
			readonly type: 'JobOwed';
			readonly job: JobId;
			readonly device: DeviceId;
			readonly paper: Paper;
			/** The copy's number: 1 is the first print, more are reprints. */
			readonly copy: number;
	  }
	| { readonly type: 'JobDoubted'; readonly job: JobId }
	| { readonly type: 'JobWanted'; readonly job: JobId }
	| { readonly type: 'JobMoved'; readonly job: JobId; readonly device: DeviceId }
	| { readonly type: 'JobEnded'; readonly job: JobId; readonly outcome: JobOutcome };

export type EventType = LobbyEvent['type'];
export type EventOf<Type extends EventType> = Extract<LobbyEvent, { readonly type: Type }>;

/** An event in its place in the office's stream. */
export interface StoredEvent {
	/** From 1, without gaps, per office. */
	readonly position: number;
	readonly at: Instant;
	readonly by: Actor;
	readonly command: CommandId;
	readonly event: LobbyEvent;
}
