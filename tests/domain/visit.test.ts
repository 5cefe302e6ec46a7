// A visit's way through the house: served, held, transferred, referred, escorted; each time kept apart.
import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/commands';
import type { ServiceId, StaffId, TicketId } from '#domain/ids';
import { Story, id } from '#support/story';

function served(): { story: Story; ticket: ReturnType<Story['issue']> } {
	const story = new Story().open('c1', 'rosa');
	const ticket = story.issue();
	story.later(5).next('c1', 'rosa');
	story.later(1).execute({ type: 'ServeTicket', ticket }, 'rosa');
	return { story, ticket };
}

const escort = (more: Partial<Extract<Command, { type: 'StartEscort' }>> = {}): Command => ({
	type: 'StartEscort',
	visit: null,
	language: 'en',
	department: id('records'),
	referral: null,
	printer: null,
	...more,
});

describe('times', () => {
	test('Wait, walk, service and hold are kept apart, each with its owner', () => {
		const { story, ticket } = served();
		story.later(3).execute({ type: 'HoldTicket', ticket, reason: 'filling-form' }, 'rosa');
		story.later(10).execute({ type: 'CallTicket', counter: id('c1'), ticket, reason: 'returned' }, 'rosa');
		story.later(1).execute({ type: 'ServeTicket', ticket }, 'rosa');
		story.later(2).execute({ type: 'FinishTicket', ticket, outcome: 'request-filed' }, 'rosa');
		expect(story.times(ticket)).toEqual(['wait 5', 'walk 1', 'service 3', 'hold 10', 'walk 1', 'service 2']);
		const owners = story.lobby.tickets.get(ticket)?.intervals.map((interval) => interval.staff);
		expect(owners).toEqual([null, 'rosa', 'rosa', 'rosa', 'rosa', 'rosa']);
	});
});

describe('holding, returning and transferring', () => {
	test('A held ticket comes back before those who arrived after it', () => {
		const { story, ticket } = served();
		story.issue();
		story.execute({ type: 'HoldTicket', ticket, reason: 'fetching-papers' }, 'rosa');
		story.later(30).issue();
		story.execute({ type: 'ReturnTicket', ticket }, 'flo');
		expect(story.next('c1', 'rosa')).toBe('A001');
	});

	test('A no-show who comes late is brought back with the first arrival', () => {
		const story = new Story().open('c1', 'rosa');
		const ticket = story.issue();
		story.next('c1', 'rosa');
		story.execute({ type: 'MarkNoShow', ticket }, 'rosa');
		story.later(3).issue();
		story.execute({ type: 'ReturnTicket', ticket }, 'flo');
		expect(story.lobby.totals.noShow).toBe(0);
		expect(story.next('c1', 'rosa')).toBe('A001');
	});

	test('Transferred to a person or a counter, the ticket waits for them alone', () => {
		const { story, ticket } = served();
		story.open('c2', 'sam');
		story.execute({ type: 'TransferTicket', ticket, to: { kind: 'staff', id: id('sam') } }, 'rosa');
		expect(story.next('c1', 'rosa')).toBe('nobody-waiting');
		expect(story.next('c2', 'sam')).toBe('A001');
		story.execute({ type: 'TransferTicket', ticket, to: { kind: 'counter', id: id('c1') } }, 'sam');
		expect(story.next('c2', 'sam')).toBe('nobody-waiting');
		expect(story.next('c1', 'rosa')).toBe('A001');
	});

	test('Transferred to another service, the number and the first arrival are kept', () => {
		const { story, ticket } = served();
		story.issue('tax');
		story.execute({ type: 'TransferTicket', ticket, to: { kind: 'service', id: id('tax') } }, 'rosa');
		expect(story.next('c1', 'rosa')).toBe('A001');
		expect(story.lobby.tickets.get(ticket)).toMatchObject({ service: 'tax', number: 'A001' });
	});

	test('What a ticket is not ready for is refused and changes nothing', () => {
		const story = new Story().open('c1', 'rosa');
		const ticket = story.issue();
		const position = story.lobby.position;
		const codes = (
			[
				{ type: 'ServeTicket', ticket },
				{ type: 'FinishTicket', ticket, outcome: 'answered' },
				{ type: 'RecallTicket', ticket },
				{ type: 'MarkNoShow', ticket },
				{ type: 'HoldTicket', ticket, reason: 'break' },
				{ type: 'ReturnTicket', ticket },
				{ type: 'TransferTicket', ticket, to: { kind: 'service', id: id<ServiceId>('passport') } },
				{ type: 'TransferTicket', ticket, to: { kind: 'staff', id: id<StaffId>('nobody') } },
				{ type: 'ServeTicket', ticket: id<TicketId>('elsewhere') },
			] satisfies readonly Command[]
		).map((command) => story.refused(command, 'rosa').code);
		expect(codes).toEqual([
			'ticket-not-called',
			'ticket-not-serving',
			'ticket-not-called',
			'ticket-not-called',
			'ticket-not-at-counter',
			'ticket-not-returnable',
			'same-line',
			'unknown-staff',
			'unknown-ticket',
		]);
		expect(story.lobby.position).toBe(position);
	});
});

