// What a ticket, a call and an update cost with 10 to 100,000 people waiting: a hub for each, taken in turns.
import type { TicketId } from '#domain/ids';
import type { Audience } from '#protocol/view-schema';
import type { HubClient } from '#support/hubs/hub-client';
import { progress } from '../lobby/bench-lobby.ts';
import { figure, median, share } from '../figures.ts';
import type { Figure } from '../figures.ts';
import { readLeanly, stepOf } from '../lobby/lean-reader.ts';
import { callNext, must, serveAndFinish, startSeededHub, watch } from '../lobby/seeded-lobby.ts';
import type { SeededHub, SeededLobby, Station } from '../lobby/seeded-lobby.ts';

const SIZES = [10, 100, 1_000, 10_000, 100_000] as const;
const QUICK_SIZES = [10, 1_000] as const;
const AT_ONCE = 100;
const BURSTS = 3;
const ROUNDS = 40;
const WARM_UP = 10;
const CALLS = 25;
/** Tickets that come one after another, so that each makes an update of its own. */
const SINGLES = 5;
/** Every hub has done as much before: one that has only just started is slower, whoever waits there. */
const PRACTICE = 3_000;
/** Who sees every ticket, and who sees every call. */
const ALL_TICKETS: readonly Audience[] = ['station', 'floor'];
const ALL_CALLS: readonly Audience[] = ['display', 'station', 'floor'];

interface Line {
	readonly size: number;
	readonly hub: SeededHub;
	readonly lobby: SeededLobby;
	readonly kiosks: readonly [HubClient, ...HubClient[]];
	readonly supervisor: HubClient;
	readonly station: Station;
	readonly screens: Screens;
	/** Milliseconds for a hundred tickets at once. */
	readonly bursts: number[];
	/** Milliseconds until a call is answered. */
	readonly calls: number[];
	/** Milliseconds until every screen that a call changes has it. */
	readonly updates: number[];
}

export async function waitingLine(_wanted: (name: string) => boolean, isQuick: boolean): Promise<Figure[]> {
	const lines: Line[] = [];
	const rounds = isQuick ? 5 : ROUNDS;
	try {
		for (const size of isQuick ? QUICK_SIZES : SIZES) {
			progress(`waiting: ${size.toLocaleString('en')} join the line`);
			lines.push(await open(size));
		}
		for (let round = 1 - WARM_UP; round <= rounds; round += 1) {
			progress(`waiting: all lines, round ${String(Math.max(0, round))} of ${String(rounds)}`);
			for (const line of inTurn(lines, round)) await play(line, round > 0);
		}
		const longest = lines.at(-1)?.screens.largest ?? new Map<Audience, number>();
		return [
			...lines.flatMap((line) => figuresOf(line, line === lines[0] ? null : (lines[0] ?? null))),
			...[...longest].map(([audience, bytes]) => figure(`update-bytes-${audience}`, bytes, 'bytes', null)),
		];
	} finally {
		for (const { hub } of lines) await hub.stop();
	}
}

/** Each is first as often as the others, and comes as often before another as after it. */
function inTurn(lines: readonly Line[], round: number): readonly Line[] {
	const first = Math.abs(round >> 1) % lines.length;
	const turned = [...lines.slice(first), ...lines.slice(0, first)];
	return round % 2 === 0 ? turned : turned.toReversed();
}

function figuresOf(line: Line, least: Line | null): Figure[] {
	const name = String(line.size);
	const beside = (name: string, unit: string, of: (line: Line) => number) =>
		figure(name, of(line), unit, least === null ? null : of(least));
	return [
		beside(`waiting-issue-${name}`, 'ms', ({ bursts }) => median(bursts)),
		beside(`waiting-call-${name}`, 'ms', ({ calls }) => median(calls)),
		beside(`waiting-call-p99-${name}`, 'ms', ({ calls }) => share(calls, 0.99)),
		beside(`waiting-update-${name}`, 'ms', ({ updates }) => median(updates)),
		beside(`waiting-bytes-${name}`, 'bytes', ({ screens }) => Math.max(...screens.largest.values())),
	];
}

