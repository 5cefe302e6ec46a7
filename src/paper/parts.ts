// What may stand on the papers that an office can change, in the usual order, and what none may lack.
import type { EscortPart, PaperLayout, PaperLayouts, ReferralPart, TicketPart } from '#domain/office';

export const TICKET_PARTS = [
	'office',
	'number',
	'service',
	'ahead',
	'wait',
	'bring',
	'next',
	'watch',
	'qr',
	'note',
	'issued',
	'keep',
	'privacy',
] as const satisfies readonly TicketPart[];

export const REFERRAL_PARTS = [
	'office',
	'title',
	'department',
	'place',
	'contact',
	'phone',
	'hours',
	'papers',
	'tracking',
	'note',
	'number',
	'issued',
] as const satisfies readonly ReferralPart[];

export const ESCORT_PARTS = [
	'office',
	'number',
	'title',
	'department',
	'place',
	'started',
	'tracking',
	'note',
	'receipt',
	'issued',
] as const satisfies readonly EscortPart[];

/** What a paper is no use without; a ticket's by requirement R4. */
export const NEEDED_PARTS = {
	ticket: ['number', 'service', 'issued', 'privacy'],
	referral: ['department', 'place', 'issued'],
	escort: ['number', 'department', 'place', 'issued'],
} as const satisfies { readonly [Kind in keyof PaperLayouts]: PaperLayouts[Kind]['parts'] };

/** Letters of an office's own note, in each language: a paper is glanced at, not read like a book. */
export const LONGEST_NOTE = 300;

function usual<Part extends string>(parts: readonly Part[]): PaperLayout<Part> {
	return { parts, note: null, noteSize: 'body' };
}

/** As it comes: every part in its usual place, and no note. */
export const USUAL_PAPERS: PaperLayouts = {
	ticket: usual<TicketPart>(TICKET_PARTS),
	referral: usual<ReferralPart>(REFERRAL_PARTS),
	escort: usual<EscortPart>(ESCORT_PARTS),
};
