// From a representative's "next" until the last of 1, 100 and 500 displays has the call, beside a bare broadcast of the
// same bytes to as many.
import { join } from 'node:path';
import type { Socket } from 'socket.io-client';
import type { HubClient } from '#support/hub-client';
import type { Update } from '#protocol/view-schema';
import { BenchLobby, lastRow, progress, startBenchHub } from './bench-lobby.ts';
import { figure, median, share } from './figures.ts';
import type { Figure } from './figures.ts';
import { rawClients, startRawServer } from './raw-process.ts';

const ROUNDS = 5;
const CALLS = 150;
const FULL_BOARD = 20;

export async function callToDisplay(wanted: (name: string) => boolean): Promise<Figure[]> {
	const hub = await startBenchHub();
	try {
		const lobby = await BenchLobby.open(hub);
		const [kiosk] = lobby.cast.kiosks as [HubClient];
		await lobby.fill([kiosk], 10);
		const displays: HubClient[] = [];
		const update = await sampleUpdate(lobby, kiosk);
		const template = { row: lastRow(hub, 'TicketCalled'), answer: null, update };
		const raw = await startRawServer(join(hub.folder, 'raw.db'), template);
		const [sender] = await rawClients(raw.url, 1);
		if (sender === undefined) throw new Error('no raw sender');
		const bare: Socket[] = [];
		const figures: Figure[] = [];
		for (const count of [1, 100, 500]) {
			if (!['p50', 'p99'].some((what) => wanted(`call-to-display-${what}-${String(count)}`))) continue;
			progress(`call to display: connecting ${String(count)}`);
			while (displays.length < count) displays.push(await watching(lobby));
			const more = await rawClients(raw.url, count - bare.length);
			for (const socket of more) await socket.emitWithAck('watch', {});
			bare.push(...more);
			const ours: Tails = { p50s: [], p99s: [] };
			const limit: Tails = { p50s: [], p99s: [] };
			for (let round = 0; round <= ROUNDS; round += 1) {
				progress(`call to display: ${String(count)} displays, round ${String(round)} of ${String(ROUNDS)}`);
				await lobby.fill([kiosk], CALLS);
				const [took, rawTook]: [number[], number[]] = [[], []];
				for (let call = 0; call < CALLS; call += 1) {
					rawTook.push(await rawCall(sender, bare));
					took.push(await hubCall(lobby, displays));
				}
				// The first round only warms both up.
				if (round === 0) continue;
				keep(ours, took);
				keep(limit, rawTook);
			}
			const name = String(count);
			figures.push(
				figure(`call-to-display-p50-${name}`, median(ours.p50s), 'ms', median(limit.p50s)),
				figure(`call-to-display-p99-${name}`, median(ours.p99s), 'ms', median(limit.p99s)),
			);
		}
		for (const socket of [...bare, sender]) socket.disconnect();
		lobby.cast.close();
		await raw.stop();
		return figures;
	} finally {
		await hub.stop();
	}
}

interface Tails {
	readonly p50s: number[];
	readonly p99s: number[];
}

function keep(tails: Tails, took: readonly number[]): void {
	tails.p50s.push(share(took, 0.5));
	tails.p99s.push(share(took, 0.99));
}

export async function watching(lobby: BenchLobby): Promise<HubClient> {
	const display = await lobby.cast.again('display');
	await display.must('watch', { audience: 'display', after: null, run: null });
	return display;
}

const isCall = (update: Update) => update.patches.some((patch) => patch.table === 'calls');

/** The update that one call makes, whole: the raw server broadcasts the same bytes. */
async function sampleUpdate(lobby: BenchLobby, kiosk: HubClient): Promise<Update> {
	const display = await watching(lobby);
	let last: Update | null = null;
	display.socket.on('update', (update) => {
		if (isCall(update)) last = update;
	});
	// A full board: a call also sends the oldest one away.
	await lobby.fill([kiosk], FULL_BOARD);
	for (let call = 0; call < FULL_BOARD; call += 1) await hubCall(lobby, [display]);
	display.close();
	if (last === null) throw new Error('a call made no update');
	return last;
}

/** Milliseconds until the last display has the call. */
export async function hubCall(lobby: BenchLobby, displays: readonly HubClient[]): Promise<number> {
	const { promise, resolve } = Promise.withResolvers<number>();
	let left = displays.length;
	const hear = (update: Update) => {
		if (!isCall(update)) return;
		left -= 1;
		if (left === 0) resolve(performance.now());
	};
	for (const display of displays) display.socket.on('update', hear);
	const began = performance.now();
	const called = lobby.must(lobby.station, lobby.callCommand);
	const ended = await promise;
	const { ticket } = (await called).made;
	for (const display of displays) display.socket.off('update', hear);
	if (ticket === undefined) throw new Error('nobody was called');
	await lobby.finish(ticket);
	await settled(displays.length);
	return ended - began;
}

async function rawCall(sender: Socket, displays: readonly Socket[]): Promise<number> {
	const { promise, resolve } = Promise.withResolvers<number>();
	let left = displays.length;
	const hear = () => {
		left -= 1;
		if (left === 0) resolve(performance.now());
	};
	for (const display of displays) display.on('update', hear);
	const began = performance.now();
	const sent = sender.emitWithAck('broadcast', {
		id: '00000000-0000-4000-8000-000000000000',
		type: 'CallNext',
	});
	const ended = await promise;
	await sent;
	for (const display of displays) display.off('update', hear);
	await settled(displays.length);
	return ended - began;
}

/** Lets updates of what is not measured arrive, which would otherwise be paid for by the next call. */
function settled(displays: number): Promise<void> {
	return new Promise((next) => setTimeout(next, 3 + displays / 40));
}
