// Carries bytes to a printer and back over a serial line, with time limits of its own.
import { setTimeout as pause } from 'node:timers/promises';
import { SerialPort } from 'serialport';
import { cannotOpen, NotReached, Takers } from './printer-link.ts';
import type { PrinterLink } from './printer-link.ts';
import { nameOf } from './usb-id.ts';
import type { UsbId } from './usb-id.ts';

const OPEN_MS = 1500;
/** What most ticket printers leave the factory with. */
export const USUAL_BAUD = 19_200;
/** Bytes written at once: small enough to see a slow line getting on. */
const PIECE = 128;

export interface SerialSettings {
	/** A path such as `/dev/ttyUSB0`, or the adapter's USB id: its path changes from plug to plug. */
	readonly port: string | UsbId;
	/** Bits a second, as set at the printer. */
	readonly baud: number;
	readonly flow: 'none' | 'rtscts' | 'xonxoff';
	readonly parity: 'none' | 'even' | 'odd';
}

/** The serial ports that are plugged in now. */
export type ListPorts = typeof SerialPort.list;

/** A new port object for every opening: whatever the old one still held to write goes with it, and never prints late. */
export class SerialLink implements PrinterLink {
	readonly #settings: SerialSettings;
	readonly #list: ListPorts;
	readonly #takers = new Takers();
	#port: SerialPort | null = null;
	#opening = 0;
	#lettingGo: Promise<void> = Promise.resolve();
	#untaken = 0;
	#bytes: (bytes: Uint8Array) => void = () => undefined;
	#lost: (why: NotReached) => void = () => undefined;

	constructor(settings: SerialSettings, list: ListPorts = SerialPort.list.bind(SerialPort)) {
		this.#settings = settings;
		this.#list = list;
	}

	async open(): Promise<void> {
		this.close();
		const opening = ++this.#opening;
		// A port is ours alone: until the last opening has let go of it, it cannot be opened again.
		await Promise.race([this.#lettingGo, pause(OPEN_MS)]);
		const path = await this.#find();
		if (this.#opening !== opening) throw new NotReached('unreachable', `${path} was let go of`);
		const { baud, flow, parity } = this.#settings;
		const xonxoff = flow === 'xonxoff';
		const port = new SerialPort({
			path,
			baudRate: baud,
			rtscts: flow === 'rtscts',
			xon: xonxoff,
			xoff: xonxoff,
			parity,
			autoOpen: false,
		});
		this.#port = port;
		this.#untaken = 0;
		// Without a listener an error in the middle of a write would end the process.
		port.on('error', () => this.#lose(port));
		await this.#opened(port);
	}

	write(bytes: Uint8Array): void {
		// A port that is not open would keep the bytes and print them when it is.
		for (let from = 0; from < bytes.length; from += PIECE)
			this.#writePiece(bytes.subarray(from, from + PIECE));
	}

	get untaken(): number {
		return this.#untaken;
	}

	taken(): Promise<void> {
		if (this.#port === null) return Promise.reject(this.#gone());
		return this.#takers.wait(this.#where, () => this.#untaken === 0);
	}

	close(): void {
		this.#opening += 1;
		const port = this.#port;
		this.#port = null;
		this.#takers.fail(this.#gone());
		if (port !== null) this.#letGo(port);
	}

	onBytes(listener: (bytes: Uint8Array) => void): void {
		this.#bytes = listener;
	}

	onLost(listener: (why: NotReached) => void): void {
		this.#lost = listener;
	}

	get #where(): string {
		const { port } = this.#settings;
		return typeof port === 'string' ? port : `the serial adapter ${nameOf(port)}`;
	}

	#gone(): NotReached {
		return new NotReached('unreachable', `${this.#where} is gone: check its cable and its plug`);
	}

	async #find(): Promise<string> {
		const { port } = this.#settings;
		if (typeof port === 'string') return port;
		let there: Awaited<ReturnType<ListPorts>>;
		try {
			there = await this.#list();
		} catch {
			throw new NotReached(
				'unreachable',
				'The serial ports cannot be listed: install udev, or name the port by its path',
			);
		}
		const same = (one: string | undefined, other: string): boolean => one?.toLowerCase() === other;
		const found = there.find(
			({ vendorId, productId, serialNumber }) =>
				same(vendorId, port.vendor) &&
				same(productId, port.product) &&
				(port.serial === null || serialNumber === port.serial),
		);
		if (found !== undefined) return found.path;
		const others = there.flatMap((one) => (one.vendorId ? [`${one.vendorId}:${one.productId ?? ''}`] : []));
		throw new NotReached(
			'unreachable',
			`No serial adapter ${nameOf(port)} is plugged in; ${others.length === 0 ? 'there is none at all' : `there are ${others.join(', ')}`}`.slice(
				0,
				390,
			),
		);
	}

	#opened(port: SerialPort): Promise<void> {
		return new Promise((resolve, reject) => {
			const limit = setTimeout(() => settle(new Error('ETIMEDOUT')), OPEN_MS);
			const settle = (error: Error | null): void => {
				clearTimeout(limit);
				if (this.#port !== port) {
					this.#letGo(port);
					return reject(new NotReached('unreachable', `${port.path} was let go of`));
				}
				if (error === null) {
					this.#watch(port);
					return resolve();
				}
				this.#port = null;
				this.#letGo(port);
				reject(cannotOpen(port.path, codeIn(error.message)));
			};
			port.open(settle);
		});
	}

	#writePiece(piece: Uint8Array): void {
		const port = this.#port;
		if (port?.isOpen !== true) return;
		this.#untaken += piece.length;
		port.write(Buffer.from(piece), undefined, (error) => {
			if (error) return;
			// Not drained: after an unplug that never ends, and holds one of the few threads there are.
			const onTheLine = (piece.length * 11 * 1000) / this.#settings.baud;
			setTimeout(() => this.#took(port, piece.length), onTheLine);
		});
	}

	#took(port: SerialPort, bytes: number): void {
		if (this.#port !== port) return;
		this.#untaken -= bytes;
		if (this.#untaken === 0) this.#takers.allTaken();
	}

	#watch(port: SerialPort): void {
		port.on('data', (bytes: Buffer) => {
			if (this.#port === port) this.#bytes(bytes);
		});
		port.on('close', () => this.#lose(port));
	}

	/** What was not sent is thrown away first: a line that is held would keep the closing waiting, and print it later. */
	#letGo(port: SerialPort): void {
		if (!port.isOpen) return;
		this.#lettingGo = new Promise((resolve) => {
			port.flush(() => {
				if (port.isOpen) port.close(() => resolve());
				else resolve();
			});
		});
	}

	#lose(port: SerialPort): void {
		if (this.#port !== port || port.opening) return;
		this.#port = null;
		this.#letGo(port);
		const gone = this.#gone();
		this.#takers.fail(gone);
		this.#lost(gone);
	}
}

/** The binding says it in words. */
function codeIn(message: string): string {
	if (/permission denied/i.test(message)) return 'EACCES';
	if (/no such (file|device)/i.test(message)) return 'ENOENT';
	if (/cannot lock|busy|temporarily unavailable/i.test(message)) return 'EBUSY';
	return message;
}
