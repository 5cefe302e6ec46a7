// PostgreSQL stopped, crashed, killed and cut off under load, for moments and for longer: hubs bear it, say so, and come back by themselves.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openBalancer } from '#support/hubs/balancer';
import { MuteLine } from '#support/hubs/mute-line';
import type { PostgresServer } from '#support/databases/postgres-server';
import { keysTo, Rush } from '#support/hubs/rush';
import { startServer } from '#support/hubs/server-process';
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
	/** Longest until every hub said that it is not ready, ms: of a database that ended, and of a line that fell silent. */
	readonly slowestToSay: number;
	readonly slowestToFind: number;
	/** Longest from the database's return until every hub was ready again, and until a command was acknowledged, ms. */
	readonly slowestReady: number;
	readonly slowestAnswer: number;
	/** Times that a hub was asked whether it is ready while the database was away. */
	readonly asked: number;
	/** Outages long enough that every display had to say that it is not live. */
	readonly darkened: number;
	readonly wrong: readonly string[];
}

const MODES = ['SIGINT', 'SIGQUIT', 'SIGKILL', 'mute'] as const;
/** ms: shorter and longer than a hub lets its senders wait. */
const OUTAGES = [200, 1_000, 2_500, 7_000];
/** A line that falls silent tells nobody: it takes a look to find out, and longer than a command waits to know. */
const MUTE = 12_000;
/** From here on a display that still counts as live is lying: a look, and the silence that makes it stale. */
const DARK = 7_000;
/** Answers for what was stored just before may still be on their way, ms. */
const ON_THE_WAY = 500;
const PATIENCE = 15_000;
const DISPLAYS = 3;

export async function databaseAway({ rounds, hubs, postgres, onRound }: AwayOptions): Promise<AwayReport> {
	const line = await MuteLine.open(postgres.port);
	const address = new URL(await postgres.database());
	address.port = String(line.port);
	const place = newPlace(address.href);
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
	let [slowestToSay, slowestToFind, slowestReady, slowestAnswer, asked, darkened] = [0, 0, 0, 0, 0, 0];
	let isOver = false;
	for (const [at, { ended }] of running.entries())
		void ended.then(({ code, said }) => {
			if (!isOver) wrong.push(`hub ${at} ended by itself with ${code}: ${said.slice(-2_000)}`);
		});
	const rush = new Rush((one) => ledger.note(one));
	try {
		await rush.start(balancer.url, keys, 9);
		for (let round = 0; round < rounds; round += 1) {
			const mode = MODES[round % MODES.length] ?? 'SIGINT';
			const isMute = mode === 'mute';
			const outage = isMute ? MUTE : (OUTAGES[Math.floor(round / MODES.length) % OUTAGES.length] ?? 0);
			const wrongHere = (what: string) => wrong.push(`round ${round + 1}, ${mode} for ${outage} ms: ${what}`);
			await rush.acknowledged(20 + ((round * 37) % 60));
			if (isMute) line.mute();
			else await postgres.halt(mode);
			const gone = performance.now();
			const said = await until(async () => (await readyAmong(urls)) === 0);
			if (said === null) wrongHere('a hub says that it is ready while the database is away');
			else if (isMute) slowestToFind = Math.max(slowestToFind, said);
			else slowestToSay = Math.max(slowestToSay, said);
			let known = ledger.count;
			while (performance.now() - gone < outage) {
				asked += hubs;
				if (performance.now() - gone < ON_THE_WAY) known = ledger.count;
				if ((await readyAmong(urls)) > 0) wrongHere('a hub became ready without a database');
				await wait(100);
			}
			if (ledger.count > known) wrongHere(`${ledger.count - known} acknowledged without a database`);
			if (performance.now() - gone >= DARK && said !== null) {
				darkened += 1;
				const live = displays.filter((display) => display.isLive).length;
				if (live > 0) wrongHere(`${live} displays say that they are live`);
			}
			if (isMute) line.speak();
			else await postgres.goOn();
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
			slowestToFind,
			slowestReady,
			slowestAnswer,
			asked,
			darkened,
			wrong,
		};
	} finally {
		isOver = true;
		for (const display of displays) display.close();
		balancer.close();
		line.close();
		for (const hub of running) hub.kill('SIGKILL');
		await Promise.all(running.map(({ ended }) => ended));
		ledger.close();
		place.clear();
	}
}

async function readyAmong(urls: readonly string[]): Promise<number> {
	const isReady = (url: string) => fetch(`${url}/readyz`).then(({ ok }) => ok);
	const each = await Promise.all(urls.map((url) => isReady(url).catch(() => false)));
	return each.filter((ready) => ready).length;
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
