// A receipt printer without hardware: listens as a real one does, prints at a real one's pace, and fails when told to.
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { EscPosReader } from './escpos-reader.ts';
import type { PrinterCommand } from './escpos-reader.ts';
import { PaperRoll } from './paper-roll.ts';
import type { Paper } from './paper-roll.ts';
import { RealTimeScan } from './real-time-scan.ts';

export const FAULTS = [
	'paper-out',
	'paper-low',
	'cover-open',
	'jam',
	/** The connection is cut in the middle of the next job, once. */
	'drop-line',
	/** It obeys but answers nothing. */
	'silent',
	'power-off',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface VirtualPrinterOptions {
	readonly host: string;
	/** 0 takes a free one. */
	readonly port: number;
	/** Dots across: 576 for 80 mm paper, 384 for 58 mm. */
	readonly width: number;
	/** Dot rows a second; 1200 is 150 mm. Infinity prints at once. */
	readonly rowsPerSecond: number;
	/** Bytes it takes in before it stops reading. */
	readonly bufferBytes: number;
}

export interface PrintedPaper extends Paper {
	readonly id: string;
	/** When it left the printer, ms since 1970. */
	readonly at: number;
}

const KEPT_PAPERS = 50;
/** A slice of work between two looks at the paper and the cover. */
const SLICE_BYTES = 128;
const DEFAULT_DROP_AFTER = 400;

export class VirtualPrinter {
	readonly papers: PrintedPaper[] = [];
	readonly #options: VirtualPrinterOptions;
	readonly #reader = new EscPosReader();
	readonly #roll: PaperRoll;
	#scan = new RealTimeScan();
	readonly #passed = new RealTimeScan();
	#server: Server | null = null;
	#port: number;
	#socket: Socket | null = null;
	/** Arrived but not yet in the buffer, for want of room. */
	#wire: Uint8Array[] = [];
	#buffer: Uint8Array[] = [];
	#buffered = 0;
	#fault: Fault | null = null;
	/** A fault to come when so many more bytes of jobs were printed (or, for a dropped line, received). */
	#coming: { readonly fault: Fault; after: number } | null = null;
	#autoStatus = 0;
	#working = false;
	#debtRows = 0;
	#count = 0;
	#listeners: ((paper: PrintedPaper) => void)[] = [];

	constructor(options: Partial<VirtualPrinterOptions>) {
		this.#options = {
			host: '127.0.0.1',
			port: 0,
			width: 576,
			rowsPerSecond: Infinity,
			bufferBytes: 4096,
			...options,
		};
		this.#port = this.#options.port;
		this.#roll = new PaperRoll(this.#options.width, (paper) => this.#keep(paper));
	}

	get port(): number {
		return this.#port;
	}
	get width(): number {
		return this.#options.width;
	}
	get fault(): Fault | null {
		return this.#fault ?? this.#coming?.fault ?? null;
	}
	get unknownCommands(): number {
		return this.#roll.unknown;
	}
	/** Lines on the piece that still hangs out. */
	get hanging(): readonly string[] {
		return this.#roll.hanging;
	}
	get state() {
		const paper = this.#fault === 'paper-out' ? 'out' : this.#fault === 'paper-low' ? 'low' : 'ok';
		return {
			fault: this.fault,
			power: this.#fault !== 'power-off',
			paper,
			busy: this.#buffered > 0 || this.#working,
			waitingBytes: this.#buffered + this.#wire.reduce((sum, chunk) => sum + chunk.length, 0),
			connected: this.#socket !== null,
		} as const;
	}

	/** Calls back for every piece that leaves the printer. */
	onPaper(listener: (paper: PrintedPaper) => void): void {
		this.#listeners.push(listener);
	}

	/** Switches on. Rejects when the port is taken. */
	async start(): Promise<void> {
		const server = createServer((socket) => this.#accept(socket));
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(this.#port, this.#options.host, resolve);
		});
		this.#server = server;
		this.#port = (server.address() as AddressInfo).port;
	}

	/** Switches off: what is in the buffer is lost, the paper stays where it is. */
	async stop(): Promise<void> {
		const server = this.#server;
		this.#server = null;
		this.#socket?.destroy();
		this.#forget();
		this.#roll.reset();
		if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
	}

	/** `after`: so many more bytes of jobs, without questions about its state, are printed (drop-line: received) before it happens. Null mends everything. */
	async fail(fault: Fault | null, after?: number): Promise<void> {
		this.#coming = null;
		const wasOff = this.#fault === 'power-off';
		if (wasOff && fault !== 'power-off') {
			this.#fault = null;
			await this.start();
		}
		if (fault === 'drop-line') {
			this.#become(null);
			this.#coming = { fault, after: after ?? DEFAULT_DROP_AFTER };
		} else if (fault !== null && after !== undefined) {
			this.#coming = { fault, after };
		} else {
			this.#become(fault);
			if (fault === 'power-off') await this.stop();
		}
	}

	#become(fault: Fault | null): void {
		const jamCleared = this.#fault === 'jam' && fault !== 'jam';
		this.#fault = fault;
		// Paper that ran out falls off the roll; a jam is cleared by pulling the paper out.
		if (fault === 'paper-out' || jamCleared) this.#roll.tear();
		this.#tellStatus();
		void this.#work();
	}

	#accept(socket: Socket): void {
		if (this.#socket !== null) {
			socket.destroy();
			return;
		}
		this.#socket = socket;
		this.#scan = new RealTimeScan();
		socket.setNoDelay(true);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => {
			if (this.#socket !== socket) return;
			this.#socket = null;
			this.#autoStatus = 0;
		});
		socket.on('data', (bytes: Buffer) => this.#receive(bytes));
	}

	#receive(bytes: Uint8Array): void {
		let taken = bytes;
		const coming = this.#coming;
		if (coming?.fault === 'drop-line') {
			const job = bytes.length - 3 * new RealTimeScan().see(bytes).length;
			if (job >= coming.after) {
				taken = bytes.subarray(0, coming.after);
				this.#coming = null;
				this.#socket?.resetAndDestroy();
			} else coming.after -= job;
		}
		this.#wire.push(taken);
		this.#fill();
		void this.#work();
	}

	/** Moves what arrived into the buffer as far as there is room; the sender waits for the rest. */
	#fill(): void {
		for (let chunk = this.#wire[0]; chunk !== undefined; chunk = this.#wire[0]) {
			const room = this.#options.bufferBytes - this.#buffered;
			if (room <= 0) break;
			const part = chunk.subarray(0, room);
			if (part.length === chunk.length) this.#wire.shift();
			else this.#wire[0] = chunk.subarray(part.length);
			this.#buffer.push(part);
			this.#buffered += part.length;
			for (const about of this.#scan.see(part)) this.#answer([this.#realTimeStatus(about)]);
		}
		if (this.#wire.length > 0) this.#socket?.pause();
		else this.#socket?.resume();
	}

	/** Prints what is in the buffer, one worker at a time, and stands still while something is wrong. */
	async #work(): Promise<void> {
		if (this.#working) return;
		this.#working = true;
		try {
			while (!this.#standsStill()) {
				const chunk = this.#buffer.shift();
				if (chunk === undefined) break;
				const slice = chunk.subarray(0, this.#sliceLength(chunk));
				if (slice.length < chunk.length) this.#buffer.unshift(chunk.subarray(slice.length));
				this.#buffered -= slice.length;
				for (const command of this.#reader.read(slice)) {
					if (this.#server !== null) await this.#do(command);
				}
				this.#fill();
				// Questions about its state are not part of a job.
				await this.#faultAfter(slice.length - 3 * this.#passed.see(slice).length);
			}
		} finally {
			this.#working = false;
		}
	}

	#sliceLength(chunk: Uint8Array): number {
		const coming = this.#coming;
		const before = coming !== null && coming.fault !== 'drop-line' ? coming.after : SLICE_BYTES;
		return Math.max(1, Math.min(SLICE_BYTES, before, chunk.length));
	}

	async #faultAfter(printed: number): Promise<void> {
		const coming = this.#coming;
		if (coming === null || coming.fault === 'drop-line') return;
		coming.after -= printed;
		if (coming.after > 0) return;
		this.#coming = null;
		await this.fail(coming.fault);
	}

	async #do(command: PrinterCommand): Promise<void> {
		if (command.kind === 'status-in-order') this.#answer([this.#paperStatus()]);
		if (command.kind === 'init') this.#autoStatus = 0;
		if (command.kind === 'auto-status') {
			this.#autoStatus = command.mask;
			this.#tellStatus();
		}
		this.#debtRows += this.#roll.do(command);
		const seconds = this.#debtRows / this.#options.rowsPerSecond;
		if (seconds < 0.02) return;
		this.#debtRows = 0;
		await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
	}

	#standsStill(): boolean {
		return this.#server === null || this.#isOffline();
	}
	#isOffline(): boolean {
		return this.#fault === 'paper-out' || this.#fault === 'cover-open' || this.#fault === 'jam';
	}

	#answer(bytes: readonly number[]): void {
		if (this.#fault !== 'silent') this.#socket?.write(Uint8Array.from(bytes));
	}

	#tellStatus(): void {
		if (this.#autoStatus === 0) return;
		const is = (fault: Fault, bits: number): number => (this.#fault === fault ? bits : 0);
		const general = 0x10 | (this.#isOffline() ? 0x08 : 0) | is('cover-open', 0x20);
		this.#answer([general, is('jam', 0x04), is('paper-low', 0x03) | is('paper-out', 0x0f), 0]);
	}

	/** The answer to `DLE EOT about`; bits 1 and 4 are always set. */
	#realTimeStatus(about: number): number {
		const is = (fault: Fault, bits: number): number => (this.#fault === fault ? bits : 0);
		const fixed = 0x12;
		switch (about) {
			case 1:
				return fixed | (this.#isOffline() ? 0x08 : 0);
			case 2:
				return fixed | is('cover-open', 0x04) | is('paper-out', 0x20) | is('jam', 0x40);
			case 3:
				return fixed | is('jam', 0x04);
			default:
				return fixed | is('paper-low', 0x0c) | is('paper-out', 0x6c);
		}
	}

	/** The answer to `GS r 1`; bits 4 and 7 are never set. */
	#paperStatus(): number {
		return this.#fault === 'paper-low' ? 0x03 : 0;
	}

	#forget(): void {
		this.#wire = [];
		this.#buffer = [];
		this.#buffered = 0;
		this.#reader.reset();
		this.#autoStatus = 0;
	}

	#keep(paper: Paper): void {
		this.#count += 1;
		const printed = { ...paper, id: String(this.#count), at: Date.now() };
		this.papers.push(printed);
		if (this.papers.length > KEPT_PAPERS) this.papers.shift();
		for (const listener of this.#listeners) listener(printed);
	}
}
