// From a representative's "next" until the last of 1 to 2,000 displays has the call, beside a bare broadcast of the same
// bytes to as many.
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import type { HubClient } from '#support/hubs/hub-client';
import { lastRow, progress } from '../lobby/bench-lobby.ts';
import { figure, median, share } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { bodyOf, Crowd, readLeanly } from '../lobby/lean-reader.ts';
import { mustAllowConnections } from '../measuring/open-files.ts';
import { rawClients, startRawServer } from '../lobby/raw-process.ts';
import type { RawServer } from '../lobby/raw-process.ts';
import { callNext, serveAndFinish, startSeededHub, watch } from '../lobby/seeded-lobby.ts';
import type { SeededHub, SeededLobby, Station } from '../lobby/seeded-lobby.ts';

/** How many displays, and how many calls a round: fewer to many, which take longer. */
const SIZES = [
	{ displays: 1, calls: 150 },
	{ displays: 10, calls: 150 },
	{ displays: 100, calls: 150 },
	{ displays: 500, calls: 150 },
	{ displays: 1_000, calls: 60 },
	{ displays: 2_000, calls: 40 },
] as const;
const QUICK_SIZES = [
	{ displays: 1, calls: 50 },
	{ displays: 100, calls: 50 },
] as const;
const ROUNDS = 5;
const QUICK_ROUNDS = 2;
const FULL_BOARD = 20;
/** Connections made at once: a server takes only so many in its queue. */
const TOGETHER = 50;
/** What an update with a call in it says. */
const A_CALL = '"table":"calls"';

export async function callToDisplay(wanted: (name: string) => boolean, isQuick: boolean): Promise<Figure[]> {
	const sizes = (isQuick ? QUICK_SIZES : SIZES).filter(({ displays }) =>
		WHAT.some((what) => wanted(`call-to-display-${what}-${String(displays)}`)),
	);
	if (sizes.length === 0) return [];
	// Theirs and the bare ones.
	await mustAllowConnections(2 * Math.max(...sizes.map(({ displays }) => displays)));
	const hub = await startSeededHub(1, 1);
	try {
		const stage = await Stage.open(hub);
		try {
			const figures: Figure[] = [];
			for (const { displays, calls } of sizes) {
				progress(`call to display: connecting ${String(displays)}`);
				await stage.grow(displays);
				figures.push(...(await measured(stage, calls, isQuick ? QUICK_ROUNDS : ROUNDS)));
			}
			return figures;
		} finally {
			await stage.close();
		}
	} finally {
		await hub.stop();
	}
}

const WHAT = ['p50', 'p99', 'reader-busy'] as const;

async function measured(stage: Stage, calls: number, rounds: number): Promise<Figure[]> {
	const ours: Tails = { p50s: [], p99s: [], busy: [] };
	const limit: Tails = { p50s: [], p99s: [], busy: [] };
	const displays = stage.size;
	for (let round = 0; round <= rounds; round += 1) {
		progress(`call to display: ${String(displays)} displays, round ${String(round)} of ${String(rounds)}`);
		await stage.fill(calls);
		const [took, rawTook]: [Took[], Took[]] = [[], []];
		for (let call = 0; call < calls; call += 1) {
			rawTook.push(await stage.rawCall());
			took.push(await stage.hubCall());
		}
		// The first round only warms both up.
		if (round === 0) continue;
		keep(ours, took);
		keep(limit, rawTook);
	}
	const name = (what: (typeof WHAT)[number]) => `call-to-display-${what}-${String(displays)}`;
	return [
		figure(name('p50'), median(ours.p50s), 'ms', median(limit.p50s)),
		figure(name('p99'), median(ours.p99s), 'ms', median(limit.p99s)),
		figure(name('reader-busy'), median(ours.busy), '%', median(limit.busy)),
	];
}

interface Took {
	readonly ms: number;
	/** Per cent of that time in which this process itself was at work. */
	readonly busy: number;
}

interface Tails {
	readonly p50s: number[];
	readonly p99s: number[];
	readonly busy: number[];
}

function keep(tails: Tails, took: readonly Took[]): void {
	const ms = took.map((one) => one.ms);
	tails.p50s.push(share(ms, 0.5));
	tails.p99s.push(share(ms, 0.99));
	tails.busy.push(median(took.map(({ busy }) => busy)));
}

