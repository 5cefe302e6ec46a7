// A refusal is a sentence with what is known about it, and there is one for every code.
import { expect, test } from 'vitest';
import { REFUSAL_CODES } from '#domain/refusals';
import { DOOR_CODES } from '#protocol/answers';
import { sentenceOf } from '#screens/nouns/lobby/refusal.ts';
import { Story } from '#support/story';
import { stationView } from '#support/hubs/station-view';

const view = stationView(new Story());
const say = (code: (typeof REFUSAL_CODES)[number], facts: Record<string, string | number> = {}) =>
	sentenceOf({ code, facts }, view, () => 'Monday 8:00 AM');

test('Names and numbers that the hub told are in the sentence', () => {
	expect(say('counter-taken', { counter: '2', staff: 'rosa' })).toBe('rosa is signed in at counter 2.');
	expect(say('counter-busy', { counter: '2', number: 'A042' })).toContain('A042');
	expect(say('service-closed', { service: 'tax', next: 5 })).toContain('Monday 8:00 AM');
	expect(say('day-has-open-tickets', { count: 1 })).toContain('1 ticket is still open');
});

test('Without them the general sentence stands, and an empty fact counts as none', () => {
	expect(say('counter-taken')).toBe('Somebody else is signed in at this counter.');
	expect(say('counter-busy', { number: '' })).toBe(
		'This counter still has a customer. Finish with them first.',
	);
});

test('Every code is a sentence that ends', () => {
	for (const code of [...REFUSAL_CODES, ...DOOR_CODES]) {
		expect(sentenceOf({ code, facts: {} }, view, String), code).toMatch(/^[A-Z].*\.$/);
	}
});
