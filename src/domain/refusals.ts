// Every way a command is refused: a code and facts, no prose. Screens turn codes into sentences.

export const REFUSAL_CODES = [
	'day-not-open',
	'day-already-open',
	'day-has-open-tickets',
	'service-closed',
	'unknown-service',
	'unknown-language',
	'unknown-ticket',
	'unknown-visit',
	'unknown-counter',
	'unknown-staff',
	'unknown-department',
	'unknown-referral',
	'unknown-escort',
	'unknown-help',
	'unknown-printer',
	'unknown-job',
	'unknown-day',
	'same-service-twice',
	'nobody-waiting',
	'ticket-not-waiting',
	'ticket-not-called',
	'ticket-not-serving',
	'ticket-not-at-counter',
	'ticket-not-returnable',
	'ticket-ended',
	'not-your-ticket',
	'counter-closed',
	'counter-paused',
	'counter-busy',
	'counter-taken',
	'counter-not-yours',
	'counter-serves-nothing',
	'staff-elsewhere',
	'staff-escorting',
	'service-not-allowed',
	'visit-escorted',
	'department-not-in-building',
	'referral-closed',
	'escort-not-arrived',
	'escort-ended',
	'reason-needed',
	'reason-not-needed',
	'help-answered',
	'job-ended',
	'not-a-person',
	'wrong-office',
	'same-line',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
	readonly code: RefusalCode;
	/** What a sentence about it needs: ids, numbers, times; never free text about a person. */
	readonly facts: Readonly<Record<string, string | number>>;
}

export function refuse(code: RefusalCode, facts: Refusal['facts'] = {}): { readonly refusal: Refusal } {
	return { refusal: { code, facts } };
}
