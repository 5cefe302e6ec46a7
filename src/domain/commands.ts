// All that may be asked of an office, in the imperative. Ids of what a command makes are derived from the command's own id.
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
import type { CallReason, CancelReason, HoldReason, LineTarget, Outcome, Priority } from './ticket.ts';
import type {
	Channel,
	DeclineReason,
	HandOffAnswer,
	Need,
	ReferralOutcome,
	ReferralReason,
} from './visit.ts';

export type Command =
	/** Opens the business day that it is in the office by the hub's clock. */
	| { readonly type: 'OpenDay' }
	/** `close`: whatever is still open ends with the day; `refuse`: open tickets refuse it. */
	| { readonly type: 'CloseDay'; readonly unresolved: Unresolved }
	| { readonly type: 'ConfigureOffice'; readonly office: Office }
	| {
			readonly type: 'IssueTicket';
			/** In the order they will be served, at least one. */
			readonly services: readonly ServiceId[];
			readonly language: Language;
			readonly needs: readonly Need[];
			readonly priority: Priority;
			readonly channel: Channel;
			/** The printer that owes the paper, or null for none. */
			readonly printer: DeviceId | null;
	  }
	| { readonly type: 'CancelTicket'; readonly ticket: TicketId; readonly reason: CancelReason }
	| { readonly type: 'CallNext'; readonly counter: CounterId }
	| {
			readonly type: 'CallTicket';
			readonly counter: CounterId;
			readonly ticket: TicketId;
			readonly reason: CallReason;
	  }
	| { readonly type: 'RecallTicket'; readonly ticket: TicketId }
	/** The customer stands at the counter. */
	| { readonly type: 'ServeTicket'; readonly ticket: TicketId }
	| { readonly type: 'FinishTicket'; readonly ticket: TicketId; readonly outcome: Outcome }
	| { readonly type: 'MarkNoShow'; readonly ticket: TicketId }
	| { readonly type: 'HoldTicket'; readonly ticket: TicketId; readonly reason: HoldReason }
	/** A held or no-show ticket goes back in line with its first arrival. */
	| { readonly type: 'ReturnTicket'; readonly ticket: TicketId }
	| { readonly type: 'TransferTicket'; readonly ticket: TicketId; readonly to: LineTarget }
	/** The sender sits down at the counter; `takeOver` sends away whoever is signed in there. */
	| { readonly type: 'OpenCounter'; readonly counter: CounterId; readonly takeOver: boolean }
	| { readonly type: 'PauseCounter'; readonly counter: CounterId; readonly reason: PauseReason }
	| { readonly type: 'CloseCounter'; readonly counter: CounterId }
	| {
			readonly type: 'ReferVisit';
			/** Null: somebody without a ticket; a visit is made for them. */
			readonly visit: VisitId | null;
			readonly language: Language;
			readonly department: DepartmentId;
			readonly reason: ReferralReason;
			readonly papers: readonly string[];
			readonly contact: string | null;
			readonly trackingNumber: string | null;
			readonly printer: DeviceId | null;
	  }
	| { readonly type: 'CloseReferral'; readonly referral: ReferralId; readonly outcome: ReferralOutcome }
	| {
			readonly type: 'StartEscort';
			readonly visit: VisitId | null;
			readonly language: Language;
			readonly department: DepartmentId;
			readonly referral: ReferralId | null;
			/** Where the escort slip comes out, or null for none. */
			readonly printer: DeviceId | null;
	  }
	| { readonly type: 'ArriveEscort'; readonly escort: EscortId }
	| {
			readonly type: 'HandOverEscort';
			readonly escort: EscortId;
			readonly answer: HandOffAnswer;
			/** Needed when declined, else null. */
			readonly reason: DeclineReason | null;
	  }
	| { readonly type: 'ReturnEscort'; readonly escort: EscortId }
	| { readonly type: 'RequestHelp'; readonly place: HelpPlace }
	| { readonly type: 'AnswerHelp'; readonly help: HelpId }
	/** A paper on its own, or another copy of one: reprints are numbered and say so. */
	| { readonly type: 'PrintPaper'; readonly paper: Paper; readonly printer: DeviceId }
	/** Said by the agent that had the job; `void` also by staff who no longer want it. */
	| { readonly type: 'EndJob'; readonly job: JobId; readonly outcome: JobOutcome }
	/** Said by the agent: the job waited so long that somebody should say whether it is still wanted. */
	| { readonly type: 'DoubtJob'; readonly job: JobId }
	/** Staff's answer: print it all the same. */
	| { readonly type: 'WantJob'; readonly job: JobId }
	/** The printer cannot, and nothing of the job is out: another one shall. */
	| { readonly type: 'MoveJob'; readonly job: JobId; readonly to: DeviceId };

export type CommandType = Command['type'];
export type CommandOf<Type extends CommandType> = Extract<Command, { readonly type: Type }>;

/** What becomes of tickets that are open when the day is to end. */
export const UNRESOLVED = ['refuse', 'close'] as const;
export type Unresolved = (typeof UNRESOLVED)[number];

export const PAUSE_REASONS = ['break', 'lunch', 'back-office', 'training', 'away'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export type HelpPlace =
	{ readonly kind: 'kiosk'; readonly id: DeviceId } | { readonly kind: 'counter'; readonly id: CounterId };

/** `failed`: the printer said so or never answered; `void`: nobody wants it any more. */
export const JOB_OUTCOMES = ['printed', 'failed', 'void'] as const;
export type JobOutcome = (typeof JOB_OUTCOMES)[number];

/** What a printed job shows. */
export type Paper =
	| { readonly kind: 'ticket'; readonly ticket: TicketId }
	| { readonly kind: 'referral'; readonly referral: ReferralId }
	| { readonly kind: 'escort'; readonly escort: EscortId }
	/** What the day was like so far. */
	| { readonly kind: 'day'; readonly day: BusinessDay }
	/** Shows that a printer prints, in every script and size. */
	| { readonly kind: 'test' };

/** Who sent a command. `system` is the hub's own day keeper and office file. */
export type Actor =
	| { readonly kind: 'staff'; readonly id: StaffId }
	| { readonly kind: 'device'; readonly id: DeviceId }
	| { readonly kind: 'system' };

/** What a decision may know besides the lobby: the hub's clock, the sender, and the command's own id. */
export interface Asked {
	readonly id: CommandId;
	readonly at: Instant;
	readonly by: Actor;
}
