// Counts and durations as a language says them, by its own plural rules.

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** Picks the form for a count and puts the count, written as the language writes numbers, where `#` stands. */
export function countingIn(tag: string): (count: number, forms: Forms) => string {
	const rules = new Intl.PluralRules(tag);
	const digits = new Intl.NumberFormat(tag);
	return (count, forms) => (forms[rules.select(count)] ?? forms.other).replaceAll('#', digits.format(count));
}

/** Minutes in words: "45 minutes", "1 hour 15 minutes". */
export function durationIn(tag: string): (minutes: number) => string {
	const unit = (name: 'hour' | 'minute') =>
		new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'long' });
	const hour = unit('hour');
	const minute = unit('minute');
	return (minutes) => {
		const hours = Math.floor(minutes / 60);
		const rest = minutes % 60;
		if (hours === 0) return minute.format(rest);
		return rest === 0 ? hour.format(hours) : `${hour.format(hours)} ${minute.format(rest)}`;
	};
}
