// Numbered tickets and how they are read off the paper: the number in its tile, and whether it is one to hand out.
import type { PrintedPaper } from '#hardware/virtual/printer/virtual-printer';
import type { DeviceJob } from '#protocol/device-schema';
import { jobOf, OFFICE, ticketPaper } from './papers.ts';

export function numberedJob(number: string): DeviceJob {
	const group = { letter: number.slice(0, 1), name: { en: 'Housing' } };
	return jobOf(`job-${number}`, ticketPaper({ number, group, page: `/ticket/${number}` }));
}

const LAST_LINE = 'This ticket holds no personal data.';
const VOID_LINE = 'This paper is incomplete and not valid.';

/** True for a ticket with everything on it, and not marked as cut short; it may have been torn off instead of cut. */
export function isWhole(paper: PrintedPaper): boolean {
	const said = paper.lines.join(' ').replace(/ +/g, ' ');
	const all = numberOn(paper) !== null && said.includes(OFFICE.name['en'] ?? '') && said.includes(LAST_LINE);
	return all && !said.includes(VOID_LINE) && said.split('Issued').length === 2;
}

/**
 * True for a ticket that the printer handed out for use. What was torn off is in the hands of whoever mended
 * the printer, and a ticket after it says that it was printed again.
 */
export function isComplete(paper: PrintedPaper): boolean {
	return paper.end === 'cut' && isWhole(paper);
}

export function saysAgain(paper: PrintedPaper): boolean {
	return paper.lines.join(' ').includes('Printed again');
}

/** The number in the tile of a paper, or null. */
export function numberOn(paper: PrintedPaper): string | null {
	for (const block of paper.blocks) {
		if (block.kind !== 'text') continue;
		const [edge, letter] = block.runs;
		const digits = block.runs.at(-1);
		if (edge?.invert === true && letter?.invert === true && letter.width > 3 && digits !== undefined)
			return letter.text + digits.text;
	}
	return null;
}
