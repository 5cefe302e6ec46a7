// The display of a keypad: whatever it says fits into two lines of sixteen plain letters, and the lamps tell what would be obeyed.
import { expect, test } from 'vitest';
import { keypadFace, ledsOf } from '#hardware/keypad/keypad-face';
import { LINE_LENGTH, plainText } from '#hardware/serial/desk-messages';
import { keypadRefusal, keypadWords } from '#words/staff/keypad';
import { refusals } from '#words/staff/refusals';
import type { Code } from '#protocol/answers';
import { keypadRow } from '../desk-rig.ts';

const plain = new RegExp(`^[ -~]{0,${LINE_LENGTH}}$`);

test('A refusal of every code fits, with and without the number that it is about', () => {
	for (const code of Object.keys(refusals) as Code[]) {
		for (const facts of [{}, { number: 'A1042', numbers: 'A1042 B1042', counter: '12' }])
			for (const line of keypadRefusal({ ok: false, code, facts }))
				expect([code, line]).toEqual([code, expect.stringMatching(plain)]);
	}
	for (const line of Object.values(keypadWords.did)) expect(line).toMatch(plain);
});

test.each([
	[12, 0, 'Waiting 12'],
	[9, 2, 'Waiting 9 Held 2'],
	[12, 2, 'Wait 12   Held 2'],
	[999, 99, 'Wait 999 Held 99'],
	[5000, 120, 'Waiting 5000'],
])('With %i waiting and %i held the display says "%s"', (waiting, held, line) => {
	const row = keypadRow('A1042', { waiting, held });
	expect(keypadFace({ row, digits: '', message: null, waiting: false }).lines).toEqual([
		'Called     A1042',
		line,
	]);
});

test('A counter whose name has other letters is still readable', () => {
	expect(plainText('Ventanilla Ñ')).toBe('Ventanilla N');
	const face = keypadFace({
		row: { ...keypadRow(null), counter: 'Ñ' },
		digits: '',
		message: null,
		waiting: false,
	});
	expect(face.lines[0]).toBe('Counter N free');
});

test.each([
	['nobody is signed in', { signedIn: false, status: 'closed' }, 'Counter 1 closed', []],
	['the counter is paused', { status: 'paused' }, 'Counter 1 pause', []],
	['the representative is on an escort', { status: 'escorting' }, 'On an escort', []],
	['nobody waits', { waiting: 0 }, 'Counter 1 free', []],
	['somebody waits', { waiting: 1 }, 'Counter 1 free', ['next']],
] as const)('While %s: "%s"', (_what, more, line, leds) => {
	const row = keypadRow(null, more);
	expect(keypadFace({ row, digits: '', message: null, waiting: false }).lines[0]).toBe(line);
	expect(ledsOf(row)).toEqual(leds);
});
