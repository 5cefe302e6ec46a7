// How blocks become marks: sides, lines, typefaces and gaps, measured with the agent's own canvas.
import { createCanvas } from '@napi-rs/canvas';
import { describe, expect, test } from 'vitest';
import { paperFonts } from '#hardware/ticket-printer/papers/paper-fonts';
import { item, pair, printable, text } from '#paper/block';
import type { Block } from '#paper/block';
import { directionWithin } from '#paper/direction';
import { drawSheet } from '#paper/drawing/drawing';
import { balanced, foldMeasured } from '#paper/drawing/fold';
import type { Pen } from '#paper/drawing/pen';
import { CAPITAL, faceFor, typeSize } from '#paper/drawing/type-sizes';
import { directionOf } from '#words/direction';

interface Written {
	readonly text: string;
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly font: string;
	readonly direction: string;
}

/** What a pen is asked to write, in order. */
function writtenFor(
	blocks: readonly Block[],
	{ dots = 576, language = 'en' }: { dots?: number; language?: string } = {},
): { readonly words: readonly Written[]; readonly missing: readonly string[]; readonly height: number } {
	const real = createCanvas(8, 8).getContext('2d');
	const drawn = drawSheet(blocks, { dots, language, pen: real, fonts: paperFonts });
	const words: Written[] = [];
	const pen: Pen = {
		font: '',
		direction: 'ltr',
		textAlign: 'left',
		textBaseline: 'alphabetic',
		fillStyle: '',
		measureText: (said) => real.measureText(said),
		fillText: (said, x, y, width = 0) => {
			words.push({ text: said, x, y, width, font: pen.font, direction: pen.direction });
		},
		fillRect: () => undefined,
		beginPath: () => undefined,
		roundRect: () => undefined,
		fill: () => undefined,
	};
	drawn.paint(pen, 0, drawn.height);
	return { words, missing: drawn.missing, height: drawn.height };
}

describe('Lines', () => {
	const byLetters = (width: number) => (said: string) =>
		foldMeasured(said, width, (part) => Array.from(part).length);

	test('break between words and keep them whole', () => {
		expect(byLetters(10)('one two three four')).toEqual(['one two', 'three four']);
	});

	test('never begin with a comma or a closing mark, in Chinese neither', () => {
		expect(byLetters(5)('請留意螢幕，我們會顯示。')).toEqual(['請留意', '螢幕，我們', '會顯示。']);
		expect(byLetters(6)('अब यहाँ।')).toEqual(['अब', 'यहाँ।']);
	});

	test('keep a figure with what it counts, and a date or a time in one piece', () => {
		expect(byLetters(7)('取號 2026年3月5日')).toEqual(['取號', '2026年3月', '5日']);
		expect(byLetters(14)('Issued Mar\u00a05,\u00a02026, 10:42\u00a0AM')).toEqual([
			'Issued',
			'Mar\u00a05,\u00a02026,',
			'10:42\u00a0AM',
		]);
	});

	test('cut a word that is longer than a line, between letters and never within one', () => {
		expect(byLetters(4)('abcdefghij')).toEqual(['abcd', 'efgh', 'ij']);
		const cut = foldMeasured('क्षक्षक्षक्ष', 2, (part) => [...new Intl.Segmenter().segment(part)].length);
		expect(cut.join('')).toBe('क्षक्षक्षक्ष');
		for (const line of cut) expect([...new Intl.Segmenter().segment(line)].length).toBeLessThanOrEqual(2);
	});

	test('are evened out, but no word is cut for that', () => {
		const fold = byLetters(0);
		expect(fold('')).toEqual([]);
		const even = balanced((width) => byLetters(width)('aaa bbb ccc ddd e'), 15, 1, 3);
		expect(even).toEqual(['aaa bbb', 'ccc ddd e']);
		expect(balanced((width) => byLetters(width)('conversation or'), 13, 1, 12)).toEqual([
			'conversation',
			'or',
		]);
	});
});

describe('Sides', () => {
	test('are told by the language’s script', () => {
		expect(['ar', 'fa', 'ur-PK', 'he', 'ks-Arab'].map(directionOf)).toEqual([
			'rtl',
			'rtl',
			'rtl',
			'rtl',
			'rtl',
		]);
		expect(['en', 'hi', 'ta', 'zh-Hant', 'x', '', 'not a tag'].map(directionOf)).toEqual(
			Array(7).fill('ltr'),
		);
	});

	test('of a text follow the paper only where the text has letters of it', () => {
		expect(directionWithin('rtl', 'الغرفة 204')).toBe('rtl');
		expect(directionWithin('rtl', 'R-7 نموذج')).toBe('rtl');
		expect(directionWithin('rtl', '(555) 010-4477')).toBe('ltr');
		expect(directionWithin('ltr', 'R-7 نموذج')).toBe('ltr');
		expect(directionWithin('ltr', 'نموذج R-7')).toBe('rtl');
	});

	test('mirror texts, dashes and figures', () => {
		const blocks = [text('الغرفة', {}), item('بطاقة', 'body'), pair('الوقت', '9')];
		const { words } = writtenFor(blocks, { language: 'ar' });
		const [plain, dash, listed, label, figure] = words;
		const endOf = (one: Written | undefined): number => Math.round((one?.x ?? 0) + (one?.width ?? 0));
		expect(Math.abs(endOf(plain) - 568)).toBeLessThanOrEqual(1);
		expect(dash?.text).toBe('–');
		expect(Math.abs(endOf(dash) - 568)).toBeLessThanOrEqual(1);
		expect(endOf(listed)).toBeLessThan(dash?.x ?? 0);
		expect(Math.abs(endOf(label) - 568)).toBeLessThanOrEqual(1);
		expect(figure?.x).toBe(8);
	});
});

