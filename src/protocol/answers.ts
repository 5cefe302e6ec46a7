// How the hub answers a request: what was made, or why not.
import type { RefusalCode } from '#domain/refusals';
import type { EscortId, HelpId, JobId, ReferralId, TicketId, VisitId } from '#domain/ids';
import type { WaitRange } from '#domain/ticket';

/** Refused at the hub's door, before any rule was asked. */
export const DOOR_CODES = [
	'malformed',
	'too-large',
	'stale-protocol',
	'unknown-office',
	'not-signed-in',
	'session-ended',
	'token-revoked',
	'not-allowed',
	'wrong-name-or-password',
	'too-many-tries',
	'unknown-code',
	/** The password is one that an administrator gave: it opens one office, until the person chooses their own. */
	'own-password-needed',
	/** The person has an account at that office already, under another name. */
	'account-there',
	'office-file-wrong',
	'password-too-weak',
	'unknown-device',
	/** The digits typed at a keypad are those of several tickets: `facts.numbers` names them. */
	'several-tickets',
	'hub-stopping',
	/** A bug or a broken disk; `facts.fault` is the id under which the hub logged it. */
	'fault',
	/**
	 * Said by the client itself: the hub did not answer in time. Or by a hub whose store fell silent over the command. Nobody
	 * knows whether it was done; it may be sent again with the same id.
	 */
	'no-answer',
] as const;
export type DoorCode = (typeof DOOR_CODES)[number];
export type Code = RefusalCode | DoorCode;

export interface Refused {
	readonly ok: false;
	readonly code: Code;
	/** What a sentence about it needs: field path, cure, ids, numbers, times. */
	readonly facts: Readonly<Record<string, string | number>>;
}
export type Answer<Done extends object> = (Done & { readonly ok: true }) | Refused;

/** What a command made, as far as its sender needs it at once. */
export interface Made {
	readonly ticket?: TicketId;
	readonly visit?: VisitId;
	readonly number?: string;
	/** Tickets before it when it was issued. */
	readonly ahead?: number;
	readonly estimate?: WaitRange | null;
	readonly job?: JobId;
	readonly referral?: ReferralId;
	readonly escort?: EscortId;
	readonly help?: HelpId;
}

/** `position`: of the last event of the command in the office's stream; views at or past it show it. */
export type CommandAnswer = Answer<{ readonly position: number; readonly made: Made }>;
