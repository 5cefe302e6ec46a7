// Counts and durations as a language says them, by its own plural rules.

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/**
 * The tag for `Intl`, with the digits 0 to 9 in every language. A ticket's number, a counter's label and a sign have those
 * alone, and who compares a paper with a screen must find the same shapes. A tag that is none stays as it is.
 */
export function withLatinDigits(tag: string): string {
	try {
		return new Intl.Locale(tag, { numberingSystem: 'latn' }).toString();
	} catch {
		return tag;
	}
}

/** Picks the form for a count and puts the count, written as the language writes numbers, where `#` stands. */
export function countingIn(tag: string): (count: number, forms: Forms) => string {
	const rules = new Intl.PluralRules(tag);
	const digits = new Intl.NumberFormat(withLatinDigits(tag));
	return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', digits.format(count));
}

/** Minutes in words: "45 minutes", "1 hour 15 minutes". */
export function durationIn(tag: string): (minutes: number) => string {
	const unit = (name: 'hour' | 'minute') =>
		new Intl.NumberFormat(withLatinDigits(tag), { style: 'unit', unit: name, unitDisplay: 'long' });
	const hour = unit('hour');
	const minute = unit('minute');
	return durationOf({
		hours: (count) => hour.format(count),
		minutes: (count) => minute.format(count),
		both: (hours, minutes) => `${hours} ${minutes}`,
	});
}

/** How a language says whole hours, minutes below an hour, and both together. */
export interface DurationWords {
	readonly hours: (count: number) => string;
	readonly minutes: (count: number) => string;
	readonly both: (hours: string, minutes: string) => string;
}

/** The same for a language whose hours and minutes `Intl` cuts short or does not join as people do. */
export function durationOf({ hours, minutes, both }: DurationWords): (minutes: number) => string {
	return (all) => {
		const whole = Math.floor(all / 60);
		const rest = all % 60;
		if (whole === 0) return minutes(rest);
		return rest === 0 ? hours(whole) : both(hours(whole), minutes(rest));
	};
}
