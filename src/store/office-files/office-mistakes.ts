// Turns what the schema says into what a person can mend: where, what is wrong, and the cure.
import type { z } from 'zod';
import type { Mistake } from '../office-file.ts';

type Path = readonly PropertyKey[];

/** A part of a file that may be wrong in any other way too. */
export type Loose = Readonly<Record<string, unknown>>;
/** One entry of a list, and where it stands. */
export interface Entry {
	readonly path: readonly (string | number)[];
	readonly value: Loose;
}

export function mistake(path: Path, problem: string, cure: string): Mistake {
	return { path: written(path), problem, cure };
}

/** A mistake in the schema's own form; a type and not an interface, for the schema wants an open record. */
export type Wrong<Input> = {
	readonly code: 'custom';
	readonly input: Input;
	readonly message: string;
	readonly params: { readonly cure: string };
	readonly path: PropertyKey[];
	readonly continue: true;
};

export function wrong<Input>(input: Input, problem: string, cure: string, path: Path = []): Wrong<Input> {
	return {
		code: 'custom',
		input,
		message: shown(input) + problem,
		params: { cure },
		path: [...path],
		continue: true,
	};
}

/** Needs `reportInput`, to tell a missing value from a wrong one. */
export function mistakesOf(issues: readonly z.core.$ZodIssue[]): Mistake[] {
	return issues.flatMap((issue) => {
		if (issue.code === 'unrecognized_keys')
			return issue.keys.map((key) => unknownKey([...issue.path, key], key, issue.message.split(' ')));
		return [{ path: written(issue.path), ...inWords(issue) }];
	});
}

/** Such as `services[2].name.es`; the whole file is `(file)`. */
export function written(path: Path): string {
	const text = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
	return text === '' ? '(file)' : text.replace(/^\./, '');
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function inWords(issue: z.core.$ZodIssue): { problem: string; cure: string } {
	switch (issue.code) {
		case 'invalid_type': {
			const needed = NEEDED[issue.expected] ?? issue.expected;
			if (issue.input === undefined) return { problem: 'is missing', cure: `Add it: ${needed}` };
			return { problem: `is ${kindOf(issue.input)}, not ${needed}`, cure: `Write ${needed}` };
		}
		case 'invalid_value': {
			const choices = issue.values.map((value) => String(value)).join(', ');
			if (issue.input === undefined) return { problem: 'is missing', cure: `Add one of: ${choices}` };
			return { problem: `${shown(issue.input)}is not known here`, cure: `Write one of: ${choices}` };
		}
		case 'too_small':
			return {
				problem: `${shown(issue.input)}is too ${SHORT[issue.origin] ?? 'small'}`,
				cure: `Write at least ${issue.minimum}`,
			};
		case 'too_big':
			return {
				problem: `${shown(issue.input)}is too ${LONG[issue.origin] ?? 'large'}`,
				cure: `Write at most ${issue.maximum}`,
			};
		case 'custom':
			return { problem: issue.message, cure: String(issue.params?.['cure']) };
		default:
			return { problem: issue.message, cure: 'See the demo office for an example' };
	}
}

const NEEDED: Readonly<Record<string, string>> = {
	string: 'text in quotes',
	number: 'a number',
	int: 'a whole number',
	boolean: 'true or false',
	array: 'a list [ ... ]',
	object: 'a part { ... }',
	record: 'a wording such as { "en": "..." }',
};
const SHORT: Readonly<Record<string, string>> = { string: 'short', array: 'short' };
const LONG: Readonly<Record<string, string>> = { string: 'long', array: 'long' };

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'a list';
	if (typeof value === 'object') return 'a part { ... }';
	if (typeof value === 'string') return 'text';
	return typeof value === 'number' ? `the number ${value}` : String(value);
}

/** Quotes what was written when that helps to find it. */
function shown(value: unknown): string {
	if (typeof value === 'number' || typeof value === 'boolean') return `${value} `;
	if (typeof value !== 'string' || value === '') return '';
	return `${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}...` : value)} `;
}

function unknownKey(path: Path, key: string, known: readonly string[]): Mistake {
	const likely = known.find(
		(one) => distance(one.toLowerCase(), key.toLowerCase()) <= Math.min(2, key.length / 3),
	);
	return {
		path: written(path),
		problem: 'is not a known setting',
		cure: likely === undefined ? `Remove it; known here: ${known.join(', ')}` : `Did you mean "${likely}"?`,
	};
}

/** How many letters have to be added, removed or changed to make one word the other. */
function distance(one: string, other: string): number {
	let row = Array.from({ length: other.length + 1 }, (_, index) => index);
	for (let i = 1; i <= one.length; i += 1) {
		const next = [i];
		for (let j = 1; j <= other.length; j += 1) {
			const change = (row[j - 1] ?? 0) + (one[i - 1] === other[j - 1] ? 0 : 1);
			next.push(Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
		}
		row = next;
	}
	return row[other.length] ?? 0;
}
