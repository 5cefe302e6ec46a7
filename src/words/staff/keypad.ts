// English words for the display of a call keypad: two lines of sixteen letters, and nothing that is not ASCII.
import type { Code, Refused } from '#protocol/answers';

type Lines = readonly [string, string];

export const keypadWords = {
	away: ['Hub not heard', 'Keys are off'] as Lines,
	closed: (counter: string) => `Counter ${counter} closed`,
	signIn: 'Sign in first',
	free: (counter: string) => `Counter ${counter} free`,
	paused: (counter: string) => `Counter ${counter} pause`,
	escorting: 'On an escort',
	called: 'Called',
	serving: 'Serving',
	waiting: (count: number) => `Waiting ${count}`,
	/** Where there is less room. */
	wait: (count: number) => `Wait ${count}`,
	held: (count: number) => `Held ${count}`,
	typing: (digits: string) => `Number ${digits}`,
	typed: 'Next calls it',
	did: { 'no-show': 'No-show noted', hold: 'On hold', finish: 'Finished' },
};

const REFUSALS: Readonly<Partial<Record<Code, (facts: Refused['facts']) => Lines>>> = {
	'nobody-waiting': () => ['Nobody waiting', 'for this counter'],
	'counter-closed': () => ['Not signed in', 'Use the station'],
	'counter-paused': () => ['Counter paused', 'Use the station'],
	'counter-busy': ({ number }) => [`${number ?? 'Customer'} is here`, 'Finish or hold'],
	'counter-serves-nothing': () => ['No service here', 'for you'],
	'counter-not-yours': () => ['Not your counter', 'Use the station'],
	'unknown-ticket': ({ number }) => [`No ticket ${number ?? ''}`.trim(), 'to be called'],
	'several-tickets': ({ numbers }) => ['Which one?', String(numbers ?? 'Use the station')],
	'ticket-not-at-counter': () => ['Nobody is called', ''],
	'ticket-not-called': () => ['Is here already', ''],
	'ticket-not-serving': () => ['Not here yet', ''],
	'ticket-not-waiting': ({ number }) => [`${number ?? 'Ticket'} is gone`, 'Somebody has it'],
	'not-your-ticket': ({ number }) => [`${number ?? 'Ticket'}: ask`, 'who has it'],
	'service-not-allowed': () => ['Not your service', ''],
	'staff-escorting': () => ['On an escort', 'Come back first'],
	'visit-escorted': () => ['On an escort', ''],
	'not-allowed': () => ['Your role may', 'not do this'],
	'day-not-open': () => ['Day not open', ''],
	'unknown-device': () => ['Keypad unknown', 'See setup'],
	'no-answer': () => ['No answer: look', 'before you retry'],
	'hub-stopping': () => ['Hub restarts', 'Try again soon'],
	fault: () => ['Fault at the hub', 'Nothing changed'],
};

/** What the display says of a refused key; the station says it in full. */
export function keypadRefusal({ code, facts }: Refused): Lines {
	return REFUSALS[code]?.(facts) ?? ['Not possible', 'See the station'];
}
