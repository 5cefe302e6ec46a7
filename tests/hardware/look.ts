// Writes the paper of every layout as PNG into a folder, to be looked at: `node tests/hardware/look.ts /tmp/paper`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { layoutPaper } from '#hardware/ticket-printer/layout';
import { cutBytes, paperBytes, profileFor } from '#hardware/ticket-printer/escpos';
import { pngOf } from '#hardware/virtual/dot-picture';
import { EscPosReader } from '#hardware/virtual/escpos-reader';
import { PaperRoll } from '#hardware/virtual/paper-roll';
import type { Paper } from '#hardware/virtual/paper-roll';
import type { PaperContent } from '#protocol/device-schema';
import { loadWords } from '#words/load';
import { OFFICE, referralPaper, ticketPaper } from './papers.ts';

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

if (import.meta.main) {
	const folder = process.argv[2] ?? '/tmp/paper';
	mkdirSync(folder, { recursive: true });
	for (const width of [80, 58] as const) {
		const sheets: [string, PaperContent, { copy?: number; again?: boolean }][] = [];
		for (const language of ['en', 'es', 'zh-Hant']) {
			sheets.push([`ticket-${language}`, ticketPaper({ language }), {}]);
			sheets.push([`referral-${language}`, referralPaper({ language }), {}]);
		}
		const service = { pl: 'Wydanie zaświadczenia o zameldowaniu' };
		sheets.push([
			'ticket-polish-copy',
			ticketPaper({ service, estimate: null, next: [] }),
			{ copy: 2, again: true },
		]);
		for (const [name, paper, change] of sheets) {
			const { dots, width: across, height } = await printed(paper, width, change);
			writeFileSync(join(folder, `${name}-${width}.png`), pngOf(dots, across, height));
		}
	}
	process.stdout.write(`looked at in ${folder}\n`);
}
