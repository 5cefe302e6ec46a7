// A receipt printer as a device: reaches for it, prints one paper at a time, and believes only what the printer confirms.
import type { Logger } from 'pino';
import type { AgentWork, Trouble } from '#protocol/device-schema';
import type { JobDevice, DeviceState, Order, RunResult } from '../device.ts';
import { inTurn } from './papers/drawing-turn.ts';
import { makeEnding, makePaper } from './makes/paper-maker.ts';
import type { PrinterMake } from './makes/printer-make.ts';
import { isStopped } from './makes/printer-status.ts';
import { PrinterLost } from './printer-talk.ts';
import type { Talk, TalkLimits, TellTroubles } from './printer-talk.ts';

export interface TicketPrinterOptions {
	readonly make: PrinterMake;
	readonly talk: (limits: TalkLimits, tell: TellTroubles) => Talk;
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
	readonly ended: () => Buffer;
}
const NOTHING = Buffer.alloc(0);

export class TicketPrinter implements JobDevice {
	readonly kind = 'printer';
	readonly #options: TicketPrinterOptions;
	readonly #limits: PrinterLimits;
	readonly #talk: Talk;
	readonly #cut: Buffer;
	#troubles: readonly Trouble[] = ['unreachable'];
	#note: string | null = null;
	/** Letters that were on a paper and that no typeface here has, since this device runs. */
	readonly #missing = new Set<string>();
	#said = '';
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
		this.#cut = options.make.cut ?? NOTHING;
		this.#talk = options.talk(this.#limits, (troubles, note) => this.#hear(troubles, note));
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
		listener(this.#state());
	}

	async ready(): Promise<void> {
		if (this.#isReady() || this.#stopped) return;
		await new Promise<void>((resolve) => this.#waiting.push(resolve));
	}

	async run(order: Order): Promise<RunResult> {
		if (!this.#isReady() || this.#running) return 'not-now';
		this.#running = true;
		// Whole it is only cut; before that, letting go of the line is what ends it.
		const breakOff = (): void => {
			if (this.#cutting === null) this.#talk.close('another printer takes the job');
		};
		try {
			// Asked before the paper is drawn: by then the answer is there.
			const asked = this.#talk.askHow();
			asked.catch(() => undefined);
			const papers = await this.#papers(order);
			if (papers === null) return 'never';
			if (order.breakOff.aborted) return 'not-now';
			order.breakOff.addEventListener('abort', breakOff);
			return await this.#print(order, papers, asked);
		} finally {
			order.breakOff.removeEventListener('abort', breakOff);
			this.#running = false;
		}
	}

	async tidy(left: 'torn' | 'uncut', office: AgentWork['office']): Promise<boolean> {
		if (!this.#isReady() || this.#running) return false;
		this.#running = true;
		try {
			const ended =
				left === 'torn' ? await makeEnding(office.languages[0] ?? 'en', this.#options.make) : NOTHING;
			await this.#talk.askHow();
			if (isStopped(this.#troubles)) return false;
			this.#interrupted = false;
			await this.#talk.send(Buffer.concat([ended, this.#cut]));
			return !this.#interrupted;
		} catch (error) {
			this.#options.log.warn({ err: error }, 'what hangs out could not be ended');
			return false;
		} finally {
			this.#running = false;
		}
	}

	/** Body first; when the printer confirms it, it is remembered as whole, and only then cut: the cut hands it out. */
	async #print(order: Order, papers: Papers, asked: Promise<void>): Promise<RunResult> {
		let sent = false;
		try {
			await asked;
			if (isStopped(this.#troubles)) return 'not-now';
			// A printer that confirms nothing is told everything in one go: there is nothing to wait for in between.
			const isSplit = this.#talk.confirms;
			if (order.progress !== 'whole') {
				const before = order.left === 'torn' ? papers.ended() : order.left === 'uncut' ? this.#cut : NOTHING;
				order.reached('begun');
				sent = true;
				this.#interrupted = false;
				await this.#talk.send(Buffer.concat([before, papers.whole, isSplit ? NOTHING : this.#cut]));
				if (this.#interrupted) return 'broken';
				order.reached('whole');
				if (!isSplit) return 'done';
			}
			if (this.#cut.length === 0) return 'done';
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
		const { make, publicUrl, log } = this.#options;
		try {
			const made = await inTurn(() =>
				makePaper(
					{ ...order, again: order.progress === 'begun', publicUrl },
					make.profile,
					(blocks, language) => make.paper(blocks, language),
				),
			);
			for (const letter of made.missing) this.#missing.add(letter);
			this.#tellState();
			return { whole: made.whole, ended: () => Buffer.concat([made.ended(), this.#cut]) };
		} catch (error) {
			log.error({ job: order.job.id, err: error }, 'paper cannot be made');
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
				if (error instanceof PrinterLost) this.#hear([error.trouble], error.message);
				else this.#options.log.error({ err: error }, 'printer loop');
			}
			this.#settled = false;
			this.#talk.close('given up');
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
		if (this.#talk.isLine) await this.#talk.send(this.#options.make.rest);
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

	#hear(troubles: readonly Trouble[], note: string | null): void {
		const isLost = !this.#talk.isOpen;
		if (isStopped(troubles) && !isLost) this.#interrupt();
		this.#troubles = troubles;
		this.#note = note;
		this.#tellState();
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

	#tellState(): void {
		const state = this.#state();
		const said = JSON.stringify(state);
		if (said === this.#said) return;
		this.#said = said;
		for (const listener of this.#listeners) listener(state);
	}

	#state(): DeviceState {
		const letters = [...this.#missing];
		const troubles: Trouble[] = [
			...this.#troubles,
			...(letters.length > 0 ? ['letters-missing' as const] : []),
		];
		const state = troubles.length === 0 ? 'ok' : isStopped(troubles) ? 'trouble' : 'warning';
		return { state, troubles, note: this.#note ?? (letters.length > 0 ? lettersNote(letters) : null) };
	}
}

function lettersNote(letters: readonly string[]): string {
	const shown = letters.slice(0, 12).join(' ');
	const more = letters.length > 12 ? ' and others' : '';
	return `No typeface here has ${shown}${more}: on paper each run of them is an ellipsis. Write that text in setup in another script`;
}
