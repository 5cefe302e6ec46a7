// Papers in the printer's own letters: what is typed, what is drawn because it cannot be, and what no byte may do.
import { describe, expect, test } from 'vitest';
import { inkFor, profileFor } from '#hardware/ticket-printer/papers/printer-profile';
import { paperBytes } from '#hardware/ticket-printer/makes/escpos';
import { EscPosReader } from '#hardware/virtual/printer/escpos-reader';
import type { Paper, PaperBlock } from '#hardware/virtual/printer/paper-roll';
import { text } from '#paper/block';
import { DOTS_PER_MM, LEAST_CAPITAL_MM } from '#paper/drawing/type-sizes';
import { dayPaper, escortPaper, OFFICE, referralPaper, testPaper, ticketPaper } from '../papers.ts';
import { made, printed } from './printed.ts';
import type { Printing } from './printed.ts';
import { agreement, codeOn, drawnHere, inkBox, inkIn, wholeOf } from './read-paper.ts';

const MIXED: Printing = { ink: 'mixed' };
const TYPED: Printing = { ink: 'typed' };
const WIDTHS = [80, 58] as const;
const every = ['en', 'es', 'zh-Hant'].flatMap((language) =>
	WIDTHS.map((width) => [language, width] as const),
);

const pictures = (paper: Paper): Extract<PaperBlock, { kind: 'picture' }>[] =>
	paper.blocks.filter((block) => block.kind === 'picture').filter((block) => block.height > 2);

describe.each(every)('A typed ticket in %s on %i mm paper', (language, width) => {
	test('carries the number as a filled tile with the letter, then the digits, largest of all', async () => {
		const paper = await printed(ticketPaper({ language }), width, MIXED);
		const block = paper.blocks.find((one) => one.kind === 'text' && one.runs.length === 5);
		if (block?.kind !== 'text') throw new Error('no number');
		const scale = width === 80 ? 8 : 5;
		const half = Math.ceil(scale / 2);
		expect(block.runs.map((run) => [run.text, run.invert, run.width, run.height])).toEqual([
			[' ', true, half, scale],
			['A', true, scale, scale],
			[' ', true, half, scale],
			[' ', false, half, scale],
			['042', false, scale, scale],
		]);
		for (const other of paper.blocks)
			if (other.kind === 'text' && other !== block)
				expect(Math.max(...other.runs.map((run) => run.height))).toBeLessThan(scale);
		const height = 24 * scale;
		const tile = 12 * (scale + 2 * half);
		// As on every screen: the tile is a square, as near as a cell of the printer’s letters allows.
		expect(Math.abs(tile - height)).toBeLessThanOrEqual(12);
		const left = (paper.width - tile - 12 * (half + 3 * scale)) / 2;
		const rows = { top: block.top, bottom: block.top + height };
		expect(inkIn(paper, { ...rows, left, right: left + tile })).toBeGreaterThan(0.75);
		expect(inkIn(paper, { ...rows, left: left + tile + 12 * half, right: paper.width - left })).toBeLessThan(
			0.4,
		);
		// The letter itself is white in the middle of the tile, and the tile is closed around it.
		expect(inkIn(paper, { ...rows, left, right: left + 12 * half - 2 })).toBe(1);
	});

	test('carries a QR that a phone reads, no question marks, and nothing wider than the paper', async () => {
		const ticket = ticketPaper({ language });
		const paper = await printed(ticket, width, MIXED);
		expect(codeOn(paper)).toBe(`https://lobby.example.org${ticket.page}`);
		expect(paper.unknown).toBe(0);
		expect(paper.lines.join('')).not.toMatch(/[?\ufffd]/);
		for (const block of paper.blocks) {
			if (block.kind === 'picture') expect(block.width).toBeLessThanOrEqual(paper.width);
			if (block.kind !== 'text') continue;
			const across = block.runs.reduce((sum, run) => sum + run.text.length * run.width * 12, 0);
			expect(across).toBeLessThanOrEqual(paper.width);
		}
	});
});

