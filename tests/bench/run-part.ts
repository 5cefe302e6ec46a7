// Starts a part of the bench and sees to it that nothing of it is left: no process, no folder, whatever became of it.
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Figure } from './figures.ts';

export interface PartSaid {
	readonly figures: readonly Figure[];
	/** Why there are none, or null. */
	readonly failed: string | null;
}

export interface PartRun extends PartSaid {
	readonly title: string;
	readonly seconds: number;
}

/** A part that takes longer hangs, ms. */
const LONGEST = 20 * 60_000;
/** Ends what is under way; nothing while nothing is. */
let endNow: () => void = () => undefined;

export function endPart(): void {
	endNow();
}

/** Never rejects. `only`: as it was given, or null. */
export async function runPart(title: string, only: string | null, isQuick: boolean): Promise<PartRun> {
	const began = Date.now();
	// Whatever it makes for the time being goes here, and is gone afterwards.
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
	const said = await partProcess([title, only ?? '', isQuick ? 'quick' : 'whole'], folder);
	await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	return { title, seconds: Math.round((Date.now() - began) / 1000), ...said };
}

function partProcess(args: readonly string[], folder: string): Promise<PartSaid> {
	const child = fork(join(import.meta.dirname, 'part-process.ts'), args, {
		env: { ...process.env, TMPDIR: folder },
		// A group of its own: with it go the hubs that it has started.
		detached: true,
	});
	const end = () => {
		try {
			process.kill(-(child.pid ?? 0), 'SIGKILL');
		} catch {
			// All of them have gone by themselves.
		}
	};
	endNow = end;
	let said: PartSaid | null = null;
	let isLate = false;
	const late = setTimeout(() => {
		isLate = true;
		end();
	}, LONGEST);
	child.once('message', (message) => (said = message as PartSaid));
	return new Promise((resolve) => {
		child.once('exit', (code, signal) => {
			clearTimeout(late);
			end();
			endNow = () => undefined;
			const why = isLate
				? `it was not done within ${String(LONGEST / 60_000)} minutes`
				: `its process ended with ${signal ?? `code ${String(code)}`}`;
			resolve(said ?? { figures: [], failed: why });
		});
	});
}
