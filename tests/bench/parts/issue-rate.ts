// Durable tickets a second, and how long one takes, at 1, 10 and 100 at once, beside the raw limit of the same machine.
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import { newCommandId } from '#screens/live/command-id.ts';
import { BenchLobby, lastRow, progress, startBenchHub } from '../lobby/bench-lobby.ts';
import { cpuTime } from '../measuring/cpu-time.ts';
import { figure, median, share } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { rawClients, startRawServer } from '../lobby/raw-process.ts';

const SLICE = 1000;
const ROUNDS = 7;

interface Side {
	readonly sockets: readonly Pick<Socket, 'emitWithAck'>[];
	readonly pid: number;
	readonly rates: number[];
	/** Microseconds of the server's processor a ticket. */
	readonly costs: number[];
	readonly p50s: number[];
	readonly p99s: number[];
}

export async function issueRate(wanted: (name: string) => boolean): Promise<Figure[]> {
	const hub = await startBenchHub();
	try {
		const lobby = await BenchLobby.open(hub);
		// The raw server has nobody to tell either.
		lobby.cast.supervisor.close();
		const kiosks = await lobby.kiosks(100);
		const answer = await lobby.must(kiosks[0] ?? lobby.station, lobby.issueCommand);
		const template = { row: lastRow(hub, 'TicketIssued'), answer, update: null };
		const raw = await startRawServer(join(hub.folder, 'raw.db'), template);
		const bare = await rawClients(raw.url, 100);
		const figures: Figure[] = [];
		for (const atOnce of [1, 10, 100]) {
			if (!['rate', 'p50', 'p99', 'cpu'].some((what) => wanted(`issue-${what}-${String(atOnce)}`))) continue;
			const ours = side(
				hub.pid,
				kiosks.slice(0, atOnce).map((kiosk) => kiosk.socket),
			);
			const limit = side(raw.pid, bare.slice(0, atOnce));
			const send = () => ({ id: newCommandId(), command: lobby.issueCommand });
			// Both are warm before either is measured.
			await slice(ours, send, false);
			await slice(limit, send, false);
			for (let round = 1; round <= ROUNDS; round += 1) {
				progress(`issue: ${String(atOnce)} at once, round ${String(round)} of ${String(ROUNDS)}`);
				for (const one of round % 2 === 0 ? [ours, limit] : [limit, ours]) await slice(one, send, true);
			}
			const name = String(atOnce);
			figures.push(
				figure(`issue-rate-${name}`, median(ours.rates), 'tickets/s', median(limit.rates)),
				figure(`issue-p50-${name}`, median(ours.p50s), 'ms', median(limit.p50s)),
				figure(`issue-p99-${name}`, median(ours.p99s), 'ms', median(limit.p99s)),
				...(ours.costs.length > 0
					? [figure(`issue-cpu-${name}`, median(ours.costs), 'µs', median(limit.costs))]
					: []),
			);
		}
		for (const socket of bare) socket.disconnect();
		lobby.cast.close();
		await raw.stop();
		return figures;
	} finally {
		await hub.stop();
	}
}

/** Every client sends its next ticket when its last was answered, for one slice of time. */
async function slice(one: Side, send: () => object, measured: boolean): Promise<void> {
	const took: number[] = [];
	const used = await cpuTime(one.pid);
	const began = performance.now();
	await Promise.all(
		one.sockets.map(async (socket) => {
			for (let now = began; now - began < SLICE;) {
				const answer = (await socket.emitWithAck('command', send())) as { readonly ok: boolean };
				if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
				const done = performance.now();
				took.push(done - now);
				now = done;
			}
		}),
	);
	const seconds = (performance.now() - began) / 1000;
	if (!measured) return;
	one.rates.push(took.length / seconds);
	const usedNow = await cpuTime(one.pid);
	if (used !== null && usedNow !== null) one.costs.push(((usedNow - used) * 1000) / took.length);
	one.p50s.push(share(took, 0.5));
	one.p99s.push(share(took, 0.99));
}

function side(pid: number, sockets: Side['sockets']): Side {
	return { pid, sockets, rates: [], costs: [], p50s: [], p99s: [] };
}
