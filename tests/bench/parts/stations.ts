// 1 to 200 representatives who call, serve and finish all at once while every station sees every step, beside a bare server
// that appends, answers and tells as much.
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import type { HubClient } from '#support/hubs/hub-client';
import { lastRow, progress } from '../lobby/bench-lobby.ts';
import { figure, median, share } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { bodyOf, readLeanly } from '../lobby/lean-reader.ts';
import { rawClients, startRawServer } from '../lobby/raw-process.ts';
import type { RawServer } from '../lobby/raw-process.ts';
import { must, startSeededHub, watch } from '../lobby/seeded-lobby.ts';
import type { SeededHub, SeededLobby, Station } from '../lobby/seeded-lobby.ts';

const SIZES = [1, 10, 50, 100, 200] as const;
const QUICK_SIZES = [1, 20] as const;
const ROUNDS = 5;
const QUICK_ROUNDS = 2;
/** Customers a round, shared by all stations: each is called, served and finished. */
const CUSTOMERS = 1_000;
/** One station alone takes its time over them. */
const MOST_EACH = 250;
const STEPS = 3;

export async function stations(wanted: (name: string) => boolean, isQuick: boolean): Promise<Figure[]> {
	const sizes = (isQuick ? QUICK_SIZES : SIZES).filter((size) =>
		WHAT.some((what) => wanted(`stations-${what}-${String(size)}`)),
	);
	if (sizes.length === 0) return [];
	progress('stations: opening the counters');
	const hub = await startSeededHub(1, Math.max(...sizes));
	try {
		const [lobby] = hub.lobbies;
		const kiosk = await lobby.kiosk();
		const raw = await rawTwin(hub, lobby, kiosk);
		const desks: Station[] = [];
		const bare: Socket[] = [];
		const figures: Figure[] = [];
		for (const size of sizes) {
			while (desks.length < size) desks.push(await seated(lobby, desks.length));
			bare.push(...(await bareStations(raw, size - bare.length)));
			figures.push(...(await measured({ lobby, kiosk, desks, bare }, isQuick ? QUICK_ROUNDS : ROUNDS)));
		}
		for (const socket of bare) socket.disconnect();
		await raw.stop();
		return figures;
	} finally {
		await hub.stop();
	}
}

const WHAT = ['rate', 'p50', 'p99', 'reader-busy'] as const;

interface Room {
	readonly lobby: SeededLobby;
	readonly kiosk: HubClient;
	readonly desks: readonly Station[];
	readonly bare: readonly Socket[];
}

interface Side {
	readonly rates: number[];
	readonly p50s: number[];
	readonly p99s: number[];
	readonly busy: number[];
}

async function measured({ lobby, kiosk, desks, bare }: Room, rounds: number): Promise<Figure[]> {
	const [ours, limit] = [side(), side()];
	const each = Math.min(MOST_EACH, Math.ceil(CUSTOMERS / desks.length));
	for (let round = 0; round <= rounds; round += 1) {
		progress(`stations: ${String(desks.length)} at once, round ${String(round)} of ${String(rounds)}`);
		await lobby.fill(kiosk, each * desks.length);
		const serving = () => together(desks, (desk, took) => serve(desk, each, took));
		const appending = () => together(bare, (socket, took) => append(socket, each * STEPS, took));
		const turns = [() => timed(ours, serving), () => timed(limit, appending)];
		for (const turn of round % 2 === 0 ? turns : turns.toReversed()) await turn();
		if (round > 0) continue;
		// The first round only warms both up.
		for (const kept of [...Object.values(ours), ...Object.values(limit)]) (kept as number[]).length = 0;
	}
	const name = (what: (typeof WHAT)[number]) => `stations-${what}-${String(desks.length)}`;
	return [
		figure(name('rate'), median(ours.rates), 'commands/s', median(limit.rates)),
		figure(name('p50'), median(ours.p50s), 'ms', median(limit.p50s)),
		figure(name('p99'), median(ours.p99s), 'ms', median(limit.p99s)),
		figure(name('reader-busy'), median(ours.busy), '%', median(limit.busy)),
	];
}

function side(): Side {
	return { rates: [], p50s: [], p99s: [], busy: [] };
}

async function timed(one: Side, work: () => Promise<readonly number[]>): Promise<void> {
	const before = process.cpuUsage();
	const began = performance.now();
	const took = await work();
	const ms = performance.now() - began;
	const { user, system } = process.cpuUsage(before);
	one.rates.push((took.length / ms) * 1000);
	one.p50s.push(share(took, 0.5));
	one.p99s.push(share(took, 0.99));
	one.busy.push((user + system) / 10 / ms);
}

async function together<One>(
	all: readonly One[],
	work: (one: One, took: number[]) => Promise<void>,
): Promise<number[]> {
	const took: number[] = [];
	await Promise.all(all.map((one) => work(one, took)));
	return took;
}

async function serve({ client, counter }: Station, customers: number, took: number[]): Promise<void> {
	const step = async (command: Parameters<typeof must>[1]) => {
		const began = performance.now();
		const { made } = await must(client, command);
		took.push(performance.now() - began);
		return made.ticket;
	};
	for (let customer = 0; customer < customers; customer += 1) {
		const ticket = await step({ type: 'CallNext', counter });
		if (ticket === undefined) throw new Error('nobody was called');
		await step({ type: 'ServeTicket', ticket });
		await step({ type: 'FinishTicket', ticket, outcome: 'answered' });
	}
}

async function append(socket: Socket, commands: number, took: number[]): Promise<void> {
	for (let command = 0; command < commands; command += 1) {
		const began = performance.now();
		await socket.emitWithAck('command', {
			id: crypto.randomUUID(),
			command: { type: 'CallNext', counter: 'c1' },
		});
		took.push(performance.now() - began);
	}
}

async function seated(lobby: SeededLobby, at: number): Promise<Station> {
	const desk = await lobby.station(at);
	readLeanly(desk.client.socket, () => undefined);
	await watch(desk.client, 'station');
	return desk;
}

async function bareStations(raw: RawServer, count: number): Promise<Socket[]> {
	const sockets = await rawClients(raw.url, count);
	for (const socket of sockets) {
		readLeanly(socket, () => undefined);
		await socket.emitWithAck('watch', {});
	}
	return sockets;
}

/** A bare server that keeps, answers and tells the bytes of a call. */
async function rawTwin(hub: SeededHub, lobby: SeededLobby, kiosk: HubClient): Promise<RawServer> {
	const supervisor = await lobby.supervisor();
	let update: unknown = null;
	const heard = new Promise<void>((resolve) => {
		readLeanly(supervisor.socket, (text) => {
			if (!text.includes('"status":"called"')) return;
			update = bodyOf(text);
			resolve();
		});
	});
	await watch(supervisor, 'station');
	await must(kiosk, lobby.issueCommand);
	const { client, counter } = await lobby.station(0);
	const answer = await must(client, { type: 'CallNext', counter });
	await heard;
	const ticket = answer.made.ticket;
	if (ticket !== undefined) {
		await must(client, { type: 'ServeTicket', ticket });
		await must(client, { type: 'FinishTicket', ticket, outcome: 'answered' });
	}
	client.close();
	supervisor.close();
	const template = { row: lastRow(hub, 'TicketCalled'), answer, update };
	return startRawServer(join(hub.folder, 'raw.db'), template);
}
