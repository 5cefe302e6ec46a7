// From starting the hub's process until it answers, on an empty folder and with three million events stored.
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

export async function startUp(_wanted: (name: string) => boolean, isQuick: boolean): Promise<Figure[]> {
	// Three million take minutes to write; fewer would be another figure.
	if (isQuick) return [];
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
	try {
		const long = await record(folder, 3_000_000);
		const took = { empty: [] as number[], long: [] as number[] };
		for (let round = 0; round <= ROUNDS; round += 1) {
			progress(`start-up: round ${String(round)} of ${String(ROUNDS)}`);
			const [emptyMs, longMs] = [await startOnce(folder, null), await startOnce(folder, long)];
			// The first round reads the program and the files into the machine's memory.
			if (round === 0) continue;
			took.empty.push(emptyMs);
			took.long.push(longMs);
		}
		return [figure('start-3m-vs-empty', median(took.long), 'ms', median(took.empty))];
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

/** Milliseconds, on a copy: a start must not leave a shorter way for the next one. Null: the first start of all. */
async function startOnce(folder: string, data: string | null): Promise<number> {
	const copy = join(folder, 'copy');
	if (data !== null) await cp(data, copy, { recursive: true });
	// The disk is not to be busy with the copy while the hub writes.
	await promisify(execFile)('sync');
	const began = performance.now();
	const hub = await startOwnHub(copy, []);
	const took = performance.now() - began;
	await hub.stop();
	await rm(copy, { recursive: true, force: true });
	return took;
}
