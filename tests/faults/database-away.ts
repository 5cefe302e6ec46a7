// PostgreSQL stopped, crashed and killed under load, for moments and for longer: hubs bear it, say so, and come back by themselves.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openBalancer } from '#support/balancer';
import type { PostgresServer } from '#support/postgres-server';
import { keysTo, Rush } from '#support/rush';
import { startServer } from '#support/server-process';
import { HonestDisplay, wrongOn } from './honest-display.ts';
import { differences, Ledger } from './ledger.ts';
import { newPlace, OFFICE } from './place.ts';

export interface AwayOptions {
	readonly rounds: number;
	readonly hubs: number;
	readonly postgres: PostgresServer;
	readonly onRound: (round: number, acknowledged: number) => void;
}

export interface AwayReport {
	readonly rounds: number;
	readonly acknowledged: number;
	/** Sent again under the same id, because nobody had answered. */
	readonly repeated: number;
	/** Commands told that nothing was done, and sent again. */
	readonly faults: number;
	readonly events: number;
	/** Longest until every hub said that it is not ready, ms. */
	readonly slowestToSay: number;
	/** Longest from the database's return until every hub was ready again, and until a command was acknowledged, ms. */
	readonly slowestReady: number;
	readonly slowestAnswer: number;
	/** Times that a hub was asked whether it is ready while the database was away. */
	readonly asked: number;
	/** Outages long enough that every display had to say that it is not live. */
	readonly darkened: number;
	readonly wrong: readonly string[];
}

const MODES = ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const;
/** ms: shorter and longer than a hub lets its senders wait. */
const OUTAGES = [200, 1_000, 2_500, 7_000];
/** From here on a display that still counts as live is lying: a look, and the silence that makes it stale. */
const DARK = 7_000;
const PATIENCE = 15_000;
const DISPLAYS = 3;

export async function databaseAway({ rounds, hubs, postgres, onRound }: AwayOptions): Promise<AwayReport> {
	const place = newPlace(await postgres.database());
	const ledger = new Ledger(join(place.folder, 'acknowledged.jsonl'));
	const env = { ...place.env, ROTUNDA_LOG: 'fatal' };
	const running = await Promise.all(Array.from({ length: hubs }, () => startServer(env)));
	const urls = running.map(({ url }) => url);
	const balancer = await openBalancer(() => urls);
	const keys = await keysTo(balancer.url);
	const displays = await Promise.all(
		Array.from({ length: DISPLAYS }, () => HonestDisplay.watching(balancer.url, keys.display)),
	);
	const wrong: string[] = [];
	let [slowestToSay, slowestReady, slowestAnswer, asked, darkened] = [0, 0, 0, 0, 0];
	const rush = new Rush((one) => ledger.note(one));
	try {
		await rush.start(balancer.url, keys, 9);
		for (let round = 0; round < rounds; round += 1) {
			const mode = MODES[round % MODES.length] ?? 'SIGINT';
			const outage = OUTAGES[Math.floor(round / MODES.length) % OUTAGES.length] ?? 0;
			const wrongHere = (what: string) => wrong.push(`round ${round + 1}, ${mode} for ${outage} ms: ${what}`);
			await rush.acknowledged(20 + ((round * 37) % 60));
			await postgres.halt(mode);
			const gone = performance.now();
			const said = await until(async () => (await readyAmong(urls)) === 0);
			if (said === null) wrongHere('a hub says that it is ready while the database is away');
			else slowestToSay = Math.max(slowestToSay, said);
			const known = ledger.count;
			while (performance.now() - gone < outage) {
				asked += hubs;
				if ((await readyAmong(urls)) > 0) wrongHere('a hub became ready without a database');
				await wait(100);
			}
			if (ledger.count > known) wrongHere(`${ledger.count - known} acknowledged without a database`);
			if (performance.now() - gone >= DARK && said !== null) {
				darkened += 1;
				const live = displays.filter((display) => display.isLive).length;
				if (live > 0) wrongHere(`${live} displays say that they are live`);
			}
			await postgres.goOn();
			const back = performance.now();
			const before = ledger.count;
			const [ready] = await Promise.all([
				until(async () => (await readyAmong(urls)) === hubs),
				rush.acknowledged(1).then(() => (slowestAnswer = Math.max(slowestAnswer, performance.now() - back))),
			]);
			if (ready === null) wrongHere('a hub did not come back by itself');
			else slowestReady = Math.max(slowestReady, ready);
			if (ledger.count === before) wrongHere('nothing was acknowledged after it came back');
			const live = await until(() => Promise.resolve(displays.every((display) => display.isLive)));
			if (live === null) wrongHere('a display did not become live again');
			onRound(round + 1, ledger.count);
		}
		await rush.end();
		const record = await place.record(OFFICE);
		wrong.push(...(await wrongOn(displays, running, record.length)));
		wrong.push(...differences(ledger, record));
		return {
			rounds,
			acknowledged: ledger.count,
			repeated: rush.repeated.size,
			faults: rush.faults.size,
			events: record.length,
			slowestToSay,
			slowestReady,
			slowestAnswer,
			asked,
			darkened,
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

async function readyAmong(urls: readonly string[]): Promise<number> {
	const each = await Promise.all(urls.map(async (url) => (await fetch(`${url}/readyz`)).ok));
	return each.filter((isReady) => isReady).length;
}

/** How long it took, ms; null when it was not so in time. */
async function until(isSo: () => Promise<boolean>): Promise<number | null> {
	const began = performance.now();
	while (!(await isSo())) {
		if (performance.now() - began > PATIENCE) return null;
		await wait(20);
	}
	return performance.now() - began;
}
