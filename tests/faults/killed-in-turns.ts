// Several hubs on one PostgreSQL behind a balancer, killed with -9 in turns under load: nobody is special, and none takes anything along.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openBalancer } from '#support/hubs/balancer';
import { keysTo, Rush } from '#support/hubs/rush';
import { startServer } from '#support/hubs/server-process';
import type { ServerProcess } from '#support/hubs/server-process';
import { HonestDisplay, wrongOn } from './honest-display.ts';
import { differences, Ledger } from './ledger.ts';
import { newPlace, OFFICE } from './place.ts';

export interface TurnsOptions {
	readonly kills: number;
	readonly hubs: number;
	readonly database: string;
	readonly onKill: (killed: number, acknowledged: number) => void;
}

export interface TurnsReport {
	readonly killed: number;
	readonly acknowledged: number;
	/** Sent again under the same id, because nobody had answered. */
	readonly repeated: number;
	readonly events: number;
	/** Longest time without any acknowledgement, also when all hubs were killed at once, ms. */
	readonly longestSilence: number;
	readonly displays: number;
	readonly wrong: readonly string[];
}

/** All stop at the end of each, so that displays can be compared with the record. */
const CHAPTER = 20;
const DISPLAYS = 4;

export async function killInTurns({ kills, hubs, database, onKill }: TurnsOptions): Promise<TurnsReport> {
	const place = newPlace(database);
	const ledger = new Ledger(join(place.folder, 'acknowledged.jsonl'));
	const begin = () => startServer({ ...place.env, ROTUNDA_LOG: 'fatal' });
	const running = await Promise.all(Array.from({ length: hubs }, begin));
	const balancer = await openBalancer(() => running.map(({ url }) => url));
	const keys = await keysTo(balancer.url);
	const displays = await Promise.all(
		Array.from({ length: DISPLAYS }, () => HonestDisplay.watching(balancer.url, keys.display)),
	);
	const wrong: string[] = [];
	let [killed, repeated, longestSilence] = [0, 0, 0];
	try {
		while (killed < kills) {
			const rush = new Rush((one) => ledger.note(one));
			await rush.start(balancer.url, keys, 9);
			for (let turn = 0; turn < CHAPTER && killed < kills; turn += 1) {
				// At another moment of the work each time; the last of a chapter takes all of them at once.
				await rush.acknowledged(5 + ((killed * 37) % 60));
				await wait((killed * 7) % 11);
				const all = running.map((_, at) => at);
				const victims = turn === CHAPTER - 1 ? all : [killed % hubs];
				await Promise.all(victims.map((at) => replace(running, at, begin)));
				killed += victims.length;
				onKill(killed, ledger.count);
			}
			await rush.acknowledged(20);
			await rush.end();
			repeated += rush.repeated.size;
			longestSilence = Math.max(longestSilence, rush.longestSilence);
			const { length } = await place.record(OFFICE);
			const shown = await wrongOn(displays, running, length);
			wrong.push(...shown.map((one) => `after ${killed} kills ${one}`));
		}
		const record = await place.record(OFFICE);
		wrong.push(...differences(ledger, record));
		const { count: acknowledged } = ledger;
		return {
			killed,
			acknowledged,
			repeated,
			events: record.length,
			longestSilence,
			displays: DISPLAYS,
			wrong,
		};
	} finally {
		for (const display of displays) display.close();
		balancer.close();
		for (const hub of running) hub.kill('SIGKILL');
		await Promise.all(running.map(({ ended }) => ended));
		ledger.close();
		place.clear();
	}
}

async function replace(
	running: ServerProcess[],
	at: number,
	begin: () => Promise<ServerProcess>,
): Promise<void> {
	const old = running[at];
	old?.kill('SIGKILL');
	await old?.ended;
	running[at] = await begin();
}
