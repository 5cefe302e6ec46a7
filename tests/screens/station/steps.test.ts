// What a representative may do now, and on which key.
import { describe, expect, test } from 'vitest';
import { counterSteps, customerSteps, STEP_KEYS, stepOfKey } from '#screens/station/steps.ts';

const free = { counter: 'open', ticket: null, waiting: 3, parked: 1, mayJudge: true } as const;

describe('Steps about the customer, the obvious one first', () => {
	test.each([
		['nobody is there', free, ['next', 'call-out-of-turn', 'bring-back']],
		['nobody is there and nobody waits', { ...free, waiting: 0, parked: 0 }, ['next']],
		['only one waits, whose turn it is', { ...free, waiting: 1 }, ['next', 'bring-back']],
		['a trainee sits there', { ...free, mayJudge: false }, ['next', 'bring-back']],
		['somebody was called', { ...free, ticket: 'called' }, ['serve', 'recall', 'no-show', 'transfer']],
		['somebody is served', { ...free, ticket: 'serving' }, ['finish', 'hold', 'transfer', 'refer', 'escort']],
		['the counter is paused', { ...free, counter: 'paused' }, []],
		['the representative is away', { ...free, counter: 'escorting', ticket: 'escorted' }, []],
	] as const)('When %s', (_when, standing, steps) => {
		expect(customerSteps(standing)).toEqual(steps);
	});
});

describe('Steps about the counter', () => {
	test.each([
		[{ counter: 'open', ticket: null }, ['help', 'pause', 'leave']],
		[{ counter: 'open', ticket: 'serving' }, ['note', 'help']],
		[{ counter: 'paused', ticket: null }, ['reopen', 'leave']],
		[{ counter: 'escorting', ticket: 'escorted' }, []],
	] as const)('At %j', (standing, steps) => {
		expect(counterSteps(standing)).toEqual(steps);
	});
});

test('No two steps share a key, so that a key never does two things', () => {
	const keys = Object.values(STEP_KEYS);
	expect(new Set(keys).size).toBe(keys.length);
});

test('A key does a step only while it is possible, in capitals as well', () => {
	expect(stepOfKey('n', ['next'])).toBe('next');
	expect(stepOfKey('N', ['next'])).toBe('next');
	expect(stepOfKey('f', ['next'])).toBeNull();
	expect(stepOfKey('Enter', ['next'])).toBeNull();
});
