// One seed, run, judged, and when a law broke, told as the shortest story that still breaks it.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Coverage } from './coverage.ts';
import { PLANTS } from './plants.ts';
import { Scene } from './scene.ts';
import type { Ending } from './scene.ts';
import { scenarioOf } from './scenario.ts';
import type { Scenario } from './scenario.ts';
import { shorten } from './shorten.ts';
import { tellStep } from './tell-step.ts';

/** In memory where the machine has such a place: the agent's ledger and SQLite wait for their disk with every step. */
const PLACE = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

export interface Failure {
	readonly seed: number;
	readonly law: string;
	readonly how: string;
	/** Lines for a person to read. */
	readonly story: readonly string[];
}

export interface RunOptions {
	/** Name of a planted bug, or null. */
	readonly plant: string | null;
	readonly coverage: Coverage;
	readonly onTrace: ((text: string) => void) | null;
}

/** @throws Error naming all plants when there is none of that name. */
export async function runScenario(scenario: Scenario, options: RunOptions): Promise<Ending> {
	const make = options.plant === null ? null : PLANTS[options.plant];
	if (make === undefined)
		throw new Error(`no plant ${String(options.plant)}: there are ${Object.keys(PLANTS).join(', ')}`);
	const folder = join(PLACE, `rotunda-simulation-${String(process.pid)}`);
	const plant = make === null ? null : make();
	const { coverage, onTrace } = options;
	return new Scene({ scenario, plant, coverage, folder, onTrace }).run();
}

export function runSeed(seed: number, options: RunOptions): Promise<Ending> {
	return runScenario(scenarioOf(seed), options);
}

/** The shortest story found within so many runs. */
export async function tellFailure(seed: number, plant: string | null, runs: number): Promise<Failure> {
	const quiet: RunOptions = { plant, coverage: new Coverage(), onTrace: null };
	const whole = scenarioOf(seed);
	const first = (await runScenario(whole, quiet)).broken;
	if (first === null) throw new Error(`seed ${seed} does not fail again: something in it is left to chance`);
	const steps = await shorten(whole.steps, runs, async (fewer) => {
		const { broken } = await runScenario({ ...whole, steps: fewer }, quiet);
		return broken?.law === first.law;
	});
	const presses: string[] = [];
	const onTrace = (text: string) => {
		const pressed = / {3}\S+ presses (.*)/.exec(text)?.[1];
		if (pressed !== undefined) presses.push(pressed);
	};
	const { broken } = await runScenario({ ...whole, steps }, { ...quiet, onTrace });
	const { office, start, store, hubs } = whole;
	const clock = new Intl.DateTimeFormat('sv-SE', {
		timeZone: office.timeZone,
		dateStyle: 'short',
		timeStyle: 'medium',
	});
	return {
		seed,
		law: first.law,
		how: broken?.message ?? first.message,
		story: [
			`An office in ${office.timeZone} at ${clock.format(start)}, its record in ${store}, ${hubs.length} hubs (clocks off by ${hubs.join(', ')} ms).`,
			...steps.map((step) => tellStep(step, presses)),
		],
	};
}
