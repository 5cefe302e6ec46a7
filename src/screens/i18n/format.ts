// Times, days and durations as people of the office's place and the reader's language write them.
import { withLatinDigits } from '#words/counting';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs a hundred times using it, and boards format every second. */
function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
	const key = `${language} ${JSON.stringify(options)}`;
	const known = formats.get(key);
	if (known !== undefined) return known;
	const made = new Intl.DateTimeFormat(withLatinDigits(language), options);
	formats.set(key, made);
	return made;
}

/** "10:32 AM" in English, "10:32" in Polish: the office's usual form. `at` in ms since 1970. */
export function timeOfDay(at: number, language: string, timeZone: string): string {
	return format(language, { hour: 'numeric', minute: '2-digit', timeZone }).format(at);
}

export function longDate(at: number, language: string, timeZone: string): string {
	return format(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone }).format(at);
}

/** When something opens: only the time today, the weekday within the week, else the date as well. */
export function whenOpens(at: number, now: number, language: string, timeZone: string): string {
	const day = (instant: number) => format('en-CA', { dateStyle: 'short', timeZone }).format(instant);
	const time: Intl.DateTimeFormatOptions = { hour: 'numeric', minute: '2-digit', timeZone };
	if (day(at) === day(now)) return format(language, time).format(at);
	const week = 6 * 24 * 60 * 60 * 1000;
	const date: Intl.DateTimeFormatOptions =
		at - now < week ? { weekday: 'long' } : { weekday: 'long', day: 'numeric', month: 'long' };
	return format(language, { ...date, ...time }).format(at);
}

/** Time gone by on staff screens: "4:07", "1:02:33". Milliseconds; never negative. */
export function stopwatch(milliseconds: number): string {
	const seconds = Math.max(0, Math.floor(milliseconds / 1000));
	const two = (value: number) => String(value).padStart(2, '0');
	const minutes = Math.floor(seconds / 60);
	const hours = Math.floor(minutes / 60);
	return hours === 0
		? `${minutes}:${two(seconds % 60)}`
		: `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

/** Whole minutes gone by, short: "12 min". */
export function shortMinutes(milliseconds: number, language: string): string {
	const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
	const form = { style: 'unit', unit: 'minute', unitDisplay: 'short' } as const;
	return new Intl.NumberFormat(withLatinDigits(language), form).format(minutes);
}

/** Begins with a capital letter, in scripts that have them. */
export function capitalized(text: string, language: string): string {
	return text.charAt(0).toLocaleUpperCase(language) + text.slice(1);
}

/** "Birth certificate, passport and tax" with the language's own joining words. */
export function listOf(items: readonly string[], language: string): string {
	return new Intl.ListFormat(language, { type: 'conjunction' }).format(items);
}
