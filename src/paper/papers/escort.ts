// An escort slip: who is walked where, for the customer to hold and for the receiving side to sign.
import type { EscortPart } from '#domain/office';
import type { PaperFacts } from '#projections/device-jobs';
import { printable, space, text } from '../block.ts';
import type { Block } from '../block.ts';
import { placePart, trackingPart } from './referral.ts';
import { clockInWords, issuedPart, marksOf, NOTHING, notePart, numberBlock, officePart } from './sheet.ts';
import { part, section, stacked, worded } from './sheet.ts';
import type { Part, Sheet } from './sheet.ts';

export type EscortFacts = Extract<PaperFacts, { kind: 'escort' }>;

export function escortBlocks(sheet: Sheet, slip: EscortFacts): Block[] {
	const parts = sheet.papers.escort.parts.map((name) => escortPart(name, sheet, slip));
	return stacked([marksOf(sheet), ...parts]);
}

function escortPart(name: EscortPart, sheet: Sheet, slip: EscortFacts): Part {
	const words = sheet.words.paper;
	const { department, language } = slip;
	switch (name) {
		case 'office':
			return officePart(sheet);
		case 'number':
			return slip.number === null ? NOTHING : part(28, numberBlock(slip.number));
		case 'title':
			return part(12, text(words.escortTitle, { align: 'center' }));
		case 'department':
			return part(
				12,
				text(worded(department.name, language), { size: 'heading', bold: true, align: 'center' }),
			);
		case 'place':
			return placePart(sheet, worded(department.place, language));
		case 'started':
			return part(
				18,
				text(slip.counter === null ? words.fromLobby : words.fromCounter(printable(slip.counter)), {}),
				text(`${words.started} ${clockInWords(slip.startedAt, sheet)}`, { bold: true }),
			);
		case 'tracking':
			return trackingPart(words.tracking, slip.trackingNumber);
		case 'note':
			return notePart(sheet, 'escort');
		case 'receipt':
			return section(
				{ kind: 'blank', text: words.receivedBy },
				{ kind: 'blank', text: words.receivedAt },
				space(8),
			);
		case 'issued':
			return issuedPart(sheet, words.issued, slip.startedAt);
		default:
			return name satisfies never;
	}
}