describe('Letters', () => {
	test('of Vietnamese, and of any text with one letter that Atkinson lacks, are of one typeface throughout', () => {
		expect(faceFor('Riverside', 'en')).toBe('hyperlegible');
		expect(faceFor('Żółć, señor – “Straße” … €', 'pl')).toBe('hyperlegible');
		expect(faceFor('Riverside', 'vi')).toBe('noto');
		expect(faceFor('Nguyễn', 'en')).toBe('noto');
		expect(faceFor('A042', 'ar')).toBe('noto');
	});

	test('that Atkinson is trusted with are really in it, and the rest of Latin in Noto Sans', () => {
		for (let point = 0x20; point < 0x2200; point += 1) {
			const letter = String.fromCodePoint(point);
			if (faceFor(letter, 'en') !== 'hyperlegible' || printable(`x${letter}x`) !== `x${letter}x`) continue;
			expect(paperFonts.families(letter, 'hyperlegible'), `U+${point.toString(16)}`).not.toContain('noto');
		}
		for (const letter of 'ẠạẢảẤấẨẩẪẫẮắẰằẲẳẴẵẸẹẺẻẼẽẾếỀềỂểỄễỆệỈỉỊịỌọỎỏỐốỒồỔổỖỗỘộỚớỜờỞởỠỡỤụỦủỨứỪừỬửỮữỰựỲỳỴỵỶỷỸỹ')
			expect(paperFonts.families(letter, 'noto')).not.toContain('hyperlegible');
	});

	test('that no typeface has become one visible gap, and are told', () => {
		const { words, missing } = writtenFor([text('Ż\u{10a00}\u{10a10}\u{10a20} Smith 👩‍👩‍👧', {})]);
		expect(words.map((one) => one.text)).toEqual(['Ż… Smith …']);
		expect(missing).toEqual(
			['\u{10a00}', '\u{10a10}', '\u{10a20}', '👩‍👩‍👧'].filter((one) => missing.includes(one)),
		);
		expect(missing.length).toBeGreaterThanOrEqual(2);
		expect(writtenFor([text('Żaneta', {})]).missing).toEqual([]);
		expect(writtenFor([text('ཀ'.repeat(500), {})]).missing).toEqual(['ཀ']);
	});

	test('join in Hindi and Tamil as they do on screens, and joiners are never taken for missing', () => {
		for (const said of ['क्‍ष', 'श्री', 'மொழி', 'می‌خواهم'])
			expect(writtenFor([text(said, {})], { language: 'hi' }).missing).toEqual([]);
	});
});

describe('Sizes', () => {
	test.each([576, 384])(
		'a long word on %i dots is narrowed rather than cut, and keeps its height',
		(dots) => {
			const word = dots === 576 ? 'Aufenthaltsbestimmung' : 'identificación';
			const { words } = writtenFor([text(word, { size: 'instruction' })], { dots });
			expect(words.map((one) => one.text)).toEqual([word]);
			expect(words[0]?.width).toBeLessThanOrEqual(dots - 16);
			const { size } = typeSize('hyperlegible', CAPITAL.instruction, 'en');
			expect(words[0]?.font).toContain(`${String(size)}px`);
		},
	);

	test('an endless word is cut, loses no letter, and stays on the paper', () => {
		const word = 'x'.repeat(500);
		const { words } = writtenFor([text(word, { size: 'heading' }), item(word, 'instruction')], { dots: 384 });
		expect(words.map((one) => one.text.replace('–', '')).join('')).toBe(word + word);
		for (const one of words) expect(one.x + one.width).toBeLessThanOrEqual(384);
	});

	test('a paper is never empty, and nothing reaches over its sides', () => {
		expect(writtenFor([]).height).toBe(1);
		for (const language of ['en', 'ar', 'ta'])
			for (const one of writtenFor(
				[text('மாவட்டப் பதிவகம் الغرفة County Recorder', { align: 'center', invert: true })],
				{
					language,
					dots: 384,
				},
			).words) {
				expect(one.x).toBeGreaterThanOrEqual(0);
				expect(one.x + one.width).toBeLessThanOrEqual(384);
			}
	});
});
