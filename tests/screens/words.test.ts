// Every language says everything that customers read, in its own plural forms.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REFUSAL_CODES } from '#domain/refusals';
import { DOOR_CODES } from '#protocol/answers';
import { directionOf } from '#words/direction';
import { loadAllWords, loadWords, english } from '#words/load';
import { refusals } from '#words/staff/refusals';

const folder = join(import.meta.dirname, '../../src/words/languages');
const files = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''));
type Dictionary = Readonly<Record<string, unknown>>;

/** Every text and text-making function of a dictionary by its path. */
function entriesOf(words: Dictionary, at = ''): [string, unknown][] {
	return Object.entries(words).flatMap(([key, value]) =>
		typeof value === 'object' && value !== null
			? entriesOf(value as Dictionary, `${at}${key}.`)
			: [[`${at}${key}`, value] as [string, unknown]],
	);
}
const said = (value: unknown): string =>
	typeof value === 'function' ? String((value as (...facts: number[]) => unknown)(5, 10)) : String(value);

describe.each(files)('%s', (tag) => {
	test('has every key that English has, and nothing besides', async () => {
		const keys = entriesOf((await loadWords(tag)) as unknown as Dictionary).map(([key]) => key);
		expect(keys.sort()).toEqual(
			entriesOf(english as unknown as Dictionary)
				.map(([key]) => key)
				.sort(),
		);
	});

	test('leaves no text blank and none with a hole in it', async () => {
		for (const [key, value] of entriesOf((await loadWords(tag)) as unknown as Dictionary)) {
			expect(said(value), key).toMatch(/\S/);
			expect(said(value), key).not.toMatch(/undefined|NaN|\[object|#/);
		}
	});

	test('does not shout', async () => {
		for (const [key, value] of entriesOf((await loadWords(tag)) as unknown as Dictionary)) {
			expect(said(value), key).not.toMatch(/[!！]/);
		}
	});

	test('is named by the tag of its file', async () => {
		expect((await loadWords(tag)).tag).toBe(tag);
	});

	test('counts in every plural form that it has, and in none that it has not', () => {
		const rules = new Intl.PluralRules(tag);
		const reached = new Set(Array.from({ length: 201 }, (_, count) => rules.select(count)));
		for (const forms of countedTexts(tag)) {
			// A text that is the same for any count has one form only.
			if (forms.length === 1 && forms[0] === 'other') continue;
			expect(forms.sort()).toEqual([...new Set([...reached, 'other'])].sort());
		}
	});
});

/** The plural forms that each counted text of a language's file is written in. */
function countedTexts(tag: string): string[][] {
	const source = readFileSync(join(folder, `${tag}.ts`), 'utf8');
	return [...source.matchAll(/\bcount\(\s*\w+,\s*\{([^}]*)\}/g)].map(([, forms = '']) =>
		[...forms.matchAll(/\b(zero|one|two|few|many|other):/g)].map(([, form = '']) => form),
	);
}

/** What stands in Latin letters because it is the same everywhere: the letter I on the test page, and the unit mm. */
const EVERYWHERE = new Set(['I', 'mm']);

test.each(['ar', 'hi', 'ta', 'zh-Hant'])('%s has no word left in Latin letters', async (tag) => {
	for (const [key, value] of entriesOf((await loadWords(tag)) as unknown as Dictionary)) {
		if (key === 'tag') continue;
		const latin = said(value).match(/\p{Script=Latin}+/gu) ?? [];
		expect(
			latin.filter((word) => !EVERYWHERE.has(word)),
			key,
		).toEqual([]);
	}
});

test('Vietnamese is spelled with its marks, in composed letters as keyboards make them', async () => {
	const texts = entriesOf((await loadWords('vi')) as unknown as Dictionary).map(([, value]) => said(value));
	expect(texts.filter((text) => text !== text.normalize('NFC'))).toEqual([]);
	expect(texts.filter((text) => /[\u0100-\u01b0\u1ea0-\u1ef9à-ýÀ-Ý]/.test(text)).length).toBeGreaterThan(
		texts.length * 0.85,
	);
});

test('Languages other than English repeat English words only where both write the same', async () => {
	for (const tag of files.filter((one) => one !== 'en')) {
		const own = entriesOf((await loadWords(tag)) as unknown as Dictionary);
		const theirs = new Map(entriesOf(english as unknown as Dictionary));
		const same = own.filter(([key, value]) => said(value) === said(theirs.get(key))).map(([key]) => key);
		expect(same, tag).toEqual([]);
	}
});

test('One person and several are counted in the forms of each language', async () => {
	const [en, es, zh] = await loadAllWords(['en', 'es', 'zh-Hant']);
	expect(en?.waits.waiting(1)).toBe('1 person waiting');
	expect(en?.waits.waiting(2)).toBe('2 people waiting');
	expect(es?.waits.ahead(1)).toBe('1 persona antes que usted');
	expect(es?.waits.ahead(3)).toBe('3 personas antes que usted');
	expect(zh?.waits.waiting(1)).toBe('1 人等候中');
	expect(en?.waits.ahead(0)).toBe('You are next in line');
});

test('Arabic counts people in all its six forms, and names one and two without a digit', async () => {
	const { waits, kiosk } = await loadWords('ar');
	expect([0, 1, 2, 3, 11, 100].map((people) => waits.ahead(people))).toEqual([
		'دوركم هو التالي',
		'أمامكم شخص واحد',
		'أمامكم شخصان',
		'أمامكم 3 أشخاص',
		'أمامكم 11 شخصًا',
		'أمامكم 100 شخص',
	]);
	expect(kiosk.clearsIn(2)).toBe('ستبدأ هذه الشاشة من جديد بعد ثانيتين.');
	expect(kiosk.clearsIn(9)).toBe('ستبدأ هذه الشاشة من جديد بعد 9 ثوانٍ.');
});

test('Vietnamese, Hindi and Tamil say one and several in their own way', async () => {
	const [vi, hi, ta] = await loadAllWords(['vi', 'hi', 'ta']);
	expect(vi?.waits.ahead(1)).toBe('Còn 1 người trước quý vị');
	expect(hi?.waits.waiting(1)).toBe('1 व्यक्ति लाइन में है');
	expect(hi?.waits.waiting(2)).toBe('2 लोग लाइन में हैं');
	expect(ta?.waits.waiting(1)).toBe('1 நபர் காத்திருக்கிறார்');
	expect(ta?.waits.waiting(2)).toBe('2 பேர் காத்திருக்கிறார்கள்');
});

test('Waits of more than an hour are joined as each language joins them', async () => {
	const about = async (tag: string) => (await loadWords(tag)).waits.about;
	expect((await about('ar'))(60, 120)).toBe('من ساعة إلى ساعتين تقريبًا');
	expect((await about('ar'))(75, 90)).toBe('من ساعة و15 دقيقة إلى ساعة و30 دقيقة تقريبًا');
	expect((await about('ar'))(5, 10)).toBe('من 5 إلى 10 دقائق تقريبًا');
	expect((await about('hi'))(60, 75)).toBe('लगभग 1 घंटे से 1 घंटा 15 मिनट');
	expect((await about('ta'))(60, 90)).toBe('சுமார் 1 மணி நேரம் முதல் 1 மணி நேரம் 30 நிமிடங்கள் வரை');
	expect((await about('vi'))(60, 90)).toBe('khoảng 1 giờ đến 1 giờ 30 phút');
});

test('Every language counts in the digits of the ticket numbers', async () => {
	for (const words of await loadAllWords(files)) {
		expect(words.waits.waiting(25), words.tag).toContain('25');
		expect(words.waits.about(20, 25), words.tag).toMatch(/20.*25/);
		expect(words.paper.day.minutes(45), words.tag).toContain('45');
	}
});

test('Languages of right-to-left scripts are read from the right, whatever their region', () => {
	expect(['ar', 'ar-EG', 'fa', 'he', 'ur-PK', 'pa-Arab'].map(directionOf)).toEqual(Array(6).fill('rtl'));
	expect(['en', 'vi', 'hi', 'ta', 'zh-Hant', 'pa', 'az', 'no tag'].map(directionOf)).toEqual(
		Array(8).fill('ltr'),
	);
});

test('Waits are said as people say them', async () => {
	const { waits } = await loadWords('en');
	expect(waits.about(20, 30)).toBe('about 20 to 30 minutes');
	expect(waits.about(0, 5)).toBe('less than 5 minutes');
	expect(waits.about(15, 15)).toBe('about 15 minutes');
	expect(waits.about(75, 90)).toBe('about 1 hour 15 minutes to 1 hour 30 minutes');
});

test('A regional tag reads its broader language, and one without a file reads English', async () => {
	expect((await loadWords('es-MX')).tag).toBe('es');
	expect((await loadWords('zh-Hant-HK')).tag).toBe('zh-Hant');
	expect((await loadWords('vi-VN')).tag).toBe('vi');
	expect((await loadWords('ar-EG')).tag).toBe('ar');
	expect((await loadWords('tlh')).tag).toBe('en');
	expect((await loadWords('../staff/gate')).tag).toBe('en');
});

test('Every code that the hub may answer has a sentence for staff', () => {
	for (const code of [...REFUSAL_CODES, ...DOOR_CODES]) expect(refusals[code], code).toMatch(/\.$/);
});
