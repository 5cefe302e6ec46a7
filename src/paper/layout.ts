// From what a paper says to where it stands: a ticket or a referral slip as a list of blocks. Pure.
import type { Wording } from '#domain/ids';
import type { PaperFacts } from '#projections/device-jobs';
import type { Words } from '#words/words';
import { item, printable, RULE, space, text } from './block.ts';
import type { Block } from './block.ts';
import { hoursInWords } from './hours-in-words.ts';

export type Ticket = Extract<PaperFacts, { kind: 'ticket' }>;
export type Referral = Extract<PaperFacts, { kind: 'referral' }>;

export interface Sheet {
	readonly paper: PaperFacts;
	/** 1 is the first print. */
	readonly copy: number;
	/** Printed again because the paper before it was cut short. */
	readonly again: boolean;
	readonly office: { readonly name: Wording; readonly timeZone: string };
	readonly words: Words;
	/** Address of the hub as a customer's phone reaches it, without a slash at the end. */
	readonly publicUrl: string;
}

export function layoutPaper(sheet: Sheet): readonly Block[] {
	const { paper } = sheet;
	switch (paper.kind) {
		case 'ticket':
			return ticketBlocks(sheet, paper);
		case 'referral':
			return referralBlocks(sheet, paper);
		case 'escort':
		case 'day':
		case 'test':
			return [];
		default:
			return paper satisfies never;
	}
}

function ticketBlocks(sheet: Sheet, ticket: Ticket): Block[] {
	const { waits, paper } = sheet.words;
	return [
		...head(sheet),
		space(28),
		...numberBlock(ticket.number, ticket.group.letter),
		space(28),
		text(worded(ticket.service, ticket.language), { size: 'heading', bold: true, align: 'center' }),
		space(16),
		text(waits.ahead(ticket.ahead), { size: 'large', align: 'center' }),
		...(ticket.estimate === null ? [] : waitLines(sheet, ticket.estimate)),
		...list(
			paper.bring,
			ticket.bring.map((line) => worded(line, ticket.language)),
		),
		...list(
			paper.then,
			ticket.next.map((service) => worded(service, ticket.language)),
		),
		space(16),
		RULE,
		space(16),
		text(paper.watch, { align: 'center' }),
		space(20),
		{ kind: 'qr', data: sheet.publicUrl + ticket.page },
		space(12),
		text(paper.scan, { bold: true, align: 'center' }),
		space(16),
		...foot(sheet, ticket.issuedAt),
		text(paper.keep, { align: 'center' }),
		text(paper.privacy, { align: 'center' }),
	];
}

function referralBlocks(sheet: Sheet, slip: Referral): Block[] {
	const words = sheet.words.paper;
	const { department, language } = slip;
	const field = (label: string, value: string | null): Block[] =>
		value === null || printable(value) === ''
			? []
			: [space(14), text(label, {}), text(value, { size: 'large', bold: true })];
	return [
		...head(sheet),
		space(20),
		text(words.referralTitle, { align: 'center' }),
		space(8),
		text(worded(department.name, language), { size: 'heading', bold: true, align: 'center' }),
		...(department.outside ? [space(8), text(words.outside, { align: 'center' })] : []),
		space(12),
		RULE,
		...field(words.place, worded(department.place, language)),
		...field(words.contact, slip.contact),
		...field(words.phone, department.phone),
		...hoursField(sheet, department.hours),
		...list(words.bring, slip.papers),
		...tracking(words.tracking, slip.trackingNumber),
		space(16),
		RULE,
		space(16),
		...(slip.number === null
			? []
			: [text(`${words.ticketNumber} ${slip.number}`, { bold: true, align: 'center' })]),
		...foot(sheet, slip.issuedAt),
	];
}

function head(sheet: Sheet): Block[] {
	const { copy, words, again, office, paper } = sheet;
	const marks: Block[] = [];
	if (copy > 1)
		marks.push(
			text(words.paper.copy(copy), { size: 'large', bold: true, align: 'center', invert: true }),
			space(16),
		);
	if (again) marks.push(text(words.paper.again, { align: 'center' }), space(16));
	return [...marks, text(worded(office.name, paper.language), { bold: true, align: 'center' })];
}

function foot(sheet: Sheet, at: number): Block[] {
	return [text(`${sheet.words.paper.issued} ${timeInWords(at, sheet)}`, { align: 'center' })];
}

function numberBlock(number: string, letter: string): Block[] {
	const digits = number.startsWith(letter) ? number.slice(letter.length) : number;
	return [{ kind: 'number', letter: printable(letter), digits: printable(digits) }];
}

function waitLines(sheet: Sheet, estimate: NonNullable<Ticket['estimate']>): Block[] {
	const { waits, paper } = sheet.words;
	return [
		space(16),
		text(paper.wait, { align: 'center' }),
		text(waits.about(estimate.from, estimate.to), { size: 'large', bold: true, align: 'center' }),
	];
}

function list(title: string, lines: readonly string[]): Block[] {
	const said = lines.map(printable).filter((line) => line !== '');
	if (said.length === 0) return [];
	return [space(16), RULE, space(16), text(title, { bold: true }), space(4), ...said.map(item)];
}

function hoursField(sheet: Sheet, hours: Referral['department']['hours']): Block[] {
	if (hours === null) return [];
	const lines = hoursInWords(hours, localeOf(sheet), sheet.words.paper.closed);
	return [space(14), text(sheet.words.paper.hours, {}), ...lines.map((line) => text(line, { bold: true }))];
}

function tracking(label: string, number: string | null): Block[] {
	if (number === null || printable(number) === '') return [];
	return [
		space(16),
		RULE,
		space(16),
		text(label, { align: 'center' }),
		text(number, { size: 'heading', bold: true, align: 'center' }),
		space(12),
		{ kind: 'qr', data: printable(number) },
	];
}

/** The office's own clock in the customer's language. An unknown zone says so rather than losing a ticket. */
function timeInWords(at: number, sheet: Sheet): string {
	const form = { dateStyle: 'medium', timeStyle: 'short' } as const;
	const { timeZone } = sheet.office;
	try {
		return new Intl.DateTimeFormat(localeOf(sheet), { ...form, timeZone }).format(at);
	} catch {
		return `${new Intl.DateTimeFormat(localeOf(sheet), { ...form, timeZone: 'UTC' }).format(at)} UTC`;
	}
}

/** The paper's language as far as dates know it, else that of the words. */
function localeOf(sheet: Sheet): string {
	try {
		return Intl.getCanonicalLocales(sheet.paper.language)[0] ?? sheet.words.tag;
	} catch {
		return sheet.words.tag;
	}
}

/** The wording in the paper's language, else the first one there is: a Polish service name stays Polish. */
function worded(wording: Readonly<Record<string, string>>, language: string): string {
	return wording[language] ?? Object.values(wording)[0] ?? '';
}
