// The line as a data structure: against a plain sorted list, over many chunks.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Line } from '#domain/line';
import type { Place } from '#domain/line';
import { id } from '#support/story';

const place = fc.record({ firstArrival: fc.nat(500), order: fc.nat(100_000) });

test('A line of thousands keeps the order of arrival and counts who is ahead, whoever joins and leaves', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(place, { minLength: 600, maxLength: 1500, size: 'max', selector: (one) => one.order }),
			fc.nat(7),
			(joined, leave) => {
				const line = new Line<Place>();
				const places: Place[] = joined.map((one) => ({ ...one, id: id(`t${one.order}`) }));
				for (const one of places) line.add(one);
				const stay = places.filter((_, index) => index % 8 !== leave);
				for (const one of places) if (!stay.includes(one)) line.remove(one);
				const sorted = stay.toSorted((a, b) => a.firstArrival - b.firstArrival || a.order - b.order);
				expect([...line]).toEqual(sorted);
				expect(line.size).toBe(sorted.length);
				expect(line.head).toEqual(sorted[0]);
				for (const index of [0, 299, sorted.length - 1]) {
					const one = sorted[index];
					if (one !== undefined) expect(line.ahead(one)).toBe(index);
				}
			},
		),
		{ numRuns: 20 },
	);
});

test('Taking somebody out who is not in line is a bug, not a guess', () => {
	const line = new Line<Place>();
	line.add({ id: id('a'), firstArrival: 1, order: 1 });
	expect(() => line.remove({ id: id('b'), firstArrival: 1, order: 2 })).toThrow(
		'ticket b is not in this line',
	);
	expect(line.size).toBe(1);
});
