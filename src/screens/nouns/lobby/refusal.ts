// A refusal as a sentence: what happened and what to do, with the names and numbers that the hub told.
import type { Refused } from '#protocol/answers';
import type { StationView } from '#projections/station';
import { exactRefusals } from '#words/staff/refusals-exact';
import { refusals } from '#words/staff/refusals';

type Facts = Refused['facts'];

export function sentenceOf(
	{ code, facts }: Pick<Refused, 'code' | 'facts'>,
	view: Pick<StationView, 'counters' | 'staff'>,
	when: (at: number) => string,
): string {
	const staff = textAt(facts, 'staff');
	const counter = textAt(facts, 'counter');
	const next = facts['next'];
	const count = facts['count'];
	const exact = exactRefusals[code]?.({
		number: textAt(facts, 'number'),
		counter: counter === null ? null : (view.counters[counter]?.label ?? counter),
		staff: staff === null ? null : (view.staff[staff]?.name ?? staff),
		count: typeof count === 'number' ? count : null,
		next: typeof next === 'number' ? when(next) : null,
	});
	return exact ?? refusals[code];
}

/** An empty text is as good as none. */
function textAt(facts: Facts, name: string): string | null {
	const value = facts[name];
	return value === undefined || value === '' ? null : String(value);
}
