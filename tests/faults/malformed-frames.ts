// Frames that no client of ours would send: made-up messages, broken packets and raw bytes. No crash, no growth, no effect.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import fc from 'fast-check';
import { PROTOCOL_VERSION } from '#protocol/version';
import { heard, textFrame, upgradeRequest } from '#support/hubs/deaf-socket';
import { commandSchema } from '#protocol/command-schema';
import { send, ticketAt } from '#support/hubs/hub';
import { demoClients } from './demo-clients.ts';
import { newPlace } from './place.ts';
import { watchedHub } from './watched-hub.ts';
import type { OfficeId } from '#domain/ids';

export interface MalformedReport {
	readonly frames: number;
	readonly connections: number;
	readonly seconds: number;
	/** Bytes in the heap after a collection: after the first tenth of them, and at the end. */
	readonly heapEarly: number;
	readonly heapLate: number;
	/** What they did to the record beyond the tickets that were really asked for. */
	readonly effects: readonly string[];
	readonly said: string;
	readonly isAlive: boolean;
}

export interface MalformedOptions {
	readonly frames: number;
	readonly seed: number;
	readonly database: string | null;
	readonly onProgress: (frames: number) => void;
}

/** The hub ends a connection after a hundred messages that it cannot read. */
const A_CONNECTION = 90;
const AT_ONCE = 8;
const OFFICE = 'harborview' as OfficeId;

/** JSON that is nearly a message: right names, wrong insides. */
const message = fc.oneof(
	fc.tuple(
		fc.constantFrom('command', 'watch', 'work', 'health', 'setup', 'pair', 'hello', '__proto__'),
		fc.jsonValue(),
	),
	fc.tuple(
		fc.constant('command'),
		fc.record({ id: fc.oneof(fc.uuid(), fc.string()), command: fc.object({ maxDepth: 2 }) }),
	),
	fc.tuple(
		fc.constant('command'),
		fc.record({
			id: fc.uuid(),
			command: fc.record({ type: fc.constantFrom(...commandTypes()), counter: fc.anything() }),
		}),
	),
	fc.array(fc.jsonValue(), { maxLength: 4 }),
);
const frame = fc.oneof(
	message.map((body) => Buffer.from(`42${text(body)}`)),
	message.map((body) => Buffer.from(`421${text(body)}`)),
	fc.string({ maxLength: 60 }).map((body) => Buffer.from(body)),
	fc.stringMatching(/^[0-6][0-9]{0,3}[-[{"][ -~]{0,40}$/).map((body) => Buffer.from(body)),
	fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
);
/** Bytes on the line that are no frame at all. */
const raw = fc.uint8Array({ minLength: 1, maxLength: 120 }).map((bytes) => Buffer.from(bytes));

export async function malformedFrames(options: MalformedOptions): Promise<MalformedReport> {
	const { frames, seed, onProgress, database } = options;
	const place = newPlace(database);
	const hub = await watchedHub(place, { speed: 1, start: null });
	const clients = await demoClients(hub.url, 1);
	try {
		await send(clients.kiosk, ticketAt('pay-bill'));
		const began = performance.now();
		let sent = 0;
		let connections = 0;
		let heapEarly = 0;
		while (sent < frames && hub.isAlive()) {
			const some = Array.from({ length: AT_ONCE }, (_, at) => seed + connections + at);
			connections += AT_ONCE;
			const counts = await Promise.all(some.map((one) => rubbish(hub.url, one, clients.displayToken)));
			for (const count of counts) sent += count;
			if (heapEarly === 0 && sent >= frames / 10) heapEarly = (await hub.held()).heap;
			onProgress(sent);
		}
		const heapLate = (await hub.held()).heap;
		const last = await send(clients.kiosk, ticketAt('pay-bill'));
		const record = await place.record(OFFICE);
		const issued = record.filter(({ event }) => event.type === 'TicketIssued').length;
		const others = record.filter(({ event, by }) => event.type !== 'TicketIssued' && by.kind !== 'system');
		return {
			frames: sent,
			connections,
			seconds: (performance.now() - began) / 1000,
			heapEarly,
			heapLate,
			effects: [
				...(issued === 2 ? [] : [`${issued} tickets instead of 2`]),
				...others.map(({ event, position }) => `${event.type} at ${position}`),
				...(last.ok && last.made.number?.endsWith('002') === true
					? []
					: ['the next ticket is not the second']),
			],
			said: hub.said(),
			isAlive: hub.isAlive(),
		};
	} finally {
		clients.close();
		await hub.stop();
		place.clear();
	}
}

/** One connection full of it; answers how many frames it sent before it was ended or done. */
async function rubbish(url: string, seed: number, token: string): Promise<number> {
	const { hostname, port } = new URL(url);
	const socket = connect({ host: hostname, port: Number(port) });
	socket.on('error', () => undefined);
	let isOpen = true;
	socket.once('close', () => (isOpen = false));
	const kind = seed % 4;
	try {
		// Not even HTTP.
		if (kind === 0) return await pour(socket, fc.sample(raw, { seed, numRuns: A_CONNECTION }), () => isOpen);
		socket.write(upgradeRequest(url));
		await heard(socket, '101 Switching');
		const who = { protocol: PROTOCOL_VERSION, token: kind === 1 ? null : token };
		if (kind !== 3) {
			socket.write(textFrame(`40${JSON.stringify(who)}`));
			await heard(socket, '40{');
		}
		const bodies = fc.sample(frame, { seed, numRuns: A_CONNECTION });
		return await pour(
			socket,
			bodies.map((body) => asFrame(body)),
			() => isOpen,
		);
	} catch {
		return 0;
	} finally {
		socket.destroy();
	}
}

async function pour(socket: Socket, pieces: readonly Buffer[], isOpen: () => boolean): Promise<number> {
	let sent = 0;
	for (const piece of pieces) {
		if (!isOpen()) break;
		if (!socket.write(piece))
			await new Promise<void>((go) => {
				socket.once('drain', () => go());
				socket.once('close', () => go());
			});
		sent += 1;
	}
	// Long enough for the last of them to be read.
	await new Promise<void>((resolve) => {
		socket.end(() => resolve());
		socket.once('close', () => resolve());
	});
	return sent;
}

/** As text, whatever the bytes are: what is no UTF-8 breaks the frame itself. */
function asFrame(body: Buffer): Buffer {
	const whole = textFrame('');
	const mask = Buffer.from([1, 2, 3, 4]);
	const size = body.length < 126 ? [0x80 | body.length] : [0xfe, body.length >> 8, body.length & 0xff];
	const masked = body.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
	return Buffer.concat([whole.subarray(0, 1), Buffer.from(size), mask, masked]);
}

function text(value: unknown): string {
	try {
		return JSON.stringify(value) ?? 'null';
	} catch {
		return '[]';
	}
}

function commandTypes(): string[] {
	return commandSchema.options.map((one) => String(one.shape.type.value));
}
