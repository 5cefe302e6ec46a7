// What staff choose from, in the order of the words: the order on the screens and of the digit keys.
import type { PauseReason } from '#domain/commands';
import type { CallReason, Outcome } from '#domain/ticket';
import type { DeclineReason, Need, ReferralOutcome, ReferralReason } from '#domain/visit';
import type { CommandOf } from '#domain/commands';
import { names } from '#words/staff/names';

export interface Choice<Value extends string> {
	readonly value: Value;
	readonly label: string;
	/** A second, quieter line. */
	readonly hint?: string;
}

function choicesOf<Value extends string>(names: Readonly<Record<Value, string>>): readonly Choice<Value>[] {
	return Object.entries(names).map(([value, label]) => ({ value: value as Value, label: label as string }));
}

/** What a representative may choose; the hub's own reasons are not offered. */
type HoldChoice = Exclude<CommandOf<'HoldTicket'>['reason'], 'at-department'>;
type CancelChoice = Exclude<CommandOf<'CancelTicket'>['reason'], 'day-closed'>;

export const OUTCOMES = choicesOf<Outcome>(names.outcome);
export const HOLD_REASONS = choicesOf<HoldChoice>(names.hold);
export const CANCEL_REASONS = choicesOf<CancelChoice>(names.cancel);
export const CALL_REASONS = choicesOf<CallReason>(names.outOfTurn);
export const PAUSE_REASONS = choicesOf<PauseReason>(names.pause);
export const NEEDS = choicesOf<Need>(names.need);
export const REFERRAL_REASONS = choicesOf<ReferralReason>(names.referral);
export const REFERRAL_OUTCOMES = choicesOf<ReferralOutcome>(names.referralOutcome);
export const DECLINE_REASONS = choicesOf<DeclineReason>(names.decline);
