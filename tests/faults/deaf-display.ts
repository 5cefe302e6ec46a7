// A display that is connected, answers pings and reads nothing: what is kept for it is bounded, and nobody else notices.
import { setTimeout as wait } from 'node:timers/promises';
import { deafSocket } from '#support/hubs/deaf-socket';
import type { DeafSocket } from '#support/hubs/deaf-socket';
import type { CounterId, TicketId } from '#domain/ids';
import { done, send, ticketAt } from '#support/hubs/hub';
import { HubClient } from '#support/hubs/hub-client';
import { demoClients } from './demo-clients.ts';
import type { DemoClients } from './demo-clients.ts';
import { newPlace } from './place.ts';
import { watchedHub } from './watched-hub.ts';
import type { Held } from './watched-hub.ts';

export interface DeafReport {
	readonly deaf: number;
	/** Seconds of commands as fast as the hub takes them. */
	readonly seconds: number;
	readonly updates: number;
	/** Bytes that the hub held more than before, at most, and at the end when all are let go of. */
	readonly most: number;
	readonly atEnd: number;
	/** Deaf displays that the hub has let go of. */
	readonly letGo: number;
	/** Longest time that a display that does read waited for an update, ms. */
	readonly slowest: number;
}

const ASK_MS = 10;

export async function deafDisplays(
	deaf: number,
	seconds: number,
	database: string | null,
): Promise<DeafReport> {
	const place = newPlace(database);
	const hub = await watchedHub(place, { speed: 1, start: null });
	const clients = await demoClients(hub.url, 4);
	const ticket = await calledTicket(clients);
	const reading = await HubClient.connect(hub.url, clients.displayToken);
	const sockets: DeafSocket[] = [];
	let asking: NodeJS.Timeout | undefined;
	try {
		let updates = 0;
		let lastUpdate = performance.now();
		let slowest = 0;
		await reading.must('watch', { audience: 'display', after: null, run: null });
		reading.socket.on('update', () => {
			updates += 1;
			slowest = Math.max(slowest, performance.now() - lastUpdate);
			lastUpdate = performance.now();
		});
		for (let count = 0; count < deaf; count += 1)
			sockets.push(await deafSocket(hub.url, clients.displayToken));
		// They ask again and again, as a screen would that never hears an answer: each one is a snapshot more to keep.
		const watch = { audience: 'display', after: null, run: null };
		asking = setInterval(() => {
			for (const one of sockets) one.ask('watch', watch);
		}, ASK_MS);
		const before = inMemory(await hub.held());
		const end = performance.now() + seconds * 1000;
		let most = 0;
		lastUpdate = performance.now();
		const working = recallsUntil(clients.rep, ticket, end);
		while (performance.now() < end) {
			await wait(Math.min(1_000, seconds * 250));
			most = Math.max(most, inMemory(await hub.held()) - before);
		}
		await working;
		const atEnd = inMemory(await hub.held()) - before;
		return {
			deaf,
			seconds,
			updates,
			most,
			atEnd,
			letGo: sockets.filter((one) => one.isClosed()).length,
			slowest,
		};
	} finally {
		clearInterval(asking);
		for (const one of sockets) one.end();
		reading.close();
		clients.close();
		await hub.stop();
		place.clear();
	}
}

const inMemory = ({ heap, buffers }: Held) => heap + buffers;

/** A customer at the counter. */
async function calledTicket({ kiosk, rep }: DemoClients): Promise<TicketId> {
	const counter = 'counter-1' as CounterId;
	await done(kiosk, ticketAt('pay-bill'));
	await done(rep, { type: 'OpenCounter', counter, takeOver: true });
	const { made } = await done(rep, { type: 'CallNext', counter });
	if (made.ticket === undefined) throw new Error('nobody was called');
	return made.ticket;
}

/** News for every display, and nothing that makes the lobby larger. */
async function recallsUntil(rep: HubClient, ticket: TicketId, end: number): Promise<void> {
	while (performance.now() < end)
		await Promise.all(Array.from({ length: 5 }, () => send(rep, { type: 'RecallTicket', ticket })));
}
