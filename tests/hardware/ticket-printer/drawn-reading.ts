// Reads a drawn paper by comparing it, dot for dot, with papers whose words are known; a typed one says its lines itself.
import { drawPaper } from '#hardware/ticket-printer/papers/drawn-paper';
import { sheetFor } from '#hardware/ticket-printer/makes/paper-maker';
import { profileFor } from '#hardware/ticket-printer/papers/printer-profile';
import { space, text } from '#paper/block';
import type { Block } from '#paper/block';
import { USUAL_PAPERS } from '#paper/parts';
import { loadWords } from '#words/load';
import type { Paper } from '#hardware/virtual/printer/paper-roll';
import type { DeviceJob } from '#protocol/device-schema';
import { jobOf, OFFICE, ticketPaper } from '../papers.ts';
import type { PrinterKind } from '../rig.ts';

interface Known {
	readonly rows: readonly string[];
	readonly says: string;
}

const WIDTHS = [80, 58] as const;
const words = await loadWords('en');
const ENDING: readonly Block[] = [
	space(24),
	text(words.paper.incomplete, { size: 'large', bold: true, align: 'center', invert: true }),
];
const known = new Map<80 | 58, Known[]>();
for (const width of WIDTHS) {
	known.set(width, [knownBy(ENDING, width)]);
	await learn(width, jobOf('job-1', ticketPaper({})));
}

/** From now on this job's paper is read too, printed once or again. */
async function learn(width: 80 | 58, job: DeviceJob): Promise<void> {
	for (const again of [false, true]) {
		const profile = profileFor(width, { ink: 'drawn', codePage: null });
		const order = {
			job,
			office: OFFICE,
			papers: USUAL_PAPERS,
			again,
			publicUrl: 'https://lobby.example.org',
		};
		const { blocks } = await sheetFor(order, profile);
		known.get(width)?.push(knownBy(blocks, width));
	}
}

export async function learnToRead(jobs: readonly DeviceJob[], width: 80 | 58): Promise<void> {
	for (const job of jobs) await learn(width, job);
}

/** All that is said on a paper that a printer of this kind put out, as far as it is known. */
export function readingOf(paper: Paper, kind: PrinterKind): string {
	if (kind.make !== 'star') return paper.lines.join(' ').replace(/ +/g, ' ');
	const rows = rowsOf(paper.dots, paper.width);
	return (known.get(kind.paperWidth) ?? [])
		.filter((one) => holds(rows, one.rows))
		.map(({ says }) => says)
		.join(' ');
}

function knownBy(blocks: readonly Block[], width: 80 | 58): Known {
	const dots = width === 80 ? 576 : 384;
	const { picture } = drawPaper(blocks, dots, 'en');
	const plain = new Uint8Array(picture.width * picture.height);
	for (let at = 0; at < plain.length; at += 1)
		plain[at] = ((picture.bits[at >> 3] ?? 0) >> (7 - (at & 7))) & 1;
	const rows = rowsOf(plain, picture.width);
	const first = rows.findIndex((row) => row.includes('1'));
	const last = rows.findLastIndex((row) => row.includes('1'));
	const says = blocks.map((block) =>
		block.kind === 'number' ? `${block.letter}${block.digits}` : 'text' in block ? block.text : '',
	);
	return { rows: rows.slice(first, last + 1), says: says.join(' ') };
}

function rowsOf(dots: Uint8Array, width: number): string[] {
	const rows: string[] = [];
	for (let from = 0; from < dots.length; from += width) rows.push(dots.subarray(from, from + width).join(''));
	return rows;
}

function holds(rows: readonly string[], wanted: readonly string[]): boolean {
	for (let at = rows.indexOf(wanted[0] ?? ''); at >= 0; at = rows.indexOf(wanted[0] ?? '', at + 1))
		if (wanted.every((row, more) => rows[at + more] === row)) return true;
	return false;
}
