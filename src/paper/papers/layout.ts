// From what a paper says to where it stands: every paper as a list of blocks. Pure.
import type { Block } from '../block.ts';
import { dayBlocks } from './day.ts';
import { escortBlocks } from './escort.ts';
import { referralBlocks } from './referral.ts';
import type { Sheet } from './sheet.ts';
import { testBlocks } from './test-page.ts';
import { ticketBlocks } from './ticket.ts';

export type { Sheet } from './sheet.ts';

export function layoutPaper(sheet: Sheet): readonly Block[] {
	const { paper } = sheet;
	switch (paper.kind) {
		case 'ticket':
			return ticketBlocks(sheet, paper);
		case 'referral':
			return referralBlocks(sheet, paper);
		case 'escort':
			return escortBlocks(sheet, paper);
		case 'day':
			return dayBlocks(sheet, paper);
		case 'test':
			return testBlocks(sheet, paper);
		default:
			return paper satisfies never;
	}
}
