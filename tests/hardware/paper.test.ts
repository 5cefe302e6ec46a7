// What came out of the printer: its lines, the number's tile, the QR as a phone reads it, and the letters no code page has.
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import jsqr from 'jsqr';
import { describe, expect, test } from 'vitest';
import type { Paper, PaperBlock } from '#hardware/virtual/paper-roll';
import { referralPaper, TICKET_PAGE, ticketPaper } from './papers.ts';
import { printed } from './printed.ts';

type Picture = { readonly width: number; readonly height: number; readonly dots: Uint8Array };
interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

const LANGUAGES = ['en', 'es', 'zh-Hant'];
const WIDTHS = [80, 58] as const;
const every = LANGUAGES.flatMap((language) => WIDTHS.map((width) => [language, width] as const));

function qrOn(paper: Paper): string | null {
	const pixels = new Uint8ClampedArray(paper.dots.length * 4);
	paper.dots.forEach((dot, at) => pixels.set(dot === 1 ? [0, 0, 0, 255] : [255, 255, 255, 255], at * 4));
	// The package is CommonJS: its function is the default of its default.
	const decode = (jsqr as unknown as { default?: typeof jsqr.default }).default ?? jsqr;
	return (decode as typeof jsqr.default)(pixels, paper.width, paper.height)?.data ?? null;
}

/** Share of ink in a part of the paper. */
function ink(paper: Picture, { left, top, right, bottom }: Box): number {
	let count = 0;
	for (let y = top; y < bottom; y += 1)
		for (let x = left; x < right; x += 1) count += paper.dots[y * paper.width + x] ?? 0;
	return count / ((right - left) * (bottom - top));
}

/** The smallest box that holds all ink between two rows. */
function inkBox(paper: Picture, from: number, to: number): Box {
	const box = { left: paper.width, top: to, right: 0, bottom: from };
	for (let y = from; y < to; y += 1) {
		for (let x = 0; x < paper.width; x += 1) {
			if (paper.dots[y * paper.width + x] !== 1) continue;
			box.left = Math.min(box.left, x);
			box.right = Math.max(box.right, x + 1);
			box.top = Math.min(box.top, y);
			box.bottom = Math.max(box.bottom, y + 1);
		}
	}
	return box;
}

const CHINESE = 'noto-sans-tc/files/noto-sans-tc-chinese-traditional';
const LATIN = 'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin';

/** The same text drawn by the test itself, with its own loading of the typeface. */
function drawnHere(text: string, size: number, face: typeof CHINESE | typeof LATIN): Picture {
	const files = createRequire(import.meta.url);
	const families = face === LATIN ? [face, `${face}-ext`] : [face];
	for (const name of families)
		GlobalFonts.registerFromPath(files.resolve(`@fontsource/${name}-700-normal.woff2`), `Test ${name}`);
	const [width, height] = [900, 100];
	const paint = createCanvas(width, height).getContext('2d');
	paint.fillStyle = '#fff';
	paint.fillRect(0, 0, width, height);
	paint.fillStyle = '#000';
	paint.font = `700 ${size}px ${families.map((name) => `"Test ${name}"`).join(', ')}`;
	paint.fillText(text, 10, 70);
	const pixels = paint.getImageData(0, 0, width, height).data;
	return {
		width,
		height,
		dots: Uint8Array.from({ length: width * height }, (_, at) => ((pixels[at * 4] ?? 255) < 160 ? 1 : 0)),
	};
}

/** How much of the ink of two pictures' boxes agrees: 1 is dot for dot. */
function agreement(one: Picture, oneBox: Box, other: Picture, otherBox: Box): number {
	let both = 0;
	let either = 0;
	const width = Math.max(oneBox.right - oneBox.left, otherBox.right - otherBox.left);
	const height = Math.max(oneBox.bottom - oneBox.top, otherBox.bottom - otherBox.top);
	const at = (picture: Picture, box: Box, x: number, y: number): number =>
		box.left + x < box.right && box.top + y < box.bottom
			? (picture.dots[(box.top + y) * picture.width + box.left + x] ?? 0)
			: 0;
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const a = at(one, oneBox, x, y);
			const b = at(other, otherBox, x, y);
			both += a & b;
			either += a | b;
		}
	}
	return both / either;
}

const pictures = (paper: Paper): Extract<PaperBlock, { kind: 'picture' }>[] =>
	paper.blocks.filter((block) => block.kind === 'picture').filter((block) => block.height > 2);

/** Dot rows of the drawn text that follows the number: the service name. */
function serviceRows(paper: Paper): [number, number] {
	const tile = paper.blocks.findIndex(
		(block) => block.kind === 'text' && block.runs[0]?.invert === true && block.runs[0].width > 2,
	);
	const first = paper.blocks.slice(tile).find((block) => block.kind === 'picture');
	if (first?.kind !== 'picture') throw new Error('no drawn text after the number');
	return [first.top, first.top + first.height];
}

