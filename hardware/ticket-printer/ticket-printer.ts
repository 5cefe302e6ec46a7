// A receipt printer as a device: reaches for it, prints one paper at a time, and believes only what the printer confirms.
import type { Logger } from 'pino';
import type { Trouble } from '#protocol/device-schema';
import type { JobDevice, DeviceState, Order, RunResult } from '../device.ts';
import { cutBytes, INITIALIZE, longestCommand } from './escpos.ts';
import { makePaper } from './paper-maker.ts';
import type { PrinterLink } from './printer-link.ts';
import type { PrinterProfile } from './printer-profile.ts';
import { isStopped } from './printer-status.ts';
import { PrinterLost, PrinterTalk } from './printer-talk.ts';
import type { TalkLimits } from './printer-talk.ts';

export interface TicketPrinterOptions {
	readonly link: PrinterLink;
	readonly profile: PrinterProfile;
	/** Address of the hub as customers' phones reach it, without a slash at the end. */
	readonly publicUrl: string;
	readonly log: Logger;
	readonly limits?: Partial<PrinterLimits>;
}
export interface PrinterLimits extends TalkLimits {
	/** First and longest pause between two attempts to reach it. */
	readonly retryMs: readonly [first: number, longest: number];
}

const LIMITS: PrinterLimits = {
	pollMs: 700,
	idleQuietMs: 1200,
	busyQuietMs: 4000,
	stoppedQuietMs: 30_000,
	doneMs: 20_000,
	retryMs: [250, 2000],
};

interface Papers {
	readonly whole: Buffer;
	/** Ends a piece that hangs out of the printer half printed: says so, and cuts it off. */
	readonly ended: Buffer;
}

export class TicketPrinter implements JobDevice {
	readonly kind = 'printer';
	readonly #options: TicketPrinterOptions;
	readonly #limits: PrinterLimits;
	readonly #talk: PrinterTalk;
	readonly #cut: Buffer;
	#troubles: readonly Trouble[] = ['unreachable'];
	#settled = false;
	#running = false;
	/** The printer stood still since the present bytes were sent: they may lie on two pieces of paper. */
	#interrupted = false;
	/** Whole and waiting for its cut. */
	#cutting: Order | null = null;
	#stopped = false;
	#wake: () => void = () => undefined;
	#listeners: ((state: DeviceState) => void)[] = [];
	#waiting: (() => void)[] = [];

	constructor(options: TicketPrinterOptions) {
		this.#options = options;
		this.#limits = { ...LIMITS, ...options.limits };
		this.#cut = cutBytes(options.profile);
		this.#talk = new PrinterTalk(options.link, this.#limits, (troubles) => this.#hear(troubles));
	}

	start(): void {
		void this.#live();
	}

