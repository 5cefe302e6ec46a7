// Thousands of sockets that connect and say nothing, on three depths; the lobby goes on, and they are let go of.
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { send, ticketAt } from '#support/hubs/hub';
import { upgradeRequest } from '#support/hubs/deaf-socket';
import type { HubClient } from '#support/hubs/hub-client';
import { demoClients } from './demo-clients.ts';
import { newPlace } from './place.ts';
import { watchedHub } from './watched-hub.ts';

export interface SilentReport {
	readonly sockets: number;
	/** How many the hub took. */
	readonly open: number;
	/** A ticket's round trip before and while they are there, ms: median and the slowest of a hundred. */
	readonly before: readonly [number, number];
	readonly during: readonly [number, number];
	/** Bytes a silent socket costs the hub. */
	readonly each: number;
	/** Still open after so many seconds. */
	readonly left: number;
	readonly seconds: number;
}

/** `patience`: how long to wait for the hub to let go of them, seconds. */
export async function silentSockets(
	count: number,
	patience: number,
	database: string | null,
): Promise<SilentReport> {
	const place = newPlace(database);
	const hub = await watchedHub(place, { speed: 1, start: null });
	const clients = await demoClients(hub.url, 1);
	const sockets: Socket[] = [];
	try {
		const before = await roundTrips(clients.kiosk);
		const { rss } = await hub.held();
		for (let made = 0; made < count; made += 200) {
			const some = Array.from({ length: Math.min(200, count - made) }, (_, at) => silent(hub.url, made + at));
			sockets.push(...(await Promise.all(some)));
		}
		const open = sockets.filter((one) => !one.destroyed).length;
		const during = await roundTrips(clients.kiosk);
		const each = ((await hub.held()).rss - rss) / count;
		const began = performance.now();
		const left = () => sockets.filter((one) => !one.destroyed).length;
		while (left() > 0 && performance.now() - began < patience * 1000) await wait(250);
		const seconds = (performance.now() - began) / 1000;
		return { sockets: count, open, before, during, each, left: left(), seconds };
	} finally {
		for (const one of sockets) one.destroy();
		clients.close();
		await hub.stop();
		place.clear();
	}
}

/** A third says nothing at all, a third begins a request and stops, a third opens a WebSocket and does not say who it is. */
function silent(url: string, which: number): Promise<Socket> {
	const { hostname, port } = new URL(url);
	return new Promise((resolve) => {
		const socket = connect({ host: hostname, port: Number(port) });
		socket.on('error', () => undefined);
		// What is heard is thrown away, so that its end is heard too.
		socket.resume();
		socket.once('close', () => resolve(socket));
		socket.once('connect', () => {
			if (which % 3 === 1) socket.write('GET /healthz HTTP/1.1\r\nHost: ');
			if (which % 3 === 2) socket.write(upgradeRequest(url));
			resolve(socket);
		});
	});
}

async function roundTrips(kiosk: HubClient): Promise<readonly [number, number]> {
	const times: number[] = [];
	for (let count = 0; count < 100; count += 1) {
		const began = performance.now();
		await send(kiosk, ticketAt('pay-bill'));
		times.push(performance.now() - began);
	}
	times.sort((a, b) => a - b);
	return [times[50] ?? 0, times[99] ?? 0];
}
