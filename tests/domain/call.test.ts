// Calling: the right customer, to one counter, once.
import { describe, expect, test } from 'vitest';
import type { Office } from '#domain/office';
import { Story, id, office } from '#support/story';

describe('calling', () => {
	test('When two representatives call next at once, each gets a different ticket', () => {
		const story = new Story();
		story.issue();
		story.issue();
		story.open('c1', 'rosa').open('c2', 'sam');
		expect([story.next('c1', 'rosa'), story.next('c2', 'sam')]).toEqual(['A001', 'A002']);
	});

	test('When one customer waits and two call, one gets the customer and the other hears that nobody waits', () => {
		const story = new Story();
		story.issue();
		story.open('c1', 'rosa').open('c2', 'sam');
		expect([story.next('c1', 'rosa'), story.next('c2', 'sam')]).toEqual(['A001', 'nobody-waiting']);
	});

	test('Within a service the first to arrive is the first to be called', () => {
		const story = new Story().open('c1', 'rosa');
		const tickets = Array.from({ length: 5 }, () => story.later(1).issue());
		const called = tickets.map(() => {
			const number = story.later(1).next('c1', 'rosa');
			const ticket = [...story.lobby.tickets.values()].find((one) => one.number === number);
			if (ticket !== undefined) story.execute({ type: 'MarkNoShow', ticket: ticket.id }, 'rosa');
			return number;
		});
		expect(called).toEqual(['A001', 'A002', 'A003', 'A004', 'A005']);
	});

	test('A service with more weight overtakes, but nobody starves', () => {
		const services = office.services.map((one) => (one.id === 'tax' ? { ...one, weight: 3 } : one));
		const rules: Office = { ...office, services };
		const story = new Story({ rules }).open('c1', 'rosa');
		story.issue('passport');
		story.later(10).issue('tax');
		story.later(4);
		expect(story.next('c1', 'rosa')).toBe('A001');
		const again = new Story({ rules }).open('c1', 'rosa');
		again.issue('passport');
		again.later(10).issue('tax');
		again.later(6);
		expect(again.next('c1', 'rosa')).toBe('B001');
	});

	test('A priority ticket of the same service goes first once its score is greater', () => {
		const story = new Story().open('c1', 'rosa');
		story.issue();
		story.later(1).issue('passport', { priority: 'priority' });
		expect(story.later(5).next('c1', 'rosa')).toBe('A002');
	});

	test('A trainee is called only for what is listed', () => {
		const story = new Story().open('c1', 'tia');
		story.issue('passport');
		expect(story.next('c1', 'tia')).toBe('nobody-waiting');
		story.issue('tax');
		expect(story.next('c1', 'tia')).toBe('B001');
	});

	test('A busy, paused, closed or foreign counter calls nobody', () => {
		const story = new Story();
		story.issue();
		story.issue();
		expect(story.next('c1', 'rosa')).toBe('counter-closed');
		story.open('c1', 'rosa');
		expect(story.next('c1', 'sam')).toBe('counter-not-yours');
		story.execute({ type: 'PauseCounter', counter: id('c1'), reason: 'break' }, 'rosa');
		expect(story.next('c1', 'rosa')).toBe('counter-paused');
		story.open('c1', 'rosa');
		expect(story.next('c1', 'rosa')).toBe('A001');
		expect(story.next('c1', 'rosa')).toBe('counter-busy');
		expect(story.next('c9', 'rosa')).toBe('unknown-counter');
	});

	test('Out of turn a ticket is called with its reason, and only once', () => {
		const story = new Story().open('c1', 'rosa').open('c2', 'sam');
		story.issue();
		const later = story.issue();
		const [called] = story.execute(
			{ type: 'CallTicket', counter: id('c1'), ticket: later, reason: 'accessibility' },
			'rosa',
		);
		expect(called).toMatchObject({ type: 'TicketCalled', ticket: later, outOfTurn: 'accessibility' });
		expect(
			story.refused({ type: 'CallTicket', counter: id('c2'), ticket: later, reason: 'other' }, 'sam').code,
		).toBe('ticket-not-waiting');
	});

	test('A recall has a new sequence, so that displays chime again, and the number stands on the board once', () => {
		const story = new Story().open('c1', 'rosa');
		const ticket = story.issue();
		story.next('c1', 'rosa');
		story.execute({ type: 'RecallTicket', ticket }, 'rosa');
		expect(story.lobby.calls).toMatchObject([{ number: 'A001', sequence: 2 }]);
	});

	test('A customer put back in line disappears from the board', () => {
		const story = new Story().open('c1', 'rosa');
		const ticket = story.issue();
		story.next('c1', 'rosa');
		story.execute({ type: 'TransferTicket', ticket, to: { kind: 'service', id: id('tax') } }, 'rosa');
		expect(story.lobby.calls).toEqual([]);
	});

	test('Nobody but its owner or a supervisor acts on a called ticket', () => {
		const story = new Story().open('c1', 'rosa').open('c2', 'sam');
		const ticket = story.issue();
		story.next('c1', 'rosa');
		expect(story.refused({ type: 'ServeTicket', ticket }, 'sam').code).toBe('not-your-ticket');
		expect(story.refused({ type: 'ServeTicket', ticket }, 'kiosk').code).toBe('not-a-person');
		expect(story.execute({ type: 'ServeTicket', ticket }, 'sue')).toHaveLength(1);
	});
});