describe.each(every)('A ticket in %s on %i mm paper', (language, width) => {
	test('carries the number as a filled tile with the letter, then the digits, largest of all', async () => {
		const paper = await printed(ticketPaper({ language }), width);
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
		expect(ink(paper, { ...rows, left, right: left + tile })).toBeGreaterThan(0.75);
		expect(ink(paper, { ...rows, left: left + tile + 12 * half, right: paper.width - left })).toBeLessThan(
			0.4,
		);
		// The letter itself is white in the middle of the tile, and the tile is closed around it.
		expect(ink(paper, { ...rows, left, right: left + 12 * half - 2 })).toBe(1);
	});

	test('carries a QR that a phone reads as the address of the ticket page', async () => {
		const paper = await printed(ticketPaper({ language }), width);
		expect(qrOn(paper)).toBe(`https://lobby.example.org${TICKET_PAGE}`);
	});

	test('has no question marks, no unknown commands and nothing wider than the paper', async () => {
		const paper = await printed(ticketPaper({ language }), width);
		expect(paper.unknown).toBe(0);
		expect(paper.lines.join('')).not.toMatch(/[?\ufffd]/);
		for (const block of paper.blocks) {
			if (block.kind === 'picture') expect(block.width).toBeLessThanOrEqual(paper.width);
			if (block.kind !== 'text') continue;
			const across = block.runs.reduce((sum, run) => sum + run.text.length * run.width * 12, 0);
			expect(across).toBeLessThanOrEqual(paper.width);
		}
	});

	test('is cut with all of its text above the cutter', async () => {
		const paper = await printed(ticketPaper({ language }), width);
		const box = inkBox(paper, 0, paper.height);
		expect(paper.height - box.bottom).toBeGreaterThan(20);
		expect(paper.height - box.bottom).toBeLessThan(60);
	});
});

test('An English ticket says what a customer needs, in this order', async () => {
	const paper = await printed(ticketPaper({}), 80);
	expect(paper.lines).toEqual([
		'Riverside Service Center',
		' A  042',
		'Rent assistance',
		'3 people ahead of you',
		'Expected wait',
		'about 20 to 30 minutes',
		'Please have ready',
		'- Passport or identity card',
		'- Rental agreement and the last three payment',
		'  receipts',
		'After that, with the same number',
		'- Parking permit',
		'Please watch the screens. We show',
		'your number and the counter to go to.',
		'Follow your place on your phone',
		'Issued Mar 5, 2026, 10:42 AM',
		'Please keep this ticket',
		'until you have been served.',
		'This ticket holds no personal data.',
	]);
});

test('A Spanish ticket on narrow paper keeps its accents as letters of the printer', async () => {
	const paper = await printed(ticketPaper({ language: 'es' }), 58);
	expect(pictures(paper)).toEqual([]);
	expect(paper.lines.slice(2, 14)).toEqual([
		'Ayuda para',
		'el alquiler',
		'3 personas',
		'antes que usted',
		'Espera prevista',
		'entre 20 y',
		'30 minutos',
		'Tenga a mano, por favor',
		'- Pasaporte o cédula de',
		'  identidad',
		'- Contrato de alquiler y los',
		'  tres últimos recibos de pago',
	]);
	expect(paper.lines).toContain('Emitido 5 mar 2026, 10:42');
});

test.each(WIDTHS)(
	'A Chinese ticket on %i mm paper shows the service in the very strokes of the typeface',
	async (width) => {
		const paper = await printed(ticketPaper({ language: 'zh-Hant' }), width);
		// Only the number is the printer's own; all else is drawn.
		expect(paper.lines).toEqual([' A  042']);
		const [from, to] = serviceRows(paper);
		const agreesWith = (text: string): number => {
			const reference = drawnHere(text, 48, CHINESE);
			const box = inkBox(reference, 0, reference.height);
			return agreement(paper, inkBox(paper, from, to), reference, box);
		};
		// The same strokes; single dots differ where the pieces of the typeface meet.
		expect(agreesWith('租金補助申請')).toBeGreaterThan(0.93);
		expect(agreesWith('租金補助申報')).toBeLessThan(0.85);
		expect(agreesWith('租金補助申')).toBeLessThan(0.85);
	},
);

test('A Polish service name stays Polish on an English ticket, drawn where the printer lacks its letters', async () => {
	const service = { pl: 'Zaświadczenia' };
	const paper = await printed(ticketPaper({ service, next: [{ pl: 'Dowód osobisty' }] }), 80);
	const [from, to] = serviceRows(paper);
	const reference = drawnHere('Zaświadczenia', 48, LATIN);
	expect(
		agreement(paper, inkBox(paper, from, to), reference, inkBox(reference, 0, reference.height)),
	).toBeGreaterThan(0.97);
	expect(pictures(paper)).toHaveLength(2);
	expect(paper.lines).toContain('- Dowód osobisty');
	expect(paper.lines).toContain('Please have ready');
});

test('A reprint says which copy it is, and a repeat says why there are two', async () => {
	const copy = await printed(ticketPaper({}), 80, { copy: 3 });
	expect(copy.lines[0]).toBe(' Copy 3');
	const [first] = copy.blocks;
	expect(first?.kind === 'text' && first.runs[0]?.invert).toBe(true);
	const again = await printed(ticketPaper({}), 80, { again: true });
	expect(again.lines[0]).toBe('Printed again: the paper before was incomplete.');
});

