// Scanners that type like keyboards: a burst of keys is a code, and what a person types is given back.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { BURST_MS, WedgeReader } from '#screens/scan/wedge-reader.ts';

let codes: string[] = [];
let given: string[] = [];
let holds: boolean[] = [];
let reader: WedgeReader;
beforeEach(() => {
	vi.useFakeTimers();
	[codes, given, holds] = [[], [], []];
	reader = new WedgeReader({
		scanned: (text) => codes.push(text),
		released: (keys) => given.push(keys.join('')),
		holding: (held) => holds.push(held),
	});
});
afterEach(() => vi.useRealTimers());

/** Types the keys, so many ms apart; gives back what became of the last one. */
function type(keys: readonly string[], gap: number) {
	let verdict = 'none';
	for (const key of keys) {
		vi.advanceTimersByTime(gap);
		verdict = reader.key(key, performance.now());
	}
	return verdict;
}

describe('a scanner', () => {
	test.each([2, 10, BURST_MS - 1])(
		'At %i ms a key, a code is read and none of its keys gets through',
		(gap) => {
			expect(type([...'HV-2041', 'Enter'], gap)).toBe('taken');
			vi.advanceTimersByTime(1_000);
			expect([codes, given]).toEqual([['HV-2041'], []]);
		},
	);

	test('It presses Shift for capitals, and writes whole addresses', () => {
		const address = 'https://hall.example/ticket/0b5c-1.1';
		type(['Shift', 'H', 'Shift', 'V', ...'-204 1', 'Enter'], 5);
		type([...address, 'Enter'], 5);
		expect(codes).toEqual(['HV-204 1', address]);
	});

	test('One that stumbles after its first keys, on a busy machine, is still a scanner', () => {
		type([...'HV-2'], 5);
		type(['0'], 120);
		type([...'41', 'Enter'], 5);
		expect([codes, given]).toEqual([['HV-2041'], []]);
	});

	test('Two codes in a row are two codes', () => {
		type([...'HV-2041', 'Enter', ...'HV-2042', 'Enter'], 3);
		expect(codes).toEqual(['HV-2041', 'HV-2042']);
	});
});

describe('a person', () => {
	test('A single shortcut gets through a moment later', () => {
		expect(type(['n'], 500)).toBe('taken');
		expect(given).toEqual([]);
		expect(holds).toEqual([true]);
		vi.advanceTimersByTime(BURST_MS);
		expect(given).toEqual(['n']);
		expect(holds).toEqual([true, false]);
	});

	test('However much is typed, and Enter after it, it is no code', () => {
		type([...'passport office', 'Enter'], 60);
		vi.advanceTimersByTime(1_000);
		expect(codes).toEqual([]);
		expect(given.join('')).toBe('passportoffice');
	});

	test('Fingers rolling over a few keys are no code, and their keys come before the Enter', () => {
		expect(type(['n', 's', 'd', 'Enter'], 15)).toBe('passed');
		expect([codes, given]).toEqual([[], ['nsd']]);
	});

	test.each(['Tab', 'Escape', 'ArrowDown', ' '])('%s is nobody’s business here', (key) => {
		expect(type([key], 500)).toBe('passed');
		expect(given).toEqual([]);
	});

	test('Moving on in the midst of fast keys gives them back first', () => {
		type([...'abcdefgh'], 5);
		expect(type(['Tab'], 5)).toBe('passed');
		expect(given).toEqual(['abcdefgh']);
		type(['Enter'], 5);
		expect(codes).toEqual([]);
	});
});
