// Many seeds on several processes, with progress; the first broken law ends it.
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Coverage } from './coverage.ts';
import { runSeed, tellFailure } from './run-seed.ts';
import type { Failure } from './run-seed.ts';

/** From the campaign to a worker. */
interface Order {
	readonly seeds: readonly number[];
	readonly plant: string | null;
	readonly runs: number;
}

/** And back. */
interface Report {
	readonly runs: number;
	readonly counts: Readonly<Record<string, number>>;
	readonly failure: Failure | null;
}

export interface CampaignOptions {
	readonly first: number;
	readonly seeds: number;
	readonly plant: string | null;
	readonly workers: number | null;
	/** How many runs may be spent on making a story shorter. */
	readonly runs: number;
	readonly onProgress: (coverage: Coverage) => void;
}

const AT_ONCE = 10;

/** Resolves with the first failure, or null when every law held in every seed. @throws when a worker breaks. */
export async function campaign(options: CampaignOptions, coverage: Coverage): Promise<Failure | null> {
	const { first, seeds, plant, runs, onProgress } = options;
	const end = first + seeds;
	let next = first;
	let failure: Failure | null = null;
	await withWorkers(options.workers, async (worker) => {
		while (next < end && failure === null) {
			const order = Array.from({ length: Math.min(AT_ONCE, end - next) }, (_, at) => next + at);
			next += order.length;
			const report = await ask(worker, { seeds: order, plant, runs });
			coverage.merge(report.runs, report.counts);
			failure ??= report.failure;
			onProgress(coverage);
		}
	});
	return failure;
}

export interface Caught {
	readonly plant: string;
	/** Null: missed. */
	readonly failure: Failure | null;
	readonly runs: number;
}

/** Each planted bug until it is caught, or missed in all of these seeds. @throws when a worker breaks. */
export async function catchAll(
	plants: readonly string[],
	seeds: readonly number[],
	workers: number | null,
	onEach: (caught: Caught) => void,
): Promise<void> {
	const left = [...plants];
	await withWorkers(workers, async (worker) => {
		for (let plant = left.shift(); plant !== undefined; plant = left.shift()) {
			const { failure, runs } = await ask(worker, { seeds, plant, runs: 0 });
			onEach({ plant, failure, runs });
		}
	});
}

async function withWorkers(
	count: number | null,
	work: (worker: ChildProcess) => Promise<void>,
): Promise<void> {
	const workers = Array.from({ length: count ?? availableParallelism() }, () =>
		fork(join(import.meta.dirname, 'simulate.ts'), ['--worker'], {
			execArgv: ['--disable-warning=ExperimentalWarning'],
		}),
	);
	try {
		await Promise.all(workers.map(work));
	} finally {
		for (const worker of workers) if (worker.connected) worker.disconnect();
	}
}

function ask(worker: ChildProcess, order: Order): Promise<Report> {
	return new Promise((resolve, reject) => {
		const gone = (code: number | null, signal: string | null) => {
			const seeds = `${order.seeds[0] ?? 0} to ${order.seeds.at(-1) ?? 0}`;
			reject(new Error(`a worker ended (${String(code ?? signal)}) somewhere in seeds ${seeds}`));
		};
		worker.once('exit', gone);
		worker.once('message', (report: Report) => {
			worker.off('exit', gone);
			resolve(report);
		});
		worker.send(order);
	});
}

/** In a worker's process: runs what it is sent until the campaign lets go of it. */
export function workForCampaign(): void {
	process.on('message', (order: Order) => {
		void runOrder(order).then((report) => process.send?.(report));
	});
}

async function runOrder({ seeds, plant, runs }: Order): Promise<Report> {
	const coverage = new Coverage();
	let failure: Failure | null = null;
	for (const seed of seeds) {
		const { broken } = await runSeed(seed, { plant, coverage, onTrace: null });
		if (broken === null) continue;
		failure =
			runs > 0
				? await tellFailure(seed, plant, runs)
				: { seed, law: broken.law, how: broken.message, story: [] };
		break;
	}
	return { runs: coverage.runs, counts: Object.fromEntries(coverage.counts), failure };
}
