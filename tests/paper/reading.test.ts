// A second reading of drawn papers, from their dots alone: the number by its shape, the code as a phone reads it, sizes by ruler.
import { describe, expect, test } from 'vitest';
import { DOTS_PER_MM, LEAST_CAPITAL_MM } from '#paper/drawing/type-sizes';
import {
	escortPaper,
	LANGUAGES,
	referralPaper,
	TICKET_PAGE,
	testPaper,
	ticketPaper,
} from '../hardware/papers.ts';
import { printed } from '../hardware/ticket-printer/printed.ts';
import type { Printed } from '../hardware/ticket-printer/printed.ts';
import {
	agreement,
	codeOn,
	drawnHere,
	inkBox,
	inkIn,
	numberOn,
	tileOn,
	wholeOf,
} from '../hardware/ticket-printer/read-paper.ts';
import type { Box } from '../hardware/ticket-printer/read-paper.ts';

const WIDTHS = [80, 58] as const;
/** Each language, and on narrow paper the longest, the densest and the one that is read from the right. */
const every = [
	...LANGUAGES.map((language) => [language, 80] as const),
	...['es', 'zh-Hant', 'ar', 'ta'].map((language) => [language, 58] as const),
];

/** Stretches of rows with ink, top to bottom, parted by at least three empty ones. */
function rowsOf(paper: Printed, from: number): { readonly top: number; readonly bottom: number }[] {
	const found: { top: number; bottom: number }[] = [];
	for (let y = from; y < paper.height; y += 1) {
		if (inkIn(paper, { left: 0, right: paper.width, top: y, bottom: y + 1 }) === 0) continue;
		const last = found.at(-1);
		if (last !== undefined && y - last.bottom < 3) last.bottom = y + 1;
		else found.push({ top: y, bottom: y + 1 });
	}
	return found;
}

function below(paper: Printed, tile: Box, at: number): Box {
	const row = rowsOf(paper, tile.bottom)[at];
	if (row === undefined) throw new Error('nothing below the number');
	return inkBox(paper, { left: 0, right: paper.width, ...row });
}

function tileOf(paper: Printed): Box {
	const tile = tileOn(paper);
	if (tile === null) throw new Error('no tile');
	return tile;
}

describe.each(every)('A drawn ticket in %s on %i mm paper', (language, width) => {
	test('is read back: the number by its shape, the page by its code', async () => {
		const paper = await printed(ticketPaper({ language }), width);
		expect(numberOn(paper)).toBe('A042');
		expect(codeOn(paper)).toBe(`https://lobby.example.org${TICKET_PAGE}`);
		expect(paper.missing).toEqual([]);
		expect(paper.unknown).toBe(0);
		// All of it is drawn: nothing depends on the letters of a printer.
		expect(paper.lines).toEqual([]);
		// Its number is the largest of all, and it is cut with all of its ink above the cutter.
		const tile = tileOf(paper);
		const [wide, high] = [tile.right - tile.left, tile.bottom - tile.top];
		expect(Math.abs(wide - high)).toBeLessThanOrEqual(2);
		expect(high / DOTS_PER_MM).toBeGreaterThan(width === 80 ? 18 : 12);
		const ink = inkBox(paper, wholeOf(paper));
		expect(paper.height - ink.bottom).toBeGreaterThan(20);
		expect(paper.height - ink.bottom).toBeLessThan(60);
		expect(ink.left).toBeGreaterThanOrEqual(0);
		expect(ink.right).toBeLessThanOrEqual(paper.width);
	});
});

test.each(['B1079', 'W12', 'J3568'])('The number %s is read back from its paper', async (number) => {
	for (const width of WIDTHS) {
		expect(numberOn(await printed(ticketPaper({ number, language: 'ar' }), width))).toBe(number);
		expect(numberOn(await printed(escortPaper({ number }), width))).toBe(number);
	}
});

test.each(WIDTHS)(
	'A Chinese service on %i mm paper stands in the very strokes of the typeface',
	async (width) => {
		const paper = await printed(ticketPaper({ language: 'zh-Hant' }), width);
		const service = below(paper, tileOf(paper), 0);
		const agreesWith = (text: string): number => {
			const reference = drawnHere(text, 56, 'chinese');
			return agreement(paper, service, reference, inkBox(reference, wholeOf(reference)));
		};
		expect(agreesWith('租金補助申請')).toBeGreaterThan(0.97);
		expect(agreesWith('租金補助申報')).toBeLessThan(0.9);
		expect(agreesWith('租金補助申')).toBeLessThan(0.9);
	},
);

