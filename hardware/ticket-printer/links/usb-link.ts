// Carries bytes to a USB printer and back through its device file, without ever waiting inside the operating system.
import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { cannotOpen, NotReached, Takers } from './printer-link.ts';
import type { PrinterLink } from './printer-link.ts';
import { nameOf } from './usb-id.ts';
import type { UsbId } from './usb-id.ts';
import { findUsbPrinter, SYSTEM } from './usb-printers.ts';
import type { SystemRoots } from './usb-printers.ts';

/**
 * Without O_NONBLOCK a write to a printer without paper holds one of Node's four threads until there is paper; without
 * O_CREAT no file is made where the device is missing; O_NOCTTY: a device is never our terminal.
 */
const FLAGS = constants.O_RDWR | constants.O_NONBLOCK | constants.O_NOCTTY;
/** As much as the kernel's printer driver passes on at once. */
const CHUNK = 8192;
/** Between two looks whether it takes or says something: the first after something happened, and when nothing does. */
const PAUSE_MS = { first: 1, longest: 40 };

export class UsbLink implements PrinterLink {
	readonly #where: string | UsbId;
	readonly #roots: SystemRoots;
	readonly #takers = new Takers();
	readonly #buffer = Buffer.alloc(1024);
	#file: FileHandle | null = null;
	#opening = 0;
	#path = '';
	#out: Uint8Array[] = [];
	#wake: () => void = () => undefined;
	#bytes: (bytes: Uint8Array) => void = () => undefined;
	#lost: (why: NotReached) => void = () => undefined;

	/** @param where a path such as `/dev/usb/lp0`, or the printer's USB id */
	constructor(where: string | UsbId, roots: SystemRoots = SYSTEM) {
		this.#where = where;
		this.#roots = roots;
	}

	async open(): Promise<void> {
		this.close();
		const opening = ++this.#opening;
		const path =
			typeof this.#where === 'string' ? this.#where : await findUsbPrinter(this.#where, this.#roots);
		const file = await openDevice(path);
		if (this.#opening !== opening) {
			await file.close();
			throw new NotReached('unreachable', `${path} was let go of`);
		}
		this.#path = path;
		this.#file = file;
		void this.#carry(file);
	}

	write(bytes: Uint8Array): void {
		if (this.#file === null || bytes.length === 0) return;
		this.#out.push(bytes);
		this.#wake();
	}

	get untaken(): number {
		return this.#out.reduce((sum, { length }) => sum + length, 0);
	}

	taken(): Promise<void> {
		if (this.#file === null) return Promise.reject(this.#gone());
		return this.#takers.wait(this.#name, () => this.#out.length === 0);
	}

	close(): void {
		this.#opening += 1;
		this.#letGo();
	}

	onBytes(listener: (bytes: Uint8Array) => void): void {
		this.#bytes = listener;
	}

	onLost(listener: (why: NotReached) => void): void {
		this.#lost = listener;
	}

	get #name(): string {
		return typeof this.#where === 'string' ? this.#where : `the USB printer ${nameOf(this.#where)}`;
	}

	#gone(): NotReached {
		return new NotReached('unreachable', `${this.#name} is gone: check its power and its USB cable`);
	}

	#letGo(): void {
		const file = this.#file;
		this.#file = null;
		this.#out = [];
		this.#wake();
		this.#takers.fail(this.#gone());
		// Closing throws away what the driver still holds.
		file?.close().catch(() => undefined);
	}

	/** One call into the operating system at a time, so that one printer never has more than one thread. */
	async #carry(file: FileHandle): Promise<void> {
		let pause = PAUSE_MS.first;
		try {
			while (this.#file === file) {
				const moved = (await this.#send(file)) + (await this.#receive(file));
				if (this.#file !== file) return;
				if (moved > 0) {
					pause = PAUSE_MS.first;
					continue;
				}
				const woken = await this.#sleep(pause);
				pause = woken ? PAUSE_MS.first : Math.min(PAUSE_MS.longest, pause * 2);
			}
		} catch {
			if (this.#file !== file) return;
			this.#letGo();
			this.#lost(this.#gone());
		}
	}

	async #send(file: FileHandle): Promise<number> {
		const next = this.#out[0];
		if (next === undefined) return 0;
		const sent = await orNothing(
			file.write(next.subarray(0, CHUNK)).then(({ bytesWritten }) => bytesWritten),
		);
		if (this.#file !== file || sent === null) return 0;
		if (sent < next.length) this.#out[0] = next.subarray(sent);
		else this.#out.shift();
		if (this.#out.length === 0) this.#takers.allTaken();
		return sent;
	}

	async #receive(file: FileHandle): Promise<number> {
		const read = await orNothing(
			file.read(this.#buffer, 0, this.#buffer.length, null).then(({ bytesRead }) => bytesRead),
		);
		if (read === null) return 0;
		// A printer may say nothing in so many words; a device that is gone reads as nothing for ever.
		if (read === 0) await stat(this.#path);
		if (this.#file === file && read > 0) this.#bytes(Uint8Array.from(this.#buffer.subarray(0, read)));
		return read;
	}

	/** True when there is something to write before the time is over. */
	#sleep(ms: number): Promise<boolean> {
		return new Promise((resolve) => {
			const timer = setTimeout(() => resolve(false), ms);
			this.#wake = () => {
				clearTimeout(timer);
				resolve(true);
			};
		});
	}
}

async function openDevice(path: string): Promise<FileHandle> {
	let file: FileHandle | null = null;
	try {
		// Looked at before and after: opening some files has effects, and the path may be another one a moment later.
		if ((await stat(path)).isCharacterDevice()) file = await open(path, FLAGS);
		if (file !== null && (await file.stat()).isCharacterDevice()) return file;
	} catch (error) {
		await file?.close().catch(() => undefined);
		throw cannotOpen(path, (error as NodeJS.ErrnoException).code ?? String(error));
	}
	await file?.close();
	throw new NotReached(
		'unreachable',
		`${path} is a file and no printer, left by a program that printed while there was none: remove it, then plug the printer in again`,
	);
}

/** Null for a device that would have to be waited for. */
async function orNothing(count: Promise<number>): Promise<number | null> {
	try {
		return await count;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null;
		throw error;
	}
}
