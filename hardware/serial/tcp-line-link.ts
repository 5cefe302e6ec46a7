// A serial line over TCP: gateways (RS-485 to Ethernet) carry its bytes as they are.
import { Socket } from 'node:net';
import { lineClosed, LineClosed } from './line-link.ts';
import type { LineLink } from './line-link.ts';

const OPEN_MS = 2000;
const WRITE_MS = 2000;
const KEEP_ALIVE_MS = 5000;
/** Two crossings of a building's network and the gateway's own line at a usual speed. */
const NETWORK_MS = 40;
const BYTE_MS = 10_000 / 9600;

export class TcpLineLink implements LineLink {
	readonly place: string;
	readonly #host: string;
	readonly #port: number;
	#socket: Socket | null = null;
	#bytes: (bytes: Uint8Array) => void = () => undefined;
	#lost: (why: LineClosed) => void = () => undefined;

	constructor(host: string, port: number) {
		this.#host = host;
		this.#port = port;
		this.place = `tcp://${host}:${port}`;
	}

	travelMs(bytes: number): number {
		return NETWORK_MS + bytes * BYTE_MS;
	}

	async open(): Promise<void> {
		await this.close();
		const socket = new Socket();
		this.#socket = socket;
		await new Promise<void>((resolve, reject) => {
			const fail = (error: Error): void => {
				clearTimeout(limit);
				if (this.#socket === socket) this.#socket = null;
				socket.destroy();
				reject(lineClosed(this.place, error));
			};
			const limit = setTimeout(() => fail(new Error(`no answer within ${OPEN_MS} ms`)), OPEN_MS);
			socket.once('error', fail);
			socket.once('close', () => fail(new Error('closed again')));
			socket.connect(this.#port, this.#host, () => {
				clearTimeout(limit);
				socket.removeAllListeners();
				this.#watch(socket);
				resolve();
			});
		});
	}

	async write(bytes: Uint8Array): Promise<void> {
		const socket = this.#socket;
		if (socket === null) throw new LineClosed('unreachable', `${this.place} is not open`);
		await new Promise<void>((resolve, reject) => {
			const limit = setTimeout(() => {
				const why = new LineClosed('unreachable', `${this.place} takes no bytes any more`);
				reject(why);
				this.#lose(socket, why);
			}, WRITE_MS);
			socket.write(bytes, (error) => {
				clearTimeout(limit);
				if (error == null) resolve();
				else reject(lineClosed(this.place, error));
			});
		});
	}

	async close(): Promise<void> {
		const socket = this.#socket;
		this.#socket = null;
		socket?.destroy();
	}

	onBytes(listener: (bytes: Uint8Array) => void): void {
		this.#bytes = listener;
	}

	onLost(listener: (why: LineClosed) => void): void {
		this.#lost = listener;
	}

	#watch(socket: Socket): void {
		socket.setNoDelay(true);
		socket.setKeepAlive(true, KEEP_ALIVE_MS);
		socket.on('data', (bytes: Buffer) => {
			if (this.#socket === socket) this.#bytes(bytes);
		});
		socket.on('error', (error) => this.#lose(socket, lineClosed(this.place, error)));
		socket.on('close', () => this.#lose(socket, new LineClosed('unreachable', `${this.place} hung up`)));
	}

	#lose(socket: Socket, why: LineClosed): void {
		if (this.#socket !== socket) return;
		this.#socket = null;
		socket.destroy();
		this.#lost(why);
	}
}
