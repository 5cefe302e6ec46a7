// What the virtual printer says of itself, asked each second while its page is open.

export const FAULTS = [
	'paper-out',
	'paper-low',
	'cover-open',
	'jam',
	'drop-line',
	'silent',
	'power-off',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface PrinterReport {
	readonly state: {
		readonly fault: Fault | null;
		readonly power: boolean;
		readonly paper: 'ok' | 'low' | 'out';
		readonly busy: boolean;
		readonly connected: boolean;
	};
	/** Oldest first; `width` and `height` in dots, `at` in ms since 1970. */
	readonly papers: readonly {
		readonly id: string;
		readonly at: number;
		readonly end: 'cut' | 'torn';
		readonly width: number;
		readonly height: number;
		readonly lines: readonly string[];
	}[];
}

const EVERY_MS = 1_000;

export class VirtualPrinter {
	#report = $state.raw<PrinterReport | null>(null);
	#missing = $state.raw(false);
	#silent = $state.raw(false);

	get report(): PrinterReport | null {
		return this.#report;
	}
	/** There is none here. */
	get missing(): boolean {
		return this.#missing;
	}
	/** It did not answer the last time. */
	get silent(): boolean {
		return this.#silent;
	}

	/** Asks until the returned function is called. */
	start(): () => void {
		void this.#look();
		const timer = setInterval(() => void this.#look(), EVERY_MS);
		return () => clearInterval(timer);
	}

	/** Null mends everything. */
	async make(fault: Fault | null): Promise<void> {
		try {
			await fetch('/virtual/printer/fault', {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ fault }),
			});
		} catch {
			this.#silent = true;
		}
		await this.#look();
	}

	async #look(): Promise<void> {
		try {
			const answer = await fetch('/virtual/printer/printer.json');
			this.#missing = answer.status === 404;
			this.#silent = !answer.ok && !this.#missing;
			if (answer.ok) this.#report = (await answer.json()) as PrinterReport;
		} catch {
			this.#silent = true;
		}
	}
}
