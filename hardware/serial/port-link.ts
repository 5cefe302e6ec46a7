// A serial port of this machine through the serialport binding, with time limits of our own for opening and writing.
import type { SerialPort } from 'serialport';
import type { PortSettings } from './line-address.ts';
import { lineClosed, LineClosed } from './line-link.ts';
import type { LineLink } from './line-link.ts';

const OPEN_MS = 2000;
/** On top of what the bytes need at the line's speed. */
const WRITE_MS = 1000;
const CLOSE_MS = 500;
/** A start, eight data and a stop bit. */
const BITS = 10;
/** What USB adapters hold bytes back for. */
const ADAPTER_MS = 20;

export class PortLink implements LineLink {
	readonly place: string;
	readonly #find: () => Promise<string>;
	readonly #settings: PortSettings;
	#port: SerialPort | null = null;
	#bytes: (bytes: Uint8Array) => void = () => undefined;
	#lost: (why: LineClosed) => void = () => undefined;

	/** @param find the port's path, asked at each opening, because an adapter may come back as another one */
	constructor(place: string, find: () => Promise<string>, settings: PortSettings) {
		this.place = place;
		this.#find = find;
		this.#settings = settings;
	}

	travelMs(bytes: number): number {
		return ADAPTER_MS + (bytes * BITS * 1000) / this.#settings.baud;
	}

	/** A new port object each time: whatever the old one still held to write goes with it. */
	async open(): Promise<void> {
		await this.close();
		const path = await this.#find();
		// Only agents with a serial port carry the binding in their memory.
		const { SerialPort: Port } = await import('serialport');
		const { baud, flow, parity } = this.#settings;
		const port = new Port({
			path,
			baudRate: baud,
			parity,
			rtscts: flow === 'rtscts',
			xon: flow === 'xonxoff',
			xoff: flow === 'xonxoff',
			autoOpen: false,
		});
		this.#port = port;
		// Without a listener an error in the middle of a write would end the process.
		port.on('error', (error) => this.#lose(port, lineClosed(this.place, error)));
		const error = await new Promise<Error | null>((resolve) => {
			const limit = setTimeout(() => resolve(new Error(`not open within ${OPEN_MS} ms`)), OPEN_MS);
			port.open((refused) => {
				clearTimeout(limit);
				resolve(refused);
			});
		});
		if (error === null && this.#port === port) return this.#watch(port);
		if (this.#port === port) this.#port = null;
		void letGo(port);
		throw lineClosed(this.place, error ?? new Error('let go of'));
	}

	async write(bytes: Uint8Array): Promise<void> {
		const port = this.#port;
		// A port that is not open would keep the bytes and send them when it is.
		if (port?.isOpen !== true) throw new LineClosed('unreachable', `${this.place} is not open`);
		await new Promise<void>((resolve, reject) => {
			const limit = setTimeout(
				() => {
					const why = new LineClosed('unreachable', `${this.place} takes no bytes any more`);
					reject(why);
					this.#lose(port, why);
				},
				WRITE_MS + this.travelMs(bytes.length),
			);
			port.write(Buffer.from(bytes), (error) => {
				clearTimeout(limit);
				if (error == null) resolve();
				else reject(lineClosed(this.place, error));
			});
		});
	}

	async close(): Promise<void> {
		const port = this.#port;
		this.#port = null;
		if (port !== null) await letGo(port);
	}

	onBytes(listener: (bytes: Uint8Array) => void): void {
		this.#bytes = listener;
	}

	onLost(listener: (why: LineClosed) => void): void {
		this.#lost = listener;
	}

	#watch(port: SerialPort): void {
		port.on('data', (bytes: Buffer) => {
			if (this.#port === port) this.#bytes(bytes);
		});
		port.on('close', () => this.#lose(port, new LineClosed('unreachable', `${this.place} was unplugged`)));
	}

	#lose(port: SerialPort, why: LineClosed): void {
		if (this.#port !== port || port.opening) return;
		this.#port = null;
		void letGo(port);
		this.#lost(why);
	}
}

/** An adapter that was pulled out may never say that it is closed: that is waited for only so long. */
async function letGo(port: SerialPort): Promise<void> {
	if (!port.isOpen) return;
	await new Promise<void>((resolve) => {
		const limit = setTimeout(resolve, CLOSE_MS);
		port.close(() => {
			clearTimeout(limit);
			resolve();
		});
	});
}
