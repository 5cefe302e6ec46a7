// Opening hours between the office file's minutes after midnight and what a time field shows.

/** 1020 -> "17:00"; past midnight goes on counting from 0 as a clock does. */
export function timeOfMinutes(minutes: number): string {
	const of = ((minutes % 1440) + 1440) % 1440;
	return `${String(Math.floor(of / 60)).padStart(2, '0')}:${String(of % 60).padStart(2, '0')}`;
}

/** "17:00" -> 1020; null for anything that is no time. */
export function minutesOfTime(time: string): number | null {
	const found = /^(\d{1,2}):(\d{2})/.exec(time);
	if (found === null) return null;
	const [hours, minutes] = [Number(found[1]), Number(found[2])];
	return hours < 24 && minutes < 60 ? hours * 60 + minutes : null;
}

/** A closing time at or before the opening belongs to the next day. */
export function spanOf(opens: number, closes: number): { opens: number; closes: number } {
	const closing = closes % 1440;
	return { opens, closes: closing <= opens ? closing + 1440 : closing };
}

/** A usual working day. */
export const USUAL_SPAN = { opens: 9 * 60, closes: 17 * 60 } as const;
