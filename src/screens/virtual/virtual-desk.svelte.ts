// What the demo's signs, keypads and scanner look like right now: asked again as soon as something has changed.
import type { LedLook } from './led-font.ts';

export type DeskKey =
	| 'next'
	| 'recall'
	| 'no-show'
	| 'hold'
	| 'serve'
	| 'clear'
	| '0'
	| '1'
	| '2'
	| '3'
	| '4'
	| '5'
	| '6'
	| '7'
	| '8'
	| '9';
export type DeskLed = 'next' | 'recall' | 'no-show' | 'hold' | 'serve' | 'away';
export const UNIT_FAULTS = ['unplugged', 'silent', 'garbage', 'wrong-checksum', 'slow'] as const;
export type UnitFault = (typeof UNIT_FAULTS)[number];

export interface DeskReport {
	readonly version: number;
	readonly counters: readonly {
		readonly counter: string;
		readonly sign: {
			readonly unit: number;
			readonly look: LedLook & { readonly call: number };
			readonly fault: UnitFault | null;
		};
		readonly keypad: {
			readonly unit: number;
			readonly face: { readonly lines: readonly [string, string]; readonly leds: readonly DeskLed[] };
			readonly fault: UnitFault | null;
		};
	}[];
	/** The last code held before the scanner; `reached`: somebody was connected to it. */
	readonly scanned: { readonly text: string; readonly reached: boolean } | null;
}

const AGAIN_MS = 1_000;

export class VirtualDesk {
	#report = $state.raw<DeskReport | null>(null);
	#missing = $state.raw(false);
	#silent = $state.raw(false);

	get report(): DeskReport | null {
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

	/** Looks until the returned function is called. */
	start(): () => void {
		const end = new AbortController();
		// Later than now: an effect that starts it must not depend on what it reads.
		queueMicrotask(() => void this.#watch(end.signal));
		return () => end.abort();
	}

	press(unit: number, key: DeskKey): Promise<void> {
		return this.#post('key', { unit, key });
	}

	scan(text: string): Promise<void> {
		return this.#post('scan', { text });
	}

	/** Null mends it. */
	fail(unit: number, fault: UnitFault | null): Promise<void> {
		return this.#post('fault', { unit, fault });
	}

	async #watch(signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			const seen = this.#silent || this.#report === null ? '' : `?after=${this.#report.version}`;
			try {
				const answer = await fetch(`/virtual/desk/desk.json${seen}`, { signal });
				this.#missing = answer.status === 404;
				this.#silent = !answer.ok && !this.#missing;
				if (answer.ok) this.#report = (await answer.json()) as DeskReport;
				else await pause(AGAIN_MS);
			} catch {
				if (signal.aborted) return;
				this.#silent = true;
				await pause(AGAIN_MS);
			}
		}
	}

	async #post(what: string, body: object): Promise<void> {
		try {
			await fetch(`/virtual/desk/${what}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body),
			});
		} catch {
			this.#silent = true;
		}
	}
}

function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
