// The sum that every stored row carries: kept for years, so it must come out the same for ever.
import { expect, test } from 'vitest';
import { checksumOf } from '#store/checksum';

const row = [
	'hall',
	2 ** 40 + 17,
	1_780_000_000_000,
	'system',
	null,
	'c-1',
	'DayOpened',
	1,
	'{"day":"帳 🎫"}',
];

test('A row that was written years ago has the checksum that it was given', () => {
	expect(checksumOf(row)).toBe(-1_624_052_058);
	expect(checksumOf(['hall', 3, 2000, '{}'])).toBe(2_132_255_192);
});

test('Every cell counts, and where it ends', () => {
	const sums = [
		row,
		...row.map((cell, at) => row.with(at, typeof cell === 'number' ? cell + 2 ** 33 : `${String(cell)}x`)),
		row.with(4, ''),
		row.with(0, 'hal').with(3, 'lsystem'),
		row.with(5, 'c').with(6, '-1DayOpened'),
		row.with(3, null).with(4, 'system'),
	].map(checksumOf);
	expect(new Set(sums).size).toBe(sums.length);
});
