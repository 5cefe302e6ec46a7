// A connection that speaks just enough of the protocol to be let in, then reads no more and goes on answering pings.
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { PROTOCOL_VERSION } from '#protocol/version';

export interface DeafSocket {
	/** Learnt by writing: a socket that does not read hears of nothing. */
	isClosed(): boolean;
	/** Sends a request whose answer nobody will read. */
	ask(event: string, body: object): void;
	end(): void;
}

const PING_MS = 2_000;

export async function deafSocket(url: string, token: string | null): Promise<DeafSocket> {
	const { hostname, port } = new URL(url);
	const socket = connect({ host: hostname, port: Number(port) });
	let closed = false;
	socket.on('error', () => undefined);
	socket.on('close', () => (closed = true));
	socket.write(upgradeRequest(url));
	await heard(socket, '101 Switching');
	socket.write(textFrame(`40${JSON.stringify({ protocol: PROTOCOL_VERSION, token })}`));
	await heard(socket, '40{');
	socket.pause();
	const say = (text: string) => {
		if (!closed) socket.write(textFrame(text));
	};
	const pinging = setInterval(() => say('3'), PING_MS);
	let asked = 0;
	return {
		isClosed: () => closed || socket.destroyed,
		ask: (event, body) => say(`42${asked++}${JSON.stringify([event, body])}`),
		end: () => {
			clearInterval(pinging);
			socket.destroy();
		},
	};
}

/** Asks for a WebSocket as Engine.IO speaks it. */
export function upgradeRequest(url: string): string {
	const { host } = new URL(url);
	return [
		'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
		`Host: ${host}`,
		'Connection: Upgrade',
		'Upgrade: websocket',
		'Sec-WebSocket-Version: 13',
		`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
		'\r\n',
	].join('\r\n');
}

/** A masked text frame of less than 64 KB (RFC 6455, section 5.2). */
export function textFrame(text: string): Buffer {
	const body = Buffer.from(text);
	const mask = randomBytes(4);
	const { length } = body;
	const size = length < 126 ? [0x80 | length] : [0xfe, length >> 8, length & 0xff];
	const masked = body.map((byte, at) => byte ^ (mask[at % 4] ?? 0));
	return Buffer.concat([Buffer.from([0x81, ...size]), mask, masked]);
}

/** @throws when the line closes before that was heard. */
export function heard(socket: Socket, what: string): Promise<void> {
	return new Promise((resolve, reject) => {
		let text = '';
		const hear = (chunk: Buffer) => {
			text += chunk.toString('latin1');
			if (!text.includes(what)) return;
			socket.off('data', hear);
			resolve();
		};
		socket.on('data', hear);
		socket.once('close', () => reject(new Error(`closed before ${what}: ${text}`)));
	});
}
