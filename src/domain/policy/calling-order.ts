// Whose turn it is: accumulating priority, so that nobody starves (Kleinrock 1964; Stanford, Taylor, Ziedins 2014).
import type { Instant, ServiceId } from '../ids.ts';
import { lineOf, serviceOf } from '../lobby.ts';
import type { Lobby } from '../lobby.ts';
import type { Place } from '../line.ts';
import type { Counter, Staff } from '../office.ts';
import { PRIORITIES } from '../ticket.ts';
import type { LineTarget, Priority, Ticket } from '../ticket.ts';

/** How much faster than an ordinary ticket's a priority ticket's score grows. */
const PRIORITY_FACTOR = 4;

/**
 * The waiting ticket that this person at this counter calls next, or null when nobody waits for them.
 * Tickets kept for the counter or the person come first, in order of first arrival: they have been in front of somebody before.
 * Then the greatest score among the heads of the service lines; within a line the first arrival is always first.
 */
export function nextFor(lobby: Lobby, counter: Counter, staff: Staff, at: Instant): Ticket | null {
	const own: LineTarget[] = [
		{ kind: 'counter', id: counter.id },
		{ kind: 'staff', id: staff.id },
	];
	const kept = own.flatMap((target) => PRIORITIES.map((priority) => lineOf(lobby, target, priority).head));
	const first = earliest(kept);
	if (first !== null) return first;

	let best: { readonly ticket: Ticket; readonly score: number } | null = null;
	for (const service of servicesOf(lobby, counter, staff)) {
		const weight = serviceOf(lobby, service)?.weight ?? 1;
		for (const priority of PRIORITIES) {
			const ticket = lineOf(lobby, { kind: 'service', id: service }, priority).head;
			if (ticket === null) continue;
			const score = scoreOf(ticket, weight, priority, at);
			if (best === null || score > best.score || (score === best.score && before(ticket, best.ticket))) {
				best = { ticket, score };
			}
		}
	}
	return best?.ticket ?? null;
}

/** The services this person may be called for at this counter. An empty list means all, but not for a trainee. */
export function servicesOf(lobby: Lobby, counter: Counter, staff: Staff): readonly ServiceId[] {
	return lobby.office.services
		.map((service) => service.id)
		.filter((id) => (counter.services.length === 0 || counter.services.includes(id)) && mayServe(staff, id));
}

/** Whether this person may serve that service at all. */
export function mayServe(staff: Pick<Staff, 'roles' | 'services'>, service: ServiceId): boolean {
	if (staff.services.includes(service)) return true;
	return staff.services.length === 0 && !isOnlyTrainee(staff);
}

function isOnlyTrainee(staff: Pick<Staff, 'roles'>): boolean {
	return staff.roles.includes('trainee') && !staff.roles.includes('representative');
}

/**
 * The first numbers in line for a service, priority tickets before ordinary ones: they overtake within minutes, and what a
 * board shows must not change without anything having happened.
 */
export function nextNumbers(lobby: Lobby, service: ServiceId, count: number): readonly string[] {
	const first = PRIORITIES.toReversed().flatMap((priority) => [
		...lineOf(lobby, { kind: 'service', id: service }, priority)[Symbol.iterator]().take(count),
	]);
	return first.slice(0, count).map((ticket) => ticket.number);
}

/** The greatest score is called first: milliseconds waited, times the service's weight, times what priority is worth. */
export function scoreOf(
	place: Pick<Place, 'firstArrival'>,
	weight: number,
	priority: Priority,
	at: Instant,
): number {
	return (at - place.firstArrival) * weight * (priority === 'priority' ? PRIORITY_FACTOR : 1);
}

function earliest(tickets: readonly (Ticket | null)[]): Ticket | null {
	let first: Ticket | null = null;
	for (const one of tickets) if (one !== null && (first === null || before(one, first))) first = one;
	return first;
}

function before(a: Place, b: Place): boolean {
	return a.firstArrival - b.firstArrival < 0 || (a.firstArrival === b.firstArrival && a.order < b.order);
}
