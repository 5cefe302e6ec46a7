// The office's calendar day, found another way than the product finds it.

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the clock on that zone's wall shows this day at that instant. */
export function isTrueDay(day: string, at: number, timeZone: string): boolean {
	let format = formats.get(timeZone);
	if (format === undefined) {
		// Swedes write dates as ISO does.
		format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
		formats.set(timeZone, format);
	}
	return format.format(at) === day;
}
