// From starting the hub's process until it answers, with a thousand and with three hundred thousand events stored.
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startOwnHub } from '../replay/own-hub.ts';
import { progress } from './bench-lobby.ts';
import { figure, median } from './figures.ts';
import type { Figure } from './figures.ts';

const ROUNDS = 7;

export async function startUp(): Promise<Figure[]> {
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
	try {
		const short = await record(folder, 1_000);
		const long = await record(folder, 300_000);
		const took = { short: [] as number[], long: [] as number[] };
		for (let round = 0; round <= ROUNDS; round += 1) {
			progress(`start-up: round ${String(round)} of ${String(ROUNDS)}`);
			const [shortMs, longMs] = [await startOnce(short), await startOnce(long)];
			// The first round reads the program and the files into the machine's memory.
			if (round === 0) continue;
			took.short.push(shortMs);
			took.long.push(longMs);
		}
		return [figure('start-300k-vs-1k', median(took.long), 'ms', median(took.short))];
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function record(folder: string, events: number): Promise<string> {
	progress(`start-up: writing ${events.toLocaleString('en')} events`);
	const data = join(folder, String(events));
	await promisify(execFile)(process.execPath, [
		join(import.meta.dirname, 'history.ts'),
		data,
		String(events),
	]);
	return data;
}

/** Milliseconds, on a copy: a start must not leave a shorter way for the next one. */
async function startOnce(data: string): Promise<number> {
	const copy = `${data}-copy`;
	await cp(data, copy, { recursive: true });
	const began = performance.now();
	const hub = await startOwnHub(copy, []);
	const took = performance.now() - began;
	await hub.stop();
	await rm(copy, { recursive: true, force: true });
	return took;
}
