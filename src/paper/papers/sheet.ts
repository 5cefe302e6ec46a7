// Everything that one paper is made from, and what all papers say alike.
import type { Wording } from '#domain/ids';
import type { PaperLayouts } from '#domain/office';
import type { PaperFacts } from '#projections/device-jobs';
import { withLatinDigits } from '#words/counting';
import type { Words } from '#words/words';
import { printable, RULE, space, text } from '../block.ts';
import type { Block } from '../block.ts';

export interface Sheet {
	readonly paper: PaperFacts;
	/** 1 is the first print. */
	readonly copy: number;
	/** Printed again because the paper before it was cut short. */
	readonly again: boolean;
	readonly office: { readonly name: Wording; readonly timeZone: string };
	/** Which parts, in which order, and the office's own note. */
	readonly papers: PaperLayouts;
	/** In the paper's language. */
	readonly words: Words;
	/** Every language of the office: the test page shows a line of each. */
	readonly spoken: readonly Words[];
	/** Address of the hub as a customer's phone reaches it, without a slash at the end. */
	readonly publicUrl: string;
	readonly printer: {
		/** Dots across the printed part. */
		readonly dots: number;
		/** Its own letters for the test page, and the name of their code page; null where it has none that we use. */
		readonly own: { readonly page: string; readonly letters: string } | null;
	};
}

/** A part of a paper, with the room that it wants above and below. */
export interface Part {
	readonly blocks: readonly Block[];
	readonly gap: number;
	/** Stands between lines. */
	readonly section: boolean;
}

export function part(gap: number, ...blocks: readonly Block[]): Part {
	return { blocks, gap, section: false };
}
export function section(...blocks: readonly Block[]): Part {
	return { blocks, gap: 18, section: true };
}
export const NOTHING: Part = { blocks: [], gap: 0, section: false };

/** Parts under each other; those without blocks leave no gap. */
export function stacked(parts: readonly Part[]): Block[] {
	const shown = parts.filter(({ blocks }) => blocks.length > 0);
	return shown.flatMap((one, at) => {
		const above = shown[at - 1];
		if (above === undefined) return one.blocks;
		const gap = space(Math.max(above.gap, one.gap));
		return above.section || one.section ? [gap, RULE, gap, ...one.blocks] : [gap, ...one.blocks];
	});
}

/** What makes this print another than the first: staff and customers compare papers. */
export function marksOf({ copy, again, words }: Sheet): Part {
	return part(
		16,
		...(copy > 1
			? [text(words.paper.copy(copy), { size: 'large', bold: true, align: 'center', invert: true })]
			: []),
		...(copy > 1 && again ? [space(16)] : []),
		...(again ? [text(words.paper.again, { align: 'center' })] : []),
	);
}

export function officePart({ office, paper }: Sheet): Part {
	return part(16, text(worded(office.name, paper.language), { bold: true, align: 'center' }));
}

export function issuedPart(sheet: Sheet, label: string, at: number): Part {
	return part(8, text(`${label} ${timeInWords(at, sheet)}`, { align: 'center' }));
}

export function notePart(sheet: Sheet, kind: keyof PaperLayouts): Part {
	const { note, noteSize } = sheet.papers[kind];
	if (note === null) return NOTHING;
	const said = printable(worded(note, sheet.paper.language));
	return said === '' ? NOTHING : part(22, text(said, { size: noteSize, align: 'center' }));
}

export function numberBlock(number: string): Block {
	const [, letter = '', digits = ''] = /^(\D{0,2})(.*)$/u.exec(printable(number)) ?? [];
	return { kind: 'number', letter, digits };
}

/** The office's own clock in the customer's language. An unknown zone says so rather than losing a ticket. */
export function timeInWords(at: number, sheet: Sheet): string {
	return inZone(at, sheet, {
		year: 'numeric',
		month: 'short',
		day: 'numeric',
		hour: 'numeric',
		minute: '2-digit',
	});
}

export function clockInWords(at: number, sheet: Sheet): string {
	return inZone(at, sheet, { hour: 'numeric', minute: '2-digit' });
}

function inZone(at: number, sheet: Sheet, form: Intl.DateTimeFormatOptions): string {
	const { timeZone } = sheet.office;
	try {
		return wholeParts(new Intl.DateTimeFormat(localeOf(sheet), { ...form, timeZone }), at);
	} catch {
		return `${wholeParts(new Intl.DateTimeFormat(localeOf(sheet), { ...form, timeZone: 'UTC' }), at)} UTC`;
	}
}

const OF_CLOCK: readonly string[] = ['hour', 'minute', 'dayPeriod'];

/** A date keeps together and a time does: a line breaks between them, if it must. */
function wholeParts(format: Intl.DateTimeFormat, at: number): string {
	const parts = format.formatToParts(at);
	const isOfClock = (part: Intl.DateTimeFormatPart | undefined): boolean =>
		OF_CLOCK.includes(part?.type ?? '');
	return parts
		.map((part, index) => {
			const between = part.type === 'literal' && isOfClock(parts[index - 1]) !== isOfClock(parts[index + 1]);
			return between ? part.value : part.value.replace(/\s/gu, '\u00a0');
		})
		.join('');
}

/** The paper's language as far as dates know it, else that of the words; with the digits of the ticket number. */
export function localeOf(sheet: Sheet): string {
	try {
		return withLatinDigits(Intl.getCanonicalLocales(sheet.paper.language)[0] ?? sheet.words.tag);
	} catch {
		return sheet.words.tag;
	}
}

/** The wording in the paper's language, else the first one there is: a Polish service name stays Polish. */
export function worded(wording: Readonly<Record<string, string>>, language: string): string {
	return wording[language] ?? Object.values(wording)[0] ?? '';
}
