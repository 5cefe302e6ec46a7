// 1 to 100 offices on one hub: tickets a second over all of them, and what the hub holds of them at rest; a hub for each
// number, taken in turns with a bare server.
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import { newCommandId } from '#screens/live/command-id.ts';
import type { WireCommand } from '#protocol/command-schema';
import { lastRow, progress } from '../lobby/bench-lobby.ts';
import { figure, median, share } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { rawClients, startRawServer } from '../lobby/raw-process.ts';
import { residentMb } from '../measuring/resident-memory.ts';
import { must, startSeededHub } from '../lobby/seeded-lobby.ts';
import type { SeededHub } from '../lobby/seeded-lobby.ts';

const SIZES = [1, 3, 10, 30, 100] as const;
const QUICK_SIZES = [1, 10] as const;
/** Kiosks over all offices. */
const AT_ONCE = 100;
const SLICE = 1_000;
const ROUNDS = 5;
const QUICK_ROUNDS = 2;
const REST = 5_000;

interface Side {
	/** How many offices; null is the bare server. */
	readonly size: number | null;
	readonly sockets: readonly Pick<Socket, 'emitWithAck'>[];
	readonly command: WireCommand;
	readonly rates: number[];
	readonly p50s: number[];
}

export async function offices(_wanted: (name: string) => boolean, isQuick: boolean): Promise<Figure[]> {
	const sizes = isQuick ? QUICK_SIZES : SIZES;
	const rounds = isQuick ? QUICK_ROUNDS : ROUNDS;
	const hubs: SeededHub[] = [];
	try {
		for (const size of sizes) {
			progress(`offices: opening ${String(size)}`);
			hubs.push(await startSeededHub(size, 1));
		}
		const held = await atRest(hubs);
		const sides: Side[] = [];
		for (const hub of hubs) sides.push(await kiosksOf(hub));
		const [first] = hubs;
		if (first === undefined) return [];
		const [lobby] = first.lobbies;
		const answer = await must(await lobby.kiosk(), lobby.issueCommand);
		const template = { row: lastRow(first, 'TicketIssued'), answer, update: null };
		const raw = await startRawServer(join(first.folder, 'raw.db'), template);
		const sockets = await rawClients(raw.url, AT_ONCE);
		const bare: Side = { size: null, sockets, command: lobby.issueCommand, rates: [], p50s: [] };
		for (let round = 0; round <= rounds; round += 1) {
			progress(`offices: all numbers, round ${String(round)} of ${String(rounds)}`);
			const turns = [bare, ...sides];
			for (const side of round % 2 === 0 ? turns : turns.toReversed()) await slice(side, round > 0);
		}
		for (const socket of sockets) socket.disconnect();
		await raw.stop();
		return sides.flatMap((side, at) => figuresOf(side, bare, held[at] ?? 0, held[0] ?? 0));
	} finally {
		for (const hub of hubs) await hub.stop();
	}
}

function figuresOf({ size, rates, p50s }: Side, bare: Side, held: number, least: number): Figure[] {
	const name = String(size);
	return [
		figure(`offices-rate-${name}`, median(rates), 'tickets/s', median(bare.rates)),
		figure(`offices-p50-${name}`, median(p50s), 'ms', median(bare.p50s)),
		figure(`offices-rss-${name}`, held, 'MB', size === 1 ? null : least),
	];
}

/** MB of each, before anybody has taken a ticket. */
async function atRest(hubs: readonly SeededHub[]): Promise<number[]> {
	progress('offices: five seconds of rest');
	await new Promise((next) => setTimeout(next, REST));
	return Promise.all(hubs.map(({ pid }) => residentMb(pid)));
}

async function kiosksOf({ lobbies }: SeededHub): Promise<Side> {
	const of = (at: number) => lobbies[at % lobbies.length] ?? lobbies[0];
	const kiosks = await Promise.all(Array.from({ length: AT_ONCE }, (_, at) => of(at).kiosk()));
	const sockets = kiosks.map(({ socket }) => socket);
	return { size: lobbies.length, sockets, command: lobbies[0].issueCommand, rates: [], p50s: [] };
}

/** Every kiosk sends its next ticket when its last was answered, for one slice of time. */
async function slice({ sockets, command, rates, p50s }: Side, measured: boolean): Promise<void> {
	const took: number[] = [];
	const began = performance.now();
	await Promise.all(
		sockets.map(async (socket) => {
			for (let now = began; now - began < SLICE;) {
				const ask = { id: newCommandId(), command };
				const answer = (await socket.emitWithAck('command', ask)) as { readonly ok: boolean };
				if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
				const done = performance.now();
				took.push(done - now);
				now = done;
			}
		}),
	);
	if (!measured) return;
	rates.push((took.length / (performance.now() - began)) * 1000);
	p50s.push(share(took, 0.5));
}
