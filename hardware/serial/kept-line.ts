// Keeps a line open: opens it, opens it again after a loss with growing pauses, and says how it is.
import type { Logger } from 'pino';
import type { DeviceState } from '../device.ts';
import { LineClosed } from './line-link.ts';
import type { LineLink } from './line-link.ts';

export interface KeptLineOptions {
	readonly link: LineLink;
	readonly onOpen: () => void;
	/** Null while it is open. Told once before the first opening, too. */
	readonly onTrouble: (trouble: DeviceState | null) => void;
	readonly onBytes: (bytes: Uint8Array) => void;
	readonly retryMs?: RetryMs;
	readonly log: Logger;
}
export type RetryMs = readonly [first: number, longest: number];

export const USUAL_RETRY: RetryMs = [250, 5000];

export class KeptLine {
	readonly #options: KeptLineOptions;
	readonly #retry: RetryMs;
	#open = false;
	#stopped = false;
	#said = '';
	#wake: () => void = () => undefined;
	#living: Promise<void> = Promise.resolve();

	constructor(options: KeptLineOptions) {
		this.#options = options;
		this.#retry = options.retryMs ?? USUAL_RETRY;
		options.link.onBytes((bytes) => options.onBytes(bytes));
		options.link.onLost((why) => {
			this.#lose(why);
			this.#wake();
		});
	}

	get isOpen(): boolean {
		return this.#open;
	}

	start(): void {
		this.#living = this.#live();
	}

	/** Resolves when the place is free for others. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#open = false;
		this.#wake();
		await this.#options.link.close();
		await this.#living;
	}

	/** @throws LineClosed; the line is opened again by itself. */
	async write(bytes: Uint8Array): Promise<void> {
		try {
			await this.#options.link.write(bytes);
		} catch (error) {
			if (error instanceof LineClosed) this.#lose(error);
			this.#wake();
			throw error;
		}
	}

	async #live(): Promise<void> {
		const { link, onOpen, onTrouble, log } = this.#options;
		const [first, longest] = this.#retry;
		let pause = first;
		while (!this.#stopped) {
			try {
				await link.open();
				if (this.#stopped) break;
				this.#open = true;
				this.#said = '';
				const since = performance.now();
				log.info({ line: link.place }, 'the line is open');
				onTrouble(null);
				onOpen();
				while (this.#open) await this.#sleep(null);
				// A line that opens and breaks at once is not asked for faster than one that does not open.
				if (performance.now() - since > longest) pause = first;
			} catch (error) {
				this.#lose(error instanceof LineClosed ? error : new LineClosed('unreachable', String(error)));
			}
			await link.close();
			if (!this.#stopped) await this.#sleep(pause);
			pause = Math.min(longest, pause * 2);
		}
		await link.close();
	}

	#lose({ trouble, message }: LineClosed): void {
		this.#open = false;
		if (this.#stopped || this.#said === message) return;
		this.#said = message;
		this.#options.log.warn({ line: this.#options.link.place, trouble }, message);
		this.#options.onTrouble({ state: 'trouble', troubles: [trouble], note: message });
	}

	/** Null: until it is woken. */
	#sleep(ms: number | null): Promise<void> {
		return new Promise((resolve) => {
			const timer = ms === null ? null : setTimeout(resolve, ms);
			this.#wake = () => {
				if (timer !== null) clearTimeout(timer);
				resolve();
			};
		});
	}
}
