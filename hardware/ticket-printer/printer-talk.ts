// The conversation with one printer: ask how it is, send bytes, and wait for its word that they were done.
import { setTimeout as pause } from 'node:timers/promises';
import type { Trouble } from '#protocol/device-schema';
import { NotReached } from './links/printer-link.ts';
import type { PrinterLink } from './links/printer-link.ts';
import { isStopped } from './makes/printer-status.ts';
import type { Heard, PrinterVoice } from './makes/printer-voice.ts';

export interface TalkLimits {
	/** Unanswered for so long while it has nothing to do, a printer is gone. */
	readonly idleQuietMs: number;
	/** The same while it prints: with its buffer full it hears a question late. */
	readonly busyQuietMs: number;
	/** The same after it said that it stands still: it may hear nothing until somebody brings paper. */
	readonly stoppedQuietMs: number;
	/** It answers, but does not finish what it was sent, though it does not stand still. */
	readonly doneMs: number;
	/** Between two questions of how it is. */
	readonly pollMs: number;
}

/** The printer cannot be reached, does not answer, or was let go. */
export class PrinterLost extends Error {
	readonly trouble: Trouble;

	constructor(trouble: Trouble, message: string) {
		super(message);
		this.trouble = trouble;
	}
}

/** Told of every change: what is wrong, and what was seen and cures it where there is more to say. */
export type TellTroubles = (troubles: readonly Trouble[], note: string | null) => void;

/** One printer, as a device talks to it, whatever stands between them. */
export interface Talk {
	readonly isOpen: boolean;
	/** `send` resolves on the printer's own word; false: on the word of what stands before it, for which nothing is sure. */
	readonly confirms: boolean;
	/** Bytes go straight to the printer: one that broke off may be in the middle of a command. */
	readonly isLine: boolean;
	/** Connects and asks how it is. Rejects with PrinterLost. */
	open(): Promise<void>;
	close(why: string): void;
	/** Resolves when a question asked now was answered; the troubles have then been told. Rejects with PrinterLost. */
	askHow(): Promise<void>;
	/** Sends the bytes and resolves when they are done. One at a time. Rejects with PrinterLost. */
	send(bytes: Uint8Array): Promise<void>;
}

const CANNOT_CONFIRM =
	'It does not say whether it printed: a ticket counts as printed when the printer has taken its bytes. Look now and then whether paper comes out';

interface Waiting {
	readonly resolve: () => void;
	readonly reject: (lost: PrinterLost) => void;
}

/** Whether a printer was found to answer; 'unknown' until it was asked on this line. */
type Found = 'yes' | 'no' | 'unknown';

export interface TalkParts {
	readonly link: PrinterLink;
	readonly voice: PrinterVoice;
	/** Of a make that may answer nothing: then it is believed to print what it took. */
	readonly mayBeMute: boolean;
	readonly limits: TalkLimits;
	readonly tell: TellTroubles;
}

export class PrinterTalk implements Talk {
	readonly isLine = true;
	readonly #link: PrinterLink;
	readonly #voice: PrinterVoice;
	readonly #mayBeMute: boolean;
	readonly #limits: TalkLimits;
	readonly #tell: TellTroubles;
	/** Whether it answers how it is, and whether it says that it has done what it was sent. Once it did, it must. */
	#answers: Found;
	#receipts: Found;
	#open = false;
	#heard = 0;
	#ticked = 0;
	/** Since when it has had the time to finish. */
	#since = 0;
	/** Bytes of the present job have not all been taken yet. */
	#handing = false;
	/** Of them, when it was last looked at. */
	#untaken = 0;
	#asked = false;
	#askers: Waiting[] = [];
	#doer: Waiting | null = null;
	/** When bytes came last that mean nothing; null when all is clear. */
	#garbledAt: number | null = null;
	/** The last line ended in the middle of a question: its answer may come on the next one. */
	#owesAnswers = false;
	#everAnswered = false;
	#troubles: readonly Trouble[] = [];
	#timer: NodeJS.Timeout | null = null;

