// Turns a recorded day into what the lobby does and when: arrivals, counters that open and close, calls, and the
// service between two calls of a counter.
import type { RecordedDay, RecordedTicket } from './recorded-day.ts';

/** `at`: minutes after midnight of the recorded day. `ticket`: index into the day's tickets. */
export type Step = { readonly at: number } & (
	| { readonly kind: 'open' | 'close'; readonly queue: string; readonly counter: string }
	| { readonly kind: 'issue'; readonly queue: string; readonly ticket: number }
	/** `ticket`: whose recorded call this is; the hub decides by itself who is called. */
	| { readonly kind: 'call'; readonly queue: string; readonly counter: string; readonly ticket: number }
	| {
			readonly kind: 'serve' | 'finish' | 'no-show';
			readonly queue: string;
			readonly counter: string;
			readonly ticket: number;
	  }
);

export interface Script {
	readonly steps: readonly Step[];
	/** Queue -> its counters, as many as were ever open at once. */
	readonly counters: ReadonlyMap<string, readonly string[]>;
}

/** The record says nothing of service times: at most so many minutes, and always less than to the counter's next call. */
const LONGEST_SERVICE = 8;
const LONGEST_WALK = 0.5;
/** Calls that the record has at one instant follow each other by this much, less than it can tell apart. */
const APART = 0.001;

/** `noShowEvery`: this share of the called is marked as not come, since the record has none; 0 for nobody. */
export function scriptOf(day: RecordedDay, noShowEvery: number): Script {
	const steps: Step[] = [];
	const counters = new Map<string, string[]>();
	for (const queue of new Set(day.tickets.map((ticket) => ticket.queue))) {
		const played = playQueue(day, queue, noShowEvery);
		steps.push(...played.steps);
		counters.set(queue, played.counters);
	}
	// Stable: steps of one queue at one instant keep the order in which they were made.
	steps.sort((a, b) => a.at - b.at);
	return { steps, counters };
}

interface Desk {
	readonly id: string;
	open: boolean;
	/** When it called last; it is busy with that ticket until then, at the least. */
	lastCall: number;
	lastTicket: number | null;
}

function playQueue(day: RecordedDay, queue: string, noShowEvery: number) {
	const steps: Step[] = [];
	const desks: Desk[] = [];
	let calls = 0;

	function settle(desk: Desk, until: number): void {
		if (desk.lastTicket === null) return;
		const { id: counter, lastCall, lastTicket: ticket } = desk;
		const gap = Math.min((until - lastCall) * 0.9, LONGEST_SERVICE);
		const walked = lastCall + Math.min(gap * 0.3, LONGEST_WALK);
		calls += 1;
		if (noShowEvery > 0 && calls % noShowEvery === 0) {
			steps.push({ at: lastCall + gap, kind: 'no-show', queue, counter, ticket });
		} else {
			steps.push({ at: walked, kind: 'serve', queue, counter, ticket });
			steps.push({ at: lastCall + gap, kind: 'finish', queue, counter, ticket });
		}
		desk.lastTicket = null;
	}

	function adjust(at: number, wanted: number): void {
		for (let open = desks.filter((desk) => desk.open).length; open < wanted; open += 1) {
			let desk = desks.find((one) => !one.open);
			if (desk === undefined) {
				desk = {
					id: `${queue}-${String(desks.length + 1)}`,
					open: false,
					lastCall: -Infinity,
					lastTicket: null,
				};
				desks.push(desk);
			}
			desk.open = true;
			steps.push({ at, kind: 'open', queue, counter: desk.id });
		}
		const idlest = desks.filter((desk) => desk.open).sort((a, b) => a.lastCall - b.lastCall);
		for (const desk of idlest.slice(0, Math.max(0, idlest.length - wanted))) {
			settle(desk, at);
			desk.open = false;
			steps.push({ at, kind: 'close', queue, counter: desk.id });
		}
	}

	function call(at: number, ticket: number): void {
		const [desk] = desks.filter((one) => one.open).sort((a, b) => a.lastCall - b.lastCall);
		if (desk === undefined) throw new Error(`nobody is there to call in queue ${queue}`);
		settle(desk, at);
		desk.lastCall = at;
		desk.lastTicket = ticket;
		steps.push({ at, kind: 'call', queue, counter: desk.id, ticket });
	}

	let last = 0;
	for (const moment of momentsOf(day.tickets, queue)) {
		last = moment.at;
		if (moment.kind === 'call') call(moment.at, moment.ticket);
		else {
			adjust(moment.at, Math.max(1, Math.round(moment.counters)));
			steps.push({ at: moment.at, kind: 'issue', queue, ticket: moment.ticket });
		}
	}
	for (const desk of desks) settle(desk, last + LONGEST_SERVICE / 0.9);
	adjust(last + LONGEST_SERVICE, 0);
	return { steps: steps.sort((a, b) => a.at - b.at), counters: desks.map((desk) => desk.id) };
}

/** Arrivals and calls of a queue in order; who came at the instant of a call came before it. */
function momentsOf(tickets: readonly RecordedTicket[], queue: string) {
	const own = tickets.map((one, ticket) => ({ ...one, ticket })).filter((one) => one.queue === queue);
	const arrivals = own.map(
		({ arrival, counters, ticket }) => ({ kind: 'issue', at: arrival, counters, ticket }) as const,
	);
	let before = -Infinity;
	const calls = own
		.map(({ arrival, wait, number, ticket }) => ({ at: arrival + wait, number, ticket }))
		.sort((a, b) => a.at - b.at || a.number - b.number)
		.map(({ at, ticket }) => {
			before = Math.max(at, before + APART);
			return { kind: 'call', at: before, ticket } as const;
		});
	return [...arrivals, ...calls].sort((a, b) => a.at - b.at);
}
