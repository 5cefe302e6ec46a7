// Where a representative is, and how long everything took.
import { expect, test } from 'vitest';
import { countersInOrder, placeOf } from '#screens/nouns/counter/place.ts';
import { lengthOf, minutesOf, openInterval, timesOf } from '#screens/nouns/lobby/times.ts';
import { id, office, Story } from '#support/story';
import { stationView } from '#support/hubs/station-view';

const MINUTE = 60_000;

test('Before a counter is chosen there is a person and no counter; somebody unknown has no place at all', () => {
	const view = stationView(new Story());
	expect(placeOf(view, id('rosa'))).toMatchObject({
		staff: { name: 'rosa' },
		counter: null,
		ticket: null,
		escort: null,
	});
	expect(placeOf(view, id('nobody'))).toBeNull();
});

test('The place knows the counter, the customer and then the escort', () => {
	const story = new Story().open('c2', 'rosa');
	const ticket = story.issue('passport');
	story.next('c2', 'rosa');
	expect(placeOf(stationView(story), id('rosa'))).toMatchObject({
		counter: { label: '2', status: 'open' },
		ticket: { number: 'A001', status: 'called' },
	});
	story.execute({ type: 'ServeTicket', ticket }, 'rosa');
	const visit = story.lobby.tickets.get(ticket)?.visit ?? null;
	story.execute(
		{ type: 'StartEscort', visit, language: 'en', department: id('records'), referral: null, printer: null },
		'rosa',
	);
	const away = placeOf(stationView(story), id('rosa'));
	expect(away).toMatchObject({ counter: { status: 'escorting' }, escort: { number: 'A001' } });
});

test('Counter 10 stands after counter 2', () => {
	const counters = ['10', '2', '1'].map((label) => ({ id: `c${label}`, label, services: [], printer: null }));
	const view = stationView(
		new Story({ rules: { ...office, counters: counters as unknown as typeof office.counters } }),
	);
	expect(countersInOrder(view).map((one) => one.label)).toEqual(['1', '2', '10']);
});

test('Times are kept apart by kind, add up over several stays, and the open one runs on', () => {
	const story = new Story().open('c1', 'rosa');
	const ticket = story.issue('passport');
	story.later(5).next('c1', 'rosa');
	story.later(1).execute({ type: 'ServeTicket', ticket }, 'rosa');
	story.later(4).execute({ type: 'HoldTicket', ticket, reason: 'filling-form' }, 'rosa');
	story.later(7).execute({ type: 'ReturnTicket', ticket }, 'rosa');
	story.later(2);
	const intervals = stationView(story).tickets[ticket]?.intervals ?? [];
	expect(timesOf(intervals, story.now)).toEqual({
		wait: 7 * MINUTE,
		walk: 1 * MINUTE,
		service: 4 * MINUTE,
		hold: 7 * MINUTE,
		escort: null,
	});
	expect(openInterval(intervals)?.kind).toBe('wait');
	expect(timesOf(intervals, story.now + MINUTE).wait).toBe(8 * MINUTE);
});

test('A clock that was set back never shows a negative time', () => {
	expect(lengthOf({ from: 1_000, to: null }, 0)).toBe(0);
	expect(minutesOf(-5)).toBe(0);
	expect(minutesOf(119_999)).toBe(1);
});
