// A department's week as people write it on a door: days with the same hours share a line.
import type { PaperFacts } from '#projections/device-jobs';
import { scriptOf } from './direction.ts';

export type WeekHours = NonNullable<Extract<PaperFacts, { kind: 'referral' }>['department']['hours']>;

/** Monday 1 January 2024, a week of plain days to name weekdays and clock times by. */
const MONDAY = Date.UTC(2024, 0, 1);
const DAY = 86_400_000;
const COMMA: Readonly<Record<string, string>> = { Arab: '، ', Hant: '、', Hans: '、' };

/** A line a group of like days, Monday first: "Mon – Fri: 9:00 AM–5:00 PM". */
export function hoursInWords(hours: WeekHours, language: string, closed: string): string[] {
	const weekday = new Intl.DateTimeFormat(language, { weekday: 'short', timeZone: 'UTC' });
	const clock = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' });
	const comma = COMMA[scriptOf(language)] ?? ', ';
	const said = hours.map((spans) =>
		spans.length === 0
			? closed
			: spans
					.map(({ opens, closes }) => `${clock.format(at(opens))}–${clock.format(at(closes))}`)
					.join(comma),
	);
	const lines: string[] = [];
	for (let first = 0; first < said.length; first += 1) {
		let last = first;
		while (last + 1 < said.length && said[last + 1] === said[first]) last += 1;
		const days =
			last === first
				? weekday.format(MONDAY + first * DAY)
				: weekday.formatRange(MONDAY + first * DAY, MONDAY + last * DAY);
		lines.push(`${days}: ${said[first] ?? closed}`);
		first = last;
	}
	return lines;
}

function at(minutes: number): number {
	return MONDAY + minutes * 60_000;
}
