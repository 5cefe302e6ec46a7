// A torn last write: the log is cut at every kind of place, as a power cut may leave it; what opens is a whole beginning of it.
import {
	copyFileSync,
	mkdtempSync,
	openSync,
	closeSync,
	rmSync,
	statSync,
	truncateSync,
	writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandOf } from '#domain/commands';
import type { StoredEvent } from '#domain/events';
import type { DeviceId } from '#domain/ids';
import type { KioskView } from '#projections/kiosk';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { send, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { startServer } from '#support/hubs/server-process';
import { demoClients } from './demo-clients.ts';
import { newPlace, OFFICE } from './place.ts';

export interface TornReport {
	readonly cuts: number;
	/** Bytes of the log that was cut. */
	readonly log: number;
	/** Fewest and most events that were still there. */
	readonly fewest: number;
	readonly most: number;
	readonly wrong: readonly string[];
}

/** `cuts` places, spread over the log, half of them with rubbish behind the cut as a half-written sector leaves it. */
export async function tearLastWrite(cuts: number): Promise<TornReport> {
	const place = newPlace(null);
	const work = mkdtempSync(join(tmpdir(), 'rotunda-torn-'));
	const wrong: string[] = [];
	try {
		await fillAndKill(place.env);
		const file = join(place.folder, 'rotunda.db');
		const log = statSync(`${file}-wal`).size;
		const whole = await eventsIn(file, work, log, false);
		const counts: number[] = [];
		for (let cut = 0; cut < cuts; cut += 1) {
			const at = Math.floor((log * (cut + 1)) / (cuts + 1)) + (cut % 7);
			try {
				const events = await eventsIn(file, work, at, cut % 2 === 1);
				counts.push(events.length);
				wrong.push(...notBeginning(events, whole, at));
			} catch (error) {
				wrong.push(`cut at ${at}: ${String(error)}`);
			}
		}
		return { cuts, log, fewest: Math.min(...counts), most: Math.max(...counts), wrong };
	} finally {
		place.clear();
		rmSync(work, { recursive: true, force: true });
	}
}

async function fillAndKill(env: Readonly<Record<string, string>>): Promise<void> {
	const server = await startServer(env);
	const clients = await demoClients(server.url, 4);
	// With a paper each: two events that belong together.
	const command = {
		...(ticketAt('pay-bill') as CommandOf<'IssueTicket'>),
		printer: await printerOf(clients.kiosk),
	};
	for (let round = 0; round < 40; round += 1)
		await Promise.all(clients.kiosks.map((kiosk) => send(kiosk, command)));
	server.kill('SIGKILL');
	await server.ended;
	clients.close();
}

async function printerOf(kiosk: HubClient): Promise<DeviceId | null> {
	const start = await kiosk.must('watch', { audience: 'kiosk', after: null, run: null });
	const view = ('snapshot' in start ? start.snapshot : {}) as unknown as KioskView;
	return Object.values(view.devices)[0]?.printer ?? null;
}

/** What a hub would read after the log was cut there. */
async function eventsIn(file: string, work: string, at: number, rubbish: boolean): Promise<StoredEvent[]> {
	const copy = join(work, 'rotunda.db');
	rmSync(`${copy}-shm`, { force: true });
	copyFileSync(file, copy);
	copyFileSync(`${file}-wal`, `${copy}-wal`);
	truncateSync(`${copy}-wal`, at);
	if (rubbish) {
		const handle = openSync(`${copy}-wal`, 'a');
		writeSync(handle, Buffer.alloc(4096, 0xa5));
		closeSync(handle);
	}
	const store = new SqliteEventStore(copy);
	const events: StoredEvent[] = [];
	for await (const one of store.read(OFFICE, 0)) events.push(one);
	await store.close();
	return events;
}

function notBeginning(events: readonly StoredEvent[], whole: readonly StoredEvent[], at: number): string[] {
	const same = events.every((one, index) => JSON.stringify(one) === JSON.stringify(whole[index]));
	if (!same) return [`cut at ${at}: what is there is not what was written`];
	const [last, next] = [events.at(-1), whole[events.length]];
	return last !== undefined && last.command === next?.command
		? [`cut at ${at}: the command of position ${last.position} is there by half`]
		: [];
}
