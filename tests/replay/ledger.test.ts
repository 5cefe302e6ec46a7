// The laws of a replay can be broken: each planted error is told, and told by the law that it breaks.
import { expect, test } from 'vitest';
import type { Patch } from '#projections/view';
import { Ledger } from './ledger.ts';
import { compareWaits, spreadOf } from './waits.ts';
import { differencesOf } from './watched-view.ts';

/** Two people came to one queue, were called in turn, shown and served. */
function goodDay(): Ledger {
	const ledger = new Ledger();
	ledger.issued('t1', { recorded: 0, queue: 'q', number: 'A001', position: 5 });
	ledger.issued('t2', { recorded: 1, queue: 'q', number: 'A002', position: 6 });
	ledger.called({ ticket: 't1', queue: 'q', counter: '1', position: 7 });
	ledger.called({ ticket: 't2', queue: 'q', counter: '2', position: 8 });
	ledger.shown([shown('A001', '1', 1), shown('A002', '2', 2)]);
	ledger.ended('t1', 'finished');
	ledger.ended('t2', 'no-show');
	return ledger;
}

function shown(number: string, counter: string, sequence: number): Patch {
	return { table: 'calls', id: number, row: { id: number, number, counter, sequence } as Patch['row'] };
}

const broken = (ledger: Ledger, waiting = 0, atCounters = 0) =>
	ledger
		.laws(waiting, atCounters)
		.filter((law) => law.broken.length > 0)
		.map((law) => `${law.says}: ${law.broken.join('; ')}`);

test('A good day breaks no law', () => {
	const ledger = goodDay();
	expect(broken(ledger)).toEqual([]);
	expect(ledger.counts).toEqual({ issued: 2, called: 2, finished: 1, noShow: 1 });
});

test('A doubled call is told', () => {
	const ledger = goodDay();
	ledger.called({ ticket: 't1', queue: 'q', counter: '2', position: 9 });
	ledger.shown([shown('A001', '2', 3)]);
	expect(broken(ledger)).toContain('No ticket was called twice: A001: 2 times');
});

test('A doubled call that only the floor saw is told', () => {
	const ledger = goodDay();
	const walk = { kind: 'walk', from: 1, to: 2, counter: null, staff: null };
	const wait = { ...walk, kind: 'wait' };
	ledger.followed([
		{ table: 'tickets', id: 't2', row: { id: 't2', intervals: [wait, walk, wait, walk] } as Patch['row'] },
	]);
	expect(broken(ledger)).toEqual(['No ticket was called twice: A002: 2 times']);
});

test('A call out of order within its service is told', () => {
	const ledger = goodDay();
	ledger.issued('t3', { recorded: 2, queue: 'q', number: 'A003', position: 9 });
	ledger.issued('t4', { recorded: 3, queue: 'q', number: 'A004', position: 10 });
	ledger.called({ ticket: 't4', queue: 'q', counter: '1', position: 11 });
	ledger.called({ ticket: 't3', queue: 'q', counter: '1', position: 12 });
	ledger.shown([shown('A004', '1', 3), shown('A003', '1', 4)]);
	ledger.ended('t3', 'finished');
	ledger.ended('t4', 'finished');
	expect(broken(ledger)).toEqual([
		'Each service called in order of arrival: A003 was called after A004, but came before',
	]);
});

test('A number given twice, a ticket that is lost and a ticket that ended twice are told', () => {
	const twice = goodDay();
	twice.issued('t3', { recorded: 2, queue: 'q', number: 'A001', position: 9 });
	expect(broken(twice, 1)).toEqual(['No number was given twice: A001: tickets t1 and t3']);
	const lost = goodDay();
	lost.issued('t3', { recorded: 2, queue: 'q', number: 'A003', position: 9 });
	expect(broken(lost)[0]).toContain('3 issued, 2 accounted for');
	const again = goodDay();
	again.ended('t2', 'finished');
	expect(broken(again)).toEqual(['No ticket ended twice: A002']);
});

test('A call that no display showed, one shown at another counter, and a refused command are told', () => {
	const ledger = goodDay();
	ledger.issued('t3', { recorded: 2, queue: 'q', number: 'A003', position: 9 });
	ledger.called({ ticket: 't3', queue: 'q', counter: '1', position: 10 });
	expect(broken(ledger, 0, 1)).toEqual([
		'Every call was shown, with its number and counter: A003 at 1 was never shown',
	]);
	ledger.shown([shown('A003', '2', 3)]);
	expect(broken(ledger, 0, 1)[0]).toContain('A003 at 2 was shown and never called');
	const refused = goodDay();
	refused.refused('call: counter-busy');
	expect(broken(refused)).toEqual(['Every command was done: call: counter-busy']);
});

test('Rows that a display lacks, has too many or has otherwise are named', () => {
	const seen = { calls: { A1: { id: 'A1', n: 1 }, A2: { id: 'A2' } }, office: {} };
	const fresh = { calls: { A1: { id: 'A1', n: 2 }, A3: { id: 'A3' } }, office: {} };
	expect(differencesOf(seen, fresh)).toEqual(['calls/A1', 'calls/A2', 'calls/A3']);
	expect(differencesOf(fresh, fresh)).toEqual([]);
});

test('Waits are told as mean, median and p90', () => {
	const tens = Array.from({ length: 11 }, (_, at) => at * 10);
	expect(spreadOf(tens)).toEqual({ count: 11, mean: 50, median: 50, p90: 90 });
	expect(spreadOf([])).toEqual({ count: 0, mean: 0, median: 0, p90: 0 });
	const pairs = [
		{ queue: 'a', seen: 4, recorded: 5 },
		{ queue: 'b', seen: 9, recorded: 6 },
	];
	const [all, ofA] = compareWaits(pairs, new Map([['a', 'Kasa']]));
	expect([all?.apart, ofA?.name, ofA?.apart]).toEqual([2, 'Kasa', 1]);
});
