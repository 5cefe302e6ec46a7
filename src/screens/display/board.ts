// What the board shows of the display's view: the call of now, the calls before it, and who comes next.
import type { CallRow } from '#projections/rows/lobby-rows';
import type { DisplayServiceRow } from '#projections/rows/service-rows';

export interface Board {
	/** The newest call, or null before the first. */
	readonly now: CallRow | null;
	/** Newest first. */
	readonly before: readonly CallRow[];
	/** The greatest sequence; 0 before the first call. */
	readonly sequence: number;
}

export function boardOf(calls: Readonly<Record<string, CallRow>>, rows: number): Board {
	const sorted = Object.values(calls).sort((one, other) => other.sequence - one.sequence);
	return { now: sorted[0] ?? null, before: sorted.slice(1, 1 + rows), sequence: sorted[0]?.sequence ?? 0 };
}

/** Services with somebody in line, in the office's order; one that nobody waits for needs no room. */
export function linesOf(services: Readonly<Record<string, DisplayServiceRow>>): readonly DisplayServiceRow[] {
	return Object.values(services).filter((service) => service.waiting > 0);
}

/** A recall gives a number a new sequence, and a new day starts again at 1: only a greater one is news. */
export function isNewCall(sequence: number, known: number | null): boolean {
	return known !== null && sequence > known;
}
