// Where a ticket may be moved to: another service's line, a counter, or a person.
import type { CounterId, ServiceId, StaffId } from '#domain/ids';
import type { LineTarget } from '#domain/ticket';
import type { Choice } from '#screens/nouns/lobby/choices.ts';
import type { CounterRow } from '#projections/rows/lobby-rows';
import type { StationView } from '#projections/station';

interface From {
	/** Its own service's line is a target too where it stands with a person or at a counter. */
	readonly service: ServiceId | null;
	readonly counter: CounterId | null;
	readonly me: StaffId;
}

/** How targets are called on the screen. */
export interface TargetNames {
	readonly service: (id: ServiceId) => string;
	readonly counter: (id: CounterId) => string;
	readonly staff: (id: StaffId) => string;
	/** Label of the counter where somebody sits now. */
	readonly at: (label: string) => string;
	readonly waiting: (count: number) => string;
}

/** @param counters in the order in which they are shown */
export function transferTargets(
	view: StationView,
	kind: LineTarget['kind'],
	from: From,
	names: TargetNames,
	counters: readonly CounterRow[],
): readonly Choice<string>[] {
	switch (kind) {
		case 'service':
			return Object.values(view.services)
				.filter((one) => one.id !== from.service)
				.map((one) => ({ value: one.id, label: names.service(one.id), hint: names.waiting(one.waiting) }));
		case 'counter':
			return counters
				.filter((one) => one.id !== from.counter)
				.map((one) => {
					const sitting = one.staff === null ? {} : { hint: names.staff(one.staff) };
					return { value: one.id, label: names.counter(one.id), ...sitting };
				});
		case 'staff':
			return Object.values(view.staff)
				.filter(
					(one) =>
						one.id !== from.me && one.roles.some((role) => role !== 'floor' && role !== 'administrator'),
				)
				.sort(
					(a, b) => Number(b.counter !== null) - Number(a.counter !== null) || a.name.localeCompare(b.name),
				)
				.map((one) => {
					const label = one.counter === null ? undefined : view.counters[one.counter]?.label;
					return {
						value: one.id,
						label: one.name,
						...(label === undefined ? {} : { hint: names.at(label) }),
					};
				});
		default:
			return kind satisfies never;
	}
}
