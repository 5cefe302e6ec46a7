// Carries bytes to a printer and back over TCP, with time limits of its own.
import { Socket } from 'node:net';

/** Bytes both ways. One owner; after `lost` it may be opened again. */
export interface PrinterLink {
	/** Rejects when the printer cannot be reached within the link's time limit. */
	open(): Promise<void>;
	/** Bytes keep their order. What was not taken when the link is lost is gone: only the printer's answer is a receipt. */
	write(bytes: Uint8Array): void;
	/** Lets go at once. `onLost` is not called. */
	close(): void;
	onBytes(listener: (bytes: Uint8Array) => void): void;
	onLost(listener: () => void): void;
}

const CONNECT_MS = 1500;
/** A printer that vanished without a word is noticed by TCP itself after a few of these. */
const KEEP_ALIVE_MS = 5000;

export class TcpLink implements PrinterLink {
	readonly #host: string;
	readonly #port: number;
	#socket: Socket | null = null;
	#bytes: (bytes: Uint8Array) => void = () => undefined;
	#lost: () => void = () => undefined;

	constructor(host: string, port: number) {
		this.#host = host;
		this.#port = port;
	}

	open(): Promise<void> {
		this.close();
		const socket = new Socket();
		this.#socket = socket;
		return new Promise((resolve, reject) => {
			const fail = (reason: string): void => {
				if (this.#socket === socket) this.#socket = null;
				socket.destroy();
				reject(new Error(`${this.#host}:${this.#port} ${reason}`));
			};
			const limit = setTimeout(() => fail(`did not answer within ${CONNECT_MS} ms`), CONNECT_MS);
			const refused = (error: Error): void => {
				clearTimeout(limit);
				fail(error.message);
			};
			socket.once('error', refused);
			socket.connect(this.#port, this.#host, () => {
				clearTimeout(limit);
				socket.off('error', refused);
				this.#watch(socket);
				resolve();
			});
		});
	}

	write(bytes: Uint8Array): void {
		this.#socket?.write(bytes);
	}

	close(): void {
		const socket = this.#socket;
		this.#socket = null;
		// Everything sent was answered or is given up; unread answers must not turn this into a surprise later.
		socket?.destroy();
	}

	onBytes(listener: (bytes: Uint8Array) => void): void {
		this.#bytes = listener;
	}

	onLost(listener: () => void): void {
		this.#lost = listener;
	}

	#watch(socket: Socket): void {
		socket.setNoDelay(true);
		socket.setKeepAlive(true, KEEP_ALIVE_MS);
		socket.on('data', (bytes: Buffer) => this.#bytes(bytes));
		socket.on('error', () => socket.destroy());
		socket.on('close', () => {
			if (this.#socket !== socket) return;
			this.#socket = null;
			this.#lost();
		});
	}
}
