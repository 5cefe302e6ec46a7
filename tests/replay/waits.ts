// Waits as the report tells them: mean, median and p90 of what was seen beside what was recorded, in minutes.

export interface Spread {
	readonly count: number;
	readonly mean: number;
	readonly median: number;
	readonly p90: number;
}

export interface WaitsCompared {
	/** Queue and its name, or null for the whole day. */
	readonly queue: string | null;
	readonly name: string;
	readonly seen: Spread;
	readonly recorded: Spread;
	/** Mean distance of a ticket's wait from its recorded one. */
	readonly apart: number;
}

export interface WaitPair {
	readonly queue: string;
	readonly seen: number;
	readonly recorded: number;
}

export function compareWaits(
	pairs: readonly WaitPair[],
	names: ReadonlyMap<string, string>,
): WaitsCompared[] {
	const queues = [...new Set(pairs.map((pair) => pair.queue))];
	const ofQueue = queues.map((queue) =>
		compared(
			queue,
			names.get(queue) ?? queue,
			pairs.filter((pair) => pair.queue === queue),
		),
	);
	return [compared(null, 'the whole day', pairs), ...ofQueue];
}

function compared(queue: string | null, name: string, pairs: readonly WaitPair[]): WaitsCompared {
	return {
		queue,
		name,
		seen: spreadOf(pairs.map((pair) => pair.seen)),
		recorded: spreadOf(pairs.map((pair) => pair.recorded)),
		apart: mean(pairs.map((pair) => Math.abs(pair.seen - pair.recorded))),
	};
}

/** All zero for no values. */
export function spreadOf(values: readonly number[]): Spread {
	const sorted = [...values].sort((a, b) => a - b);
	return {
		count: sorted.length,
		mean: mean(sorted),
		median: quantile(sorted, 0.5),
		p90: quantile(sorted, 0.9),
	};
}

/** Of sorted values, between two by their distance; 0 for none. */
export function quantile(sorted: readonly number[], share: number): number {
	const at = (sorted.length - 1) * share;
	const low = sorted[Math.floor(at)] ?? 0;
	const high = sorted[Math.ceil(at)] ?? low;
	return low + (high - low) * (at - Math.floor(at));
}

function mean(values: readonly number[]): number {
	return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