async function open(size: number): Promise<Line> {
	const hub = await startSeededHub(1, 1);
	try {
		const [lobby] = hub.lobbies;
		const first = await lobby.kiosk();
		const others = await Promise.all(Array.from({ length: AT_ONCE - 1 }, () => lobby.kiosk()));
		const supervisor = await lobby.supervisor();
		await lobby.cancel(supervisor, await lobby.fill(first, PRACTICE));
		const screens = await Screens.open(lobby);
		await lobby.fill(first, size);
		const station = await lobby.station(0);
		const kept = { bursts: [], calls: [], updates: [] };
		return { size, hub, lobby, kiosks: [first, ...others], supervisor, station, screens, ...kept };
	} catch (error) {
		await hub.stop();
		throw error;
	}
}

/** A hundred come at once, again and again, a few alone, some are called; then as many leave as came, so that the line is as long as before. */
async function play(line: Line, measured: boolean): Promise<void> {
	const { lobby, kiosks, supervisor, screens } = line;
	const issued: Awaited<ReturnType<typeof must>>[] = [];
	for (let burst = 0; burst < BURSTS; burst += 1) {
		const began = performance.now();
		issued.push(...(await Promise.all(kiosks.map((kiosk) => must(kiosk, lobby.issueCommand)))));
		if (measured) line.bursts.push(performance.now() - began);
	}
	const position = Math.max(...issued.map((one) => one.position));
	await screens.have(position, ALL_TICKETS);
	screens.measuredFrom = measured ? position : Infinity;
	for (let single = 0; single < SINGLES; single += 1) {
		const alone = await must(kiosks[0], lobby.issueCommand);
		issued.push(alone);
		await screens.have(alone.position, ALL_TICKETS);
	}
	const called = new Set<TicketId | undefined>();
	for (let call = 0; call < CALLS; call += 1) called.add(await callOne(line, measured));
	screens.measuredFrom = Infinity;
	const stay = issued.flatMap(({ made: { ticket } }) =>
		ticket === undefined || called.has(ticket) ? [] : [ticket],
	);
	await lobby.cancel(supervisor, stay.slice(CALLS - issued.length));
	await new Promise((next) => setTimeout(next, 20));
}

async function callOne(line: Line, measured: boolean): Promise<TicketId> {
	const sent = performance.now();
	const { ticket, position } = await callNext(line.station);
	const answered = performance.now();
	const told = await line.screens.have(position, ALL_CALLS);
	if (measured) {
		line.calls.push(answered - sent);
		line.updates.push(told - sent);
	}
	await line.screens.have(await serveAndFinish(line.station, ticket), ALL_TICKETS);
	return ticket;
}

/** One screen of every audience that people look at. */
class Screens {
	/** Updates that lead from here or later count: each is then one command's. */
	measuredFrom = Infinity;
	/** Bytes of the largest update of one command to each of them. */
	readonly largest = new Map<Audience, number>();
	readonly #at = new Map<Audience, { readonly position: number; readonly time: number }>();
	#look: () => void = () => undefined;

	static async open(lobby: SeededLobby): Promise<Screens> {
		const screens = new Screens();
		const who = [
			['kiosk', await lobby.kiosk()],
			['display', await lobby.enter('display-1')],
			['station', await lobby.supervisor()],
			['floor', await lobby.supervisor()],
		] as const;
		for (const [audience, client] of who) {
			readLeanly(client.socket, (text) => screens.#hear(audience, text));
			await watch(client, audience);
		}
		return screens;
	}

	/** By `performance.now()`: when the last of these had all up to that position. */
	have(position: number, audiences: readonly Audience[]): Promise<number> {
		return new Promise((resolve) => {
			this.#look = () => {
				const seen = audiences.map((one) => this.#at.get(one) ?? { position: -1, time: 0 });
				if (seen.some((one) => one.position < position)) return;
				this.#look = () => undefined;
				resolve(Math.max(...seen.map(({ time }) => time)));
			};
			this.#look();
		});
	}

	#hear(audience: Audience, text: string): void {
		const { after, position } = stepOf(text);
		this.#at.set(audience, { position, time: performance.now() });
		// Engine.IO puts one more letter before it.
		const bytes = Buffer.byteLength(text) + 1;
		if (after >= this.measuredFrom)
			this.largest.set(audience, Math.max(this.largest.get(audience) ?? 0, bytes));
		this.#look();
	}
}
