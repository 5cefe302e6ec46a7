// A department's week as people write it on a door: days with the same hours share a line.
import type { PaperFacts } from '#projections/device-jobs';

export type WeekHours = NonNullable<Extract<PaperFacts, { kind: 'referral' }>['department']['hours']>;

export interface HoursOfDays {
	/** "Mon – Fri". */
	readonly days: string;
	/** One or more: "9:00 AM – 12:00 PM", or that it is closed. */
	readonly spans: readonly string[];
}

/** Monday 1 January 2024, a week of plain days to name weekdays and clock times by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const MIDNIGHT = 24 * 60;

/** One a group of like days, Monday first. */
export function hoursInWords(hours: WeekHours, language: string, closed: string): HoursOfDays[] {
	const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
	const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
	const said = hours.map((spans) =>
		spans.length === 0
			? [closed]
			: spans.map(({ opens, closes }) =>
					// Midnight belongs to the next day, and a range over two days is told with its dates.
					closes < MIDNIGHT
						? clock.formatRange(at(opens), at(closes))
						: `${clock.format(at(opens))} – ${clock.format(at(closes))}`,
				),
	);
	const groups: HoursOfDays[] = [];
	for (let first = 0; first < said.length; first += 1) {
		const spans = said[first] ?? [closed];
		let last = first;
		while (said[last + 1]?.join() === spans.join()) last += 1;
		const days =
			last === first
				? weekday.format(MONDAY + first * DAY)
				: weekday.formatRange(MONDAY + first * DAY, MONDAY + last * DAY);
		groups.push({ days, spans });
		first = last;
	}
	return groups;
}

function at(minutes: number): number {
	return MONDAY + minutes * 60_000;
}
