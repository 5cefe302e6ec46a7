// A paper as it comes out of the virtual printer: from content to bytes, from bytes to dots.
import { USUAL_PAPERS } from '#paper/parts';
import { cutBytes } from '#hardware/ticket-printer/makes/escpos';
import { makePaper } from '#hardware/ticket-printer/makes/paper-maker';
import type { MadePaper } from '#hardware/ticket-printer/makes/paper-maker';
import { profileFor } from '#hardware/ticket-printer/papers/printer-profile';
import type { PrinterProfile } from '#hardware/ticket-printer/papers/printer-profile';
import { EscPosReader } from '#hardware/virtual/printer/escpos-reader';
import { PaperRoll } from '#hardware/virtual/printer/paper-roll';
import type { Paper } from '#hardware/virtual/printer/paper-roll';
import type { AgentWork, PaperContent } from '#protocol/device-schema';
import { OFFICE } from '../papers.ts';

export interface Printing extends Partial<Pick<PrinterProfile, 'ink' | 'codePage'>> {
	readonly copy?: number;
	readonly again?: boolean;
	readonly papers?: AgentWork['papers'];
	readonly office?: AgentWork['office'];
	readonly publicUrl?: string;
}

/** The bytes that an agent would send. */
export function made(paper: PaperContent, width: 80 | 58, change: Printing = {}): Promise<MadePaper> {
	const { copy = 1, again = false, papers = USUAL_PAPERS, office = OFFICE } = change;
	const { ink = 'drawn', codePage = 'PC858_EURO', publicUrl = 'https://lobby.example.org' } = change;
	return makePaper(
		{ job: { paper, copy }, office, papers, again, publicUrl },
		profileFor(width, { ink, codePage }),
	);
}

export type Printed = Paper & { readonly unknown: number; readonly missing: readonly string[] };

/** The paper as it comes out of the virtual printer. */
export async function printed(paper: PaperContent, width: 80 | 58, change: Printing = {}): Promise<Printed> {
	const { whole, missing } = await made(paper, width, change);
	const papers: Paper[] = [];
	const profile = profileFor(width);
	const roll = new PaperRoll(profile.dots, (one) => papers.push(one));
	for (const command of new EscPosReader().read(Buffer.concat([whole, cutBytes(profile)]))) roll.do(command);
	const [first] = papers;
	if (first === undefined || papers.length !== 1) throw new Error(`${papers.length} papers instead of one`);
	return { ...first, unknown: roll.unknown, missing };
}
