// A serial line without hardware, reached over TCP as through a gateway: every unit on it hears every byte.
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/** What stands on the line. */
export interface LineEar {
	/** Bytes as they arrive, cut anywhere. */
	hear(bytes: Uint8Array): void;
	/** How it puts bytes on the line. */
	attach(say: (bytes: Uint8Array) => void): void;
}

export class VirtualLine {
	readonly #host: string;
	#port: number;
	#server: Server | null = null;
	#socket: Socket | null = null;
	#ears: readonly LineEar[];

	/** @param port 0 takes a free one */
	constructor(ears: readonly LineEar[], port = 0, host = '127.0.0.1') {
		this.#ears = ears;
		this.#port = port;
		this.#host = host;
		for (const ear of ears) ear.attach((bytes) => this.#socket?.write(bytes));
	}

	get port(): number {
		return this.#port;
	}

	get address(): string {
		return `tcp://${this.#host}:${this.#port}`;
	}

	/** Somebody is at the other end. */
	get isConnected(): boolean {
		return this.#socket !== null && !this.#socket.destroyed;
	}

	/** Rejects when the port is taken. */
	async start(): Promise<void> {
		const server = createServer((socket) => {
			// A gateway lets one in; whoever comes later is mostly the same agent, whose old line has not broken yet.
			this.#socket?.destroy();
			this.#socket = socket;
			socket.setNoDelay(true);
			socket.on('error', () => socket.destroy());
			socket.on('data', (bytes: Buffer) => {
				if (this.#socket === socket) for (const ear of this.#ears) ear.hear(bytes);
			});
		});
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.#port, this.#host, resolve);
		});
		this.#server = server;
		this.#port = (server.address() as AddressInfo).port;
	}

	/** The cable is pulled: nobody is reached until `start`. */
	async stop(): Promise<void> {
		const server = this.#server;
		this.#server = null;
		this.#socket?.destroy();
		this.#socket = null;
		if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
	}
}
