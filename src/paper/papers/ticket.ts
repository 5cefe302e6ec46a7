// A ticket: the number huge, then what the customer has to do, then what is good to know.
import type { TicketPart } from '#domain/office';
import type { PaperFacts } from '#projections/device-jobs';
import { code, instructionSize, item, printable, space, text } from '../block.ts';
import type { TextSize } from '../block.ts';
import { issuedPart, marksOf, NOTHING, notePart, numberBlock, officePart, part, section } from './sheet.ts';
import { stacked, worded } from './sheet.ts';
import type { Part, Sheet } from './sheet.ts';
import type { Block } from '../block.ts';

export type TicketFacts = Extract<PaperFacts, { kind: 'ticket' }>;

export function ticketBlocks(sheet: Sheet, ticket: TicketFacts): Block[] {
	const parts = sheet.papers.ticket.parts.map((name) => ticketPart(name, sheet, ticket));
	return stacked([marksOf(sheet), ...parts]);
}

function ticketPart(name: TicketPart, sheet: Sheet, ticket: TicketFacts): Part {
	const { waits, paper: words } = sheet.words;
	const small = (said: string): Part => part(8, text(said, { align: 'center' }));
	switch (name) {
		case 'office':
			return officePart(sheet);
		case 'number':
			return part(28, numberBlock(ticket.number));
		case 'service':
			return part(
				24,
				text(worded(ticket.service, ticket.language), { size: 'heading', bold: true, align: 'center' }),
			);
		case 'ahead':
			return part(18, text(waits.ahead(ticket.ahead), { size: 'large', align: 'center' }));
		case 'wait':
			return ticket.estimate === null
				? NOTHING
				: part(
						18,
						text(words.wait, { align: 'center' }),
						space(4),
						text(waits.about(ticket.estimate.from, ticket.estimate.to), {
							size: 'large',
							bold: true,
							align: 'center',
						}),
					);
		case 'bring':
			return listPart(words.bring, wordings(ticket.bring, ticket), null);
		case 'next':
			return listPart(words.then, wordings(ticket.next, ticket), 'large');
		case 'watch':
			return watchPart(words.watch);
		case 'qr':
			return part(12, code(sheet.publicUrl + ticket.page), text(words.scan, { bold: true, align: 'center' }));
		case 'note':
			return notePart(sheet, 'ticket');
		case 'issued':
			return issuedPart(sheet, words.issued, ticket.issuedAt);
		case 'keep':
			return small(words.keep);
		case 'privacy':
			return small(words.privacy);
		default:
			return name satisfies never;
	}
}

/** What to do is large; why, if it says why, is a sentence of its own and smaller. */
function watchPart(words: string): Part {
	const [first, ...rest] = [...SENTENCES.segment(words)].map(({ segment }) => segment);
	return part(
		24,
		text(first ?? words, { size: 'instruction', align: 'center' }),
		...(rest.length === 0 ? [] : [space(6), text(rest.join(''), { size: 'large', align: 'center' })]),
	);
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });

function wordings(list: TicketFacts['bring'], { language }: TicketFacts): string[] {
	return list.map((one) => worded(one, language));
}

/** A titled list between lines, or nothing when there is nothing to list; without a size its lines are instructions. */
export function listPart(title: string, lines: readonly string[], look: TextSize | null): Part {
	const said = lines.map(printable).filter((line) => line !== '');
	if (said.length === 0) return NOTHING;
	const size = look ?? instructionSize(said);
	return section(
		text(title, { bold: true }),
		space(4),
		...said.flatMap((line, at) => (at === 0 ? [item(line, size)] : [space(6), item(line, size)])),
	);
}
