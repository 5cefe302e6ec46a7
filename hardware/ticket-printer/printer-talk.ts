// The conversation with one printer: ask how it is, send bytes, and wait for its word that they were done.
import type { Trouble } from '#protocol/device-schema';
import type { PrinterLink } from './printer-link.ts';
import { isStopped, StatusReader, troublesAsked, troublesTold } from './printer-status.ts';

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

/** `DLE EOT 1` to `4`: answered at once, even while it prints or stands still. */
const HOW_ARE_YOU = Uint8Array.from([1, 2, 3, 4].flatMap((about) => [0x10, 0x04, about]));
/** `GS r 1`: answered in its turn, when everything before it was done. */
const ARE_YOU_DONE = Uint8Array.from([0x1d, 0x72, 0x01]);

/** The printer cannot be reached, does not answer, or was let go. */
export class PrinterLost extends Error {}

interface Waiting {
	readonly resolve: () => void;
	readonly reject: (lost: PrinterLost) => void;
}

export class PrinterTalk {
	readonly #link: PrinterLink;
	readonly #limits: TalkLimits;
	readonly #onTroubles: (troubles: readonly Trouble[]) => void;
	#reader = new StatusReader();
	#open = false;
	#heard = 0;
	#ticked = 0;
	/** Since when it has had the time to finish. */
	#since = 0;
	#asked = false;
	#answers: number[] = [];
	#askers: Waiting[] = [];
	#doers: Waiting[] = [];
	#troubles: readonly Trouble[] = [];
	#timer: NodeJS.Timeout | null = null;

	constructor(link: PrinterLink, limits: TalkLimits, onTroubles: (troubles: readonly Trouble[]) => void) {
		this.#link = link;
		this.#limits = limits;
		this.#onTroubles = onTroubles;
		link.onBytes((bytes) => this.#listen(bytes));
		link.onLost(() => this.#lose('the line dropped'));
	}

	get isOpen(): boolean {
		return this.#open;
	}

	/** Connects and asks how it is. Rejects with PrinterLost. */
	async open(): Promise<void> {
		try {
			await this.#link.open();
		} catch (error) {
			throw new PrinterLost(error instanceof Error ? error.message : String(error));
		}
		this.#open = true;
		this.#reader = new StatusReader();
		this.#asked = false;
		this.#answers = [];
		this.#heard = performance.now();
		this.#ticked = this.#heard;
		this.#timer = setInterval(() => this.#tick(), this.#limits.pollMs);
		await this.askHow();
	}

	close(why: string): void {
		this.#link.close();
		this.#lose(why);
	}

	/** Resolves when a question asked now was answered; `onTroubles` has then been told. Rejects with PrinterLost. */
	async askHow(): Promise<void> {
		// An answer on its way may be older than the question.
		if (this.#asked) await this.#wait(this.#askers);
		const answered = this.#wait(this.#askers);
		this.#ask();
		return answered;
	}

	/** Sends the bytes and resolves when the printer says that it has done them. Rejects with PrinterLost. */
	send(bytes: Uint8Array): Promise<void> {
		const done = this.#wait(this.#doers);
		this.#since = performance.now();
		if (this.#open) this.#link.write(Buffer.concat([bytes, ARE_YOU_DONE]));
		return done;
	}

	#wait(list: Waiting[]): Promise<void> {
		if (!this.#open) return Promise.reject(new PrinterLost('not connected'));
		return new Promise((resolve, reject) => list.push({ resolve, reject }));
	}

	#ask(): void {
		if (this.#asked || !this.#open) return;
		this.#asked = true;
		this.#link.write(HOW_ARE_YOU);
	}

	#tick(): void {
		const { idleQuietMs, busyQuietMs, stoppedQuietMs, doneMs } = this.#limits;
		const now = performance.now();
		// When this process itself was held up, answers may lie unread: the silence was ours.
		if (now - this.#ticked > 2 * this.#limits.pollMs) this.#heard = now;
		this.#ticked = now;
		const busy = this.#doers.length > 0;
		const stopped = isStopped(this.#troubles);
		const patience = stopped ? stoppedQuietMs : busy ? busyQuietMs : idleQuietMs;
		if (stopped) this.#since = now;
		if (now - this.#heard > patience && (this.#asked || busy)) this.close('it does not answer');
		else if (busy && now - this.#since > doneMs) this.close('it answers but does not finish');
		else this.#ask();
	}

	#listen(bytes: Uint8Array): void {
		this.#heard = performance.now();
		for (const message of this.#reader.read(bytes)) {
			if (message.kind === 'automatic') this.#tell(troublesTold(message.bytes));
			else if (message.kind === 'in-order') this.#doers.shift()?.resolve();
			else this.#answered(message.byte);
		}
	}

	#answered(byte: number): void {
		this.#answers.push(byte);
		if (this.#answers.length < 4) return;
		const answers = this.#answers;
		this.#answers = [];
		this.#asked = false;
		this.#tell(troublesAsked(answers));
		for (const asker of this.#askers.splice(0)) asker.resolve();
	}

	#tell(troubles: readonly Trouble[]): void {
		this.#troubles = troubles;
		this.#onTroubles(troubles);
	}

	#lose(why: string): void {
		if (!this.#open) return;
		this.#open = false;
		if (this.#timer !== null) clearInterval(this.#timer);
		this.#timer = null;
		this.#tell(['unreachable']);
		this.#troubles = [];
		const lost = new PrinterLost(why);
		for (const waiting of [...this.#askers.splice(0), ...this.#doers.splice(0)]) waiting.reject(lost);
	}
}
