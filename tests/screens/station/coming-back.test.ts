// Who can be brought back, and what a visit has been through.
import { expect, test } from 'vitest';
import { GRACE, parkedOf } from '#screens/station/parked.ts';
import { historyOf } from '#screens/nouns/ticket/history.ts';
import { openReferralTo } from '#screens/nouns/ticket/earlier.ts';
import { inWords } from '#screens/i18n/wording.ts';
import { id, Story } from '#support/story';
import { stationView } from '#support/hubs/station-view';

const me = { counter: id<never>('c1'), staff: id<never>('rosa') };

function served(story: Story, counter: string, by: string) {
	const ticket = story.issue('passport');
	story.next(counter, by);
	story.execute({ type: 'ServeTicket', ticket }, by);
	return ticket;
}

test('My held tickets stand first, then those of others, then who did not come, the latest first', () => {
	const story = new Story().open('c1', 'rosa').open('c2', 'sam');
	const his = served(story, 'c2', 'sam');
	story.execute({ type: 'HoldTicket', ticket: his, reason: 'break' }, 'sam');
	const mine = served(story.later(3), 'c1', 'rosa');
	story.execute({ type: 'HoldTicket', ticket: mine, reason: 'filling-form' }, 'rosa');
	const missed = ['first', 'second'].map(() => {
		const ticket = story.later(1).issue('tax');
		story.next('c1', 'rosa');
		story.execute({ type: 'MarkNoShow', ticket }, 'rosa');
		return ticket;
	});
	const parked = parkedOf(stationView(story), me, story.now);
	expect(parked.map((one) => one.ticket.id)).toEqual([mine, his, ...missed.toReversed()]);
	expect(parked.map((one) => one.mine)).toEqual([true, false, true, true]);
});

test('A no-show is offered for its hour and then no more; a held ticket stays', () => {
	const story = new Story().open('c1', 'rosa');
	const ticket = story.issue('tax');
	story.next('c1', 'rosa');
	story.execute({ type: 'MarkNoShow', ticket }, 'rosa');
	const view = stationView(story);
	expect(parkedOf(view, me, story.now + GRACE)).toHaveLength(1);
	expect(parkedOf(view, me, story.now + GRACE + 1)).toEqual([]);
});

test('A visit is told in order: what they came for, who served them where, where they were sent', () => {
	const story = new Story().open('c1', 'rosa');
	const ticket = story.issue(['passport', 'tax']);
	story.later(2).next('c1', 'rosa');
	story.later(1).execute({ type: 'ServeTicket', ticket }, 'rosa');
	const visit = story.lobby.tickets.get(ticket)?.visit ?? null;
	story.later(3).execute(
		{
			type: 'ReferVisit',
			visit,
			language: 'en',
			department: id('court'),
			reason: 'specialist',
			papers: [],
			contact: null,
			trackingNumber: 'HV-7',
			printer: null,
		},
		'rosa',
	);
	story.later(1).execute({ type: 'FinishTicket', ticket, outcome: 'referred' }, 'rosa');
	const view = stationView(story);
	const present = Object.values(view.tickets).find((one) => one.status === 'waiting');
	if (present === undefined) throw new Error('the second service is in line');
	const steps = historyOf(view, present, (wording) => inWords(wording, 'en'));
	expect(steps.map((one) => one.text)).toEqual([
		'Came for passport',
		'Called',
		'Served',
		'Referred to court',
		'Finished',
		'In line for tax',
	]);
	expect(steps.map((one) => one.detail)).toEqual([
		null,
		'rosa at counter 1',
		'rosa at counter 1',
		'Tracking number HV-7',
		'Referred to a department',
		null,
	]);
	expect(openReferralTo(view, present.visit)?.trackingNumber).toBe('HV-7');
	expect(openReferralTo(view, present.visit, id('records'))).toBeNull();
});
