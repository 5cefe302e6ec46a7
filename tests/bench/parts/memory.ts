// What a hub holds: resident when it has just started and has nothing to do, and how much more with each who waits.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CommandOf } from '#domain/commands';
import { compiledFolder } from '#start/small-start';
import { freePort, startOwnHub } from '../../replay/own-hub.ts';
import type { OwnHub } from '../../replay/own-hub.ts';
import { BenchLobby, progress } from '../lobby/bench-lobby.ts';
import { figure } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { HeapWatch } from '../measuring/heap-watch.ts';
import { startRawServer } from '../lobby/raw-process.ts';
import { residentMb } from '../measuring/resident-memory.ts';

/** The bare server is simply killed otherwise, and a killed process leaves nothing compiled behind. */
const ENDS_ORDERLY = '--import=data:text/javascript,process.on(`SIGTERM`,()=>process.exit())';
const REST = 5000;
const MB = 1024 * 1024;
const AT_ONCE = 100;
const FEW = 10_000;
const MANY = 110_000;
/** As many as make a hub forget which rows the tickets before have changed: it keeps that for screens that were away. */
const OTHER_COMMANDS = 4_000;

export async function memory(wanted: (name: string) => boolean, isQuick: boolean): Promise<Figure[]> {
	const figures: Figure[] = [];
	if (wanted('hub-rss-idle')) figures.push(...(await idle()));
	if (WAITING.some(wanted)) figures.push(...(await perWaiting(isQuick ? MANY / 10 : MANY)));
	return figures;
}

async function idle(): Promise<Figure[]> {
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
	const startHub = () => startOwnHub(join(folder, 'data'), []);
	const startRaw = (life: string) =>
		startRawServer(join(folder, `${life}.db`), { row: '', answer: null, update: null });
	try {
		// As the launcher starts a hub, and for both alike: what a first life has compiled is not compiled again.
		process.env['NODE_COMPILE_CACHE'] = compiledFolder(join(import.meta.dirname, '../../..'));
		process.env['NODE_OPTIONS'] = ENDS_ORDERLY;
		await (await startRaw('first')).stop();
		delete process.env['NODE_OPTIONS'];
		await (await startHub()).stop();
		const [hub, raw] = [await startHub(), await startRaw('second')];
		progress('memory: five seconds of rest');
		await delay(REST);
		const figures = [figure('hub-rss-idle', await residentMb(hub.pid), 'MB', await residentMb(raw.pid))];
		await raw.stop();
		await hub.stop();
		return figures;
	} finally {
		await rm(folder, { recursive: true });
	}
}

const WAITING = ['hub-bytes-a-waiting', 'hub-bytes-a-waiting-restarted', 'hub-rss-a-waiting'] as const;

/**
 * The slope between a shorter and a longer line, so that what a hub keeps in any case is not counted: of what the heap
 * holds, in the hub that issued the tickets and in one that has just started on them; and of what is resident.
 */
async function perWaiting(many: number): Promise<Figure[]> {
	const few = Math.min(FEW, many / 10);
	const [short, long] = [await heldWith(few), await heldWith(many)];
	const each = (name: (typeof WAITING)[number], of: (held: Held) => number) =>
		figure(name, (of(long) - of(short)) / (many - few), 'bytes', null);
	return [
		each('hub-bytes-a-waiting', ({ heap }) => heap),
		each('hub-bytes-a-waiting-restarted', ({ heapRestarted }) => heapRestarted),
		each('hub-rss-a-waiting', ({ resident }) => resident),
	];
}

/** Bytes. */
interface Held {
	/** What the heap still holds after a collection. */
	readonly heap: number;
	/** What the system says is resident then. */
	readonly resident: number;
	readonly heapRestarted: number;
}

async function heldWith(waiting: number): Promise<Held> {
	progress(`memory: ${waiting.toLocaleString('en')} join the line`);
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-bench-'));
	try {
		const issued = await look(folder, async (hub) => {
			const lobby = await BenchLobby.open(hub);
			await lobby.fill(await lobby.kiosks(AT_ONCE), waiting);
			await busyElsewhere(lobby);
		});
		const restarted = await look(folder, async () => {});
		return { ...issued, heapRestarted: restarted.heap };
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** Starts a hub on the folder, lets `work` happen, and looks before it ends. */
async function look(
	folder: string,
	work: (hub: OwnHub) => Promise<void>,
): Promise<Pick<Held, 'heap' | 'resident'>> {
	const door = await freePort();
	const hub = await startOwnHub(join(folder, 'data'), [`--inspect=127.0.0.1:${String(door)}`]);
	try {
		await work(hub);
		const heap = await HeapWatch.open(door);
		const held = { heap: await heap.held(), resident: (await residentMb(hub.pid)) * MB };
		heap.close();
		return held;
	} finally {
		await hub.stop();
	}
}

async function busyElsewhere(lobby: BenchLobby): Promise<void> {
	const { counter } = lobby.callCommand as CommandOf<'CallNext'>;
	for (let sent = 0; sent < OTHER_COMMANDS; sent += 2) {
		await lobby.must(lobby.station, { type: 'PauseCounter', counter, reason: 'break' });
		await lobby.must(lobby.station, { type: 'OpenCounter', counter, takeOver: false });
	}
}
