// Issuing: a number of its own for everybody, at every hour.
import { describe, expect, test } from 'vitest';
import { NUMBER_LETTERS } from '#domain/policy/numbering';
import type { CommandOf } from '#domain/commands';
import type { Office } from '#domain/office';
import { Story, id, office } from '#support/story';

const issue: CommandOf<'IssueTicket'> = {
	type: 'IssueTicket',
	services: [id('tax')],
	language: 'en',
	needs: [],
	priority: 'normal',
	channel: 'kiosk',
	printer: null,
};

describe('issuing a ticket', () => {
	test('Two customers of one group get two numbers of its letter, in order', () => {
		const story = new Story();
		const [first, second, other] = [story.issue('permit'), story.issue('tax'), story.issue('passport')];
		expect([first, second, other].map((ticket) => story.number(ticket))).toEqual(['B001', 'B002', 'A001']);
	});

	test('The thousandth customer of the day gets a number that nobody had', () => {
		const story = new Story();
		const numbers = new Set<string>();
		for (let count = 0; count < 1005; count += 1) numbers.add(story.number(story.issue()));
		expect(numbers.size).toBe(1005);
		expect(numbers).toContain('A999');
		expect(numbers).toContain('A1000');
	});

	test('Letters that are read as digits are never offered', () => {
		expect(NUMBER_LETTERS).not.toMatch(/[IOQ]/);
	});

	test('Five in the afternoon in Los Angeles is still the same day, although it is midnight in UTC', () => {
		const story = new Story({ start: Date.parse('2026-03-02T23:59:00Z') });
		const before = story.issue();
		const after = story.later(2).issue();
		expect([story.number(before), story.number(after)]).toEqual(['A001', 'A002']);
		expect(
			story.record
				.filter(({ event }) => event.type === 'TicketIssued')
				.map(({ event }) => 'day' in event && event.day),
		).toEqual(['2026-03-02', '2026-03-02']);
	});

	test('After midnight in the office nothing is issued until the new day is opened', () => {
		const story = new Story({ start: Date.parse('2026-03-03T07:59:00Z') });
		story.issue();
		story.later(2);
		expect(story.refused(issue, 'kiosk').code).toBe('day-not-open');
		story.execute({ type: 'CloseDay', unresolved: 'close' });
		story.execute({ type: 'OpenDay' });
		expect(story.number(story.issue())).toBe('A001');
	});

	test('A day closed and opened again goes on with its numbers', () => {
		const story = new Story();
		story.issue();
		story.execute({ type: 'CloseDay', unresolved: 'close' });
		story.execute({ type: 'OpenDay' });
		expect(story.number(story.issue())).toBe('A002');
	});

	test('A ticket with a printer owes paper; without one it owes none', () => {
		const story = new Story();
		story.issue('tax', { printer: id('printer') });
		story.issue('tax');
		expect(
			[...story.lobby.jobs.values()].map(({ device, outcome, copy }) => ({ device, outcome, copy })),
		).toEqual([{ device: 'printer', outcome: null, copy: 1 }]);
	});

	test('What the office does not have is refused by name, and nothing happens', () => {
		const story = new Story();
		const position = story.lobby.position;
		expect(story.refused({ ...issue, services: [id('visa')] }, 'kiosk')).toEqual({
			code: 'unknown-service',
			facts: { service: 'visa' },
		});
		expect(story.refused({ ...issue, language: 'xx' }, 'kiosk').code).toBe('unknown-language');
		expect(story.refused({ ...issue, printer: id('kiosk') }, 'kiosk').code).toBe('unknown-printer');
		expect(story.refused({ ...issue, services: [id('tax'), id('tax')] }, 'kiosk').code).toBe(
			'same-service-twice',
		);
		expect(story.lobby.position).toBe(position);
	});

	test('After the last-ticket time the kiosk refuses and says when it opens; a person may still issue', () => {
		const hours = Array.from({ length: 7 }, () => [{ opens: 9 * 60, closes: 17 * 60 }]);
		const services = office.services.map((service) => ({ ...service, lastTicketMinutes: 30 }));
		const rules: Office = { ...office, hours, services };
		const story = new Story({ rules, start: Date.parse('2026-03-03T00:35:00Z') });
		expect(story.refused(issue, 'kiosk')).toEqual({
			code: 'service-closed',
			facts: { service: 'tax', next: Date.parse('2026-03-03T17:00:00Z') },
		});
		expect(story.execute({ ...issue, channel: 'floor' }, 'flo')).toHaveLength(1);
	});

	test('Several services go on one number, one after another, with the first arrival kept', () => {
		const story = new Story();
		const first = story.issue(['passport', 'tax']);
		story.later(1).issue('tax');
		story.open('c1', 'rosa').next('c1', 'rosa');
		story.execute({ type: 'ServeTicket', ticket: first }, 'rosa');
		const events = story
			.later(5)
			.execute({ type: 'FinishTicket', ticket: first, outcome: 'answered' }, 'rosa');
		expect(events.map((event) => event.type)).toEqual(['TicketFinished', 'TicketIssued']);
		expect(story.next('c1', 'rosa')).toBe('A001');
		expect(new Set([...story.lobby.tickets.values()].map((ticket) => ticket.number)).size).toBe(2);
	});

	test('A ticket issued in error is taken back and never called', () => {
		const story = new Story();
		const ticket = story.issue();
		story.execute({ type: 'CancelTicket', ticket, reason: 'issued-in-error' }, 'flo');
		expect(story.open('c1', 'rosa').next('c1', 'rosa')).toBe('nobody-waiting');
		expect(story.refused({ type: 'CancelTicket', ticket, reason: 'left' }, 'flo').code).toBe('ticket-ended');
	});
});
