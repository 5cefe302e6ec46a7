// What the record is worth when the process or the power dies at the worst moment.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { SqliteEventStore } from '#store/sqlite-store';
import { temporaryFolder } from '#support/temporary-folder';
import { all } from './contract/event-store-contract.ts';

const HUB = join(import.meta.dirname, 'appending-hub.ts');
const ROUNDS = 20;

/** Runs a hub on the file, kills it a while after its first acknowledgement, and answers the last position it acknowledged. */
async function appendUntilKilled(file: string, round: number, milliseconds: number): Promise<number> {
	const hub = spawn(process.execPath, [HUB, file, String(round), '1000000'], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
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

// Kill -9 proves only what the system's memory keeps; a power cut asks for more.
test.skipIf(!mayTrace)(
	'Every acknowledgement waits for the disk (needs strace and the right to trace)',
	() => {
		const folder = temporaryFolder();
		const trace = join(folder, 'trace');
		const calls = ['-f', '-o', trace, '-e', 'trace=fsync,fdatasync,write'];
		const hub = [process.execPath, HUB, join(folder, 'rotunda.db'), '0', '25'];
		const run = spawnSync('strace', [...calls, ...hub], { encoding: 'utf8' });
		expect(run.stdout.match(/kept/g)).toHaveLength(25);
		let synced = false;
		const unsynced: string[] = [];
		let acknowledgements = 0;
		for (const line of readFileSync(trace, 'utf8').split('\n')) {
			if (/ f(data)?sync\(/.test(line)) synced = true;
			if (!line.includes('"kept ')) continue;
			acknowledgements += 1;
			if (!synced) unsynced.push(line);
			synced = false;
		}
		expect(acknowledgements).toBe(25);
		expect(unsynced).toEqual([]);
	},
);
