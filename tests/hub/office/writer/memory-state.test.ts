// How a lobby in memory stands to the record: current, behind it, or unsure of itself.
import { describe, expect, test } from 'vitest';
import { ahead, confirmed, CURRENT, headAnnounced, notRead, reading } from '#hub/office/writer/memory-state';
import type { MemoryState } from '#hub/office/writer/memory-state';

const behind = (upTo: number): MemoryState => ({ is: 'behind', upTo });
const unsure = (upTo: number): MemoryState => ({ is: 'unsure', upTo });

describe('a head that another hub announces', () => {
	test('Beyond what is in memory it puts memory behind; what is there already is no news', () => {
		expect(headAnnounced(CURRENT, 7, 8)).toEqual(behind(8));
		expect(headAnnounced(CURRENT, 7, 7)).toBe(CURRENT);
	});

	test('The greatest one counts, in whatever order they come', () => {
		const known = behind(9);
		expect(headAnnounced(known, 7, 8)).toBe(known);
		expect(headAnnounced(known, 7, 12)).toEqual(behind(12));
		expect(headAnnounced(known, 7, Infinity)).toEqual(behind(Infinity));
	});

	test('Memory that is ahead of the record keeps it, though its own position is greater', () => {
		expect(headAnnounced(unsure(0), 9, 8)).toEqual(unsure(8));
	});
});

describe('events that are applied before they are stored', () => {
	test('Memory is unsure until the store has confirmed them', () => {
		const applied = ahead(CURRENT);
		expect(applied).toEqual(unsure(0));
		expect(ahead(applied)).toBe(applied);
		expect(confirmed(applied, 9)).toBe(CURRENT);
	});

	test('What was announced meanwhile is still to be read, unless it was our own append', () => {
		expect(confirmed(headAnnounced(ahead(CURRENT), 9, 11), 9)).toEqual(behind(11));
		expect(confirmed(headAnnounced(ahead(CURRENT), 8, 9), 9)).toBe(CURRENT);
		expect(confirmed(ahead(behind(11)), 9)).toEqual(behind(11));
	});
});

describe('reading the record to its end', () => {
	test('It covers whatever was announced before', () => {
		expect(confirmed(reading(behind(Infinity)), 9)).toBe(CURRENT);
		expect(confirmed(reading(unsure(12)), 9)).toBe(CURRENT);
	});

	test('What is announced while it goes on is read next, but for what it has brought', () => {
		const meanwhile = headAnnounced(reading(behind(8)), 7, 10);
		expect(confirmed(meanwhile, 9)).toEqual(behind(10));
		expect(confirmed(meanwhile, 10)).toBe(CURRENT);
	});

	test('Where it breaks off, memory stays as far behind as it was, or as has been announced since', () => {
		expect(notRead(reading(behind(Infinity)), behind(Infinity), 8)).toEqual(behind(Infinity));
		expect(notRead(behind(12), behind(9), 8)).toEqual(behind(12));
		expect(notRead(CURRENT, behind(9), 9)).toBe(CURRENT);
	});

	test('A lobby that was unsure, or that a rule left half changed, stays unsure', () => {
		expect(notRead(reading(unsure(0)), unsure(0), 9)).toEqual(unsure(0));
		expect(notRead(ahead(reading(behind(12))), behind(12), 9)).toEqual(unsure(12));
	});
});
