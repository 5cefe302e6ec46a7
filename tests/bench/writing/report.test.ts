// The bench's report: verdicts on figures, pictures of how cost grows, causes of what is missed, and parts that fail alone.
import { readdir } from 'node:fs/promises';
import { describe, expect, test, vi } from 'vitest';
import { temporaryFolder } from '#support/temporary-folder';
import { causeOf, causesIn, strayCauses } from './causes.ts';
import { CURVES, pictureOf } from './curves.ts';
import { wordsOf } from './figure-words.ts';
import { figure, ratioText, verdictOf } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { linePicture, shortly } from './line-picture.ts';
import type { LinePicture, PicturePoint } from './line-picture.ts';
import { mustAllowConnections } from '../measuring/open-files.ts';
import { PARTS, partsFor, wantedBy } from '../parts/parts.ts';
import { reportText } from './report-text.ts';
import type { Run } from './report-text.ts';
import { runPart } from '../run-part.ts';

describe('A verdict', () => {
	test.each([
		['issue-rate-100', 80, 100, 'at least 0.8', true],
		['issue-rate-100', 79, 100, 'at least 0.8', false],
		['issue-p50-1', 1.5, 1, 'at most 1.5', true],
		['call-to-display-p99-500', 1.31, 1, 'at most 1.3', false],
		['waiting-call-100000', 1.15, 1, 'at most 1.15', true],
		['waiting-call-100000', 1.16, 1, 'at most 1.15', false],
		['waiting-bytes-100000', 1024, 900, 'at most 1,024 bytes', true],
		['waiting-bytes-100000', 1025, 1025, 'at most 1,024 bytes', false],
		['hub-rss-idle', 120, 60, 'below 120 bytes', false],
		['print-first-byte-p99', 30.5, 0.5, 'at most 30 bytes over', true],
		['print-first-byte-p99', 31, 0.5, 'at most 30 bytes over', false],
	])('%s of %d beside %d: %s is met: %s', (name, value, limit, aim, isMet) => {
		expect(verdictOf(figure(name, value, 'bytes', limit))).toEqual({ aim, isMet });
	});

	test('There is none where nobody set an aim, or nothing stands beside a figure that is to be compared', () => {
		expect(verdictOf(figure('issue-rate-10', 1, 'tickets/s', 100))).toBeNull();
		expect(verdictOf(figure('waiting-call-10', 1, 'ms', null))).toBeNull();
		expect(verdictOf(figure('issue-rate-100', 1, 'tickets/s', 0))).toBeNull();
	});
});

test('A ratio is told with a third digit where two would tell another verdict', () => {
	const told = (value: number) => ratioText(figure('waiting-call-100', value, 'ms', 1));
	expect([1.1501, 1.153, 1.16, 0.5].map(told)).toEqual(['1.15', '1.153', '1.16', '0.50']);
});

describe('Names', () => {
	const examples = PARTS.flatMap(({ names, examples }) => examples.map((name) => ({ names, name })));

	test.each(examples)('$name belongs to its part and has words of its own', ({ names, name }) => {
		expect(name).toMatch(names);
		expect(wordsOf(name).what).not.toBe(name);
	});

	test('A name or its beginning picks the parts that have such a figure, and nothing else does', () => {
		const titles = (only: string | null) => partsFor(only).map(({ title }) => title);
		expect(titles('waiting-bytes-1000')).toEqual(['A long line']);
		expect(titles('st')).toEqual(expect.arrayContaining(['Many stations', 'A long record']));
		expect(titles('nonsense')).toEqual([]);
		expect(titles(null)).toHaveLength(PARTS.length);
	});

	test('A whole name is one figure, and the beginning of names all of them', () => {
		const names = ['issue-rate-1', 'issue-rate-10', 'issue-rate-100', 'issue-p50-1'];
		const wanted = (only: string) => names.filter(wantedBy(only));
		expect(wanted('issue-rate-1')).toEqual(['issue-rate-1']);
		expect(wanted('issue-rate')).toEqual(names.slice(0, 3));
		expect(names.filter(wantedBy(null))).toEqual(names);
	});

	test('Every curve belongs to a part', () => {
		const homeless = CURVES.filter(({ name }) => !PARTS.some(({ names }) => names.test(`${name}-10`)));
		expect(homeless).toEqual([]);
	});
});