test('A typed English ticket says what a customer needs, in this order', async () => {
	const paper = await printed(ticketPaper({}), 80, MIXED);
	expect(paper.lines).toEqual([
		'Riverside Service Center',
		' A  042',
		'Rent assistance',
		'3 people ahead of you',
		'Expected wait',
		'about 20 to 30 minutes',
		'Please have ready',
		'- Passport or identity',
		'  card',
		'- Rental agreement and',
		'  the last three payment',
		'  receipts',
		'After that, with the same number',
		'- Parking permit',
		'Please watch',
		'the screens.',
		'We show your number and',
		'the counter to go to.',
		'Follow your place on your phone',
		'Issued Mar 5, 2026, 10:42 AM',
		'Please keep this ticket',
		'until you have been served.',
		'This ticket holds no personal data.',
	]);
});

test('A Spanish ticket on narrow paper keeps its accents as letters of the printer', async () => {
	const paper = await printed(ticketPaper({ language: 'es' }), 58, MIXED);
	expect(pictures(paper)).toEqual([]);
	expect(paper.lines.join(' ')).toContain('- Pasaporte o   cédula de   identidad');
	expect(paper.lines.join(' ')).toContain('últimos');
	expect(paper.lines).toContain('Emitido 5 mar 2026, 10:42');
});

test('Typed instructions have a capital I of at least 4.8 mm, as the virtual printer’s letters are', async () => {
	for (const width of WIDTHS) {
		const paper = await printed(ticketPaper({ bring: [{ en: 'I' }], service: { en: 'I' } }), width, TYPED);
		const rows = paper.blocks.filter(
			(block) => block.kind === 'text' && /^(- )?I$/.test(block.runs.map((run) => run.text).join('')),
		);
		expect(rows).toHaveLength(2);
		for (const { top } of rows) {
			// Right of an item's dash.
			const box = inkBox(paper, { left: 40, top, right: paper.width, bottom: top + 72 });
			expect((box.bottom - box.top) / DOTS_PER_MM).toBeGreaterThanOrEqual(LEAST_CAPITAL_MM);
		}
	}
});

test('A Polish service name stays Polish on a typed English ticket, drawn where the printer lacks its letters', async () => {
	const service = { pl: 'Zaświadczenia' };
	const paper = await printed(ticketPaper({ service, next: [{ pl: 'Dowód osobisty' }] }), 80, MIXED);
	const [drawn, ...others] = pictures(paper);
	if (drawn === undefined) throw new Error('the service is not drawn');
	expect(others).toEqual([]);
	const box = inkBox(paper, {
		left: 0,
		top: drawn.top,
		right: paper.width,
		bottom: drawn.top + drawn.height,
	});
	const reference = drawnHere('Zaświadczenia', 60, 'latin');
	expect(agreement(paper, box, reference, inkBox(reference, wholeOf(reference)))).toBeGreaterThan(0.97);
	expect(paper.lines).toContain('- Dowód osobisty');
	expect(paper.lines).toContain('Please have ready');
});

test('A slow line gets a Chinese ticket drawn text by text, with the number and the code of the printer itself', async () => {
	const paper = await printed(ticketPaper({ language: 'zh-Hant' }), 58, MIXED);
	expect(paper.lines).toEqual([' A  042']);
	expect(pictures(paper).length).toBeGreaterThan(8);
	expect(paper.missing).toEqual([]);
});

