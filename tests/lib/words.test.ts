// Every language says everything that customers read, in its own plural forms.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { REFUSAL_CODES } from '#domain/refusals';
import { DOOR_CODES } from '#protocol/answers';
import { loadAllWords, loadWords, english } from '#words/load';
import { refusals } from '#words/staff/refusals';

const files = readdirSync(join(import.meta.dirname, '../../src/words/languages')).map((file) =>
	file.replace(/\.ts$/, ''),
);
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
	expect((await loadWords('tlh')).tag).toBe('en');
	expect((await loadWords('../staff/gate')).tag).toBe('en');
});

test('Every code that the hub may answer has a sentence for staff', () => {
	for (const code of [...REFUSAL_CODES, ...DOOR_CODES]) expect(refusals[code], code).toMatch(/\.$/);
});