test('Without an estimate the ticket promises nothing, and the next in line is told so', async () => {
	const paper = await printed(ticketPaper({ ahead: 0, estimate: null, next: [], bring: [] }), 80);
	expect(paper.lines.slice(2, 5)).toEqual([
		'Rent assistance',
		'You are next in line',
		'Please watch the screens. We show',
	]);
});

test('A number that overflowed its three digits still fits its line', async () => {
	for (const width of WIDTHS) {
		const paper = await printed(ticketPaper({ number: 'A1042' }), width);
		expect(paper.lines[1]).toBe(' A  1042');
	}
});

test('A referral slip says where to go, whom to ask for, when, with what, and carries the tracking number twice', async () => {
	const paper = await printed(referralPaper({}), 80);
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
		'Mon - Thu: 9:00 AM-12:00 PM, 1:00 PM-5:00 PM',
		'Fri: 9:00 AM-12:00 PM',
		'Sat - Sun: closed',
		'Please have ready',
		'- Identity card',
		'- Form R-7, filled in',
		'Tracking number',
		'SR-2026-00417',
		'Your ticket number A042',
		'Issued Mar 5, 2026, 10:42 AM',
	]);
	expect(qrOn(paper)).toBe('SR-2026-00417');
});

test.each(every)(
	'A referral slip in %s on %i mm paper is read without question marks',
	async (language, width) => {
		const paper = await printed(referralPaper({ language }), width);
		expect(paper.unknown).toBe(0);
		expect(paper.lines.join('')).not.toMatch(/[?\ufffd]/);
		expect(qrOn(paper)).toBe('SR-2026-00417');
	},
);

test('A slip with little to say leaves out what it does not know', async () => {
	const bare = {
		name: { en: 'Court' },
		place: { en: 'Main Street 1' },
		phone: null,
		hours: null,
		outside: false,
	};
	const paper = await printed(
		referralPaper({ department: bare, contact: null, papers: [], trackingNumber: null, number: null }),
		58,
	);
	expect(paper.lines).toEqual([
		'Riverside Service Center',
		'Where to go next',
		'Court',
		'Where',
		'Main Street 1',
		'Issued Mar 5, 2026, 10:42 AM',
	]);
	expect(qrOn(paper)).toBeNull();
});

test('A tracking number in any script is read back by a phone', async () => {
	const paper = await printed(referralPaper({ trackingNumber: 'Wniosek-Ż/17' }), 80);
	expect(qrOn(paper)).toBe('Wniosek-Ż/17');
});

test('Nobody can command the printer through a name', async () => {
	const contact = 'Eve\u001b@\u001dV\u0000\u0010\u0004\u0001\u009b\u202eevil\u2028x';
	const paper = await printed(referralPaper({ contact, papers: ['a\nb\u001di', '\u0000'] }), 80);
	expect(paper.unknown).toBe(0);
	expect(paper.lines).toContain('Eve @ V evil x');
	expect(paper.lines).toContain('- a b i');
});

test('Letters that no typeface here has become one visible gap, never boxes', async () => {
	const paper = await printed(referralPaper({ contact: 'Ż\u{10a00}\u{10a10}\u{10a20} Smith' }), 80);
	const label = paper.blocks.findIndex((block) => block.kind === 'text' && block.runs[0]?.text === 'Ask for');
	const drawn = paper.blocks[label + 1];
	if (drawn?.kind !== 'picture') throw new Error('the name is not drawn');
	const reference = drawnHere('Ż… Smith', 36, LATIN);
	const box = inkBox(paper, drawn.top, drawn.top + drawn.height);
	expect(agreement(paper, box, reference, inkBox(reference, 0, reference.height))).toBeGreaterThan(0.97);
});

test('A wording with an unknown language tag or time zone is printed rather than lost', async () => {
	const paper = await printed(ticketPaper({ language: 'x' }), 80);
	expect(paper.lines).toContain('Issued Mar 5, 2026, 10:42 AM');
	expect((await printed(referralPaper({ language: 'x' }), 80)).lines).toContain('Fri: 9:00 AM-12:00 PM');
});

test('No picture ever holds the bytes of a request that printers obey at once', async () => {
	const { paperBytes } = await import('#hardware/ticket-printer/escpos');
	const { profileFor } = await import('#hardware/ticket-printer/printer-profile');
	const { text } = await import('#paper/block');
	// Every stroke of a thousand characters: such bytes would turn up in some of them.
	const rows = Array.from({ length: 40 }, (_, row) =>
		text(Array.from({ length: 25 }, (_, at) => String.fromCodePoint(0x4e00 + row * 97 + at * 3)).join(''), {
			size: 'body',
		}),
	);
	const { bytes } = paperBytes(rows, profileFor(80), 'zh-Hant');
	expect(bytes.length).toBeGreaterThan(90_000);
	for (const request of [0x04, 0x05, 0x14]) expect(bytes.indexOf(Buffer.of(0x10, request))).toBe(-1);
});
