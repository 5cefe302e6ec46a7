// Times are written in the office's zone and the reader's language.
import { expect, test } from 'vitest';
import { listOf, shortMinutes, stopwatch, timeOfDay, whenOpens } from '#screens/i18n/format.ts';
import { said } from '#screens/i18n/wording.ts';

const LA = 'America/Los_Angeles';
const at = Date.parse('2026-03-09T17:32:00Z');
/** Intl puts a narrow no-break space before AM and PM. */
const plain = (text: string) => text.replaceAll(/[\u202f\u00a0]/g, ' ');

test('A time of day is told on the office’s own clock, in the form of the language', () => {
	expect(plain(timeOfDay(at, 'en', LA))).toBe('10:32 AM');
	expect(timeOfDay(at, 'pl', 'Europe/Warsaw')).toBe('18:32');
	expect(timeOfDay(at, 'zh-Hant', LA)).toBe('上午10:32');
	expect(timeOfDay(at, 'vi', LA)).toBe('10:32');
});

test('An opening later today is told by its time, tomorrow’s by the weekday, a far one by the date', () => {
	const hour = 3_600_000;
	expect(plain(whenOpens(at + 3 * hour, at, 'en', LA))).toBe('1:32 PM');
	expect(plain(whenOpens(at + 24 * hour, at, 'en', LA))).toBe('Tuesday 10:32 AM');
	expect(plain(whenOpens(at + 20 * 24 * hour, at, 'en', LA))).toMatch(/^Sunday, March 29 at 10:32 AM$/);
});

test('Every language writes the digits of the ticket numbers, also where the country would use its own', () => {
	for (const language of ['ar-EG', 'fa', 'mr', 'hi-u-nu-deva']) {
		expect(timeOfDay(at, language, LA), language).toMatch(/10:32/);
		expect(shortMinutes(12 * 60_000, language), language).toMatch(/12/);
	}
});

test('Whether an opening is today is decided in the office’s zone, not where the screen stands', () => {
	const late = Date.parse('2026-03-10T06:30:00Z');
	expect(plain(whenOpens(late, at, 'en', LA))).toBe('11:30 PM');
	expect(plain(whenOpens(late, at, 'en', 'Europe/Warsaw'))).toBe('Tuesday 7:30 AM');
});

test('Time gone by never runs backwards and grows an hours’ place when it needs one', () => {
	expect(stopwatch(-5_000)).toBe('0:00');
	expect(stopwatch(247_900)).toBe('4:07');
	expect(stopwatch(3_753_000)).toBe('1:02:33');
	expect(plain(shortMinutes(12 * 60_000 + 59_000, 'en'))).toBe('12 min');
});

test('Lists use the joining words of the language', () => {
	expect(listOf(['a passport', 'a form'], 'en')).toBe('a passport and a form');
	expect(listOf(['un pasaporte', 'un formulario'], 'es')).toBe('un pasaporte y un formulario');
});

test('A wording that lacks the reader’s language is shown in the one it has, and says which that is', () => {
	const wording = { pl: 'Dowody osobiste', en: 'Identity cards' };
	expect(said(wording, 'en')).toEqual({ text: 'Identity cards', lang: 'en', dir: 'ltr' });
	expect(said(wording, 'ar')).toEqual({ text: 'Dowody osobiste', lang: 'pl', dir: 'ltr' });
	expect(said({ ar: 'بطاقات الهوية' }, 'ar').dir).toBe('rtl');
	expect(said({}, 'es')).toEqual({ text: '', lang: 'es', dir: 'ltr' });
});
