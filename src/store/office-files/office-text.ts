// The words and names of an office file: what may be printed, spoken and used as an id.
import { z } from 'zod';
import { isRecord, wrong } from './office-mistakes.ts';

/** Letters, digits and -_.: only: an id can never carry markup or a path. */
const ID = /^[A-Za-z0-9][A-Za-z0-9_.:-]*$/;
/** An office's id is also its file's name, on every system. */
const FILE_ID = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** The schema of a branded id of at most 80 characters. */
export function id<Id extends string>(): z.ZodType<Id, unknown> {
	return text(80).check(({ value, issues }) => {
		if (value !== '' && !ID.test(value))
			issues.push(
				wrong(value, 'is not an id', 'Write letters, digits and - _ . : only, such as "counter-1"'),
			);
	}) as unknown as z.ZodType<Id, unknown>;
}

export function officeId<Id extends string>(): z.ZodType<Id, unknown> {
	return text(60).check(({ value, issues }) => {
		if (value !== '' && !isFileId(value))
			issues.push(
				wrong(
					value,
					'cannot be the name of a file',
					'Write letters, digits, - and _ only, such as "city-hall"',
				),
			);
	}) as unknown as z.ZodType<Id, unknown>;
}

export function isFileId(value: string): boolean {
	return value.length <= 60 && FILE_ID.test(value);
}

/** One line of text that reaches paper and screens: never blank, nothing that a printer would take for a command. */
export function text(longest: number) {
	return z
		.string()
		.max(longest)
		.check(({ value, issues }) => {
			if (value.trim() === '') issues.push(wrong(value, 'is blank', 'Write the text, or remove the entry'));
			if (/\p{Cc}/u.test(value))
				issues.push(
					wrong(
						value,
						'holds a control character',
						'Remove tabs, line breaks and other invisible characters',
					),
				);
			if (!value.isWellFormed())
				issues.push(
					wrong('', 'holds half a character', 'Type the text again: it was damaged when it was copied'),
				);
		});
}

/** One text in several languages. Which languages are needed is for the cross checks: they know the office's list. */
export function wording(longest: number) {
	return z.record(z.string(), text(longest));
}

export const language = z.string().check(({ value, issues }) => {
	const tag = canonicalTag(value);
	if (tag === null)
		issues.push(wrong(value, 'is not a language tag', 'Write a BCP 47 tag such as en, es or zh-Hant'));
	// Only its writing: whether a language goes by an older tag, such as tl, is the office's own choice.
	else if (tag !== value && tag.toLowerCase() === value.toLowerCase())
		issues.push(wrong(value, 'is not written as language tags are', `Write ${tag}`));
});

function canonicalTag(value: string): string | null {
	try {
		return value.length > 35 ? null : (Intl.getCanonicalLocales(value)[0] ?? null);
	} catch {
		return null;
	}
}

export const timeZone = z.string().check(({ value, issues }) => {
	if (!isTimeZone(value))
		issues.push(
			wrong(value, 'is not a time zone', 'Write an IANA name such as America/Los_Angeles or Europe/Warsaw'),
		);
});

function isTimeZone(value: string): boolean {
	// "+02:00" would be taken too, but an offset knows no summer time.
	if (!/^[A-Za-z]/.test(value)) return false;
	try {
		new Intl.DateTimeFormat('en', { timeZone: value });
		return true;
	} catch {
		return false;
	}
}

export const calendarDay = z.string().check(({ value, issues }) => {
	const parsed = /^\d{4}-\d{2}-\d{2}$/.test(value) ? Date.parse(`${value}T00:00:00Z`) : Number.NaN;
	if (Number.isNaN(parsed) || !new Date(parsed).toISOString().startsWith(value))
		issues.push(wrong(value, 'is not a day of the calendar', 'Write it as "2026-12-25"'));
});

export const letter = z.string().check(({ value, issues }) => {
	if (!/^[A-HJ-NPR-Z]$/.test(value))
		issues.push(
			wrong(value, 'is not a ticket letter', 'Write one capital letter; I, O and Q are read as 1 and 0'),
		);
});

/** A part of the file that knows all its keys: a typo is a mistake, never ignored. */
export function part<Shape extends z.core.$ZodLooseShape>(shape: Shape) {
	return z.strictObject(shape, {
		// The keys known here travel in the message, for the cure.
		error: (issue) =>
			issue.code === 'unrecognized_keys' && isRecord(shape) ? Object.keys(shape).join(' ') : undefined,
	});
}
