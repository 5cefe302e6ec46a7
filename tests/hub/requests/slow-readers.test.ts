// What waits for a connection that reads nothing is bounded; whoever is only slow is left alone.
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { io as connect } from 'socket.io-client';
import { expect, onTestFinished, test } from 'vitest';
import { listen } from '#start/listening';
import { hubLog } from '#hub/log';
import { SlowReaders } from '#hub/requests/slow-readers';
import type { HubServer } from '#hub/socket-types';
import { deafSocket } from '#support/hubs/deaf-socket';

const CHUNK = 'x'.repeat(1_000_000);

async function server() {
	const http = createServer();
	const io: HubServer = new Server(http);
	io.on('connection', (socket) => {
		socket.data.caller = { kind: 'guest', address: socket.handshake.address };
	});
	const url = await listen(http, { port: 0, host: '127.0.0.1' });
	onTestFinished(() => void io.close());
	const slow = new SlowReaders(hubLog('silent'));
	const count = () => io.sockets.sockets.size;
	const say = (chunks: number) => {
		for (let chunk = 0; chunk < chunks; chunk += 1) (io as unknown as Server).emit('update', CHUNK);
	};
	return { io, url, slow, count, say };
}

async function until(isSo: () => boolean): Promise<void> {
	for (const end = Date.now() + 5_000; !isSo() && Date.now() < end;)
		await new Promise((resolve) => setTimeout(resolve, 5));
	expect(isSo()).toBe(true);
}

test('A connection that reads nothing is ended ten seconds after a megabyte waits for it', async () => {
	const { io, url, slow, count, say } = await server();
	const deaf = await deafSocket(url, null);
	onTestFinished(() => deaf.end());
	await until(() => count() === 1);
	// Some of it is taken by the system before anything waits here.
	say(7);
	await new Promise((resolve) => setTimeout(resolve, 100));
	slow.end(io, 0);
	slow.end(io, 9_000);
	expect(count()).toBe(1);
	slow.end(io, 10_001);
	await until(() => count() === 0);
});

test('When far too much waits already, nobody waits those ten seconds', async () => {
	const { io, url, slow, count, say } = await server();
	const deaf = await deafSocket(url, null);
	onTestFinished(() => deaf.end());
	await until(() => count() === 1);
	say(40);
	await new Promise((resolve) => setTimeout(resolve, 100));
	slow.end(io, 0);
	slow.end(io, 1_500);
	await until(() => count() === 0);
});

test('A connection that reads, however much is sent to it, stays', async () => {
	const { io, url, slow, count, say } = await server();
	const reader = connect(url, { transports: ['websocket'], forceNew: true });
	onTestFinished(() => void reader.disconnect());
	let heard = 0;
	reader.on('update', () => (heard += 1));
	await until(() => count() === 1);
	for (let round = 0; round < 5; round += 1) {
		say(10);
		slow.end(io, round * 20_000);
		await until(() => heard === (round + 1) * 10);
	}
	slow.end(io, 200_000);
	expect(count()).toBe(1);
});
