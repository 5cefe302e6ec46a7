// Starts and ends the raw server, and opens plain clients to it.
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { RawTemplate, RawTold } from './raw-server.ts';

export interface RawServer {
	readonly url: string;
	readonly pid: number;
	readonly stop: () => Promise<void>;
}

export async function startRawServer(file: string, template: RawTemplate): Promise<RawServer> {
	const child = fork(join(import.meta.dirname, 'raw-server.ts'), [file, JSON.stringify(template)]);
	const told = await new Promise<RawTold>((resolve, reject) => {
		child.once('message', (message) => {
			resolve(message as RawTold);
		});
		child.once('exit', () => {
			reject(new Error('the raw server did not start'));
		});
	});
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	return {
		url: `http://127.0.0.1:${String(told.port)}`,
		pid: child.pid ?? 0,
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
		},
	};
}

export async function rawClients(url: string, count: number): Promise<Socket[]> {
	const sockets = Array.from({ length: count }, () => io(url, { transports: ['websocket'], forceNew: true }));
	await Promise.all(
		sockets.map((socket) => new Promise<void>((connected) => socket.once('connect', connected))),
	);
	return sockets;
}