describe('A printer that takes no pictures', () => {
	test('gets no picture at all, whatever the paper', async () => {
		for (const paper of [
			ticketPaper({ language: 'zh-Hant' }),
			referralPaper({ language: 'ar' }),
			escortPaper({}),
			dayPaper({ language: 'hi' }),
			testPaper({}),
		]) {
			const out = await printed(paper, 80, TYPED);
			expect(out.blocks.filter((block) => block.kind === 'picture')).toEqual([]);
			expect(out.unknown).toBe(0);
			expect(out.lines.join('')).not.toMatch(/[?\ufffd]/);
		}
	});

	test('writes in the first language of the office that it can write', async () => {
		const language = 'zh-Hant';
		const english = await printed(ticketPaper({ language }), 80, TYPED);
		expect(english.lines).toContain('Please have ready');
		expect(english.missing).toEqual([]);
		const office = { ...OFFICE, languages: ['zh-Hant', 'es', 'en'] };
		const spanish = await printed(ticketPaper({ language }), 80, { ...TYPED, office });
		expect(spanish.lines).toContain('Tenga a mano, por favor');
	});

	test('writes Polish where its code page has the letters, and English where it has not', async () => {
		const polish = ticketPaper({ language: 'pl' });
		const second = await printed(polish, 80, { ...TYPED, codePage: 'PC852_LATIN2' });
		expect(second.lines).toContain('Prosimy przygotować');
		expect((await printed(polish, 80, TYPED)).lines).toContain('Please have ready');
		expect((await printed(polish, 80, { ...TYPED, codePage: null })).lines).toContain('Please have ready');
	});

	test('leaves a gap that is seen for a name in a script that it lacks, and says which letters', async () => {
		const paper = await printed(ticketPaper({ service: { 'zh-Hant': '租金補助' } }), 80, TYPED);
		expect(paper.lines).toContain('...');
		expect(paper.missing).toEqual(['租', '金', '補', '助']);
	});

	test('is never sent letters that have to be joined or turned, though a page for them exists', async () => {
		for (const [page, language] of [
			['WPC1256_ARABIC', 'ar'],
			['PC864_ARABIC', 'ar'],
			['WPC1258_VIETNAMESE', 'vi'],
			['VISCII', 'vi'],
		] as const) {
			const { whole } = await made(ticketPaper({ language }), 80, { ...TYPED, codePage: page });
			const letters = new EscPosReader().read(whole).filter((command) => command.kind === 'text');
			for (const { bytes } of letters) expect(bytes.every((byte) => byte < 0x80)).toBe(true);
		}
	});
});

test('Papers are drawn on fast lines and typed on slow serial ones, unless the office says otherwise', () => {
	expect(inkFor('auto', null)).toBe('drawn');
	expect(inkFor('auto', 115_200)).toBe('drawn');
	expect(inkFor('auto', 57_600)).toBe('drawn');
	expect(inkFor('auto', 38_400)).toBe('mixed');
	expect(inkFor('drawn', 9600)).toBe('drawn');
	expect(inkFor('typed', null)).toBe('typed');
});

test('A typed referral slip says where to go, whom to ask for, when, with what, and the tracking number twice', async () => {
	const paper = await printed(referralPaper({}), 80, MIXED);
	expect(paper.lines).toEqual([
		'Riverside Service Center',
		'Where to go next',
		'County Recorder',
		'This office is run by another organization.',
		'Where',
		'Room 204, second floor:',
		'take the stairs behind',
		'the information desk',
		'Ask for',
		'María Núñez',
		'Phone',
		'(555) 010-4477',
		'Open',
		'Mon - Thu                     9:00 AM - 12:00 PM',
		'                                  1:00 - 5:00 PM',
		'Fri                           9:00 AM - 12:00 PM',
		'Sat - Sun                                 closed',
		'Please have ready',
		'- Identity card',
		'- Form R-7, filled in',
		'Tracking number',
		'SR-2026-00417',
		'Your ticket number A042',
		'Issued Mar 5, 2026, 10:42 AM',
	]);
	expect(codeOn(paper)).toBe('SR-2026-00417');
});

test('A typed escort slip tells both sides who is walked where, with lines for the receiving side to fill in', async () => {
	const paper = await printed(escortPaper({ trackingNumber: null }), 80, MIXED);
	expect(paper.lines).toEqual([
		'Riverside Service Center',
		' A  042',
		'We are walking you to',
		'County Recorder',
		'Where',
		'Room 204, second floor:',
		'take the stairs behind',
		'the information desk',
		'From counter 7',
		'Set off 10:42 AM',
		`Received by ${'_'.repeat(36)}`,
		`Time ${'_'.repeat(43)}`,
		'Issued Mar 5, 2026, 10:42 AM',
	]);
});

