// Carries bytes to a printer and back over a serial line, with a time limit of its own for opening it.
import { SerialPort } from 'serialport';
import type { PrinterLink } from './printer-link.ts';

const OPEN_MS = 1500;
/** What most ticket printers leave the factory with. */
export const USUAL_BAUD = 19_200;

/** A new port object for every opening: whatever the old one still held to write goes with it, and never prints late. */
export class SerialLink implements PrinterLink {
	readonly #path: string;
	readonly #baud: number;
	#port: SerialPort | null = null;
	#bytes: (bytes: Uint8Array) => void = () => undefined;
	#lost: () => void = () => undefined;

	/** @param baud bits a second, as set at the printer */
	constructor(path: string, baud: number) {
		this.#path = path;
		this.#baud = baud;
	}

	open(): Promise<void> {
		this.close();
		const port = new SerialPort({ path: this.#path, baudRate: this.#baud, rtscts: false, autoOpen: false });
		this.#port = port;
		// Without a listener an error in the middle of a write would end the process.
		port.on('error', () => this.#lose(port));
		return new Promise((resolve, reject) => {
			const limit = setTimeout(() => settle(new Error(`did not open within ${OPEN_MS} ms`)), OPEN_MS);
			const settle = (error: Error | null): void => {
				clearTimeout(limit);
				if (this.#port !== port) return reject(new Error(`${this.#path} was let go of`));
				if (error === null) {
					this.#watch(port);
					return resolve();
				}
				this.#port = null;
				letGo(port);
				reject(new Error(`${this.#path} ${error.message}`));
			};
			port.open(settle);
		});
	}

	write(bytes: Uint8Array): void {
		// A port that is not open would keep the bytes and print them when it is.
		if (this.#port?.isOpen === true) this.#port.write(Buffer.from(bytes));
	}

	close(): void {
		const port = this.#port;
		this.#port = null;
		if (port !== null) letGo(port);
	}

	onBytes(listener: (bytes: Uint8Array) => void): void {
		this.#bytes = listener;
	}

	onLost(listener: () => void): void {
		this.#lost = listener;
	}

	#watch(port: SerialPort): void {
		port.on('data', (bytes: Buffer) => {
			if (this.#port === port) this.#bytes(bytes);
		});
		port.on('close', () => this.#lose(port));
	}

	#lose(port: SerialPort): void {
		if (this.#port !== port || port.opening) return;
		this.#port = null;
		letGo(port);
		this.#lost();
	}
}

/** An adapter that was pulled out may never answer a drain: closing waits for nothing. */
function letGo(port: SerialPort): void {
	if (port.isOpen) port.close(() => undefined);
}