function point(size: number, value: number, more: Partial<PicturePoint> = {}): PicturePoint {
	return { size, value, limit: null, aim: null, ratio: null, isMissed: false, ...more };
}

function picture(points: readonly PicturePoint[], more: Partial<LinePicture> = {}): string {
	const names = { value: 'Rotunda', limit: 'bare server', aim: 'aim: 1.15 times' };
	const words = { title: 'A ticket', unit: 'milliseconds', along: 'tickets waiting' };
	return linePicture({ ...words, names, up: 'linear', points, ...more });
}

/** Where the points of a line stand. */
function spots(svg: string, kind: string): { x: number; y: number }[] {
	const steps = new RegExp(`<path class="${kind}" d="([^"]*)"`).exec(svg)?.[1] ?? '';
	return [...steps.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

/** Down the page, of the words at the right end of a line. */
function labelAt(svg: string, words: string): number {
	return Number(new RegExp(`y="([\\d.]+)"[^>]*>${words}<`).exec(svg)?.[1]);
}

describe('A picture', () => {
	test('Ten times as many stand one step further, and twice the cost twice as high', () => {
		const [ten, hundred, thousand] = spots(picture([point(10, 1), point(100, 2), point(1000, 4)]), 'value');
		expect((thousand?.x ?? 0) - (hundred?.x ?? 0)).toBeCloseTo((hundred?.x ?? 0) - (ten?.x ?? 0), 0);
		const [low, high] = [(ten?.y ?? 0) - (hundred?.y ?? 0), (hundred?.y ?? 0) - (thousand?.y ?? 0)];
		expect(high).toBeCloseTo(2 * low, 0);
	});

	test('Up a logarithmic page ten times the cost is one step', () => {
		const svg = picture([point(1, 1), point(10, 10), point(100, 100)], { up: 'log' });
		const [one, ten, hundred] = spots(svg, 'value');
		expect((one?.y ?? 0) - (ten?.y ?? 0)).toBeCloseTo((ten?.y ?? 0) - (hundred?.y ?? 0), 0);
	});

	test('Nothing stored stands left of ten thousand events, and is on the page', () => {
		const [none, some] = spots(picture([point(0, 1), point(10_000, 1), point(3_000_000, 1)]), 'value');
		expect(none?.x).toBeGreaterThan(64);
		expect(none?.x).toBeLessThan(some?.x ?? 0);
		expect(picture([point(3_000_000, 1)])).toContain('>3 M<');
	});

	test('Without a point it says that nothing was measured', () => {
		expect(picture([])).toContain('>not measured<');
	});

	test.each([0, 1, 500])('One point alone, at %d, stands in the middle', (size) => {
		const svg = picture([point(size, 3)]);
		expect(spots(svg, 'value')).toHaveLength(1);
		expect(spots(svg, 'value')[0]?.x).toBe(316);
		expect(svg).not.toMatch(/NaN|Infinity|undefined/);
	});

	test('A figure that misses its aim is hollow and says so in words; one that meets it is not', () => {
		const points = [point(10, 1, { ratio: '1.00' }), point(100, 2, { ratio: '2.00', isMissed: true })];
		const svg = picture(points);
		expect(svg.match(/<circle class="missed"/g)).toHaveLength(1);
		expect(svg.match(/>missed</g)).toHaveLength(1);
		expect(svg).toContain('>2.00<');
	});

	test('An aim for some sizes only is drawn at them, and not between them', () => {
		const svg = picture([point(10, 1, { limit: 1, aim: 2 }), point(100, 1, { limit: 1 })]);
		const [from, to] = spots(svg, 'aim');
		expect((to?.x ?? 0) - (from?.x ?? 0)).toBe(32);
		expect(svg).toContain('short dotted lines: aims');
	});

	test('Names of lines that end at the same place do not touch, and stay on the page', () => {
		for (const value of [0, 5, 10]) {
			const svg = picture([
				point(1, 10, { limit: 10, aim: 10 }),
				point(10, value, { limit: value, aim: value }),
			]);
			const at = ['Rotunda', 'bare server', 'aim: 1.15 times'].map((words) => labelAt(svg, words));
			const [first = 0, second = 0, third = 0] = at.sort((a, b) => a - b);
			expect(Math.min(second - first, third - second)).toBeGreaterThanOrEqual(16);
			expect(third).toBeLessThanOrEqual(300);
		}
	});

	test('Words that mean something to a reader of SVG are written as words', () => {
		expect(picture([point(1, 1)], { title: 'A < B & "C"' })).toContain('>A &lt; B &amp; &quot;C&quot;<');
	});

	test('A figure is shown with three digits that matter', () => {
		expect([0.04567, 1.5, 12.345, 123_456].map(shortly)).toEqual(['0.0457', '1.5', '12.3', '123,000']);
	});

	test('The smallest case is the limit of the others, with the aim above it', () => {
		const curve = CURVES.find(({ name }) => name === 'waiting-call');
		const figures = [figure('waiting-call-100', 3, 'ms', 2), figure('waiting-call-10', 2, 'ms', null)];
		const other = figure('waiting-call-p99-10', 9, 'ms', null);
		const { points, names } = pictureOf(curve as (typeof CURVES)[number], [...figures, other]);
		expect(points).toEqual([
			{ size: 10, value: 2, limit: 2, aim: 2.3, ratio: null, isMissed: false },
			{ size: 100, value: 3, limit: 2, aim: 2.3, ratio: '1.50', isMissed: true },
		]);
		expect(names).toEqual({ value: 'Rotunda', limit: 'as with 10', aim: 'aim: 1.15 times' });
	});
});

const CAUSES = causesIn(
	'# Why\n\nBy hand.\n\n## waiting-call, hub-rss-idle\n\nA sweep.\n\n## empty\n\n## gone\n\nOld.\n',
);

function runOf(figures: readonly Figure[], failed: string | null): Run {
	const machine = {
		processor: 'Slow',
		cores: 2,
		memoryGb: 4,
		fileSystem: 'ext4',
		syncMs: { p50: 1, p99: 2 },
		kernel: 'Linux 6',
		node: 'v26',
		sqlite: '3',
		load: 0.1,
		revision: null,
	};
	const parts = [
		{ title: 'A long line', seconds: 3, figures, failed: null },
		...(failed === null ? [] : [{ title: 'Printing', seconds: 1, figures: [], failed }]),
	];
	return { began: '2026-01-02T03:04:05.000Z', seconds: 60, isQuick: false, machine, parts };
}

describe('The report', () => {
	test('A missed aim stands there with its cause, which is left out when the aim is met again', () => {
		const told = (value: number) =>
			reportText(runOf([figure('waiting-call-1000', value, 'ms', 1)], null), CAUSES);
		expect(told(2)).toContain('A sweep.');
		expect(told(2)).toContain('**MISSED**');
		expect(told(1)).not.toContain('A sweep.');
		expect(told(1)).toContain('Nothing.');
	});

	test('A missed aim whose cause nobody has written down says that', () => {
		const one = figure('issue-rate-100', 1, 'tickets/s', 10);
		expect(reportText(runOf([one], null), CAUSES)).toContain('Its cause is not known yet.');
	});

	test('A part that failed is named with its reason beside the figures of the others', () => {
		const text = reportText(runOf([figure('waiting-call-1000', 1, 'ms', 1)], 'no printer'), CAUSES);
		expect(text).toContain('- **Printing**: no printer');
		expect(text).toContain('`waiting-call-1000`');
	});

	test('A cause is good for one figure or for its whole family, and one for no figure is told', () => {
		expect(causeOf(CAUSES, 'waiting-call-100000')).toBe('A sweep.');
		expect(causeOf(CAUSES, 'hub-rss-idle')).toBe('A sweep.');
		expect(causeOf(CAUSES, 'waiting-update-10')).toBeNull();
		expect(strayCauses(CAUSES, ['waiting-call-10', 'hub-rss-idle'])).toEqual(['gone']);
	});
});

test('A part that cannot be measured says why, and leaves no folder behind', async () => {
	const folder = temporaryFolder();
	vi.stubEnv('TMPDIR', folder);
	const part = await runPart('Nonsense', null, true);
	expect(part).toMatchObject({ figures: [], failed: 'there is no part Nonsense' });
	expect(await readdir(folder)).toEqual([]);
	vi.unstubAllEnvs();
});

test.runIf(process.platform === 'linux')(
	'More displays than open files are allowed are refused with the cure',
	async () => {
		await mustAllowConnections(1);
		await expect(mustAllowConnections(100_000_000)).rejects.toThrow(/Say "ulimit -n 100000200" first/);
	},
);
