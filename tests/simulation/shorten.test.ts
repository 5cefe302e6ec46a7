// A long story is told by what it needs to fail, and by nothing else.
import { expect, test } from 'vitest';
import { shorten } from './shorten.ts';

const hundred = Array.from({ length: 100 }, (_, at) => at);

test('A story that fails by two of its hundred steps is told by these two', async () => {
	const steps = await shorten(hundred, 400, async (fewer) => fewer.includes(17) && fewer.includes(80));
	expect(steps).toEqual([17, 80]);
});

test('A story that fails by nothing that happens in it is told without a step', async () => {
	expect(await shorten(hundred, 400, async () => true)).toEqual([]);
});

test('When the patience ends, the shortest story so far is told', async () => {
	let asked = 0;
	const steps = await shorten(hundred, 3, async (fewer) => {
		asked += 1;
		return fewer.includes(99);
	});
	expect(asked).toBe(3);
	expect(steps).toContain(99);
	expect(steps.length).toBeLessThan(100);
});
