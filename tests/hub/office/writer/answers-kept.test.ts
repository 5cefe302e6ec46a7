// Which commands are certainly new, and which only the record can tell.
import { expect, test } from 'vitest';
import type { CommandId } from '#domain/ids';
import { AnswersKept } from '#hub/office/writer/answers-kept';

const answer = { ok: true, position: 1, made: {} } as const;
/** Time-ordered, the `at`-th of its day. */
const id = (at: number) => `019a0000-${at.toString(16).padStart(4, '0')}-7000-8000-000000000000` as CommandId;
const RANDOM = '00000000-0000-4000-8000-000000000000' as CommandId;

test('Until the record was asked for its newest, every command is looked up', () => {
	const answers = new AnswersKept();
	expect(answers.knowsNewest).toBe(false);
	answers.keep(id(5), answer);
	answers.forget(id(6));
	expect([id(4), id(7), RANDOM].map((one) => answers.needsLookup(one))).toEqual([true, true, true]);
});

test('A command that is newer than the newest in the record was never done; all others are looked up', () => {
	const answers = new AnswersKept();
	answers.newest = id(5);
	expect([id(4), id(5), id(6)].map((one) => answers.needsLookup(one))).toEqual([true, true, false]);
	const upper = id(0xabcd).toUpperCase() as CommandId;
	expect([RANDOM, upper].map((one) => answers.needsLookup(one))).toEqual([true, true]);
});

test('Nothing below the newest in the record counts as new, also when somebody wrote it in capitals', () => {
	const answers = new AnswersKept();
	answers.newest = '0FFFFFFF-0000-7000-8000-000000000000' as CommandId;
	expect([id(4), id(0xffff)].map((one) => answers.needsLookup(one))).toEqual([true, true]);
});

test('In an empty record nothing was done yet, and random ids are looked up all the same', () => {
	const answers = new AnswersKept();
	answers.newest = null;
	expect([id(0), RANDOM].map((one) => answers.needsLookup(one))).toEqual([false, true]);
});

test('What another hub did is looked up when it comes here', () => {
	const answers = new AnswersKept();
	answers.newest = id(5);
	answers.forget(id(9));
	answers.forget(RANDOM);
	answers.forget(id(7));
	expect([id(8), id(9), id(10)].map((one) => answers.needsLookup(one))).toEqual([true, true, false]);
});

test('What another hub did while the record was asked for its newest is looked up too', () => {
	const answers = new AnswersKept();
	answers.forget(id(9));
	answers.newest = id(5);
	expect([id(9), id(10)].map((one) => answers.needsLookup(one))).toEqual([true, false]);
});

test('The last ten thousand answers are kept, and what falls out is looked up from then on', () => {
	const answers = new AnswersKept();
	answers.newest = null;
	// The clock of the first is ahead of all others.
	answers.keep(id(0xffff), answer);
	for (let at = 1; at <= 19_998; at += 1) answers.keep(id(at), answer);
	expect([answers.get(id(0xffff)), answers.get(id(19_998))]).toEqual([answer, answer]);
	expect(answers.needsLookup(id(19_999))).toBe(false);
	for (let at = 19_999; at <= 29_999; at += 1) answers.keep(id(at), answer);
	expect([answers.get(id(0xffff)), answers.get(id(20_000))]).toEqual([null, answer]);
	expect([id(0xffff), id(0xfffe), id(30_000)].map((one) => answers.needsLookup(one))).toEqual([
		true,
		true,
		true,
	]);
});
