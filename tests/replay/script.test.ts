// A recorded day becomes a script that a lobby can play: nobody is called before arriving, no counter is used twice at once.
import { expect, test } from 'vitest';
import { parseOffice } from '#store/office-files/office-schema';
import { readRecordedDay } from './recorded-day.ts';
import type { RecordedDay, RecordedTicket } from './recorded-day.ts';
import { morningZone, officeOf } from './recorded-office.ts';
import { scriptOf } from './script.ts';
import type { Step } from './script.ts';

const WARSAW = new URL('../data/warsaw/', import.meta.url).pathname;
const normal = await readRecordedDay(`${WARSAW}UD_Wola_2020-01-14.csv`, 'UD_Wola', '2020-01-14', null);
const surge = await readRecordedDay(
	`${WARSAW}UD_Mokotow_1_2019-12-30.csv`,
	'UD_Mokotow_1',
	'2019-12-30',
	null,
);

function dayOf(...tickets: [arrival: number, wait: number, counters: number][]): RecordedDay {
	const all = tickets.map(([arrival, wait, counters], at): RecordedTicket => ({
		queue: '1',
		number: at + 1,
		arrival,
		wait,
		counters,
	}));
	return { office: 'X', date: '2020-01-01', queues: [{ id: '1', letter: 'A', name: 'Kasa' }], tickets: all };
}

const told = (steps: readonly Step[]) =>
	steps.map((step) => `${String(step.at)} ${step.kind}${'counter' in step ? ` ${step.counter}` : ''}`);

test('A ticket that was called when it came is issued before it is called, and served before the next call', () => {
	expect(told(scriptOf(dayOf([10, 0, 1], [10, 2, 1]), 0).steps)).toEqual([
		'10 open 1-1',
		'10 issue',
		'10 issue',
		'10 call 1-1',
		'10.5 serve 1-1',
		'11.8 finish 1-1',
		'12 call 1-1',
		'12.5 serve 1-1',
		'20 finish 1-1',
		'20 close 1-1',
	]);
});

test('As many counters are open as the record had, and at least one', () => {
	const { steps, counters } = scriptOf(dayOf([10, 1, 0], [20, 1, 2], [30, 1, 1]), 0);
	expect(counters.get('1')).toEqual(['1-1', '1-2']);
	const opened = told(steps).filter((step) => /open|close/.test(step));
	expect(opened).toEqual(['10 open 1-1', '20 open 1-2', '30 close 1-1', '39 close 1-2']);
});

test('Two calls that the record has at one instant never meet at one counter', () => {
	const { steps } = scriptOf(dayOf([10, 5, 1], [11, 4, 1], [12, 3, 1]), 0);
	const calls = steps.filter((step) => step.kind === 'call').map((step) => step.at);
	expect(new Set(calls).size).toBe(3);
	expectPlayable(steps);
});

test('Every so many calls of a queue somebody does not come', () => {
	const { steps } = scriptOf(normal, 40);
	const count = (kind: Step['kind']) => steps.filter((step) => step.kind === kind).length;
	expect(count('call')).toBe(710);
	expect(count('no-show') + count('finish')).toBe(710);
	expect(count('no-show')).toBe(14);
	expect(scriptOf(normal, 0).steps.filter((step) => step.kind === 'no-show')).toEqual([]);
});

test.each([
	['the normal day', normal, 710],
	['the surge', surge, 1394],
])('The script of %s can be played: every ticket comes, is called and leaves once', (_, day, tickets) => {
	const { steps } = scriptOf(day, 40);
	expect(steps.filter((step) => step.kind === 'issue')).toHaveLength(tickets);
	expectPlayable(steps);
});

/** Plays the steps on counters of paper. */
function expectPlayable(steps: readonly Step[]): void {
	const come = new Set<number>();
	const desks = new Map<string, 'open' | 'called' | 'serving'>();
	let before = -Infinity;
	for (const step of steps) {
		expect(step.at).toBeGreaterThanOrEqual(before);
		before = step.at;
		const desk = 'counter' in step ? desks.get(step.counter) : undefined;
		switch (step.kind) {
			case 'issue':
				come.add(step.ticket);
				break;
			case 'open':
				expect(desk).toBeUndefined();
				desks.set(step.counter, 'open');
				break;
			case 'call':
				expect(desk).toBe('open');
				expect(come.has(step.ticket)).toBe(true);
				desks.set(step.counter, 'called');
				break;
			case 'serve':
				expect(desk).toBe('called');
				desks.set(step.counter, 'serving');
				break;
			case 'finish':
			case 'no-show':
				expect(desk).toBe(step.kind === 'finish' ? 'serving' : 'called');
				desks.set(step.counter, 'open');
				break;
			case 'close':
				expect(desk).toBe('open');
				desks.delete(step.counter);
		}
	}
	expect(desks.size).toBe(0);
}

test('Queues keep their Polish names and their letters; letters that are read as digits give way to the next free one', () => {
	const { office } = officeOf(normal, scriptOf(normal, 0), 'x', new Date(), {
		administrator: 'x',
		kiosks: 1,
		displays: 1,
	});
	const named = new Map(office.services.map((service) => [service.id as string, service.name['pl']]));
	expect(named.get('q186')).toBe('Nieruchomości, geodezja');
	expect(named.get('q190')).toBe('Rejestracja pojazdów');
	const letterOf = (id: string) => {
		const group = office.services.find((service) => service.id === id)?.group;
		return office.groups.find((one) => one.id === group)?.letter;
	};
	expect([letterOf('q186'), letterOf('q198'), letterOf('q202')]).toEqual(['E', 'A', 'A']);
	expect(letterOf('q190')).toBe('T');
	expect(letterOf('q203')).toBe('V');
	expect(office.groups.filter((group) => /[IOQ]/.test(group.letter))).toEqual([]);
	expect(new Set(office.groups.map((group) => group.letter)).size).toBe(office.groups.length);
});

test.each([
	['the normal day', normal],
	['the surge', surge],
])('The office of %s is one that the hub accepts', (_, day) => {
	const { office } = officeOf(day, scriptOf(day, 0), 'x', new Date(), {
		administrator: 'x',
		kiosks: 2,
		displays: 2,
	});
	expect(parseOffice(office).mistakes).toBeNull();
});

test('The letter that some offices write before the name of a queue is not said twice', () => {
	expect(surge.queues.find((queue) => queue.id === '658')).toEqual({
		id: '658',
		letter: 'X',
		name: 'Przekształcenie Użytkowania Wieczystego',
	});
});

test.each(Array.from({ length: 24 }, (_, hour) => hour))(
	'At %i o’clock in Greenwich the replayed office is early in its day',
	(hour) => {
		const now = new Date(Date.UTC(2026, 6, 1, hour, 59));
		const shown = new Intl.DateTimeFormat('en', {
			timeZone: morningZone(now),
			hour: 'numeric',
			hourCycle: 'h23',
		});
		expect(Number(shown.format(now))).toBe(5);
	},
);
