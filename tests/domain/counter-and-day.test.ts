// Counters, help, paper and the end of the day.
import { describe, expect, test } from 'vitest';
import type { DeviceId, ReferralId } from '#domain/ids';
import { Story, id, office } from '#support/story';

describe('counters', () => {
	test('One person a counter, one counter a person; taking over takes over the customer too', () => {
		const story = new Story().open('c1', 'rosa');
		const ticket = story.issue();
		story.next('c1', 'rosa');
		expect(story.refused({ type: 'OpenCounter', counter: id('c1'), takeOver: false }, 'sam')).toEqual({
			code: 'counter-taken',
			facts: { counter: '1', staff: 'rosa' },
		});
		story.execute({ type: 'OpenCounter', counter: id('c1'), takeOver: true }, 'sam');
		expect(story.lobby.tickets.get(ticket)?.state).toMatchObject({ staff: 'sam', counter: 'c1' });
		expect(story.refused({ type: 'OpenCounter', counter: id('c2'), takeOver: true }, 'sam').code).toBe(
			'staff-elsewhere',
		);
	});

	test('Nobody leaves a counter with a customer in front of it', () => {
		const story = new Story().open('c1', 'rosa');
		story.issue();
		story.next('c1', 'rosa');
		expect(story.refused({ type: 'PauseCounter', counter: id('c1'), reason: 'lunch' }, 'rosa').code).toBe(
			'counter-busy',
		);
		expect(story.refused({ type: 'CloseCounter', counter: id('c1') }, 'rosa').code).toBe('counter-busy');
	});

	test('Moving to another counter closes the one left', () => {
		const story = new Story().open('c1', 'rosa');
		story.execute({ type: 'OpenCounter', counter: id('c2'), takeOver: true }, 'rosa');
		expect(story.lobby.counters.get(id('c1'))).toMatchObject({ status: 'closed', staff: null });
		expect(story.lobby.counters.get(id('c2'))).toMatchObject({ status: 'open', staff: 'rosa' });
	});
});

describe('help', () => {
	test('Pressed again while somebody is on the way, it is one request', () => {
		const story = new Story();
		const place = { kind: 'kiosk', id: id<DeviceId>('kiosk') } as const;
		const [asked] = story.execute({ type: 'RequestHelp', place }, 'kiosk');
		expect(story.execute({ type: 'RequestHelp', place }, 'kiosk')).toEqual([]);
		if (asked?.type !== 'HelpRequested') throw new Error('no help was asked for');
		story.execute({ type: 'AnswerHelp', help: asked.help }, 'flo');
		expect(story.refused({ type: 'AnswerHelp', help: asked.help }, 'sue')).toEqual({
			code: 'help-answered',
			facts: { staff: 'flo' },
		});
		expect(story.execute({ type: 'RequestHelp', place }, 'kiosk')).toHaveLength(1);
	});
});

describe('paper', () => {
	test('A job ends once; a reprint is a new job with the next copy number', () => {
		const story = new Story();
		const ticket = story.issue('tax', { printer: id('printer') });
		const [job] = [...story.lobby.jobs.keys()];
		if (job === undefined) throw new Error('no paper is owed');
		story.execute({ type: 'EndJob', job, outcome: 'failed' }, 'agent');
		expect(story.refused({ type: 'EndJob', job, outcome: 'printed' }, 'agent').code).toBe('job-ended');
		const [again] = story.execute(
			{ type: 'PrintPaper', paper: { kind: 'ticket', ticket }, printer: id('printer') },
			'flo',
		);
		expect(again).toMatchObject({ type: 'JobOwed', copy: 2 });
	});
});

describe('a slip', () => {
	test('A referral slip that failed is owed again as its second copy', () => {
		const story = new Story();
		story.execute(
			{
				type: 'ReferVisit',
				visit: null,
				language: 'en',
				department: id('court'),
				reason: 'served-there',
				papers: [],
				contact: null,
				trackingNumber: null,
				printer: id('printer'),
			},
			'flo',
		);
		const [job] = [...story.lobby.jobs.values()];
		if (job === undefined) throw new Error('no slip is owed');
		story.execute({ type: 'EndJob', job: job.id, outcome: 'failed' }, 'agent');
		const again = { type: 'PrintPaper', paper: job.paper, printer: id<DeviceId>('printer') } as const;
		expect(story.execute(again, 'flo')).toMatchObject([{ type: 'JobOwed', paper: job.paper, copy: 2 }]);
		const unknown = { kind: 'referral', referral: id<ReferralId>('none') } as const;
		expect(story.refused({ ...again, paper: unknown }, 'flo').code).toBe('unknown-referral');
	});
});

describe('the office set up anew', () => {
	test('A service taken out while somebody waits for it is still called, and gone afterwards', () => {
		const story = new Story().open('c1', 'rosa');
		const ticket = story.issue('tax');
		const without = { ...office, services: office.services.filter((one) => one.id !== 'tax') };
		story.execute({ type: 'ConfigureOffice', office: without });
		expect(story.lobby.office.services.find((one) => one.id === 'tax')?.onKiosk).toBe(false);
		expect(story.next('c1', 'rosa')).toBe('B001');
		story.execute({ type: 'MarkNoShow', ticket }, 'rosa');
		story.execute({ type: 'ConfigureOffice', office: without });
		expect(story.lobby.office).toEqual(without);
	});
});

describe('the day', () => {
	test('It closes only when nothing is open, or with a list of what was', () => {
		const story = new Story();
		const ticket = story.issue();
		expect(story.refused({ type: 'CloseDay', unresolved: 'refuse' })).toEqual({
			code: 'day-has-open-tickets',
			facts: { count: 1 },
		});
		const events = story.execute({ type: 'CloseDay', unresolved: 'close' });
		expect(events.at(-1)).toMatchObject({ type: 'DayClosed', day: '2026-03-02', unresolved: [ticket] });
		expect(story.refused({ type: 'CloseDay', unresolved: 'close' }).code).toBe('day-not-open');
	});

	test('Papers that are still owed at the end of the day are void, not printed the next morning', () => {
		const story = new Story();
		story.issue('tax', { printer: id('printer') });
		const events = story.execute({ type: 'CloseDay', unresolved: 'close' });
		expect(events[0]).toMatchObject({ type: 'JobEnded', outcome: 'void' });
	});
});
