// The line on the station is the office's own rule over rows: whoever stands first is whoever Next gives.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Office } from '#domain/office';
import { lineAsCalled } from '#projections/calling';
import { id, office, Story } from '#support/story';
import { stationView } from '#support/hubs/station-view';

/** The numbers in the order in which this person at this counter would be given them now. */
function lineOf(story: Story, counter: string, staff: string): readonly string[] {
	const view = stationView(story);
	const [row, person] = [view.counters[counter], view.staff[staff]];
	if (row === undefined || person === undefined) throw new Error('no such counter or person');
	const tickets = Object.values(view.tickets);
	return lineAsCalled(tickets, row, person, view.services, story.now).map((one) => one.number);
}

test('First come, first in line, over all services of the counter', () => {
	const story = new Story().open('c1', 'rosa');
	for (const service of ['tax', 'passport', 'permit']) {
		story.issue(service);
		story.later(1);
	}
	expect(lineOf(story, 'c1', 'rosa')).toEqual(['B001', 'A001', 'B002']);
});

test('What is kept for the counter or the person comes before everything else', () => {
	const story = new Story().open('c1', 'rosa');
	story.issue('passport');
	const mine = story.later(1).issue('tax');
	const here = story.later(1).issue('permit');
	story.execute({ type: 'TransferTicket', ticket: here, to: { kind: 'counter', id: id('c1') } }, 'flo');
	story.execute({ type: 'TransferTicket', ticket: mine, to: { kind: 'staff', id: id('rosa') } }, 'flo');
	expect(lineOf(story, 'c1', 'rosa')).toEqual(['B001', 'B002', 'A001']);
	expect(lineOf(story, 'c2', 'sam')).toEqual(['A001']);
});

test('A trainee sees only the line of what they may serve, a counter only its own services', () => {
	const rules = {
		...office,
		counters: office.counters.map((one) =>
			one.label === '2' ? { ...one, services: [id('passport')] } : one,
		),
	} as Office;
	const story = new Story({ rules });
	for (const service of ['passport', 'tax', 'permit']) story.issue(service);
	expect(lineOf(story, 'c1', 'tia')).toEqual(['B001']);
	expect(lineOf(story, 'c2', 'sam')).toEqual(['A001']);
	expect(lineOf(story, 'c2', 'tia')).toEqual([]);
});

test('Whatever the weights, priorities and arrivals, the first in line is the one that Next gives', () => {
	const arrivals = fc.array(
		fc.record({
			service: fc.constantFrom('passport', 'permit', 'tax'),
			priority: fc.constantFrom('normal' as const, 'priority' as const),
			minutes: fc.integer({ min: 0, max: 9 }),
			kept: fc.constantFrom('no', 'no', 'no', 'counter', 'staff'),
		}),
		{ minLength: 1, maxLength: 12 },
	);
	const weights = fc.tuple(...[1, 2, 3].map(() => fc.constantFrom(0.5, 1, 2)));
	fc.assert(
		fc.property(arrivals, weights, (people, chosen) => {
			const services = office.services.map((one, at) => ({ ...one, weight: chosen[at] ?? 1 }));
			const story = new Story({ rules: { ...office, services } }).open('c1', 'rosa');
			for (const { service, priority, minutes, kept } of people) {
				const ticket = story.later(minutes).issue(service, { priority });
				if (kept === 'counter') {
					story.execute({ type: 'TransferTicket', ticket, to: { kind: 'counter', id: id('c1') } }, 'flo');
				} else if (kept === 'staff') {
					story.execute({ type: 'TransferTicket', ticket, to: { kind: 'staff', id: id('rosa') } }, 'flo');
				}
			}
			story.later(1);
			for (let left = people.length; left > 0; left -= 1) {
				const line = lineOf(story, 'c1', 'rosa');
				expect(line).toHaveLength(left);
				expect(story.next('c1', 'rosa')).toBe(line[0]);
				const called = story.lobby.counters.get(id('c1'))?.ticket ?? id('none');
				story.execute({ type: 'MarkNoShow', ticket: called }, 'rosa');
			}
			expect(story.next('c1', 'rosa')).toBe('nobody-waiting');
		}),
		{ numRuns: 60 },
	);
});
