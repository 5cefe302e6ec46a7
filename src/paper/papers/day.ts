// The summary of a day: what was done, how long people waited, and where the numbers stand.
import type { PaperFacts } from '#projections/device-jobs';
import { pair, space, text } from '../block.ts';
import type { Block } from '../block.ts';
import { issuedPart, localeOf, marksOf, officePart, part, section, stacked } from './sheet.ts';
import type { Sheet } from './sheet.ts';

export type DayFacts = Extract<PaperFacts, { kind: 'day' }>;

const MINUTE = 60_000;

export function dayBlocks(sheet: Sheet, { day, closed, totals, numbers, madeAt }: DayFacts): Block[] {
	const words = sheet.words.paper.day;
	const figure = new Intl.NumberFormat(localeOf(sheet));
	const row = (label: string, count: number): Block => pair(label, figure.format(count));
	const minutes = (ms: number): string =>
		totals.firstCalls === 0 ? words.noWait : words.minutes(Math.round(ms / MINUTE));
	return stacked([
		marksOf(sheet),
		officePart(sheet),
		part(
			16,
			text(words.title, { size: 'large', bold: true, align: 'center' }),
			space(6),
			text(dayInWords(day, sheet), { size: 'large', align: 'center' }),
			space(6),
			text(closed ? words.closed : words.open, { align: 'center', bold: !closed }),
		),
		section(
			row(words.issued, totals.issued),
			row(words.called, totals.called),
			row(words.served, totals.finished),
			row(words.noShow, totals.noShow),
			row(words.cancelled, totals.cancelled),
			row(words.referred, totals.referred),
			row(words.escorted, totals.escorted),
		),
		section(
			pair(words.meanWait, minutes(totals.waited / Math.max(1, totals.firstCalls))),
			pair(words.longestWait, minutes(totals.longestWait)),
		),
		section(
			text(words.lastNumbers, {}),
			space(4),
			text(numbers.length === 0 ? words.noNumbers : numbers.join('   '), { size: 'large', bold: true }),
		),
		issuedPart(sheet, words.made, madeAt),
	]);
}

/** The day itself, whatever the zone: it was cut when it was opened. */
function dayInWords(day: string, sheet: Sheet): string {
	const at = Date.parse(`${day}T00:00:00Z`);
	if (Number.isNaN(at)) return day;
	return new Intl.DateTimeFormat(localeOf(sheet), { dateStyle: 'full', timeZone: 'UTC' }).format(at);
}
