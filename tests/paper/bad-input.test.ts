// What nobody should type and somebody will: no byte of it commands a printer, nothing is lost without a word, no paper is endless.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EscPosReader } from '#hardware/virtual/printer/escpos-reader';
import { printable } from '#paper/block';
import { NEEDED_PARTS, USUAL_PAPERS } from '#paper/parts';
import type { PaperContent } from '#protocol/device-schema';
import { dayPaper, escortPaper, OFFICE, referralPaper, testPaper, ticketPaper } from '../hardware/papers.ts';
import { made, printed } from '../hardware/ticket-printer/printed.ts';
import type { Printing } from '../hardware/ticket-printer/printed.ts';
import { codeOn, numberOn } from '../hardware/ticket-printer/read-paper.ts';

const INKS = ['drawn', 'mixed', 'typed'] as const;
/** Everything that a paper of ours may ask of a printer. A name can add none, and no request is among them. */
const OURS = new Set([
	'init',
	'auto-status',
	'code-page',
	'align',
	'bold',
	'invert',
	'size',
	'text',
	'line-feed',
	'feed-dots',
	'raster',
	'qr-model',
	'qr-cell',
	'qr-correction',
	'qr-store',
	'qr-print',
]);

function everywhere(said: string): PaperContent[] {
	const wording = { en: said };
	const department = { name: wording, place: wording, phone: said, hours: null, outside: true };
	return [
		ticketPaper({
			number: said,
			service: wording,
			next: [wording],
			bring: [wording, wording],
			page: `/${said}`,
		}),
		referralPaper({ number: said, department, contact: said, papers: [said, said], trackingNumber: said }),
		escortPaper({ number: said, counter: said, department, trackingNumber: said }),
		dayPaper({ day: said, numbers: [said, said] }),
		testPaper({ device: { ...testPaper({}).device, name: said, address: said } }),
	];
}

function noted(said: string): Printing {
	const note = { note: { en: said }, noteSize: 'large' } as const;
	const { ticket, referral, escort } = USUAL_PAPERS;
	return {
		papers: {
			ticket: { ...ticket, ...note },
			referral: { ...referral, ...note },
			escort: { ...escort, ...note },
		},
		office: { ...OFFICE, name: { en: said } },
	};
}

const ATTACKS = [
	'Eve\u001b@\u001dV\u0000\u0010\u0004\u0001\u009b\u202eevil\u2028x',
	'\u001dv0\u0000\u00ff\u00ff\u00ff\u00ff',
	'\u001d(k\u0004\u00001P0x',
	'\ud800 half \udc00',
	'\u202e\u2066\u200f turned \u2069\u202c',
	'👩‍👩‍👧 ❤️ 🏳️‍🌈 \u{1f600}',
	'e\u0301'.normalize('NFD') + '\u0300'.repeat(200),
	'\ufdfa'.repeat(300),
	'x'.repeat(4000),
	'long words '.repeat(400),
	'',
	'   ',
	'\u00ad\u200b\ufeff',
];

describe.each(INKS)('In %s ink', (ink) => {
	test.each(ATTACKS.map((attack) => [JSON.stringify(attack).slice(0, 40), attack] as const))(
		'%s commands nothing and breaks nothing, wherever it stands',
		async (_shown, attack) => {
			// Long texts take long to draw: the papers that hold them most often stand for all.
			for (const paper of everywhere(attack).slice(0, attack.length > 1000 ? 2 : 5)) {
				const { whole } = await made(paper, 58, { ink, ...noted(attack) });
				const commands = new EscPosReader().read(whole);
				for (const command of commands) expect(OURS.has(command.kind), command.kind).toBe(true);
				for (const command of commands)
					if (command.kind === 'text')
						for (const byte of command.bytes) expect(byte).toBeGreaterThanOrEqual(0x20);
				for (const request of [0x04, 0x05, 0x14]) expect(whole.indexOf(Buffer.of(0x10, request))).toBe(-1);
				// Inits are ours: one at the start of a paper.
				expect(commands.filter((command) => command.kind === 'init')).toHaveLength(1);
			}
		},
	);
});

test('Any text at all becomes one line without anything that a printer or a line’s direction would obey', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (said) => {
			const shown = printable(said);
			expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069\u200e\u200f]/u);
			expect(shown).toBe(printable(shown));
			expect(shown.isWellFormed()).toBe(true);
		}),
		{ numRuns: 300 },
	);
});

test('A name with escape sequences is printed without them, and a name in any script keeps its letters', () => {
	expect(printable('Eve\u001b@\u001dV\u0000\u0010\u0004\u0001\u009b\u202eevil\u2028x')).toBe(
		'Eve @ V evil x',
	);
	expect(printable('identi\u00adfi\u200bcation')).toBe('identification');
	expect(printable('a\nb\u001di')).toBe('a b i');
	for (const name of ['María Núñez', '陳偉霖', 'Nguyễn Thị Ánh', 'أمينة يوسف', 'श्रीमती', 'அமுதா', 'می‌خواهم'])
		expect(printable(name)).toBe(name);
});

test('A note of 4,000 characters is cut with an ellipsis: the paper stays under a metre, its number and code readable', async () => {
	const note = 'Please bring everything that you were told to bring. '.repeat(76).slice(0, 4000);
	const paper = await printed(ticketPaper({}), 58, noted(note));
	expect(paper.height / 8).toBeLessThan(1000);
	expect(numberOn(paper)).toBe('A042');
	expect(codeOn(paper)).toBe(`https://lobby.example.org${ticketPaper({}).page}`);
});

test('Twenty papers of 200 characters each are listed smaller, on less than two thirds of the length', async () => {
	const papers = Array.from(
		{ length: 20 },
		(_, at) => `${String(at)} ${'a form with a long name '.repeat(8)}`,
	);
	const many = await printed(referralPaper({ papers }), 80);
	const few = await printed(referralPaper({ papers: papers.slice(0, 1) }), 80);
	const none = await printed(referralPaper({ papers: [] }), 80);
	expect(many.height - none.height).toBeLessThan(((few.height - none.height) * 20 * 2) / 3);
});

test('What is too much for a code leaves the code out, and the rest of the paper in', async () => {
	for (const ink of INKS) {
		const paper = await printed(referralPaper({ trackingNumber: 'Ż'.repeat(4000) }), 58, { ink });
		expect(codeOn(paper)).toBeNull();
		expect(paper.unknown).toBe(0);
		expect(paper.height).toBeGreaterThan(800);
	}
});

test('A public address as long as a line still makes a code that is read from narrow paper', async () => {
	const publicUrl = `https://${'lobby.'.repeat(25)}example.org`;
	for (const ink of INKS) {
		const paper = await printed(ticketPaper({}), 58, { ink, publicUrl });
		expect(codeOn(paper)).toBe(publicUrl + ticketPaper({}).page);
	}
});

test('An office may leave out and reorder parts, and what stands nowhere is not printed', async () => {
	const { ticket } = USUAL_PAPERS;
	const papers = {
		...USUAL_PAPERS,
		ticket: { ...ticket, parts: ['privacy', ...NEEDED_PARTS.ticket.slice(0, 3)] as const },
	};
	const paper = await printed(ticketPaper({}), 80, { ink: 'mixed', papers });
	expect(paper.lines).toEqual([
		'This ticket holds no personal data.',
		' A  042',
		'Rent assistance',
		'Issued Mar 5, 2026, 10:42 AM',
	]);
	expect(codeOn(paper)).toBeNull();
});