describe('referring', () => {
	const refer = (more: Partial<Extract<Command, { type: 'ReferVisit' }>> = {}): Command => ({
		type: 'ReferVisit',
		visit: null,
		language: 'en',
		department: id('court'),
		reason: 'served-there',
		papers: ['Passport'],
		contact: 'Ms. Ortiz, ext. 12',
		trackingNumber: 'T-1',
		printer: id('printer'),
		...more,
	});

	test('A referral owes its slip, is closed once with an outcome, and outlives the day until then', () => {
		const story = new Story();
		const [received, referred, owed] = story.execute(refer(), 'flo');
		expect([received?.type, referred?.type, owed?.type]).toEqual([
			'VisitReceived',
			'VisitReferred',
			'JobOwed',
		]);
		story.execute({ type: 'CloseDay', unresolved: 'close' });
		story.execute({ type: 'OpenDay' });
		const [referral] = [...story.lobby.referrals.values()];
		if (referral === undefined) throw new Error('the referral was lost with the day');
		story.execute({ type: 'CloseReferral', referral: referral.id, outcome: 'served' }, 'flo');
		expect(
			story.refused({ type: 'CloseReferral', referral: referral.id, outcome: 'served' }, 'flo').code,
		).toBe('referral-closed');
	});

	test('An unknown department, visit or printer is refused by name', () => {
		const story = new Story();
		expect(story.refused(refer({ department: id('moon') }), 'flo').facts).toEqual({ department: 'moon' });
		expect(story.refused(refer({ visit: id('nobody') }), 'flo').code).toBe('unknown-visit');
		expect(story.refused(refer({ printer: id('kiosk') }), 'flo').code).toBe('unknown-printer');
	});
});

