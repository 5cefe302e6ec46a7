// Every paper side by side in all its languages, by paper, width and ink, as PNG: `node tests/paper/look.ts FOLDER`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PaperContent } from '#protocol/device-schema';
import {
	dayPaper,
	escortPaper,
	LANGUAGES,
	referralPaper,
	testPaper,
	ticketPaper,
} from '../hardware/papers.ts';
import { printed } from '../hardware/ticket-printer/printed.ts';
import { encodePng } from './one-bit-png.ts';
import type { OneBit } from './one-bit-png.ts';

const GAP = 24;
const PAPERS: readonly ((change: { language: string }) => PaperContent)[] = [
	ticketPaper,
	referralPaper,
	escortPaper,
	dayPaper,
	testPaper,
];

/** On black ground, so that each paper's edges are seen. */
function sideBySide(papers: readonly OneBit[]): OneBit {
	const width = papers.reduce((sum, paper) => sum + paper.width + GAP, GAP);
	const height = Math.max(...papers.map((paper) => paper.height)) + 2 * GAP;
	const dots = new Uint8Array(width * height).fill(1);
	let left = GAP;
	for (const paper of papers) {
		for (let y = 0; y < paper.height; y += 1)
			dots.set(paper.dots.subarray(y * paper.width, (y + 1) * paper.width), (GAP + y) * width + left);
		left += paper.width + GAP;
	}
	return { width, height, dots };
}

const folder = process.argv[2] ?? '/tmp/paper';
mkdirSync(folder, { recursive: true });
for (const paperOf of PAPERS) {
	for (const width of [80, 58] as const) {
		for (const ink of ['drawn', 'mixed', 'typed'] as const) {
			const papers = await Promise.all(
				LANGUAGES.map((language) => printed(paperOf({ language }), width, { ink })),
			);
			const { kind } = paperOf({ language: 'en' });
			const name = `${kind}-${String(width)}-${ink}.png`;
			writeFileSync(join(folder, name), encodePng(sideBySide(papers)));
			const lengths = papers.map(({ height }) => Math.round(height / 8));
			process.stdout.write(
				`${name}: ${LANGUAGES.map((tag, at) => `${tag} ${String(lengths[at])}`).join(', ')} mm\n`,
			);
		}
	}
}
