// A wrong layout is caught before it is saved: at its place, with its cure, for the narrowest paper of the office.
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { drawPaper } from '#hardware/ticket-printer/papers/drawn-paper';
import { paperFonts } from '#hardware/ticket-printer/papers/paper-fonts';
import type { PaperLayouts } from '#domain/office';
import { text } from '#paper/block';
import { layoutPaper } from '#paper/papers/layout';
import { fits } from '#paper/fits';
import { guessedWidth } from '#paper/guessed-width';
import { USUAL_PAPERS } from '#paper/parts';
import { samplePaper } from '#paper/sample';
import { CAPITAL, faceFor, typeSize } from '#paper/drawing/type-sizes';
import { demoOffice } from '#store/demo/demo-office';
import { parseOffice, toFile } from '#store/office-files/office-schema';
import { english, loadWords } from '#words/load';
import { LANGUAGES } from '../hardware/papers.ts';

function withNote(note: Readonly<Record<string, string>>, noteSize: 'body' | 'large'): PaperLayouts {
	return { ...USUAL_PAPERS, ticket: { ...USUAL_PAPERS.ticket, note, noteSize } };
}

const SHORT = 'We close at noon on 24 December.';
const NOTE = 'We move to the new city hall on 2 May. '.repeat(7).trim();

describe('A note', () => {
	test('that is short fits everywhere, and no note does too', () => {
		for (const width of [80, 58] as const) {
			expect(fits(USUAL_PAPERS, width)).toEqual([]);
			expect(fits(withNote({ en: SHORT }, 'large'), width)).toEqual([]);
		}
	});

	test('may fit 80 mm and not 58 mm, and then says how long it may be', () => {
		expect(fits(withNote({ en: NOTE }, 'large'), 80)).toEqual([]);
		const [misfit, ...others] = fits(withNote({ en: SHORT, es: NOTE }, 'large'), 58);
		expect(others).toEqual([]);
		expect(misfit?.path).toEqual(['ticket', 'note', 'es']);
		expect(misfit?.problem).toMatch(/^is \d+ mm long on 58 mm paper, and 80 are the most$/);
		expect(misfit?.cure).toMatch(/^Shorten it to about \d+ letters, or set the note in the body size$/);
		expect(fits(withNote({ en: NOTE }, 'body'), 58)).toEqual([]);
	});

	test('with a word that is wider than the paper names the word', () => {
		const word = 'https://www.riverside.example.org/appointments/new';
		const [misfit] = fits(withNote({ en: `See ${word} please` }, 'large'), 58);
		expect(misfit?.problem).toContain('is wider than 58 mm paper in this size');
		expect(misfit?.cure).toBe('Shorten the word or part it by a space, or set the note in the body size');
	});

	test('of 4,000 characters never fits', () => {
		for (const noteSize of ['body', 'large'] as const)
			for (const note of ['x'.repeat(4000), 'word '.repeat(800), '請留意'.repeat(1300)])
				expect(fits(withNote({ en: note }, noteSize), 80)).toHaveLength(1);
	});

	test('that is printed nowhere is not measured', () => {
		const { ticket } = withNote({ en: NOTE.repeat(4) }, 'large');
		const parts = ticket.parts.filter((part) => part !== 'note');
		expect(fits({ ...USUAL_PAPERS, ticket: { ...ticket, parts } }, 58)).toEqual([]);
	});
});

test('Widths guessed without a font are near the drawn ones in every language', async () => {
	const pen = createCanvas(8, 8).getContext('2d');
	for (const language of LANGUAGES) {
		const { paper } = await loadWords(language);
		const said = [paper.watch, paper.keep, paper.privacy, paper.again, paper.outside].join(' ');
		const face = faceFor(said, language);
		const { size } = typeSize(face, CAPITAL.large, language);
		pen.font = `400 ${String(size)}px ${paperFonts.families(said, face)}`;
		const share = guessedWidth(said, 'large', language) / pen.measureText(said).width;
		expect(share, language).toBeGreaterThan(0.95);
		expect(share, language).toBeLessThan(1.2);
	}
});

test('What fits is drawn within its length', () => {
	for (const [width, dots] of [
		[80, 576],
		[58, 384],
	] as const)
		for (const noteSize of ['body', 'large'] as const)
			for (let length = 10; length < NOTE.length; length += 20) {
				const note = NOTE.slice(0, length);
				if (fits(withNote({ en: note }, noteSize), width).length > 0) continue;
				const { picture } = drawPaper([text(note, { size: noteSize, align: 'center' })], dots, 'en');
				expect(picture.height / 8).toBeLessThanOrEqual(85);
			}
});

test('The sample of each paper in setup shows the office’s own texts, and is drawn even for an office that has none yet', () => {
	const office = demoOffice('tcp://127.0.0.1:9100');
	const empty = { groups: [], services: [], counters: [], departments: [] };
	for (const kind of ['ticket', 'referral', 'escort'] as const) {
		const heights = [empty, office].map((one) => {
			const paper = samplePaper(kind, one, 'es', Date.UTC(2026, 2, 5));
			const sheet = {
				paper,
				copy: 1,
				again: false,
				office,
				papers: USUAL_PAPERS,
				words: english,
				spoken: [],
			};
			const blocks = layoutPaper({ ...sheet, publicUrl: 'https://x.org', printer: { dots: 576, own: null } });
			return drawPaper(blocks, 576, 'es').picture.height;
		});
		expect(heights[1], kind).toBeGreaterThan(heights[0] ?? Infinity);
	}
});

describe('An office file', () => {
	const file = (paperWidth: 80 | 58, papers: unknown): unknown => {
		const office = toFile(demoOffice('tcp://127.0.0.1:9100'));
		const devices = office.devices.map((device) =>
			device.kind === 'printer' ? { ...device, paperWidth } : device,
		);
		return { ...office, devices, papers };
	};
	const es = 'Gracias';
	const papers = { ticket: { note: { en: NOTE, es, 'zh-Hant': es }, noteSize: 'large' } };

	test('cannot be saved with a note that its narrow paper cannot take, and says where and how to mend it', () => {
		const { office, mistakes } = parseOffice(file(58, papers));
		expect(office).toBeNull();
		expect(mistakes).toEqual([
			{
				path: 'papers.ticket.note.en',
				problem: expect.stringMatching(/58 mm paper/) as string,
				cure: expect.stringContaining('Shorten it') as string,
			},
		]);
	});

	test('is fine where all its paper is wide, or where the note is smaller', () => {
		expect(parseOffice(file(80, papers)).mistakes).toBeNull();
		expect(parseOffice(file(58, { ticket: { ...papers.ticket, noteSize: 'body' } })).mistakes).toBeNull();
		expect(parseOffice(file(58, { ticket: { note: papers.ticket.note } })).mistakes).toBeNull();
	});
});
