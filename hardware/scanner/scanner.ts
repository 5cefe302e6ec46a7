// A bar and QR code scanner on a serial line as a device: what it reads goes to the hub, which knows whose screen shows it.
import type { Logger } from 'pino';
import type { Answer } from '#protocol/answers';
import type { Device, DeviceState } from '../device.ts';
import { KeptLine } from '../serial/kept-line.ts';
import type { RetryMs } from '../serial/kept-line.ts';
import type { LineLink } from '../serial/line-link.ts';
import { ScanReader } from './scan-text.ts';
import type { ScanFrame } from './scan-text.ts';

export interface ScannerOptions {
	readonly link: LineLink;
	/** Lets go of its claim on the line. */
	readonly release: () => void;
	readonly frame?: ScanFrame;
	/** Tells the hub. Never rejects. */
	readonly scan: (text: string) => Promise<Answer<object>>;
	readonly retryMs?: RetryMs;
	readonly log: Logger;
}

export class Scanner implements Device {
	readonly kind = 'scanner';
	readonly #line: KeptLine;
	readonly #release: () => void;
	#state: DeviceState = { state: 'trouble', troubles: ['unreachable'], note: null };
	#listeners: ((state: DeviceState) => void)[] = [];

	constructor({ link, release, frame, scan, retryMs, log }: ScannerOptions) {
		this.#release = release;
		const reader = new ScanReader(frame);
		this.#line = new KeptLine({
			link,
			onOpen: () => reader.reset(),
			onTrouble: (trouble) => {
				this.#state = trouble ?? { state: 'ok', troubles: [], note: null };
				for (const listener of this.#listeners) listener(this.#state);
			},
			onBytes: (bytes) => {
				for (const text of reader.read(bytes, performance.now())) {
					void scan(text).then((answer) => {
						// Said without the text: it may lead to a customer's page.
						if (!answer.ok) log.warn({ code: answer.code }, 'a scanned code was shown nowhere');
					});
				}
			},
			...(retryMs === undefined ? {} : { retryMs }),
			log,
		});
	}

	start(): void {
		this.#line.start();
	}

	async stop(): Promise<void> {
		this.#release();
		await this.#line.stop();
	}

	onHealth(listener: (state: DeviceState) => void): void {
		this.#listeners.push(listener);
		listener(this.#state);
	}
}