test('A typed summary of the day has a figure at the end of each line', async () => {
	const paper = await printed(dayPaper({ closed: false }), 58, MIXED);
	expect(paper.lines).toEqual([
		'Riverside Service Center',
		'Summary of',
		'the day',
		'Thursday,',
		'March 5, 2026',
		'The day is still open:',
		'these figures may grow.',
		'Tickets issued             1,284',
		'Called                     1,251',
		'Served                     1,197',
		'Did not come                  42',
		'Cancelled                     12',
		'Referred                      87',
		'Escorted                       9',
		'Mean wait             14 minutes',
		'Longest wait   1 hour 13 minutes',
		'Last numbers',
		'A417 B302 C298',
		'D267',
		'Made Mar 5, 2026, 5:05 PM',
	]);
	const nobody = { ...dayPaper({}).totals, firstCalls: 0, waited: 0, longestWait: 0 };
	const early = await printed(dayPaper({ totals: nobody, numbers: [] }), 80, MIXED);
	expect(early.lines).toContain('Mean wait                      nobody called yet');
	expect(early.lines).toContain('no number given');
});

test('A slip with little to say leaves out what it does not know', async () => {
	const bare = {
		name: { en: 'Court' },
		place: { en: 'Main Street 1' },
		phone: null,
		hours: null,
		outside: false,
	};
	const slip = referralPaper({
		department: bare,
		contact: null,
		papers: [],
		trackingNumber: null,
		number: null,
	});
	const paper = await printed(slip, 58, MIXED);
	expect(paper.lines).toEqual([
		'Riverside Service Center',
		'Where to go next',
		'Court',
		'Where',
		'Main Street 1',
		'Issued Mar 5, 2026, 10:42 AM',
	]);
	expect(codeOn(paper)).toBeNull();
});

test('A reprint says which copy it is, and a repeat says why there are two', async () => {
	const copy = await printed(ticketPaper({}), 80, { ...MIXED, copy: 3 });
	expect(copy.lines[0]).toBe(' Copy 3');
	const [first] = copy.blocks;
	expect(first?.kind === 'text' && first.runs[0]?.invert).toBe(true);
	const again = await printed(ticketPaper({}), 80, { ...MIXED, again: true });
	expect(again.lines[0]).toBe('Printed again: the paper before was incomplete.');
});

test('Without an estimate the ticket promises nothing, and the next in line is told so', async () => {
	const paper = await printed(ticketPaper({ ahead: 0, estimate: null, next: [], bring: [] }), 80, MIXED);
	expect(paper.lines.slice(2, 5)).toEqual(['Rent assistance', 'You are next in line', 'Please watch']);
});

test('A number that overflowed its three digits still fits its line', async () => {
	for (const width of WIDTHS) {
		const paper = await printed(ticketPaper({ number: 'A1042' }), width, MIXED);
		expect(paper.lines[1]).toBe(' A  1042');
	}
});

test('A tracking number in any script is read back by a phone', async () => {
	for (const change of [MIXED, { ink: 'drawn' }] as const) {
		const paper = await printed(referralPaper({ trackingNumber: 'Wniosek-Ż/17' }), 80, change);
		expect(codeOn(paper)).toBe('Wniosek-Ż/17');
	}
});

test('A wording with an unknown language tag or time zone is printed rather than lost', async () => {
	const paper = await printed(ticketPaper({ language: 'x' }), 80, MIXED);
	expect(paper.lines).toContain('Issued Mar 5, 2026, 10:42 AM');
	const office = { ...OFFICE, timeZone: 'Nowhere/Else' };
	expect((await printed(ticketPaper({}), 80, { ...MIXED, office })).lines).toContain(
		'Issued Mar 5, 2026, 6:42 PM UTC',
	);
});

test('No picture ever holds the bytes of a request that printers obey at once', () => {
	// Every stroke of a thousand characters: such bytes would turn up in some of them.
	const rows = Array.from({ length: 40 }, (_, row) =>
		text(Array.from({ length: 25 }, (_, at) => String.fromCodePoint(0x4e00 + row * 97 + at * 3)).join(''), {
			size: 'body',
		}),
	);
	const { bytes } = paperBytes(rows, profileFor(80), 'zh-Hant');
	expect(bytes.length).toBeGreaterThan(50_000);
	for (const request of [0x04, 0x05, 0x14]) expect(bytes.indexOf(Buffer.of(0x10, request))).toBe(-1);
});
