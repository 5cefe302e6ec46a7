// The times of a visit, from its intervals: kept apart by kind, ticking while one is open.
import type { Instant } from '#domain/ids';
import type { Interval } from '#domain/ticket';

export const TIME_KINDS = ['wait', 'walk', 'service', 'hold', 'escort'] as const;
export type TimeKind = (typeof TIME_KINDS)[number];

/** Milliseconds spent in each kind so far; a kind that never happened is null. */
export function timesOf(
	intervals: readonly Interval[],
	now: Instant,
): Readonly<Record<TimeKind, number | null>> {
	const times: Record<TimeKind, number | null> = {
		wait: null,
		walk: null,
		service: null,
		hold: null,
		escort: null,
	};
	for (const interval of intervals) {
		times[interval.kind] = (times[interval.kind] ?? 0) + lengthOf(interval, now);
	}
	return times;
}

/** Milliseconds of one interval so far; a hub clock set back never makes it negative. */
export function lengthOf(interval: Pick<Interval, 'from' | 'to'>, now: Instant): number {
	return Math.max(0, (interval.to ?? now) - interval.from);
}

/** The interval that is running, or null. */
export function openInterval(intervals: readonly Interval[]): Interval | null {
	return intervals.findLast((one) => one.to === null) ?? null;
}

/** Whole minutes, rounded down: "how long does this person wait already". */
export function minutesOf(ms: number): number {
	return Math.floor(Math.max(0, ms) / 60_000);
}
