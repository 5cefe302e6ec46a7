// What the record is worth when the process or the power dies at the worst moment.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { temporaryFolder } from '#support/temporary-folder';
import { all } from '../contract/event-store-contract.ts';

const HUB = join(import.meta.dirname, 'appending-hub.ts');
const ROUNDS = 20;

/** Runs a hub on the file, kills it a while after its first acknowledgement, and answers the last position it acknowledged. */
async function appendUntilKilled(file: string, round: number, milliseconds: number): Promise<number> {
	const hub = spawn(process.execPath, [HUB, file, String(round), '1000000'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	onTestFinished(() => void hub.kill('SIGKILL'));
	let said = '';
	const ended = new Promise<string | null>((done) => hub.once('close', (_code, signal) => done(signal)));
	await new Promise<void>((started) => {
		hub.stdout.on('data', (bytes: Buffer) => {
			said += bytes.toString();
			started();
		});
		hub.once('close', () => started());
	});
	await wait(milliseconds);
	hub.kill('SIGKILL');
	expect(await ended).toBe('SIGKILL');
	const kept = said.match(/^kept \d+$/gm) ?? [];
	return Number(kept.at(-1)?.slice('kept '.length));
}

test(`A hub killed ${ROUNDS} times with kill -9 has lost no acknowledged event, left no gap and cut no append in two`, async () => {
	const file = join(temporaryFolder(), 'rotunda.db');
	const acknowledged: number[] = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		const last = await appendUntilKilled(file, round, (round * 7) % 40);
		expect(last).toBeGreaterThan(acknowledged.at(-1) ?? 0);
		acknowledged.push(last);
	}
	const store = new SqliteEventStore(file);
	const events = await all(store);
	await store.close();
	expect(events.length).toBeGreaterThanOrEqual(acknowledged.at(-1) ?? Infinity);
	expect(events.map((one) => one.position)).toEqual(events.map((_, index) => index + 1));
	expect(events.map((one) => one.event)).toEqual(
		events.map((_, index) => ({ type: 'DayOpened', day: String((index % 3) + 1) })),
	);
	expect(events.length % 3).toBe(0);
	for (const [round, last] of acknowledged.entries())
		expect(Number(events[last - 1]?.command.split('.')[0])).toBe(round);
}, 120_000);

const mayTrace = spawnSync('strace', ['-e', 'trace=fsync', 'true']).status === 0;
const needs = '(needs strace and the right to trace)';

/** The system calls of a process, in order. */
function traced(calls: string, script: string, ...args: string[]): string[] {
	const trace = join(temporaryFolder(), 'trace');
	const command = [process.execPath, join(import.meta.dirname, script), ...args];
	const run = spawnSync('strace', ['-f', '-o', trace, '-e', `trace=${calls}`, ...command], {
		encoding: 'utf8',
	});
	expect(run.status, run.stderr).toBe(0);
	return readFileSync(trace, 'utf8').split('\n');
}

// Kill -9 proves only what the system's memory keeps; a power cut asks for more.
test.skipIf(!mayTrace)(`Every acknowledgement waits for the disk ${needs}`, () => {
	const file = join(temporaryFolder(), 'rotunda.db');
	let synced = 0;
	const syncs: number[] = [];
	for (const line of traced('fsync,fdatasync,write', 'appending-hub.ts', file, '0', '25')) {
		if (SYNC.test(line)) synced += 1;
		if (!line.includes('"kept ')) continue;
		syncs.push(synced);
		synced = 0;
	}
	expect(syncs).toHaveLength(25);
	expect(syncs.filter((count) => count === 0)).toEqual([]);
});

test.skipIf(!mayTrace)(`Twenty offices that append at once wait for the disk once, together ${needs}`, () => {
	const file = join(temporaryFolder(), 'rotunda.db');
	const lines = traced('fsync,fdatasync,write', 'appending-hub.ts', file, '0', '10', '20');
	const first = lines.findIndex((line) => line.includes('"kept '));
	const last = lines.findLastIndex((line) => line.includes('"kept '));
	const syncs = lines.slice(first, last).filter((line) => SYNC.test(line));
	expect(syncs).toHaveLength(9);
});

test.skipIf(!mayTrace)(
	`An office file is on the disk before it takes its name, and the name too ${needs}`,
	() => {
		const lines = traced('fsync,rename,renameat,renameat2', 'saving-office.ts', temporaryFolder());
		const steps = lines.flatMap((line) => {
			const renamed = /rename.*\/([^/"]+)"/.exec(line)?.[1];
			return renamed === undefined ? (SYNC.test(line) ? ['sync'] : []) : [`rename to ${renamed}`];
		});
		// The first save has nothing to keep; from the second on the copy before it is written with it, and both take their names.
		expect(steps).toEqual([
			...['sync', 'rename to harborview.json', 'sync'],
			...['sync', 'sync', 'rename to harborview.json.bak', 'rename to harborview.json', 'sync'],
		]);
	},
);

/** Not the second half of a call that another thread came between. */
const SYNC = / f(data)?sync\(/;