	constructor({ link, voice, mayBeMute, limits, tell }: TalkParts) {
		this.#link = link;
		this.#voice = voice;
		this.#mayBeMute = mayBeMute;
		this.#limits = limits;
		this.#tell = tell;
		this.#answers = mayBeMute ? 'unknown' : 'yes';
		this.#receipts = this.#answers;
		link.onBytes((bytes) => this.#listen(bytes));
		link.onLost(({ trouble, message }) => this.#lose(trouble, message));
	}

	get isOpen(): boolean {
		return this.#open;
	}

	get confirms(): boolean {
		return this.#receipts !== 'no';
	}

	async open(): Promise<void> {
		try {
			await this.#link.open();
		} catch (error) {
			if (error instanceof NotReached) throw new PrinterLost(error.trouble, error.message);
			throw error;
		}
		this.#open = true;
		this.#asked = false;
		this.#garbledAt = null;
		this.#everAnswered = false;
		if (this.#answers === 'no') this.#answers = 'unknown';
		if (this.#receipts === 'no') this.#receipts = 'unknown';
		this.#heard = performance.now();
		await this.#hearOut();
		if (!this.#open) throw new PrinterLost('unreachable', 'hung up at once');
		this.#voice.begin();
		this.#heard = performance.now();
		this.#ticked = this.#heard;
		this.#timer = setInterval(() => this.#tick(), this.#limits.pollMs);
		await this.#ask('first');
	}

	close(why: string): void {
		this.#link.close();
		this.#lose('unreachable', why);
	}

	async askHow(): Promise<void> {
		// An answer on its way may be older than the question.
		if (this.#asked) await this.#wait();
		await this.#ask(this.#moment());
	}

	async send(bytes: Uint8Array): Promise<void> {
		if (!this.#open) throw new PrinterLost('unreachable', 'not connected');
		if (this.#receipts === 'no') {
			this.#link.write(bytes);
			await this.#handOver();
		} else {
			const done = new Promise<void>((resolve, reject) => (this.#doer = { resolve, reject }));
			this.#since = performance.now();
			this.#link.write(Buffer.concat([bytes, this.#voice.receipt()]));
			// Whoever gives up says so to the one who waits for the receipt.
			this.#handOver().catch(() => undefined);
			await done;
		}
		// A line that breaks makes zeros, which look like receipts without a name; a printer that answers is there.
		if (!this.#voice.namesReceipts) await this.askHow();
	}

	/** A slow line takes its time: silence counts from when everything is on its way. */
	async #handOver(): Promise<void> {
		this.#handing = true;
		try {
			await this.#link.taken();
		} catch (error) {
			if (!(error instanceof NotReached)) throw error;
			this.#giveUp(error.message);
			throw new PrinterLost(error.trouble, error.message);
		} finally {
			this.#handing = false;
			this.#heard = performance.now();
			this.#since = this.#heard;
		}
	}

	/** Answers to an earlier line are let come in and forgotten, unless each says what it answers. */
	async #hearOut(): Promise<void> {
		if (!this.#owesAnswers || this.#voice.namesReceipts) return;
		while (this.#open && performance.now() - this.#heard < this.#limits.idleQuietMs) {
			await pause(this.#limits.pollMs);
		}
		this.#owesAnswers = false;
		this.#garbledAt = null;
	}

	#moment(): 'idle' | 'busy' | 'stopped' {
		return isStopped(this.#troubles) ? 'stopped' : this.#doer === null ? 'idle' : 'busy';
	}

	#wait(): Promise<void> {
		if (!this.#open) return Promise.reject(new PrinterLost('unreachable', 'not connected'));
		return new Promise((resolve, reject) => this.#askers.push({ resolve, reject }));
	}

	/** Resolves at once when it may not be asked now: it tells by itself then. */
	#ask(moment: 'first' | 'idle' | 'busy' | 'stopped'): Promise<void> {
		if (!this.#open) return this.#wait();
		const question = this.#answers === 'no' ? null : this.#voice.ask(moment);
		if (question === null) return Promise.resolve();
		const answered = this.#wait();
		this.#asked = true;
		this.#link.write(question);
		return answered;
	}

	#tick(): void {
		const { idleQuietMs, busyQuietMs, stoppedQuietMs, doneMs } = this.#limits;
		const now = performance.now();
		// When this process itself was held up, answers may lie unread: the silence was ours.
		if (now - this.#ticked > 2 * this.#limits.pollMs) this.#heard = now;
		this.#ticked = now;
		const moment = this.#moment();
		const patience = { stopped: stoppedQuietMs, busy: busyQuietMs, idle: idleQuietMs }[moment];
		if (moment === 'stopped' || this.#getsOn()) this.#since = now;
		if (this.#mayBeMute && this.#foundMute(now, moment)) return;
		const isQuiet = now - this.#heard > patience;
		if (isQuiet && (this.#asked || moment === 'busy')) this.#giveUp(this.#silence());
		else if (moment === 'busy' && now - this.#since > doneMs)
			this.#giveUp('It answers but does not finish what it was sent: switch it off and on');
		else if (this.#garbledAt !== null) this.#clearUp(now);
		else if (!this.#asked) void this.#ask(moment).catch(() => undefined);
	}

	/** A slow line is still taking bytes: it could not say anything yet. */
	#getsOn(): boolean {
		const { untaken } = this.#link;
		const getsOn = this.#handing && untaken < this.#untaken;
		this.#untaken = untaken;
		if (getsOn) this.#heard = performance.now();
		return getsOn;
	}

	/** A printer that was never heard is not gone but mute: what it took is all that is known of it. */
	#foundMute(now: number, moment: 'idle' | 'busy' | 'stopped'): boolean {
		const { idleQuietMs, busyQuietMs } = this.#limits;
		const isNoise = this.#garbledAt !== null;
		const noAnswer = this.#asked && (isNoise || now - this.#heard > idleQuietMs);
		const noReceipt = moment === 'busy' && (isNoise || now - this.#since > busyQuietMs);
		const mute = (this.#answers === 'unknown' && noAnswer) || (this.#receipts === 'unknown' && noReceipt);
		if (!mute) return false;
		if (this.#answers === 'unknown') {
			this.#answers = 'no';
			this.#asked = false;
			for (const asker of this.#askers.splice(0)) asker.resolve();
		}
		if (this.#doer !== null) this.#receipts = 'no';
		this.#garbledAt = null;
		this.#say(this.#troubles);
		this.#resolveDoer();
		return true;
	}

	#resolveDoer(): void {
		const doer = this.#doer;
		this.#doer = null;
		doer?.resolve();
	}

	#say(troubles: readonly Trouble[]): void {
		if (this.confirms) this.#tell(troubles, null);
		else this.#tell([...troubles, 'cannot-confirm'], CANNOT_CONFIRM);
	}

	/** Asks anew when the noise is over. */
	#clearUp(now: number): void {
		const { pollMs, busyQuietMs } = this.#limits;
		const garbledFor = now - (this.#garbledAt ?? now);
		// The receipt may be among what was lost: one without a name cannot be asked for twice.
		if (this.#doer !== null && !this.#voice.namesReceipts) return this.#giveUp(this.#noise());
		if (now - this.#heard >= pollMs) {
			this.#garbledAt = null;
			if (this.#doer !== null) this.#link.write(this.#voice.receipt());
			void this.#ask(this.#moment()).catch(() => undefined);
		} else if (garbledFor > busyQuietMs) this.#giveUp(this.#noise());
	}

	#silence(): string {
		return this.#everAnswered
			? 'It no longer answers: check its power and its cable'
			: 'It takes what it is sent and answers nothing: check its make in setup and, on a serial line, baud, flow and parity; a printer that cannot answer is of make generic';
	}

	#noise(): string {
		return 'Its answers make no sense: check its make in setup and, on a serial line, baud and parity';
	}

	#giveUp(why: string): void {
		this.#link.close();
		this.#lose('no-answer', why);
	}

	#listen(bytes: Uint8Array): void {
		this.#heard = performance.now();
		for (const heard of this.#voice.hear(bytes)) this.#hear(heard);
	}

	#hear(heard: Heard): void {
		if (heard.kind === 'nonsense') {
			this.#garbledAt ??= performance.now();
			this.#asked = false;
			return;
		}
		this.#everAnswered = true;
		if (heard.kind === 'done') {
			this.#receipts = 'yes';
			return this.#resolveDoer();
		}
		this.#troubles = heard.troubles;
		this.#say(heard.troubles);
		if (heard.kind === 'told') return;
		this.#asked = false;
		this.#answers = 'yes';
		for (const asker of this.#askers.splice(0)) asker.resolve();
	}

	#lose(trouble: Trouble, why: string): void {
		if (!this.#open) return;
		this.#open = false;
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
		this.#owesAnswers ||= this.#asked || this.#doer !== null;
		this.#troubles = [];
		this.#tell([trouble], why);
		const lost = new PrinterLost(trouble, why);
		const doer = this.#doer;
		this.#doer = null;
		for (const waiting of [...this.#askers.splice(0), ...(doer === null ? [] : [doer])]) waiting.reject(lost);
	}
}
