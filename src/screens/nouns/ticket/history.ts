// A visit so far as a person would tell it: one line a step, in order.
import type { Instant, Wording } from '#domain/ids';
import type { Interval } from '#domain/ticket';
import type { EscortRow, ReferralRow, TicketRow } from '#projections/rows/lobby-rows';
import type { StationView } from '#projections/station';
import { names } from '#words/staff/names';
import { sendingOn } from '#words/staff/sending-on';
import { station } from '#words/staff/station';
import { earlierOf } from './earlier.ts';

export interface HistoryStep {
	readonly key: string;
	readonly at: Instant;
	readonly text: string;
	/** Who, where, or how it ended; null where there is nothing to add. */
	readonly detail: string | null;
}

export function historyOf(
	view: StationView,
	present: TicketRow,
	text: (wording: Wording) => string,
): readonly HistoryStep[] {
	const earlier = earlierOf(view, present.visit, present.id);
	const steps = [
		...[...earlier.tickets, present].flatMap((ticket, at) => stepsOfTicket(view, ticket, at === 0, text)),
		...earlier.referrals.map((one) => stepOfReferral(view, one, text)),
		...earlier.escorts.map((one) => stepOfEscort(view, one, text)),
	];
	return steps.sort((a, b) => a.at - b.at);
}

function stepsOfTicket(
	view: StationView,
	ticket: TicketRow,
	isFirst: boolean,
	text: (wording: Wording) => string,
): HistoryStep[] {
	const service = text(view.services[ticket.service]?.name ?? {});
	// An escort is told with its department, not a second time as an interval.
	const told = ticket.intervals.filter((one) => one.kind !== 'escort');
	const steps = told.map((interval, at): HistoryStep => ({
		key: `${ticket.id}/${at}`,
		at: interval.from,
		text:
			at > 0
				? station.history[interval.kind]
				: isFirst
					? station.cameFor(service)
					: station.inLineFor(service),
		detail: ownerOf(view, interval),
	}));
	const end = ticket.intervals.at(-1)?.to;
	if (end == null) return steps;
	const ended = ticket.outcome === null ? null : names.outcome[ticket.outcome];
	const isOver = ticket.status === 'finished' || ticket.status === 'no-show' || ticket.status === 'cancelled';
	if (isOver)
		steps.push({ key: `${ticket.id}/end`, at: end, text: names.status[ticket.status], detail: ended });
	return steps;
}

function ownerOf(view: StationView, { counter, staff }: Interval): string | null {
	const who = staff === null ? undefined : view.staff[staff]?.name;
	const where = counter === null ? undefined : view.counters[counter]?.label;
	const parts = [who, where === undefined ? undefined : station.at(where)].filter(
		(part) => part !== undefined,
	);
	return parts.length === 0 ? null : parts.join(' ');
}

function stepOfReferral(
	view: StationView,
	one: ReferralRow,
	text: (wording: Wording) => string,
): HistoryStep {
	const department = text(view.departments[one.department]?.name ?? {});
	const tracking = one.trackingNumber === null ? null : `${station.tracking} ${one.trackingNumber}`;
	return {
		key: one.id,
		at: one.at,
		text: station.referredTo(department),
		detail: tracking ?? names.referral[one.reason],
	};
}

function stepOfEscort(view: StationView, one: EscortRow, text: (wording: Wording) => string): HistoryStep {
	const department = text(view.departments[one.department]?.name ?? {});
	const detail = one.handOff === null ? sendingOn.onTheWay : names.handOff[one.handOff.answer];
	return { key: one.id, at: one.startedAt, text: station.escortedTo(department), detail };
}
