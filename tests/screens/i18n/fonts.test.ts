// Every letter that a customer may read on a screen is in a font that ships with us: no tofu box, no borrowed shape.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lettersInFont } from '#hardware/ticket-printer/papers/letters-in-font';
import { longDate, timeOfDay, whenOpens } from '#screens/i18n/format.ts';
import { familyOf } from '#screens/i18n/fonts.ts';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { loadWords } from '#words/load';

const files = createRequire(import.meta.url);
const tags = readdirSync(join(import.meta.dirname, '../../../src/words/languages')).map((file) =>
	file.replace(/\.ts$/, ''),
);

type HasLetter = (codePoint: number) => boolean;

/** A letter that is in a piece of the typeface, and that the browser asks this piece for. */
function typeface(name: string, weight: 400 | 700): HasLetter {
	const table = readFileSync(files.resolve(`@fontsource/${name}/unicode.json`), 'utf8');
	const pieces = Object.entries(JSON.parse(table) as Record<string, string>).map(([subset, ranges]) => {
		const file = `${name}-${subset.replace(/[[\]]/g, '')}-${String(weight)}-normal.woff`;
		const has = lettersInFont(files.resolve(`@fontsource/${name}/files/${file}`));
		const within = [...ranges.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(
			([, from = '0', to = from]) => [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const,
		);
		return (codePoint: number) =>
			within.some(([from, to]) => codePoint >= from && codePoint <= to) && has(codePoint);
	});
	return (codePoint) => pieces.some((piece) => piece(codePoint));
}

function fontsOf(tag: string, weight: 400 | 700): readonly HasLetter[] {
	const family = familyOf(tag)?.toLowerCase().replaceAll(' ', '-') ?? null;
	const own = family === null ? [] : [typeface(family, weight)];
	return tag === 'vi' ? own : [typeface('atkinson-hyperlegible-next', weight), ...own];
}

function textsIn(value: unknown): string[] {
	if (typeof value === 'function')
		return [0, 1, 2, 5, 11, 100].map((count) =>
			String((value as (...facts: number[]) => unknown)(count, 90)),
		);
	return typeof value === 'object' && value !== null
		? Object.values(value).flatMap(textsIn)
		: [String(value)];
}

function daysIn(tag: string): string[] {
	const start = Date.UTC(2026, 0, 1);
	return Array.from({ length: 366 }, (_, day) => start + day * 90_000_000).flatMap((at) => [
		longDate(at, tag, 'UTC'),
		timeOfDay(at, tag, 'UTC'),
		whenOpens(at, start, tag, 'UTC'),
	]);
}

const demo = demoOffice(DEMO_PRINTER);
const worded = [
	demo.name,
	...demo.groups.map(({ name }) => name),
	...demo.services.flatMap(({ name, bring }) => [name, ...bring]),
	...demo.departments.flatMap(({ name, place, papers }) => [name, place, ...papers]),
];

test.each(tags)('No letter of %s is missing from its fonts, in either weight', async (tag) => {
	const office = worded.map((wording) => wording[tag] ?? '');
	const texts = [...textsIn(await loadWords(tag)), ...daysIn(tag), ...office].join('');
	// Spaces and marks of direction have no shape.
	const letters = new Set(texts.replaceAll(/[\p{Zs}\p{Cf}]/gu, ''));
	for (const weight of [400, 700] as const) {
		const fonts = fontsOf(tag, weight);
		const missing = [...letters].filter((letter) => !fonts.some((has) => has(letter.codePointAt(0) ?? 0)));
		expect(missing, String(weight)).toEqual([]);
	}
});

test('A language whose letters the theme has needs no font of its own', () => {
	expect(['en', 'es', 'pl', 'en-GB', 'no tag'].map(familyOf)).toEqual(Array(5).fill(null));
	expect(['vi-VN', 'ar-EG', 'fa', 'mr', 'ta-SG', 'zh', 'ru'].map(familyOf)).toEqual([
		'Noto Sans',
		'Noto Sans Arabic',
		'Noto Sans Arabic',
		'Noto Sans Devanagari',
		'Noto Sans Tamil',
		'Noto Sans TC',
		'Noto Sans',
	]);
});
