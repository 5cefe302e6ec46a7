// What is said about waiting: a range learned from the day's own calls, or nothing.
import { describe, expect, test } from 'vitest';
import { estimateWait } from '#domain/policy/wait-estimate';
import { Story, id } from '#support/story';

/** So many customers arrive at once; each is called ten minutes after the one before. */
function morning(calls: number): Story {
	const story = new Story().open('c1', 'rosa');
	for (let count = 0; count < calls + 3; count += 1) story.issue();
	for (let count = 0; count < calls; count += 1) {
		story.later(10).next('c1', 'rosa');
		const ticket = story.lobby.counters.get(id('c1'))?.ticket;
		if (ticket != null) story.execute({ type: 'MarkNoShow', ticket }, 'rosa');
	}
	return story;
}

describe('the estimate of a wait', () => {
	test('With too few calls it says nothing rather than a guess', () => {
		expect(estimateWait(morning(4).lobby, id('passport'), 3)).toBeNull();
		expect(estimateWait(morning(8).lobby, id('tax'), 0)).toBeNull();
	});

	test('At a call every ten minutes, somebody with three ahead hears a range around forty minutes', () => {
		const range = estimateWait(morning(8).lobby, id('passport'), 3);
		expect(range?.from).toBeLessThanOrEqual(40);
		expect(range?.to).toBeGreaterThanOrEqual(40);
		expect((range?.from ?? 1) % 5).toBe(0);
		expect((range?.to ?? 1) % 5).toBe(0);
	});

	test('Nobody ahead and short waits so far: at most five minutes', () => {
		const story = new Story().open('c1', 'rosa');
		for (let count = 0; count < 6; count += 1) {
			const ticket = story.later(10).issue();
			story.later(1).next('c1', 'rosa');
			story.execute({ type: 'MarkNoShow', ticket }, 'rosa');
		}
		expect(estimateWait(story.lobby, id('passport'), 0)).toEqual({ from: 0, to: 5 });
	});

	test('The promise stands on the ticket as it was made', () => {
		const story = morning(8);
		const ticket = story.issue();
		expect(story.lobby.tickets.get(ticket)).toMatchObject({
			ahead: 3,
			estimate: estimateWait(morning(8).lobby, id('passport'), 3),
		});
	});
});
