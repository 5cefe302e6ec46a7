// What becomes of a batch that could not be stored: again at once, again later, or its senders are told.
import { describe, expect, test } from 'vitest';
import { verdictOn } from '#hub/office/writer/store-retry';
import type { Failure } from '#hub/office/writer/store-retry';
import { PositionTaken, StoreAway } from '#store/event-store';

const failed = (error: unknown, more: Partial<Failure> = {}) =>
	verdictOn({ error, batchMs: 10, unavailableMs: 0, patience: 5_000, isAwaited: true, ...more });

describe('a batch that could not be stored', () => {
	test('A race that another hub has won is run again at once, until senders would give up', () => {
		expect(failed(new PositionTaken())).toBe('again');
		expect(failed(new PositionTaken(), { batchMs: 7_999 })).toBe('again');
		expect(failed(new PositionTaken(), { batchMs: 8_000 })).toBe('give-up');
		// However long the store was unavailable before.
		expect(failed(new PositionTaken(), { unavailableMs: 6_000 })).toBe('again');
	});

	test('A store that does not answer is tried again for as long as its office bears it', () => {
		expect(failed(new StoreAway())).toBe('later');
		expect(failed(new StoreAway(), { unavailableMs: 4_999 })).toBe('later');
		expect(failed(new StoreAway(), { unavailableMs: 5_000 })).toBe('give-up');
		expect(failed(new StoreAway(), { patience: 0 })).toBe('give-up');
	});

	test('Where nobody waits for an answer, nothing is tried again: the next round will', () => {
		expect(failed(new StoreAway(), { isAwaited: false })).toBe('give-up');
	});

	test('A disk that is full or broken is told at once', () => {
		expect(failed(new Error('database or disk is full'))).toBe('give-up');
	});
});
