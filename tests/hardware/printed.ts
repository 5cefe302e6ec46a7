// A paper as it comes out of the virtual printer: from content to bytes, from bytes to dots.
import { cutBytes, paperBytes, profileFor } from '#hardware/ticket-printer/escpos';
import { layoutPaper } from '#paper/layout';
import { EscPosReader } from '#hardware/virtual/escpos-reader';
import { PaperRoll } from '#hardware/virtual/paper-roll';
import type { Paper } from '#hardware/virtual/paper-roll';
import type { PaperContent } from '#protocol/device-schema';
import { loadWords } from '#words/load';
import { OFFICE } from './papers.ts';

/** The paper as it comes out of the virtual printer. */
export async function printed(
	paper: PaperContent,
	width: 80 | 58,
	change: { copy?: number; again?: boolean } = {},
): Promise<Paper & { readonly unknown: number }> {
	const words = await loadWords(paper.language);
	const profile = profileFor(width);
	const sheet = {
		paper,
		copy: 1,
		again: false,
		office: OFFICE,
		words,
		publicUrl: 'https://lobby.example.org',
	};
	const blocks = layoutPaper({ ...sheet, ...change });
	const papers: Paper[] = [];
	const roll = new PaperRoll(profile.dots, (one) => papers.push(one));
	const bytes = Buffer.concat([paperBytes(blocks, profile), cutBytes(profile)]);
	for (const command of new EscPosReader().read(bytes)) roll.do(command);
	const [first] = papers;
	if (first === undefined || papers.length !== 1) throw new Error(`${papers.length} papers instead of one`);
	return { ...first, unknown: roll.unknown };
}