	async stop(): Promise<void> {
		this.#stopped = true;
		this.#talk.close('stopped');
		this.#wake();
		for (const waiting of this.#waiting.splice(0)) waiting();
	}

	onHealth(listener: (state: DeviceState) => void): void {
		this.#listeners.push(listener);
		listener(stateOf(this.#troubles));
	}

	async ready(): Promise<void> {
		if (this.#isReady() || this.#stopped) return;
		await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	async run(order: Order): Promise<RunResult> {
		if (!this.#isReady() || this.#running) return 'not-now';
		this.#running = true;
		try {
			const papers = await this.#papers(order);
			return papers === null ? 'never' : await this.#print(order, papers);
		} finally {
			this.#running = false;
		}
	}

	/** Body first; when the printer confirms it, it is remembered as whole, and only then cut: the cut hands it out. */
	async #print(order: Order, papers: Papers): Promise<RunResult> {
		let sent = false;
		try {
			await this.#talk.askHow();
			if (isStopped(this.#troubles)) return 'not-now';
			if (order.progress !== 'whole') {
				const before =
					order.left === 'torn' ? papers.ended : order.left === 'uncut' ? this.#cut : Buffer.alloc(0);
				order.reached('begun');
				sent = true;
				this.#interrupted = false;
				await this.#talk.send(Buffer.concat([before, papers.whole]));
				if (this.#interrupted) return 'broken';
				order.reached('whole');
			}
			// Twice the same cut feeds nothing, so it may be repeated until it is confirmed.
			sent = true;
			this.#interrupted = false;
			this.#cutting = order;
			await this.#talk.send(this.#cut);
			return this.#interrupted ? 'broken' : 'done';
		} catch (error) {
			if (error instanceof PrinterLost)
				this.#options.log.warn({ job: order.job.id, why: error.message }, 'job broken off');
			else this.#options.log.error({ job: order.job.id, err: error }, 'job not carried out');
			return sent ? 'broken' : 'not-now';
		} finally {
			this.#cutting = null;
		}
	}

	/** Null when this paper can never be made. */
	async #papers(order: Order): Promise<Papers | null> {
		const { profile, publicUrl } = this.#options;
		try {
			const made = await makePaper({ ...order, again: order.progress === 'begun', publicUrl }, profile);
			return { whole: made.whole, ended: Buffer.concat([made.ended, this.#cut]) };
		} catch (error) {
			this.#options.log.error({ job: order.job.id, err: error }, 'paper cannot be made');
			return null;
		}
	}

	/** Connects, settles and stays, for as long as the device lives. */
	async #live(): Promise<void> {
		const [first, longest] = this.#limits.retryMs;
		let pause = first;
		while (!this.#stopped) {
			try {
				await this.#talk.open();
				await this.#settle();
				pause = first;
				await this.#untilLost();
			} catch (error) {
				if (!(error instanceof PrinterLost)) this.#options.log.error({ err: error }, 'printer loop');
				else this.#options.log.debug({ why: error.message }, 'printer not reached');
			}
			this.#settled = false;
			this.#talk.close('given up');
			this.#hear(['unreachable']);
			if (!this.#stopped) await this.#sleep(pause);
			pause = Math.min(longest, pause * 2);
		}
	}

	/**
	 * A line that broke inside a command leaves the printer waiting for the rest of it: empty bytes give it that rest.
	 * The answer then says that whatever it still held is on paper.
	 */
	async #settle(): Promise<void> {
		while (isStopped(this.#troubles)) {
			await this.#sleep(this.#limits.pollMs);
			await this.#talk.askHow();
		}
		const rest = Buffer.alloc(longestCommand(this.#options.profile));
		await this.#talk.send(Buffer.concat([rest, INITIALIZE]));
		this.#settled = true;
		this.#tellReady();
	}

	async #untilLost(): Promise<void> {
		while (this.#talk.isOpen && !this.#stopped) await this.#sleep(this.#limits.pollMs);
	}

	#sleep(ms: number): Promise<void> {
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, ms);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	#hear(troubles: readonly Trouble[]): void {
		const isLost = troubles.includes('unreachable');
		if (isStopped(troubles) && !isLost) this.#interrupt();
		const changed = troubles.join() !== this.#troubles.join();
		this.#troubles = troubles;
		if (changed) for (const listener of this.#listeners) listener(stateOf(troubles));
		if (isLost) this.#wake();
		this.#tellReady();
	}

	#interrupt(): void {
		this.#interrupted = true;
		// Whoever mends a printer pulls out what hangs there: a whole ticket that was not cut yet is no longer sure.
		const cutting = this.#cutting;
		this.#cutting = null;
		try {
			cutting?.reached('begun');
		} catch (error) {
			this.#options.log.error({ err: error }, 'the ledger cannot be written');
		}
	}

	#isReady(): boolean {
		return this.#settled && this.#talk.isOpen && !isStopped(this.#troubles) && !this.#stopped;
	}

	#tellReady(): void {
		if (this.#isReady()) for (const waiting of this.#waiting.splice(0)) waiting();
	}
}

function stateOf(troubles: readonly Trouble[]): DeviceState {
	const state = troubles.length === 0 ? 'ok' : isStopped(troubles) ? 'trouble' : 'warning';
	return { state, troubles: [...troubles], note: null };
}
