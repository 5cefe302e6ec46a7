// Writes the paper of every layout as PNG into a folder, to be looked at: `node tests/hardware/look.ts /tmp/paper`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pngOf } from '#hardware/virtual/dot-picture';
import type { PaperContent } from '#protocol/device-schema';
import { referralPaper, ticketPaper } from './papers.ts';
import { printed } from './printed.ts';

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
