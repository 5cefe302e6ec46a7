// What people press: chosen from what their own screen shows, which may be late, so that much of it is refused.
import type { CounterId, DeviceId, JobId, ServiceId, StaffId, TicketId } from '#domain/ids';
import type { CounterRow } from '#projections/rows/lobby-rows';
import type { StationView } from '#projections/station';
import type { WireCommand } from '#protocol/command-schema';
import { id } from '#support/story';

/** Kinds of press, `below(KINDS)`: from USUAL on, whatever is the usual next step at a counter. */
export const KINDS = 60;
export const SIT_DOWN = 4;
const USUAL = 33;
const SERVICES = ['passport', 'permit', 'tax'].map((one) => id<ServiceId>(one));
const PRINTER = id<DeviceId>('printer');
const HOME: Readonly<Record<string, string>> = { rosa: 'c1', sam: 'c2', tia: 'c3', sue: 'c1', flo: 'c2' };

function choose<Value>(values: readonly Value[], pick: number): Value | null {
	return values[pick % Math.max(values.length, 1)] ?? null;
}

export function atKiosk(kiosk: string, what: number, pick: number): WireCommand {
	if (what === 0) return { type: 'RequestHelp', place: { kind: 'kiosk', id: id(kiosk) } };
	const services = SERVICES.slice(pick % 3);
	return {
		type: 'IssueTicket',
		services: what % 3 === 0 ? services : services.slice(0, 1),
		language: pick % 4 === 0 ? 'es' : 'en',
		needs: pick % 9 === 0 ? ['seat'] : [],
		priority: 'normal',
		channel: 'kiosk',
		printer: kiosk === 'kiosk' && pick % 2 === 0 ? PRINTER : null,
	};
}

export function atStation(who: string, view: StationView | null, what: number, pick: number): WireCommand {
	const counters = Object.values(view?.counters ?? {});
	const own = counters.find((one) => one.staff === who);
	const counter = own?.id ?? id<CounterId>(HOME[who] ?? 'c1');
	const tickets = Object.values(view?.tickets ?? {});
	const any = choose(tickets, pick)?.id ?? id<TicketId>('nobody');
	const standing = (status: string) =>
		choose(
			tickets.filter((one) => one.status === status),
			pick,
		)?.id ?? any;
	// Mostly the customer in front of whoever presses, so that visits go on to their end.
	const hand = (pick % 7 > 0 ? own?.ticket : null) ?? any;
	const visit = pick % 3 > 0 ? (tickets.find((one) => one.id === hand)?.visit ?? null) : null;
	const escorts = Object.values(view?.escorts ?? {}).filter((one) => one.returnedAt === null);
	const escort = (escorts.find((one) => one.staff === who) ?? choose(escorts, pick))?.id ?? id('none');
	const jobs = Object.values(view?.jobs ?? {});
	const help = choose(
		Object.values(view?.helps ?? {}).filter((one) => one.answeredBy === null),
		pick,
	);
	const referral = choose(
		Object.values(view?.referrals ?? {}).filter((one) => one.outcome === null),
		pick,
	);
	const printer = pick % 2 === 0 ? PRINTER : null;
	const next = nextStep(own, view, pick);
	if (what >= USUAL && next !== null) return next;
	switch (what) {
		case 1:
			return { type: 'RequestHelp', place: { kind: 'counter', id: counter } };
		case 2:
			return { type: 'AnswerHelp', help: help?.id ?? id('none') };
		case SIT_DOWN:
			return { type: 'OpenCounter', counter, takeOver: pick % 4 === 0 };
		case 5:
			return {
				type: 'CallTicket',
				counter,
				ticket: standing(pick % 2 ? 'held' : 'waiting'),
				reason: 'urgent',
			};
		case 7:
			return { type: 'RecallTicket', ticket: hand };
		case 8:
			return { type: 'ServeTicket', ticket: hand };
		case 12:
			return { type: 'FinishTicket', ticket: hand, outcome: pick % 2 === 0 ? 'answered' : 'left' };
		case 16:
			return { type: 'MarkNoShow', ticket: hand };
		case 17:
			return { type: 'HoldTicket', ticket: hand, reason: 'break' };
		case 18:
			return { type: 'ReturnTicket', ticket: standing(pick % 2 ? 'held' : 'no-show') };
		case 19:
			return { type: 'TransferTicket', ticket: hand, to: lineFor(pick, counter) };
		case 20:
			return { type: 'CancelTicket', ticket: any, reason: 'left' };
		case 21:
			return { type: 'PauseCounter', counter, reason: 'lunch' };
		case 22:
			return pick % 3 === 0 ? { type: 'CloseCounter', counter } : { type: 'CallNext', counter };
		case 23:
			return pick % 12 === 0 && who === 'sue'
				? { type: 'CloseDay', unresolved: pick % 24 === 0 ? 'close' : 'refuse' }
				: { type: 'OpenDay' };
		case 24:
			return {
				type: 'StartEscort',
				visit,
				language: 'en',
				department: id('records'),
				referral: null,
				printer,
			};
		case 25:
			return { type: 'ArriveEscort', escort };
		case 26:
			return {
				type: 'HandOverEscort',
				escort,
				answer: choose(['accepted', 'wait', 'declined'] as const, pick) ?? 'wait',
				reason: pick % 3 === 2 ? 'closed' : null,
			};
		case 28:
			return { type: 'ReturnEscort', escort };
		case 29:
			return {
				type: 'ReferVisit',
				visit,
				language: 'en',
				department: id('court'),
				reason: 'specialist',
				papers: [],
				contact: null,
				trackingNumber: null,
				printer,
			};
		case 30:
			return { type: 'CloseReferral', referral: referral?.id ?? id('none'), outcome: 'served' };
		case 31:
			return aboutPaper(any, choose(jobs, pick)?.id ?? id<JobId>('none'), pick);
		case 32:
			return {
				type: 'IssueTicket',
				services: [choose(SERVICES, pick) ?? id('tax')],
				language: 'en',
				needs: [],
				priority: pick % 2 === 0 ? 'priority' : 'normal',
				channel: who === 'flo' ? 'floor' : 'station',
				printer,
			};
		default:
			return { type: 'CallNext', counter };
	}
}

