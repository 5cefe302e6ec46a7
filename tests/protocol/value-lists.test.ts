// Whatever the domain's lists hold may be sent, but for what only the domain itself says: a value is added in one place.
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import * as commands from '#domain/commands';
import * as ticket from '#domain/ticket';
import * as visit from '#domain/visit';
import { MAY_SEND } from '#hub/access/permissions';
import { commandSchema } from '#protocol/command-schema';
import type { WireCommand } from '#protocol/command-schema';

/** Where a list of the domain stands on the wire, and which of its values nobody sends. */
interface Place {
	readonly command: WireCommand['type'];
	readonly field: string;
	readonly unsent: readonly string[];
}

const PLACES: Readonly<Record<string, Place>> = {
	UNRESOLVED: { command: 'CloseDay', field: 'unresolved', unsent: [] },
	NEEDS: { command: 'IssueTicket', field: 'needs', unsent: [] },
	PRIORITIES: { command: 'IssueTicket', field: 'priority', unsent: [] },
	CHANNELS: { command: 'IssueTicket', field: 'channel', unsent: [] },
	CANCEL_REASONS: { command: 'CancelTicket', field: 'reason', unsent: ['day-closed'] },
	CALL_REASONS: { command: 'CallTicket', field: 'reason', unsent: [] },
	OUTCOMES: { command: 'FinishTicket', field: 'outcome', unsent: [] },
	HOLD_REASONS: { command: 'HoldTicket', field: 'reason', unsent: ['at-department'] },
	PAUSE_REASONS: { command: 'PauseCounter', field: 'reason', unsent: [] },
	REFERRAL_REASONS: { command: 'ReferVisit', field: 'reason', unsent: [] },
	REFERRAL_OUTCOMES: { command: 'CloseReferral', field: 'outcome', unsent: [] },
	HAND_OFF_ANSWERS: { command: 'HandOverEscort', field: 'answer', unsent: [] },
	DECLINE_REASONS: { command: 'HandOverEscort', field: 'reason', unsent: [] },
	JOB_OUTCOMES: { command: 'EndJob', field: 'outcome', unsent: [] },
};

/** Every list of words that a module of commands and their parts exports, by its name. */
function listsOfDomain(): Map<string, readonly string[]> {
	const exported = Object.entries<unknown>({ ...commands, ...ticket, ...visit });
	return new Map(
		exported.filter((one): one is [string, readonly string[]] => {
			const [, value] = one;
			return Array.isArray(value) && value.length > 0 && value.every((word) => typeof word === 'string');
		}),
	);
}

/** The words that a field of a command may hold, however deep in it they stand. */
function sentIn({ command, field }: Place): readonly string[] {
	const schema = commandSchema.options.find((one) => one.shape.type.value === command);
	const asJson = schema === undefined ? null : z.toJSONSchema(schema, { io: 'input' });
	const words: string[] = [];
	JSON.stringify(asJson?.properties?.[field], (key, value: unknown) => {
		if (key === 'enum' && Array.isArray(value)) words.push(...(value as string[]));
		return value;
	});
	return words;
}

describe('value lists', () => {
	test('Every list of the domain has its place on the wire', () => {
		expect([...listsOfDomain().keys()].sort()).toEqual(Object.keys(PLACES).sort());
	});

	test.each(Object.entries(PLACES))('Every value of %s may be sent', (name, place) => {
		const known = listsOfDomain().get(name) ?? [];
		expect(sentIn(place)).toEqual(known.filter((word) => !place.unsent.includes(word)));
		for (const word of place.unsent) expect(known).toContain(word);
	});

	test('Every command of the domain may be sent, but for the office file, which is the hub’s own', () => {
		const sent = commandSchema.options.map((one) => one.shape.type.value);
		expect(sent.sort()).toEqual(Object.keys(MAY_SEND).sort());
	});
});

type Frozen<Sent> = Sent extends string ? Sent : { readonly [Key in keyof Sent]: Frozen<Sent[Key]> };
type Parsed = Frozen<z.infer<typeof commandSchema>>;
/** Two hold a value that only the domain says. */
type Sendable = Exclude<WireCommand, { readonly type: 'HoldTicket' | 'CancelTicket' }>;

// Checked by the compiler: of lines, places and papers, neither side knows a kind that the other lacks.
export const asKnown = (sent: Parsed): WireCommand => sent;
export const asSent = (known: Sendable): Parsed => known;
