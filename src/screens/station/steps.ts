// What a representative may do now, the one obvious thing first.
import type { TicketStatus } from '#domain/ticket';
import type { CounterRow } from '#projections/rows/lobby-rows';

export const STEP_KEYS = {
	next: 'n',
	serve: 's',
	recall: 'r',
	'no-show': 'x',
	finish: 'f',
	hold: 'h',
	transfer: 't',
	refer: 'd',
	escort: 'e',
	'call-out-of-turn': 'c',
	'bring-back': 'b',
	note: 'm',
	pause: 'p',
	reopen: 'o',
	help: 'a',
	leave: 'q',
} as const;
export type Step = keyof typeof STEP_KEYS;

interface Standing {
	readonly counter: CounterRow['status'];
	readonly ticket: TicketStatus['status'] | null;
	readonly waiting: number;
	readonly parked: number;
	/** Calling out of turn is a judgement that a trainee leaves to others. */
	readonly mayJudge: boolean;
}

/** Steps about the customer, the obvious one first; empty when the counter takes nobody. */
export function customerSteps({ counter, ticket, waiting, parked, mayJudge }: Standing): readonly Step[] {
	if (ticket === 'called') return ['serve', 'recall', 'no-show', 'transfer'];
	if (ticket === 'serving') return ['finish', 'hold', 'transfer', 'refer', 'escort'];
	if (counter !== 'open') return [];
	const steps: Step[] = ['next'];
	if (waiting > 1 && mayJudge) steps.push('call-out-of-turn');
	if (parked > 0) steps.push('bring-back');
	return steps;
}

/** Steps about the counter itself. */
export function counterSteps({ counter, ticket }: Pick<Standing, 'counter' | 'ticket'>): readonly Step[] {
	if (counter === 'escorting') return [];
	if (counter === 'paused') return ['reopen', 'leave'];
	if (ticket === 'called' || ticket === 'serving') return ['note', 'help'];
	return ['help', 'pause', 'leave'];
}

/** The step of a key among those possible now, or null. */
export function stepOfKey(key: string, possible: readonly Step[]): Step | null {
	const pressed = key.toLowerCase();
	return possible.find((step) => STEP_KEYS[step] === pressed) ?? null;
}
