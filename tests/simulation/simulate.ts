// `npm run simulate`: whole offices under a seed, with everything going wrong that can, judged by the laws.
import './machine/hooks.ts';
import { parseArgs } from 'node:util';
import type { Coverage } from './coverage.ts';

// After the hooks: what these import finds the simulated wire.
const { Coverage: Counters } = await import('./coverage.ts');
const { campaign, catchAll, workForCampaign } = await import('./campaign.ts');
const { runSeed, tellFailure } = await import('./run-seed.ts');
const { PLANTS } = await import('./plants.ts');

const USAGE = `npm run simulate -- --seeds 10000

  --seeds N       how many (default 1000)
  --from N        the first of them (default 1)
  --seed N        one seed, replayed exactly; a broken law is told as the shortest story found
  --trace         with --seed: everything that was said, done and kept
  --plant NAME    with a bug planted: ${Object.keys(PLANTS).join(', ')}
  --plants        every planted bug in turn, each until it is caught, within --seeds (default 200)
  --workers N     processes (default: one a core)`;

const { values } = parseArgs({
	options: {
		seeds: { type: 'string' },
		from: { type: 'string', default: '1' },
		seed: { type: 'string' },
		trace: { type: 'boolean', default: false },
		plant: { type: 'string' },
		plants: { type: 'boolean', default: false },
		workers: { type: 'string' },
		worker: { type: 'boolean', default: false },
		help: { type: 'boolean', default: false },
	},
});
const plant = values.plant ?? null;
const workers = values.workers === undefined ? null : Number(values.workers);
/** Runs spent on a shorter story. */
const RUNS = 400;

function tell(failure: Awaited<ReturnType<typeof tellFailure>>): void {
	console.log(`\nBroken by seed ${failure.seed}: ${failure.law}.\n  ${failure.how}\n`);
	for (const line of failure.story) console.log(line);
	const planted = plant === null ? '' : ` --plant ${plant}`;
	console.log(`\nThe whole of it: npm run simulate -- --seed ${failure.seed}${planted} --trace`);
}

async function oneSeed(seed: number): Promise<boolean> {
	const coverage = new Counters();
	const onTrace = values.trace ? (text: string) => console.log(text) : null;
	const { broken, digest, events } = await runSeed(seed, { plant, coverage, onTrace });
	console.log(
		`Seed ${seed}: ${coverage.of('things done')} things done, ${events} events kept, digest ${digest}.`,
	);
	if (broken === null) console.log('Every law held.');
	else if (values.trace) console.log(`Broken: ${broken.law}.\n  ${broken.message}`);
	else tell(await tellFailure(seed, plant, RUNS));
	return broken === null;
}

/** What was really exercised, on one line. */
function exercised(coverage: Coverage): string {
	const parts = [
		[coverage.of('hub killed') + coverage.of('agent killed'), 'kills'],
		[coverage.of('packets lost'), 'lost'],
		[coverage.of('packets doubled'), 'doubled'],
		[coverage.of('disk refusals'), 'disk refusals'],
		[coverage.of('days cut'), 'days cut'],
		[coverage.of('clock set on') + coverage.of('clock set back'), 'clocks set'],
		[coverage.of('commands done'), 'commands done'],
		[coverage.sum('refused '), 'refused'],
		[coverage.of('printer faults met'), 'printer faults'],
	] as const;
	return parts.map(([count, what]) => `${count.toLocaleString('en')} ${what}`).join(', ');
}

async function manySeeds(seeds: number): Promise<boolean> {
	const coverage = new Counters();
	const began = Date.now();
	let shown = 0;
	const failure = await campaign(
		{
			first: Number(values.from),
			seeds,
			plant,
			workers,
			runs: RUNS,
			onProgress: () => {
				const now = Date.now();
				if (now - shown < (process.stdout.isTTY ? 500 : 15_000)) return;
				shown = now;
				const rate = (coverage.runs / ((now - began) / 1000)).toFixed(0);
				const line = `${coverage.runs} of ${seeds} seeds, ${rate} a second: ${exercised(coverage)}`;
				if (process.stdout.isTTY) process.stdout.write(`\r${line.slice(0, process.stdout.columns - 1)}`);
				else console.log(line);
			},
		},
		coverage,
	);
	const took = (Date.now() - began) / 1000;
	console.log(
		`\n${coverage.runs} seeds in ${took.toFixed(1)} s, ${coverage.of('things done').toLocaleString('en')} things done, ` +
			`${coverage.of('events').toLocaleString('en')} events kept.\nExercised: ${exercised(coverage)}.`,
	);
	for (const name of [...coverage.counts.keys()].sort())
		if (values.trace) console.log(`  ${name.padEnd(32)} ${coverage.of(name).toLocaleString('en')}`);
	if (failure === null) console.log('Every law held in every seed.');
	else tell(failure);
	return failure === null;
}

async function everyPlant(seeds: number): Promise<boolean> {
	const all = Object.keys(PLANTS);
	const range = Array.from({ length: seeds }, (_, at) => Number(values.from) + at);
	let caught = 0;
	await catchAll(all, range, workers, ({ plant: name, failure, runs }) => {
		if (failure !== null) caught += 1;
		console.log(
			failure === null
				? `MISSED  ${name.padEnd(26)} in ${runs} seeds`
				: `caught  ${name.padEnd(26)} seed ${String(failure.seed).padStart(3)}: ${failure.law}`,
		);
	});
	console.log(`${caught} of ${all.length} planted bugs were caught.`);
	return caught === all.length;
}

if (values.worker) workForCampaign();
else if (values.help) console.log(USAGE);
else {
	const ok =
		values.seed !== undefined
			? await oneSeed(Number(values.seed))
			: values.plants
				? await everyPlant(Number(values.seeds ?? 200))
				: await manySeeds(Number(values.seeds ?? 1000));
	process.exitCode = ok ? 0 : 1;
}
