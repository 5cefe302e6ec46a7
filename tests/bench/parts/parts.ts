// The parts of the bench, in the order they are measured: which figures each has, and where it is written.
import type { Figure } from '../figures.ts';

export interface Part {
	readonly title: string;
	readonly names: RegExp;
	/** One name of each kind that it has, for `--only`. */
	readonly examples: readonly string[];
	/** `wanted`: by `--only`; `isQuick`: fewer rounds and smaller ends, for a look. */
	readonly run: (wanted: Wanted, isQuick: boolean) => Promise<Figure[]>;
}

export type Wanted = (name: string) => boolean;

export const PARTS: readonly Part[] = [
	{
		title: 'Issuing tickets',
		names: /^issue-(rate|p50|p99|cpu)-\d+$/,
		examples: ['issue-rate-1', 'issue-p50-1', 'issue-p99-1', 'issue-cpu-1'],
		run: load(async () => (await import('./issue-rate.ts')).issueRate),
	},
	{
		title: 'From a call to the displays',
		names: /^call-to-display-/,
		examples: ['call-to-display-p50-1', 'call-to-display-p99-1'],
		run: load(async () => (await import('./call-to-display.ts')).callToDisplay),
	},
	{
		title: 'A long line',
		names: /^(waiting|update-bytes)-/,
		examples: ['waiting-issue-10', 'update-bytes-station'],
		run: load(async () => (await import('./waiting-line.ts')).waitingLine),
	},
	{
		title: 'Many stations',
		names: /^stations-/,
		examples: ['stations-rate-1', 'stations-p50-1', 'stations-p99-1'],
		run: load(async () => (await import('./stations.ts')).stations),
	},
	{
		title: 'Many offices',
		names: /^offices-/,
		examples: ['offices-rate-1', 'offices-p50-1', 'offices-rss-1'],
		run: load(async () => (await import('./offices.ts')).offices),
	},
	{
		title: 'A long record',
		names: /^stored-/,
		examples: ['stored-start-0', 'stored-issue-0'],
		run: load(async () => (await import('./stored-record.ts')).storedRecord),
	},
	{
		title: 'Memory of the hub',
		names: /^hub-/,
		examples: ['hub-rss-idle', 'hub-bytes-a-waiting', 'hub-rss-a-waiting'],
		run: load(async () => (await import('./memory.ts')).memory),
	},
	{
		title: 'Pages',
		names: /^page-(script|usable)-/,
		examples: ['page-script-kiosk', 'page-usable-kiosk'],
		run: load(async () => (await import('./pages.ts')).pages),
	},
	{
		title: 'Printing',
		names: /^print-/,
		examples: ['print-first-byte-p99', 'print-20-kiosks-p50', 'print-bytes-text', 'print-ms-text'],
		run: load(async () => (await import('./printing.ts')).printing),
	},
	{
		title: 'Memory of the device agent',
		names: /^agent-/,
		examples: ['agent-rss'],
		run: load(async () => (await import('./agent-memory.ts')).agentMemory),
	},
];

/** By `--only`: a whole name, or its beginning; null is everything. */
export function partsFor(only: string | null): readonly Part[] {
	if (only === null) return PARTS;
	return PARTS.filter(
		({ names, examples }) => names.test(only) || examples.some((name) => name.startsWith(only)),
	);
}

/** `issue-rate-1` is that figure and not `issue-rate-10`; `issue-rate` is every rate. */
export function wantedBy(only: string | null): Wanted {
	return (name) => only === null || (name.startsWith(only) && !isCutNumber(only, name.slice(only.length)));
}

function isCutNumber(only: string, rest: string): boolean {
	return /\d$/.test(only) && /^\d/.test(rest);
}

/** Only the process that measures it needs all that it needs. */
function load(part: () => Promise<Part['run']>): Part['run'] {
	return async (wanted, isQuick) => (await part())(wanted, isQuick);
}
