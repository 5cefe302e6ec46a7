// Opening hours as people write them, { "mon": ["09:00-12:00"] }, and as the rules count them, in minutes.
import { z } from 'zod';
import type { OpeningSpan, WeekHours } from '#domain/office';
import { isRecord, wrong, type Wrong as WrongOf } from './office-mistakes.ts';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const DAY = 1_440;
const SPAN = /^(\d{2}):([0-5]\d)-(\d{2}):([0-5]\d)$/;

/** A missing day is closed. */
export type WrittenHours = Readonly<Partial<Record<(typeof DAYS)[number], readonly string[]>>>;

/** Reads the written form, and also the rules' own form as an editor in the browser has it. */
export const weekHours = z.unknown().transform((input, context): WeekHours => {
	const mistakes: Wrong[] = [];
	const read = readWeek(input, mistakes);
	checkWeek(read, mistakes);
	context.issues.push(...mistakes);
	return mistakes.length > 0 ? z.NEVER : read.map(({ spans }) => spans.map(({ span }) => span));
});

export function writtenHours(week: WeekHours): WrittenHours {
	const open = DAYS.map((day, index) => [day, (week[index] ?? []).map(writtenSpan)] as const);
	return Object.fromEntries(open.filter(([, spans]) => spans.length > 0));
}

function writtenSpan({ opens, closes }: OpeningSpan): string {
	return `${writtenTime(opens)}-${writtenTime(closes)}`;
}

function writtenTime(minutes: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Of an input that may be anything. */
type Wrong = WrongOf<unknown>;
type Path = (string | number)[];
interface ReadSpan {
	readonly path: Path;
	readonly span: OpeningSpan;
}
interface ReadDay {
	readonly spans: readonly ReadSpan[];
}

function readWeek(input: unknown, mistakes: Wrong[]): ReadDay[] {
	const example = 'Write { "mon": ["09:00-12:00", "13:00-17:00"], ... }; a day left out is closed';
	if (Array.isArray(input)) {
		if (input.length === DAYS.length)
			return input.map((day, index) => ({ spans: readDay(day, [index], readCounted, mistakes) }));
		mistakes.push(wrong(input, 'is a list without one entry for each day of the week', example));
		return [];
	}
	if (!isRecord(input)) {
		mistakes.push(wrong(input, input === undefined ? 'is missing' : 'are not opening hours', example));
		return [];
	}
	for (const key of Object.keys(input).filter((key) => !(DAYS as readonly string[]).includes(key)))
		mistakes.push(wrong(input[key], 'is not a day of the week', `Write one of ${DAYS.join(', ')}`, [key]));
	return DAYS.map((day) => ({
		spans: input[day] === undefined ? [] : readDay(input[day], [day], readWritten, mistakes),
	}));
}

type ReadOne = (input: unknown, path: Path, mistakes: Wrong[]) => OpeningSpan | null;

function readDay(input: unknown, path: Path, readOne: ReadOne, mistakes: Wrong[]): ReadSpan[] {
	if (!Array.isArray(input)) {
		mistakes.push(
			wrong(input, 'is not a list', 'Write ["09:00-17:00"], or leave the day out to close it', path),
		);
		return [];
	}
	return input.flatMap((entry: unknown, index) => {
		const at = [...path, index];
		const span = readOne(entry, at, mistakes);
		return span === null ? [] : [{ path: at, span }];
	});
}

function readWritten(input: unknown, path: Path, mistakes: Wrong[]): OpeningSpan | null {
	if (input === '24h') return { opens: 0, closes: DAY };
	const match = typeof input === 'string' ? SPAN.exec(input) : null;
	if (match === null) {
		mistakes.push(wrong(input, 'is not a time span', 'Write it as "09:00-17:00", in 24-hour time', path));
		return null;
	}
	const [, fromHour, fromMinute, toHour, toMinute] = match;
	return {
		opens: Number(fromHour) * 60 + Number(fromMinute),
		closes: Number(toHour) * 60 + Number(toMinute),
	};
}

function readCounted(input: unknown, path: Path, mistakes: Wrong[]): OpeningSpan | null {
	const { opens, closes, ...rest } = isRecord(input) ? input : {};
	if (isMinutes(opens) && isMinutes(closes) && Object.keys(rest).length === 0) return { opens, closes };
	mistakes.push(
		wrong(
			input,
			'is not a time span',
			'Write { "opens": 540, "closes": 1020 }, in whole minutes after midnight',
			path,
		),
	);
	return null;
}

function isMinutes(value: unknown): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}

function checkWeek(week: readonly ReadDay[], mistakes: Wrong[]): void {
	week.forEach(({ spans }, day) => {
		// A night that runs past midnight reaches into the day after, Sunday's into Monday.
		const yesterday = week[(day + week.length - 1) % week.length]?.spans.at(-1)?.span.closes ?? 0;
		let free = yesterday - DAY;
		for (const { path, span } of spans) {
			checkSpan(span, path, mistakes);
			if (span.opens < free)
				mistakes.push(
					wrong(
						writtenSpan(span),
						'overlaps the span before it',
						'Put the spans in order and let each open after the one before has closed',
						path,
					),
				);
			free = Math.max(free, span.closes);
		}
	});
}

function checkSpan(span: OpeningSpan, path: Path, mistakes: Wrong[]): void {
	const { opens, closes } = span;
	if (opens >= DAY)
		mistakes.push(
			wrong(
				writtenSpan(span),
				'opens after midnight',
				'Write it under the day after: the latest opening is 23:59',
				path,
			),
		);
	else if (closes <= opens)
		mistakes.push(
			wrong(
				writtenSpan(span),
				'closes before it opens',
				'Swap the times; a night that ends at 04:00 closes at 28:00, as in "20:00-28:00"',
				path,
			),
		);
	else if (closes > opens + DAY)
		mistakes.push(wrong(writtenSpan(span), 'is longer than 24 hours', 'Split it over the days', path));
}
