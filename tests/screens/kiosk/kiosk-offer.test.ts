// What a kiosk asks, what it offers, and what it says of the paper.
import { expect, test } from 'vitest';
import type { DeviceId } from '#domain/ids';
import type { JobOutcome } from '#domain/commands';
import { asksGroup } from '#screens/kiosk/offer.ts';
import type { OfferedGroup } from '#screens/kiosk/offer.ts';
import { PAPER_PATIENCE_MS, paperState } from '#screens/kiosk/paper-state.ts';
import { pageOf } from '#screens/ui/paging.ts';
import { newCommandId } from '#screens/live/command-id.ts';

const groups = (...sizes: number[]) =>
	sizes.map((size) => ({ services: Array.from({ length: size }, () => ({})) })) as unknown as OfferedGroup[];

test('A kiosk asks for the group only when that makes the next list shorter', () => {
	expect(asksGroup(groups(2, 2, 2, 3))).toBe(true);
	expect(asksGroup(groups(9))).toBe(false);
	expect(asksGroup(groups(2, 3))).toBe(false);
	expect(asksGroup(groups(1, 1, 1, 1, 1, 1, 1))).toBe(false);
	expect(asksGroup([])).toBe(false);
});

const job = (outcome: JobOutcome | null) => ({
	id: 'j',
	device: 'printer-1' as DeviceId,
	owedSince: 0,
	outcome,
});

test('The paper is coming for six seconds, and then the number on the screen is what counts', () => {
	expect(paperState('j', job(null), 1_000, true)).toBe('printing');
	expect(paperState('j', job(null), PAPER_PATIENCE_MS, true)).toBe('missing');
});

test('A paper that failed is said to be missing at once, and one that comes late is a paper after all', () => {
	expect(paperState('j', job('failed'), 10, true)).toBe('missing');
	expect(paperState('j', job('void'), 10, true)).toBe('missing');
	expect(paperState('j', job('printed'), 60_000, true)).toBe('printed');
});

test('Where nothing prints, or the hub is lost, nobody is told to wait for paper', () => {
	expect(paperState(null, null, 10, true)).toBe('missing');
	expect(paperState('j', null, PAPER_PATIENCE_MS, false)).toBe('missing');
});

test('Pages hold everything once, and a page past the end is the last one', () => {
	const items = [1, 2, 3, 4, 5, 6, 7];
	expect([0, 1, 2].flatMap((page) => pageOf(items, page, 3).items)).toEqual(items);
	expect(pageOf(items, 9, 3)).toEqual({ items: [7], page: 2, of: 3 });
	expect(pageOf([], 0, 3)).toEqual({ items: [], page: 0, of: 1 });
});

test('A command’s id is a UUID of version 7, and no two are alike', () => {
	const ids = Array.from({ length: 500 }, newCommandId);
	for (const id of ids)
		expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(new Set(ids).size).toBe(ids.length);
});
