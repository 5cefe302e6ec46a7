// Departments found by typing, whether they are open, where a ticket may be moved, and how an escort goes on.
import { describe, expect, test } from 'vitest';
import type { DepartmentRow } from '#projections/rows/office-rows';
import type { EscortRow } from '#projections/rows/lobby-rows';
import { departmentOpening, searchDepartments } from '#screens/nouns/referral/departments.ts';
import { isUnderWay, movesOf, stageOf } from '#screens/nouns/escort/escort-stage.ts';
import { countersInOrder } from '#screens/nouns/counter/place.ts';
import { transferTargets } from '#screens/station/transfer.ts';
import { id, Story } from '#support/story';
import { stationView } from '#support/hubs/station-view';

const department = (name: string, place: string, contact: string | null = null): DepartmentRow => ({
	id: id(name),
	name: { en: name },
	inBuilding: true,
	outside: false,
	place: { en: place },
	phone: null,
	contact,
	hours: null,
	papers: [],
});
const all = [
	department('Parks and Recreation', 'Room 12'),
	department('Permit Center', 'Room 210', 'Duty planner'),
	department('Résidents', 'Annex'),
];
const found = (typed: string) => searchDepartments(all, typed, 'en').map((one) => one.name['en']);

describe('Finding a department', () => {
	test('Nothing typed shows all, by name', () => {
		expect(found('')).toEqual(['Parks and Recreation', 'Permit Center', 'Résidents']);
	});
	test('Every word has to be there, in name, place or contact', () => {
		expect(found('room')).toEqual(['Parks and Recreation', 'Permit Center']);
		expect(found('planner 210')).toEqual(['Permit Center']);
		expect(found('planner 12')).toEqual([]);
	});
	test('A name that begins with what was typed comes first', () => {
		expect(found('re')).toEqual(['Résidents', 'Parks and Recreation']);
	});
	test('Accents and capitals never hide one', () => {
		expect(found('RESIDENTS')).toEqual(['Résidents']);
	});
});

test('A department without hours of its own keeps the office’s; one with hours says when it opens next', () => {
	const nine = Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ opens: 540, closes: 1020 }] : []));
	const office = { timeZone: 'America/Los_Angeles', hours: nine, closedDays: [] };
	const mondayAtTen = Date.parse('2026-03-02T18:00:00Z');
	expect(departmentOpening({ hours: null }, office, mondayAtTen)).toMatchObject({ open: true });
	const late = nine.map((spans) => spans.map(() => ({ opens: 780, closes: 1020 })));
	expect(departmentOpening({ hours: late }, office, mondayAtTen)).toEqual({
		open: false,
		until: null,
		next: Date.parse('2026-03-02T21:00:00Z'),
	});
});

test('A ticket may be moved to any other service or counter, and to people who serve, those at a counter first', () => {
	const view = stationView(new Story().open('c1', 'rosa').open('c3', 'sue'));
	const names = {
		service: String,
		counter: String,
		staff: String,
		at: (label: string) => `at ${label}`,
		waiting: (count: number) => `${count} waiting`,
	};
	const targets = (kind: 'service' | 'counter' | 'staff') => {
		const from = { service: id<never>('tax'), counter: id<never>('c1'), me: id<never>('rosa') };
		return transferTargets(view, kind, from, names, countersInOrder(view));
	};
	expect(targets('service').map((one) => one.value)).toEqual(['passport', 'permit']);
	expect(targets('counter')).toMatchObject([{ value: 'c2' }, { value: 'c3', hint: 'sue' }]);
	expect(targets('staff').map(({ value, hint }) => [value, hint])).toEqual([
		['sue', 'at 3'],
		['sam', undefined],
		['tia', undefined],
	]);
});

describe('An escort goes on one step at a time', () => {
	const start = { arrivedAt: null, handOff: null, returnedAt: null };
	test.each([
		['walking', start, ['arrive', 'return'], true],
		['asking', { ...start, arrivedAt: 1 }, ['accepted', 'wait', 'declined'], true],
		[
			'waiting',
			{ ...start, arrivedAt: 1, handOff: { answer: 'wait', at: 2 } },
			['accepted', 'declined', 'return'],
			true,
		],
		[
			'waiting',
			{ arrivedAt: 1, handOff: { answer: 'wait', at: 2 }, returnedAt: 3 },
			['accepted', 'declined'],
			true,
		],
		['accepted', { ...start, arrivedAt: 1, handOff: { answer: 'accepted', at: 2 } }, ['return'], true],
		['accepted', { arrivedAt: 1, handOff: { answer: 'accepted', at: 2 }, returnedAt: 3 }, [], false],
		[
			'declined',
			{ ...start, arrivedAt: 1, handOff: { answer: 'declined', reason: 'closed', at: 2 } },
			['return'],
			true,
		],
	] as const)('%s', (stage, times, moves, underWay) => {
		const escort = times as unknown as EscortRow;
		expect(stageOf(escort)).toBe(stage);
		expect(movesOf(escort)).toEqual(moves);
		expect(isUnderWay(escort)).toBe(underWay);
	});
});
