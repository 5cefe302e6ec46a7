// What the lobby display makes of the calls that it is sent.
import { expect, test } from 'vitest';
import type { ServiceId } from '#domain/ids';
import { boardOf, isNewCall, linesOf } from '#screens/display/board.ts';

const call = (number: string, sequence: number) => ({
	id: number,
	number,
	counter: '1',
	service: 'passports' as ServiceId,
	sequence,
});
const table = <Row extends { readonly id: string }>(...rows: Row[]) =>
	Object.fromEntries(rows.map((row) => [row.id, row]));

test('The newest call is the one that is happening now, and the ones before it follow, newest first', () => {
	const board = boardOf(table(call('A001', 3), call('B004', 9), call('A002', 7), call('C001', 5)), 2);
	expect(board.now?.number).toBe('B004');
	expect(board.before.map((one) => one.number)).toEqual(['A002', 'C001']);
	expect(board.sequence).toBe(9);
});

test('A recall rings again, a board that was only just opened does not, and neither does a new day', () => {
	expect(isNewCall(9, null)).toBe(false);
	expect(isNewCall(9, 9)).toBe(false);
	expect(isNewCall(10, 9)).toBe(true);
	expect(isNewCall(0, 250)).toBe(false);
	expect(isNewCall(1, 0)).toBe(true);
});

test('Before the first call there is none', () => {
	expect(boardOf({}, 4)).toEqual({ now: null, before: [], sequence: 0 });
});

test('Only services that somebody waits for take room on the board', () => {
	const line = (id: string, waiting: number) => ({
		id: id as ServiceId,
		letter: 'A',
		colour: null,
		name: { en: id },
		next: [],
		waiting,
	});
	expect(linesOf(table(line('one', 0), line('two', 3))).map((one) => one.id)).toEqual(['two']);
});
