// The office file while it is being edited: drafts, new entries, hours, and where a mistake belongs.
import { describe, expect, test } from 'vitest';
import { parseOffice } from '#store/office-files/office-schema';
import { added, entriesOf, removed } from '#screens/setup/editor/entries.ts';
import { draftOf, freeId, isChanged } from '#screens/setup/editor/draft.ts';
import { mistakesAt, placeOfMistake, saidAt } from '#screens/setup/editor/mistakes.ts';
import { unresolvedOf } from '#screens/setup/editor/unresolved.ts';
import { minutesOfTime, spanOf, timeOfMinutes } from '#screens/setup/editor/week.ts';
import { id, office, Story } from '#support/story';
import { stationView } from '#support/hubs/station-view';

describe('A draft', () => {
	test('It is a copy: what is changed in it leaves the office as it was', () => {
		const draft = draftOf(office);
		expect(isChanged(draft, office)).toBe(false);
		const [first] = draft.services;
		if (first !== undefined) first.name['en'] = 'Passports and visas';
		expect(isChanged(draft, office)).toBe(true);
		expect(office.services[0]?.name['en']).toBe('passport');
	});

	test('Every new entry needs only its name to be a right office file', () => {
		const draft = draftOf(office);
		for (const list of ['groups', 'services', 'counters', 'departments', 'staff'] as const) {
			expect(added(draft, list, 'kiosk'), list).toBe(draft[list].length - 1);
		}
		for (const kind of ['kiosk', 'display', 'agent', 'printer'] as const) added(draft, 'devices', kind);
		const { mistakes } = parseOffice(JSON.parse(JSON.stringify(draft)));
		expect(mistakes?.map((one) => one.problem)).not.toEqual([]);
		for (const mistake of mistakes ?? []) expect(mistake.problem).toMatch(/blank|missing/);
		expect(new Set(mistakes?.map((one) => one.path.replace(/^(\w+)\[\d+\]\./, '')))).toEqual(
			new Set(['name.en', 'place.en', 'name']),
		);
	});

	test('A service needs a group to belong to', () => {
		const draft = { ...draftOf(office), groups: [], services: [] };
		expect(added(draft, 'services', 'kiosk')).toBeNull();
		expect(draft.services).toEqual([]);
	});

	test('Removing takes out the one that was meant', () => {
		const draft = draftOf(office);
		removed(draft, 'services', 1);
		expect(draft.services.map((one) => one.id)).toEqual(['passport', 'tax']);
		expect(entriesOf(draft, 'services')).toMatchObject([
			{ name: 'passport', letter: 'A' },
			{ name: 'tax', letter: 'B' },
		]);
	});
});

test('An id is made from a name, and is free', () => {
	expect(freeId('Pay a bill', 'service', [])).toBe('pay-a-bill');
	expect(freeId('Pay a bill', 'service', ['pay-a-bill', 'pay-a-bill-2'])).toBe('pay-a-bill-3');
	expect(freeId('Aérea señal', 'service', [])).toBe('aerea-senal');
	expect(freeId('城市', 'service', ['service'])).toBe('service-2');
});

describe('A mistake', () => {
	const mistakes = [
		{ path: 'services[2].name.es', problem: 'is blank', cure: 'Write the text' },
		{ path: 'services[12].group', problem: 'is not there', cure: 'Choose another' },
		{ path: 'timeZone', problem: 'is unknown', cure: 'Write one' },
	];
	test('It is said beside its field and marks its entry, and no other', () => {
		expect(saidAt(mistakes, 'services[2].name.es')).toBe('is blank. Write the text');
		expect(saidAt(mistakes, 'services[2].name.en')).toBeNull();
		expect(mistakesAt(mistakes, 'services[2]')).toHaveLength(1);
		expect(mistakesAt(mistakes, 'services[1]')).toEqual([]);
	});
	test('It leads to its section and its entry', () => {
		expect(placeOfMistake('groups[0].letter')).toMatchObject({
			section: 'services',
			list: 'groups',
			index: 0,
		});
		expect(placeOfMistake('devices')).toMatchObject({ section: 'devices', list: 'devices', index: null });
		expect(placeOfMistake('papers.escort.note.en')).toMatchObject({ section: 'papers', paper: 'escort' });
		expect(placeOfMistake('hours[3]')).toMatchObject({ section: 'office' });
	});
});

describe('Hours', () => {
	test('Minutes are shown as a clock does, and read back', () => {
		expect(timeOfMinutes(1020)).toBe('17:00');
		expect(timeOfMinutes(1680)).toBe('04:00');
		expect(minutesOfTime('17:00')).toBe(1020);
		expect(minutesOfTime('25:00')).toBeNull();
		expect(minutesOfTime('')).toBeNull();
	});
	test('A closing at or before the opening is the next morning; all day is midnight to midnight', () => {
		expect(spanOf(540, 1020)).toEqual({ opens: 540, closes: 1020 });
		expect(spanOf(1200, 240)).toEqual({ opens: 1200, closes: 1680 });
		expect(spanOf(0, 0)).toEqual({ opens: 0, closes: 1440 });
		expect(spanOf(540, 1680)).toEqual({ opens: 540, closes: 1680 });
	});
});

test('What would end with the day is listed, whoever is being served first', () => {
	const story = new Story().open('c1', 'rosa');
	const done = story.issue('tax');
	story.execute({ type: 'CancelTicket', ticket: done, reason: 'left' }, 'flo');
	const waiting = story.issue('tax');
	const called = story.issue('passport');
	story.execute({ type: 'CallTicket', counter: id('c1'), ticket: called, reason: 'other' }, 'rosa');
	expect(unresolvedOf(stationView(story)).map((one) => one.id)).toEqual([called, waiting]);
});