/** The hub's displays and the bare ones, as many of either. */
class Stage {
	readonly #lobby: SeededLobby;
	readonly #kiosk: HubClient;
	readonly #station: Station;
	readonly #raw: RawServer;
	readonly #sender: Socket;
	readonly #displays = new Crowd();
	readonly #bare = new Crowd();
	readonly #sockets: Socket[] = [];

	private constructor(lobby: SeededLobby, cast: Cast) {
		this.#lobby = lobby;
		this.#kiosk = cast.kiosk;
		this.#station = cast.station;
		this.#raw = cast.raw;
		this.#sender = cast.sender;
	}

	static async open(hub: SeededHub): Promise<Stage> {
		const [lobby] = hub.lobbies;
		const kiosk = await lobby.kiosk();
		const station = await lobby.station(0);
		const update = await sampleUpdate(lobby, kiosk, station);
		const template = { row: lastRow(hub, 'TicketCalled'), answer: { ok: true }, update };
		const raw = await startRawServer(join(hub.folder, 'raw.db'), template);
		const [sender] = await rawClients(raw.url, 1);
		if (sender === undefined) throw new Error('no raw sender');
		return new Stage(lobby, { kiosk, station, raw, sender });
	}

	get size(): number {
		return this.#displays.size;
	}

	async grow(count: number): Promise<void> {
		while (this.#displays.size < count) {
			const some = Math.min(TOGETHER, count - this.#displays.size);
			const displays = await Promise.all(Array.from({ length: some }, () => this.#lobby.enter('display-1')));
			for (const display of displays) {
				this.#displays.join(display.socket);
				await watch(display, 'display');
			}
			const bare = await rawClients(this.#raw.url, some);
			for (const socket of bare) {
				this.#bare.join(socket);
				await socket.emitWithAck('watch', {});
			}
			this.#sockets.push(...bare);
		}
	}

	async fill(count: number): Promise<void> {
		await this.#lobby.fill(this.#kiosk, count);
		await this.#displays.quiet();
	}

	async hubCall(): Promise<Took> {
		const { took, sent } = await timed(this.#displays, () => callNext(this.#station));
		await serveAndFinish(this.#station, (await sent).ticket);
		await this.#displays.quiet();
		return took;
	}

	async rawCall(): Promise<Took> {
		const ask = { id: '00000000-0000-4000-8000-000000000000', type: 'CallNext' };
		const { took, sent } = await timed(this.#bare, () => this.#sender.emitWithAck('broadcast', ask));
		await sent;
		await this.#bare.quiet();
		return took;
	}

	async close(): Promise<void> {
		for (const socket of [...this.#sockets, this.#sender]) socket.disconnect();
		await this.#raw.stop();
	}
}

interface Cast {
	readonly kiosk: HubClient;
	readonly station: Station;
	readonly raw: RawServer;
	readonly sender: Socket;
}

/** Until the last of the crowd has the call that this sends. */
async function timed<Sent>(crowd: Crowd, send: () => Promise<Sent>) {
	const everyone = crowd.everyoneHears(A_CALL);
	const before = process.cpuUsage();
	const began = performance.now();
	const sent = send();
	const ms = (await everyone) - began;
	const { user, system } = process.cpuUsage(before);
	return { took: { ms, busy: (user + system) / 10 / ms }, sent };
}

/** The update that one call makes, whole: the raw server broadcasts the same bytes. */
async function sampleUpdate(lobby: SeededLobby, kiosk: HubClient, station: Station): Promise<unknown> {
	const display = await lobby.enter('display-1');
	let last: unknown = null;
	readLeanly(display.socket, (text) => {
		if (text.includes(A_CALL)) last = bodyOf(text);
	});
	await watch(display, 'display');
	// A full board: a call also sends the oldest one away.
	await lobby.fill(kiosk, FULL_BOARD);
	for (let call = 0; call < FULL_BOARD; call += 1) {
		await serveAndFinish(station, (await callNext(station)).ticket);
	}
	display.close();
	if (last === null) throw new Error('a call made no update');
	return last;
}