/** What a person at a counter mostly does next, or null when they have not sat down. */
function nextStep(own: CounterRow | undefined, view: StationView | null, pick: number): WireCommand | null {
	if (own === undefined) return null;
	const counter = own.id;
	const ticket = own.ticket === null ? undefined : view?.tickets[own.ticket];
	if (own.status === 'paused') return { type: 'OpenCounter', counter, takeOver: false };
	if (ticket === undefined) return { type: 'CallNext', counter };
	const { id: hand } = ticket;
	if (ticket.status === 'called') {
		if (pick % 8 === 0) return { type: 'RecallTicket', ticket: hand };
		return pick % 8 === 1 ? { type: 'MarkNoShow', ticket: hand } : { type: 'ServeTicket', ticket: hand };
	}
	if (pick % 8 === 0) return { type: 'HoldTicket', ticket: hand, reason: 'fetching-papers' };
	return { type: 'FinishTicket', ticket: hand, outcome: pick % 2 === 0 ? 'answered' : 'request-filed' };
}

function aboutPaper(ticket: TicketId, job: JobId, pick: number): WireCommand {
	switch (pick % 4) {
		case 0:
			return { type: 'EndJob', job, outcome: 'void' };
		case 1:
			return { type: 'WantJob', job };
		default:
			return { type: 'PrintPaper', paper: { kind: 'ticket', ticket }, printer: PRINTER };
	}
}

function lineFor(pick: number, counter: CounterId): Extract<WireCommand, { type: 'TransferTicket' }>['to'] {
	return (
		choose(
			[
				{ kind: 'service', id: id<ServiceId>('permit') },
				{ kind: 'counter', id: counter },
				{ kind: 'staff', id: id<StaffId>('sam') },
			] as const,
			pick,
		) ?? { kind: 'service', id: id<ServiceId>('tax') }
	);
}
