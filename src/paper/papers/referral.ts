// A referral slip: where to go, the way there, whom to ask for, when, with which papers, and under which number.
import type { ReferralPart } from '#domain/office';
import type { PaperFacts } from '#projections/device-jobs';
import { code, instructionSize, pair, printable, space, text } from '../block.ts';
import type { Block, TextSize } from '../block.ts';
import { hoursInWords } from './hours-in-words.ts';
import { issuedPart, localeOf, marksOf, NOTHING, notePart, officePart, part, section } from './sheet.ts';
import { stacked, worded } from './sheet.ts';
import type { Part, Sheet } from './sheet.ts';
import { listPart } from './ticket.ts';

export type ReferralFacts = Extract<PaperFacts, { kind: 'referral' }>;

export function referralBlocks(sheet: Sheet, slip: ReferralFacts): Block[] {
	const parts = sheet.papers.referral.parts.map((name) => referralPart(name, sheet, slip));
	return stacked([marksOf(sheet), ...parts]);
}

function referralPart(name: ReferralPart, sheet: Sheet, slip: ReferralFacts): Part {
	const words = sheet.words.paper;
	const { department, language } = slip;
	switch (name) {
		case 'office':
			return officePart(sheet);
		case 'title':
			return part(12, text(words.referralTitle, { align: 'center' }));
		case 'department':
			return part(
				12,
				text(worded(department.name, language), { size: 'heading', bold: true, align: 'center' }),
				...(department.outside ? [space(8), text(words.outside, { align: 'center' })] : []),
			);
		case 'place':
			return placePart(sheet, worded(department.place, language));
		case 'contact':
			return fieldPart(words.contact, slip.contact, 'large');
		case 'phone':
			return fieldPart(words.phone, department.phone, 'large');
		case 'hours':
			return hoursPart(sheet, department.hours);
		case 'papers':
			return listPart(words.bring, slip.papers, null);
		case 'tracking':
			return trackingPart(words.tracking, slip.trackingNumber);
		case 'note':
			return notePart(sheet, 'referral');
		case 'number':
			return slip.number === null
				? NOTHING
				: part(8, text(`${words.ticketNumber} ${slip.number}`, { bold: true, align: 'center' }));
		case 'issued':
			return issuedPart(sheet, words.issued, slip.issuedAt);
		default:
			return name satisfies never;
	}
}

/** The way there is an instruction. */
export function placePart({ words }: Sheet, place: string): Part {
	return fieldPart(words.paper.place, place, instructionSize([place]));
}

/** What it is, and below it what it says; nothing when it says nothing. */
export function fieldPart(label: string, value: string | null, size: TextSize): Part {
	if (value === null || printable(value) === '') return NOTHING;
	return part(18, text(label, {}), space(2), text(value, { size, bold: size === 'large' }));
}

function hoursPart(sheet: Sheet, hours: ReferralFacts['department']['hours']): Part {
	if (hours === null) return NOTHING;
	const { hours: label, closed } = sheet.words.paper;
	const rows = hoursInWords(hours, localeOf(sheet), closed).flatMap(({ days, spans }) =>
		spans.map((span, at) => pair(at === 0 ? days : '', span)),
	);
	return part(18, text(label, {}), space(2), ...rows);
}

export function trackingPart(label: string, number: string | null): Part {
	const said = printable(number ?? '');
	if (said === '') return NOTHING;
	return section(
		text(label, { align: 'center' }),
		space(2),
		text(said, { size: 'heading', bold: true, align: 'center' }),
		code(said),
	);
}