describe('escorting', () => {
	test('On the walk the customer is neither waiting nor served, and the representative gets no calls', () => {
		const { story, ticket } = served();
		story.issue();
		const visit = story.lobby.tickets.get(ticket)?.visit ?? null;
		story.later(2).execute(escort({ visit }), 'rosa');
		expect(story.status(ticket)).toBe('escorted');
		expect(story.lobby.counters.get(id('c1'))?.status).toBe('escorting');
		expect(story.next('c1', 'rosa')).toBe('staff-escorting');
		expect(story.refused({ type: 'OpenCounter', counter: id('c2'), takeOver: true }, 'rosa').code).toBe(
			'staff-escorting',
		);
	});

	test('Accepted, the visit ends as escorted and the counter calls again after the way back', () => {
		const { story, ticket } = served();
		story.issue();
		const [started] = story.execute(
			escort({ visit: story.lobby.tickets.get(ticket)?.visit ?? null }),
			'rosa',
		);
		if (started?.type !== 'EscortStarted') throw new Error('no escort started');
		const { escort: walk } = started;
		expect(
			story.refused({ type: 'HandOverEscort', escort: walk, answer: 'accepted', reason: null }, 'rosa').code,
		).toBe('escort-not-arrived');
		story.later(4).execute({ type: 'ArriveEscort', escort: walk }, 'rosa');
		story
			.later(1)
			.execute({ type: 'HandOverEscort', escort: walk, answer: 'accepted', reason: null }, 'rosa');
		expect(story.lobby.tickets.get(ticket)?.state).toEqual({ status: 'finished', outcome: 'escorted' });
		story.later(4).execute({ type: 'ReturnEscort', escort: walk }, 'rosa');
		expect(story.next('c1', 'rosa')).toBe('A002');
		expect(story.times(ticket)).toEqual(['wait 5', 'walk 1', 'service 0', 'escort 5']);
	});

	test('Declined with a reason, the customer comes back with the representative and is served on', () => {
		const { story, ticket } = served();
		const [started] = story.execute(
			escort({ visit: story.lobby.tickets.get(ticket)?.visit ?? null }),
			'rosa',
		);
		if (started?.type !== 'EscortStarted') throw new Error('no escort started');
		const { escort: walk } = started;
		story.execute({ type: 'ArriveEscort', escort: walk }, 'rosa');
		const declined = { type: 'HandOverEscort', escort: walk, answer: 'declined' } as const;
		expect(story.refused({ ...declined, reason: null }, 'rosa').code).toBe('reason-needed');
		story.execute({ ...declined, reason: 'wrong-department' }, 'rosa');
		story.execute({ type: 'ReturnEscort', escort: walk }, 'rosa');
		expect(story.lobby.tickets.get(ticket)?.state).toMatchObject({
			status: 'serving',
			counter: 'c1',
			staff: 'rosa',
		});
		expect(story.lobby.counters.get(id('c1'))).toMatchObject({ status: 'open', ticket });
	});

	test('Asked to wait, the customer waits there while the counter goes on; a late no brings them back in line', () => {
		const { story, ticket } = served();
		story.issue();
		const [started] = story.execute(
			escort({ visit: story.lobby.tickets.get(ticket)?.visit ?? null }),
			'rosa',
		);
		if (started?.type !== 'EscortStarted') throw new Error('no escort started');
		const { escort: walk } = started;
		story.execute({ type: 'ArriveEscort', escort: walk }, 'rosa');
		story.execute({ type: 'HandOverEscort', escort: walk, answer: 'wait', reason: null }, 'rosa');
		story.execute({ type: 'ReturnEscort', escort: walk }, 'rosa');
		expect(story.status(ticket)).toBe('escorted');
		expect(story.next('c1', 'rosa')).toBe('A002');
		story.execute({ type: 'HandOverEscort', escort: walk, answer: 'declined', reason: 'closed' }, 'flo');
		expect(story.status(ticket)).toBe('waiting');
	});

	test('With services still to come here, the number is held until the customer is back', () => {
		const story = new Story().open('c1', 'rosa');
		const ticket = story.issue(['passport', 'tax']);
		story.next('c1', 'rosa');
		const [started] = story.execute(
			escort({ visit: story.lobby.tickets.get(ticket)?.visit ?? null }),
			'rosa',
		);
		if (started?.type !== 'EscortStarted') throw new Error('no escort started');
		story.execute({ type: 'ArriveEscort', escort: started.escort }, 'rosa');
		story.execute(
			{ type: 'HandOverEscort', escort: started.escort, answer: 'accepted', reason: null },
			'rosa',
		);
		const visit = story.lobby.visits.get(started.visit);
		expect(visit?.tickets.map((one) => story.status(one))).toEqual(['finished', 'held']);
	});

	test('Outside the building, for two at once, or with somebody else in hand, no escort starts', () => {
		const { story, ticket } = served();
		const other = story.issue();
		const visit = story.lobby.tickets.get(ticket)?.visit ?? null;
		expect(story.refused(escort({ department: id('court') }), 'flo').code).toBe('department-not-in-building');
		expect(story.refused(escort({ visit }), 'flo').code).toBe('not-your-ticket');
		expect(story.refused(escort({ visit: story.lobby.tickets.get(other)?.visit ?? null }), 'rosa').code).toBe(
			'counter-busy',
		);
		story.execute(escort({ visit }), 'rosa');
		expect(story.refused(escort({ visit }), 'flo').code).toBe('visit-escorted');
		expect(story.refused(escort(), 'rosa').code).toBe('staff-escorting');
	});
});
