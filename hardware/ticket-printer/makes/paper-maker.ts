// From an owed job to the bytes of its paper: in its language, or in one that the printer can write.
import { space, text } from '#paper/block';
import type { Block } from '#paper/block';
import { layoutPaper } from '#paper/papers/layout';
import { saidOn } from '#paper/said-on';
import type { Sheet } from '#paper/papers/sheet';
import { loadAllWords, loadWords } from '#words/load';
import type { Order } from '../../device.ts';
import { paperBytes } from './escpos.ts';
import type { PaperBytes } from './escpos.ts';
import type { PrinterProfile } from '../papers/printer-profile.ts';
import { lettersOf, typed } from '../papers/typed-text.ts';

export interface MadePaper {
	/** Up to past the cutter, not yet cut. */
	readonly whole: Buffer;
	/** Ends a piece that hangs out of the printer half printed: says so, up to past the cutter. Made when it is needed. */
	readonly ended: () => Buffer;
	/** Letters on it that cannot be printed here; each run of them is an ellipsis. Empty as a rule. */
	readonly missing: readonly string[];
}

export type PaperOrder = Pick<Order, 'office' | 'papers'> & {
	readonly job: Pick<Order['job'], 'paper' | 'copy'>;
	/** Printed again because the paper before it was cut short. */
	readonly again: boolean;
	/** Address of the hub as customers' phones reach it, without a slash at the end. */
	readonly publicUrl: string;
};

/** Blocks to a printer's bytes. `language`: BCP 47 tag of the paper. */
export type WritePaper = (blocks: readonly Block[], language: string) => PaperBytes;

export async function makePaper(
	order: PaperOrder,
	profile: PrinterProfile,
	write: WritePaper = (blocks, language) => paperBytes(blocks, profile, language),
): Promise<MadePaper> {
	const { blocks, sheet } = await sheetFor(order, profile);
	const whole = write(blocks, sheet.paper.language);
	const ended = () => write(endingOf(sheet.words), sheet.paper.language).bytes;
	return { whole: whole.bytes, ended, missing: whole.missing };
}

/** What ends a piece of a paper that is not owed here any more; in English when the printer cannot type the language. */
export async function makeEnding(
	language: string,
	{ profile, paper }: { readonly profile: PrinterProfile; readonly paper: WritePaper },
): Promise<Buffer> {
	const blocks = endingOf(await loadWords(language));
	const { codePage, ink } = profile;
	const isWritten = ink !== 'typed' || blocks.flatMap(saidOn).every((said) => typed(said, codePage) !== null);
	if (isWritten || language === 'en') return paper(blocks, language).bytes;
	return await makeEnding('en', { profile, paper });
}

interface Laid {
	readonly sheet: Sheet;
	readonly blocks: readonly Block[];
}

/** What is drawn is in the paper's own language; what is typed, in the first of the office's that can be typed whole. */
export async function sheetFor(order: PaperOrder, profile: PrinterProfile): Promise<Laid> {
	const own = await laidIn(order, profile, order.job.paper.language);
	if (profile.ink !== 'typed' || isTypeable(own, profile)) return own;
	for (const language of [...order.office.languages, 'en']) {
		const other = await laidIn(order, profile, language);
		if (isTypeable(other, profile)) return other;
	}
	// A name that stands in one script only: in English around it, the least is lost.
	return await laidIn(order, profile, 'en');
}

async function laidIn(order: PaperOrder, profile: PrinterProfile, language: string): Promise<Laid> {
	const { job, office, papers, again, publicUrl } = order;
	const { dots, codePage } = profile;
	const sheet: Sheet = {
		paper: { ...job.paper, language },
		copy: job.copy,
		again,
		office,
		papers,
		words: await loadWords(language),
		spoken: job.paper.kind === 'test' ? await loadAllWords(job.paper.languages) : [],
		publicUrl,
		printer: { dots, own: codePage === null ? null : { page: codePage, letters: lettersOf(codePage) } },
	};
	return { sheet, blocks: layoutPaper(sheet) };
}

function endingOf(words: Sheet['words']): Block[] {
	return [
		space(24),
		text(words.paper.incomplete, { size: 'large', bold: true, align: 'center', invert: true }),
	];
}

function isTypeable({ blocks, sheet }: Laid, { codePage }: PrinterProfile): boolean {
	// A line in another language than the paper's is there to be tried: it decides nothing.
	const own = [...blocks, ...endingOf(sheet.words)].filter(
		(block) => block.kind !== 'text' || block.language === null,
	);
	return own.flatMap(saidOn).every((said) => typed(said, codePage) !== null);
}
