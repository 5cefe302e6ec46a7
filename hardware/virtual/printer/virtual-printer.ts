// A receipt printer without hardware: listens as a real one does, prints at a real one's pace, and fails when told to.
import { createServer } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';
import { EscPosManner } from './esc-pos-manner.ts';
import type { PrinterCommand } from './escpos-reader.ts';
import { PaperRoll } from './paper-roll.ts';
import type { Paper } from './paper-roll.ts';
import { LATE_MS, Noise, NOISE_EVERY_MS } from './printer-faults.ts';
import type { Fault } from './printer-faults.ts';
import type { PrinterManner, Sensors } from './printer-manner.ts';
import { StarManner } from './star-manner.ts';

/** `half-mute` answers how it is and never that it is done; `mute` answers nothing at all. */
export const MANNERS = ['epson', 'citizen', 'star', 'half-mute', 'mute'] as const;
export type MannerName = (typeof MANNERS)[number];

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
	readonly manner: MannerName;
	/** Without one, a piece hangs out until somebody tears it off. */
	readonly cutter: boolean;
	/** How late answers are that are late, ms. */
	readonly lateMs: number;
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
	readonly #manner: PrinterManner;
	readonly #roll: PaperRoll;
	readonly #noise = new Noise();
	#server: Server | null = null;
	#port: number;
	#socket: Socket | null = null;
	/** Arrived but not yet in the buffer, for want of room. */
	#wire: Uint8Array[] = [];
	#buffer: Uint8Array[] = [];
	#buffered = 0;
	#fault: Fault | null = null;
	/** A fault to come when so many more bytes of jobs were printed (or, for a dropped line, received). */
	#coming: { readonly fault: Fault; after: number; readonly forMs: number | null } | null = null;
	#mending: NodeJS.Timeout | null = null;
	#noisy: NodeJS.Timeout | null = null;
	/** Answer bytes so far: every second one is lost when they come by halves. */
	#answered = 0;
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
			manner: 'epson',
			cutter: true,
			lateMs: LATE_MS,
			...options,
		};
		this.#port = this.#options.port;
		this.#manner = mannerOf(this.#options.manner);
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
	/** The fault that was asked for has not struck yet. */
	get isDue(): boolean {
		return this.#coming !== null;
	}
	get unknownCommands(): number {
		return this.#roll.unknown;
	}
	/** Lines on the piece that still hangs out. */
	get hanging(): readonly string[] {
		return this.#roll.hanging;
	}
	get state() {
		return {
			manner: this.#options.manner,
			cutter: this.#options.cutter,
			fault: this.fault,
			power: this.#fault !== 'power-off',
			paper: this.#sensors().paper,
			busy: this.#buffered > 0 || this.#working,
			waitingBytes: this.#buffered + this.#wire.reduce((sum, chunk) => sum + chunk.length, 0),
			connected: this.#socket !== null,
		} as const;
	}

	/** Calls back for every piece that leaves the printer. */
	onPaper(listener: (paper: PrintedPaper) => void): void {
		this.#listeners.push(listener);
	}

	/** Somebody tears off what hangs out of a printer that does not cut. */
	tearOff(): void {
		this.#roll.tearAtEdge();
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
		this.#unplanned();
		this.#socket?.destroy();
		this.#forget();
		this.#roll.reset();
		if (server !== null) await new Promise<void>((resolve) => server.close(() => resolve()));
	}

	/**
	 * `after`: so many more bytes of jobs, without questions about its state, are printed (drop-line: received) before it
	 * happens. `forMs`: it mends itself after so long. Null mends everything.
	 */
	async fail(fault: Fault | null, after: number | null = null, forMs: number | null = null): Promise<void> {
		this.#coming = null;
		this.#unplanned();
		const wasOff = this.#fault === 'power-off';
		if (wasOff && fault !== 'power-off') {
			this.#fault = null;
			await this.start();
		}
		if (fault === 'drop-line') {
			this.#become(null);
			this.#coming = { fault, after: after ?? DEFAULT_DROP_AFTER, forMs: null };
		} else if (fault !== null && after !== null) {
			this.#coming = { fault, after, forMs };
		} else {
			this.#become(fault);
			if (fault === 'power-off') await this.stop();
			if (forMs !== null) this.#mending = setTimeout(() => void this.fail(null), forMs);
			if (fault === 'garbage') this.#noisy = setInterval(() => this.#answer([0]), NOISE_EVERY_MS);
		}
	}

	#unplanned(): void {
		if (this.#mending !== null) clearTimeout(this.#mending);
		if (this.#noisy !== null) clearInterval(this.#noisy);
		this.#mending = null;
		this.#noisy = null;
	}

	#become(fault: Fault | null): void {
		const jamCleared = this.#fault === 'jam' && fault !== 'jam';
		this.#fault = fault;
		// Paper that ran out falls off the roll; a jam is cleared by pulling the paper out.
		if (fault === 'paper-out' || jamCleared) this.#roll.tear();
		this.#answer(this.#manner.told(this.#sensors()));
		void this.#work();
	}

	#accept(socket: Socket): void {
		if (this.#socket !== null) {
			socket.destroy();
			return;
		}
		this.#socket = socket;
		socket.setNoDelay(true);
		socket.on('error', () => socket.destroy());
		socket.on('close', () => {
			if (this.#socket !== socket) return;
			this.#socket = null;
			this.#manner.hungUp();
		});
		socket.on('data', (bytes: Buffer) => this.#receive(bytes));
	}

	#receive(bytes: Uint8Array): void {
		let taken = bytes;
		const coming = this.#coming;
		if (coming?.fault === 'drop-line') {
			const job = bytes.length - mannerOf(this.#options.manner).questionsIn(bytes);
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
			for (const answer of this.#manner.seen(part, this.#sensors())) this.#answer(answer);
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
				for (const command of this.#manner.read(slice)) {
					if (this.#server !== null) await this.#do(command);
				}
				this.#fill();
				// Questions about its state are not part of a job.
				await this.#faultAfter(slice.length - this.#manner.questionsIn(slice));
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
		await this.fail(coming.fault, null, coming.forMs);
	}

	async #do(command: PrinterCommand): Promise<void> {
		this.#answer(this.#manner.answerTo(command, this.#sensors()));
		// A printer without a cutter passes over a cut.
		if (command.kind !== 'cut' || this.#options.cutter) this.#debtRows += this.#roll.do(command);
		const seconds = this.#debtRows / this.#options.rowsPerSecond;
		if (seconds < 0.02) return;
		this.#debtRows = 0;
		await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
	}

	#standsStill(): boolean {
		return this.#server === null || this.#sensors().offline || this.#fault === 'stalled';
	}

	#sensors(): Sensors {
		const fault = this.#fault;
		return {
			paper: fault === 'paper-out' ? 'out' : fault === 'paper-low' ? 'low' : 'ok',
			coverOpen: fault === 'cover-open',
			jammed: fault === 'jam',
			offline: fault === 'paper-out' || fault === 'cover-open' || fault === 'jam',
		};
	}

	#answer(bytes: readonly number[] | null): void {
		const socket = this.#socket;
		if (bytes === null || socket === null || this.#fault === 'silent') return;
		if (this.#fault === 'late')
			// Whoever is on this line then hears it, whatever was asked since.
			setTimeout(() => socket.write(Uint8Array.from(bytes)), this.#options.lateMs).unref();
		else if (this.#fault === 'garbage') socket.write(Uint8Array.from(this.#noise.bytes(bytes.length)));
		else if (this.#fault === 'half-bytes')
			socket.write(Uint8Array.from(bytes.filter(() => (this.#answered += 1) % 2 === 0)));
		else socket.write(Uint8Array.from(bytes));
	}

	#forget(): void {
		this.#wire = [];
		this.#buffer = [];
		this.#buffered = 0;
		this.#manner.reset();
	}

	#keep(paper: Paper): void {
		this.#count += 1;
		const printed = { ...paper, id: String(this.#count), at: Date.now() };
		this.papers.push(printed);
		if (this.papers.length > KEPT_PAPERS) this.papers.shift();
		for (const listener of this.#listeners) listener(printed);
	}
}

function mannerOf(name: MannerName): PrinterManner {
	if (name === 'star') return new StarManner();
	return new EscPosManner({
		status: name !== 'mute',
		receipts: name === 'epson' || name === 'citizen',
		names: name === 'epson',
	});
}