test('Instructions have a capital I of at least 4.8 mm in both typefaces: what to bring, what to do, where to go', async () => {
	const I = { en: 'I', vi: 'I' };
	for (const language of ['en', 'vi']) {
		const ticket = await printed(ticketPaper({ language, service: I, bring: [I], next: [] }), 80);
		const slip = await printed(
			referralPaper({
				language,
				department: { name: I, place: I, phone: null, hours: null, outside: false },
				contact: null,
				papers: ['I'],
				trackingNumber: null,
			}),
			80,
		);
		for (const [paper, expected] of [
			[ticket, 2],
			[slip, 3],
		] as const) {
			const capitals = rowsOf(paper, 0)
				.map((row) => ({ left: 0, right: paper.width, ...row }))
				.map((row) => inkBox(paper, row))
				// An I alone, or with the dash of its list.
				.filter((box) => box.right - box.left < 80)
				.map((box) => withoutDash(paper, box))
				.filter(
					(box) => (box.bottom - box.top) / DOTS_PER_MM >= LEAST_CAPITAL_MM && box.right - box.left < 40,
				);
			expect(capitals, language).toHaveLength(expected);
		}
	}
});

/** An item's letter without the dash before it. */
function withoutDash(paper: Printed, box: Box): Box {
	let x = box.right - 1;
	while (x > box.left && inkIn(paper, { ...box, left: x, right: x + 1 }) > 0) x -= 1;
	return inkBox(paper, { ...box, left: x });
}

test('An English paper and an Arabic one show the same telephone number, and the Arabic one on the right', async () => {
	const slip = (language: string) =>
		referralPaper({
			language,
			department: {
				name: { en: 'X' },
				place: { en: 'X' },
				phone: '(555) 010-4477',
				hours: null,
				outside: false,
			},
			contact: null,
			papers: [],
			trackingNumber: null,
			number: null,
		});
	const lineOf = async (language: string): Promise<[Printed, Box]> => {
		const paper = await printed(slip(language), 80);
		const rows = rowsOf(paper, 0).map((row) => inkBox(paper, { left: 0, right: paper.width, ...row }));
		// The widest line beside the middle: labels are short, and all else is centred.
		const phone = rows
			.filter((box) => Math.abs(box.left + box.right - paper.width) > 60 && box.bottom - box.top < 60)
			.reduce((one, other) => (other.right - other.left > one.right - one.left ? other : one));
		return [paper, phone];
	};
	// Vietnamese is set in Noto Sans too.
	const [left, fromLeft] = await lineOf('vi');
	const [right, fromRight] = await lineOf('ar');
	expect(agreement(left, fromLeft, right, fromRight)).toBeGreaterThan(0.99);
	expect(fromLeft.left).toBeLessThan(14);
	expect(right.width - fromRight.right).toBeLessThan(14);
});

test('The dashes of an Arabic list stand on the right, and number and code in the middle', async () => {
	const paper = await printed(ticketPaper({ language: 'ar' }), 80);
	const mirrored = await printed(ticketPaper({ language: 'en' }), 80);
	const tile = tileOf(paper);
	expect([tile.left, tile.right]).toEqual([tileOf(mirrored).left, tileOf(mirrored).right]);
	const column = (one: Printed, side: 'left' | 'right'): Box =>
		side === 'left'
			? { left: 0, right: 30, top: 600, bottom: 1100 }
			: { left: one.width - 30, right: one.width, top: 600, bottom: 1100 };
	expect(inkIn(paper, column(paper, 'right'))).toBeGreaterThan(0);
	expect(inkIn(mirrored, column(mirrored, 'left'))).toBeGreaterThan(
		inkIn(mirrored, column(mirrored, 'right')),
	);
	expect(inkIn(paper, column(paper, 'right'))).toBeGreaterThan(inkIn(paper, column(paper, 'left')));
});

test('The test page has a ruler, a black bar of the whole width, an even grey one, and a code', async () => {
	for (const width of WIDTHS) {
		const paper = await printed(testPaper({}), width);
		const shareOf = (y: number): number =>
			inkIn(paper, { left: 0, right: paper.width, top: y, bottom: y + 1 });
		const shares = Array.from({ length: paper.height }, (_, y) => shareOf(y));
		// Rules are black too, but two rows high.
		expect(shares.filter((share) => share === 1).length).toBeGreaterThanOrEqual(48);
		expect(shares.filter((share) => share === 0.5).length).toBeGreaterThanOrEqual(48);
		const strokes = Math.floor(paper.width / DOTS_PER_MM) + 1;
		expect(shares.filter((share) => share === (strokes * 2) / paper.width).length).toBeGreaterThanOrEqual(10);
		expect(codeOn(paper)).toBe('https://lobby.example.org');
		// The one line that the printer types itself.
		expect(paper.lines).toEqual(['áéíóúñüçäößåøæàèìòùâêô€']);
	}
});
