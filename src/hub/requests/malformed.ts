// What is wrong with a message, in terms of its sender: the field, the problem and the cure.
import type { z } from 'zod';
import type { Refused } from '#protocol/answers';
import { refused } from '../refused.ts';

/** About the first mistake; the rest are often its consequences. */
export function malformed(error: z.ZodError): Refused {
	const issue = error.issues[0];
	if (issue === undefined) return refused('malformed');
	const path = issue.path.map(String).join('.');
	return refused('malformed', {
		path: path === '' ? '(message)' : path,
		problem: issue.message,
		cure: cureOf(issue),
	});
}

function cureOf(issue: z.core.$ZodIssue): string {
	switch (issue.code) {
		case 'invalid_type':
			return `send ${issue.expected}`;
		case 'invalid_value':
			return `send one of ${issue.values.map(String).join(', ')}`;
		case 'unrecognized_keys':
			return `leave out ${issue.keys.slice(0, 5).join(', ').slice(0, 200)}`;
		case 'too_big':
			return `send at most ${issue.maximum}`;
		case 'too_small':
			return `send at least ${issue.minimum}`;
		case 'invalid_format':
			return issue.format === 'uuid' ? 'send a UUID' : issue.message;
		case 'invalid_union':
			return 'send one of the kinds that src/protocol names';
		default:
			return 'see src/protocol';
	}
}
