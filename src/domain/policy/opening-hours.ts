// Opening hours on the office's own clock: nights, closed days and the two days a year that are not 24 hours long.
import type { BusinessDay, Instant } from '../ids.ts';
import type { Office, OpeningSpan, Service, WeekHours } from '../office.ts';

export interface Opening {
	readonly open: boolean;
	/** When it closes, if it is open. */
	readonly until: Instant | null;
	/** When it opens next, if it is closed; null when not within the next four weeks. */
	readonly next: Instant | null;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const FAR = 28;

/** The calendar day that it is in that zone. */
export function businessDayOf(at: Instant, timeZone: string): BusinessDay {
	return minuteOf(at, timeZone).today;
}

function dayOf({ year, month, day }: WallClock): BusinessDay {
	return `${year}-${pad(month)}-${pad(day)}`;
}

/** Whether the office is open by its hours and closed days. */
export function officeOpening(
	office: Pick<Office, 'timeZone' | 'hours' | 'closedDays'>,
	at: Instant,
): Opening {
	return openingOf(office, office.hours, 0, at);
}

/** Whether tickets of a service may still be issued: its own hours or the office's, up to the last-ticket time. */
export function serviceOpening(
	office: Pick<Office, 'timeZone' | 'hours' | 'closedDays'>,
	service: Pick<Service, 'hours' | 'lastTicketMinutes'>,
	at: Instant,
): Opening {
	return openingOf(office, service.hours ?? office.hours, service.lastTicketMinutes, at);
}

/** The same question without the when: one look at the clock, for every ticket that is issued. */
export function mayIssueNow(
	office: Pick<Office, 'timeZone' | 'hours' | 'closedDays'>,
	service: Pick<Service, 'hours' | 'lastTicketMinutes'>,
	at: Instant,
): boolean {
	const hours = service.hours ?? office.hours;
	const { minutes, today, yesterday, weekday } = minuteOf(at, office.timeZone);
	const within = (day: BusinessDay, weekday: number, minute: number): boolean =>
		!office.closedDays.includes(day) &&
		spansOf(hours, weekday).some(
			(span) => span.opens <= minute && minute < span.closes - cutOffOf(hours, weekday, span, service),
		);
	return within(today, weekday, minutes) || within(yesterday, weekday + 6, minutes + 24 * 60);
}

/** The last-ticket time counts before the real closing, not where one span touches the next (midnight of a 24-hour office). */
function cutOffOf(
	hours: WeekHours,
	weekday: number,
	span: OpeningSpan,
	{ lastTicketMinutes }: Pick<Service, 'lastTicketMinutes'>,
): number {
	const goesOn =
		spansOf(hours, weekday).some((other) => other.opens === span.closes) ||
		spansOf(hours, weekday + 1).some((other) => other.opens + 24 * 60 === span.closes);
	return goesOn ? 0 : lastTicketMinutes;
}

function openingOf(
	{ timeZone, closedDays }: Pick<Office, 'timeZone' | 'closedDays'>,
	hours: WeekHours,
	lastTicketMinutes: number,
	at: Instant,
): Opening {
	let until: Instant | null = null;
	const today = businessDayOf(at, timeZone);
	for (let ahead = -1; ahead <= FAR; ahead += 1) {
		const day = dayAfter(today, ahead);
		if (closedDays.includes(day)) continue;
		const weekday = weekdayOf(day);
		for (const span of spansOf(hours, weekday)) {
			const opens = instantOf(day, span.opens, timeZone);
			const cutOff = cutOffOf(hours, weekday, span, { lastTicketMinutes });
			const closes = instantOf(day, span.closes - cutOff, timeZone);
			// Spans that touch (a 24-hour office) are one opening.
			if (until !== null && opens > until) return { open: true, until, next: null };
			if (opens <= (until ?? at) && (until ?? at) < closes) until = closes;
			else if (until === null && opens > at && closes > opens)
				return { open: false, until: null, next: opens };
		}
		// Nobody asks for a closing time further off: the days after tomorrow are not looked at.
		if (until !== null && ahead > 1) break;
	}
	return { open: until !== null, until, next: null };
}

/** `weekday`: counted on from 0, a Monday, also beyond 6. */
function spansOf(hours: WeekHours, weekday: number): readonly OpeningSpan[] {
	return hours[weekday % 7] ?? [];
}

/** 0 on a Monday. */
function weekdayOf(day: BusinessDay): number {
	return (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
}

export function dayAfter(day: BusinessDay, days: number): BusinessDay {
	return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/**
 * The instant at which that zone's clock shows so many minutes after the day's midnight. A wall time that daylight
 * saving skips gives the instant as long after the jump; one that comes twice gives the first.
 */
export function instantOf(day: BusinessDay, minutes: number, timeZone: string): Instant {
	const wall = Date.parse(`${day}T00:00:00Z`) + minutes * MINUTE;
	const early = wall - offsetAt(wall - DAY, timeZone);
	if (early + offsetAt(early, timeZone) === wall) return early;
	const late = wall - offsetAt(wall + DAY, timeZone);
	return late + offsetAt(late, timeZone) === wall ? late : early;
}

/** Milliseconds that the zone's clock is ahead of UTC. */
function offsetAt(at: Instant, timeZone: string): number {
	const { year, month, day, hour, minute, second } = wallClock(at, timeZone);
	const wall = Date.UTC(year, month - 1, day, hour, minute, second);
	return wall - Math.floor(at / 1000) * 1000;
}

interface WallClock {
	readonly year: number;
	readonly month: number;
	readonly day: number;
	readonly hour: number;
	readonly minute: number;
	readonly second: number;
}

/** What a zone's clock and calendar show for one minute. */
interface Minute {
	readonly number: number;
	readonly clock: WallClock;
	/** Minutes since the day's midnight, as the clock shows them. */
	readonly minutes: number;
	readonly today: BusinessDay;
	readonly yesterday: BusinessDay;
	/** 0 on a Monday. */
	readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
/** The last minute read of each zone: tickets come many a minute, and formatting costs more than the rest of a decision. */
const lastRead = new Map<string, Minute>();

function minuteOf(at: Instant, timeZone: string): Minute {
	const number = Math.floor(at / MINUTE);
	const known = lastRead.get(timeZone);
	if (known?.number === number) return known;
	const clock = readClock(number * MINUTE, timeZone);
	const today = dayOf(clock);
	const minutes = clock.hour * 60 + clock.minute;
	const days = { today, yesterday: dayAfter(today, -1), weekday: weekdayOf(today) };
	const read = { number, clock, minutes, ...days };
	lastRead.set(timeZone, read);
	return read;
}

function wallClock(at: Instant, timeZone: string): WallClock {
	const { clock } = minuteOf(at, timeZone);
	return { ...clock, second: clock.second + (Math.floor(at / 1000) % 60) };
}

function readClock(at: Instant, timeZone: string): WallClock {
	let format = formats.get(timeZone);
	if (format === undefined) {
		format = new Intl.DateTimeFormat('en-US', {
			timeZone,
			hourCycle: 'h23',
			year: 'numeric',
			month: 'numeric',
			day: 'numeric',
			hour: 'numeric',
			minute: 'numeric',
			second: 'numeric',
		});
		formats.set(timeZone, format);
	}
	const parts: Record<string, number> = {};
	for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
	const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
	return { year, month, day, hour, minute, second };
}

function pad(value: number): string {
	return String(value).padStart(2, '0');
}
