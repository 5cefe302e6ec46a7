// Carries bytes to a printer and back over TCP, with time limits of its own.
import { Socket } from 'node:net';
import { NotReached, Takers } from './printer-link.ts';
import type { PrinterLink } from './printer-link.ts';

const CONNECT_MS = 1500;
/** A printer that vanished without a word is noticed by TCP itself after a few of these. */
const KEEP_ALIVE_MS = 5000;

export class TcpLink implements PrinterLink {
	readonly #host: string;
	readonly #port: number;
	readonly #takers = new Takers();
	#socket: Socket | null = null;
	#untaken = 0;
	#bytes: (bytes: Uint8Array) => void = () => undefined;
	#lost: (why: NotReached) => void = () => undefined;

	constructor(host: string, port: number) {
		this.#host = host;
		this.#port = port;
	}

	open(): Promise<void> {
		this.close();
		const socket = new Socket();
		this.#socket = socket;
		this.#untaken = 0;
		return new Promise((resolve, reject) => {
			const fail = (code: string): void => {
				clearTimeout(limit);
				if (this.#socket === socket) this.#socket = null;
				socket.destroy();
				reject(this.#refusal(code));
			};
			const limit = setTimeout(() => fail('ETIMEDOUT'), CONNECT_MS);
			const refused = (error: NodeJS.ErrnoException): void => fail(error.code ?? error.message);
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
		const socket = this.#socket;
		if (socket === null) return;
		this.#untaken += bytes.length;
		socket.write(bytes, (error) => {
			if (this.#socket !== socket || error) return;
			this.#untaken -= bytes.length;
			if (this.#untaken === 0) this.#takers.allTaken();
		});
	}

	get untaken(): number {
		return this.#untaken;
	}

	taken(): Promise<void> {
		if (this.#socket === null) return Promise.reject(this.#gone());
		return this.#takers.wait(this.#where, () => this.#untaken === 0);
	}

	close(): void {
		const socket = this.#socket;
		this.#socket = null;
		this.#takers.fail(this.#gone());
		if (socket === null) return;
		// What was not taken yet must not be printed later by a printer that comes round: a reset takes it back.
		if (this.#untaken > 0) socket.resetAndDestroy();
		else socket.destroy();
	}

	onBytes(listener: (bytes: Uint8Array) => void): void {
		this.#bytes = listener;
	}

	onLost(listener: (why: NotReached) => void): void {
		this.#lost = listener;
	}

	get #where(): string {
		return `${this.#host}:${String(this.#port)}`;
	}

	#gone(): NotReached {
		return new NotReached('unreachable', `${this.#where} hung up: check its power and its network cable`);
	}

	#refusal(code: string): NotReached {
		const said =
			code === 'ECONNREFUSED'
				? 'refuses: it is no printer or listens on another port (most on 9100), or another computer holds it'
				: code === 'ENOTFOUND' || code === 'EAI_AGAIN'
					? 'is a name that nobody knows: write its number, such as 192.168.1.50'
					: `does not answer (${code}): check its power, its network cable, then its address in setup`;
		return new NotReached('unreachable', `${this.#where} ${said}`);
	}

	#watch(socket: Socket): void {
		socket.setNoDelay(true);
		socket.setKeepAlive(true, KEEP_ALIVE_MS);
		socket.on('data', (bytes: Buffer) => {
			if (this.#socket === socket) this.#bytes(bytes);
		});
		socket.on('error', () => socket.destroy());
		socket.on('close', () => {
			if (this.#socket !== socket) return;
			this.#socket = null;
			const gone = this.#gone();
			this.#takers.fail(gone);
			this.#lost(gone);
		});
	}
}
