// The demo's desk hardware: a sign and a keypad at each of two counters on one line, and the scanner of the kiosk.
import type { Key } from '../../serial/desk-messages.ts';
import { rotundaFrames } from '../../serial/rotunda-frames.ts';
import { VirtualKeypad } from './virtual-keypad.ts';
import { VirtualLine } from './virtual-line.ts';
import { VirtualScanner } from './virtual-scanner.ts';
import { VirtualSign } from './virtual-sign.ts';
import type { UnitFault } from './virtual-unit.ts';

interface Place {
	readonly host: string;
	readonly port: number;
}

interface Desk {
	readonly counter: string;
	readonly sign: VirtualSign;
	readonly keypad: VirtualKeypad;
}

/** As the demo's office file has them: units 1 and 2 at counter 1, 3 and 4 at counter 2. */
const COUNTERS = ['1', '2'];
const LOOKED_AT_MS = 10_000;

export class VirtualDesk {
	readonly line: VirtualLine;
	readonly scanner: VirtualScanner;
	readonly #desks: readonly Desk[];
	#scanned: { readonly text: string; readonly reached: boolean } | null = null;
	#version = 1;
	#seen = '';
	#waiting: (() => void)[] = [];

	constructor(line: Place, scanner: Place) {
		this.#desks = COUNTERS.map((counter, at) => ({
			counter,
			sign: new VirtualSign({ unit: 2 * at + 1, format: rotundaFrames }),
			keypad: new VirtualKeypad({ unit: 2 * at + 2, format: rotundaFrames }),
		}));
		for (const unit of this.#units()) unit.onChange(() => this.#changed());
		this.line = new VirtualLine(this.#units(), line.port, line.host);
		this.scanner = new VirtualScanner(scanner.port, scanner.host);
	}

	async start(): Promise<void> {
		await this.line.start();
		await this.scanner.line.start();
	}

	async stop(): Promise<void> {
		for (const unit of this.#units()) unit.end();
		for (const tell of this.#waiting.splice(0)) tell();
		await this.line.stop();
		await this.scanner.line.stop();
	}

	/** Everything that somebody who stands before it sees. */
	report() {
		return {
			version: this.#version,
			counters: this.#desks.map(({ counter, sign, keypad }) => ({
				counter,
				sign: { unit: sign.unit, look: sign.look, fault: sign.fault },
				keypad: { unit: keypad.unit, face: keypad.face, fault: keypad.fault },
			})),
			scanned: this.#scanned,
		};
	}

	/** Resolves when it looks otherwise than in that report, or after ten seconds. */
	async changedSince(version: number): Promise<void> {
		if (version !== this.#version) return;
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, LOOKED_AT_MS);
			timer.unref();
			this.#waiting.push(() => {
				clearTimeout(timer);
				resolve();
			});
		});
	}

	/** False for a unit that is no keypad. */
	press(unit: number, key: Key): boolean {
		const desk = this.#desks.find(({ keypad }) => keypad.unit === unit);
		desk?.keypad.press(key);
		return desk !== undefined;
	}

	scan(text: string): void {
		this.scanner.scan(text);
		this.#scanned = { text, reached: this.scanner.line.isConnected };
		this.#changed();
	}

	/** False for a unit that is not there. */
	fail(unit: number, fault: UnitFault | null): boolean {
		const found = this.#units().find((one) => one.unit === unit);
		found?.fail(fault);
		return found !== undefined;
	}

	#units(): readonly (VirtualSign | VirtualKeypad)[] {
		return this.#desks.flatMap(({ sign, keypad }) => [sign, keypad]);
	}

	#changed(): void {
		const seen = JSON.stringify({ ...this.report(), version: 0 });
		// A unit is told the same now and then: to the eye nothing has happened.
		if (seen === this.#seen) return;
		this.#seen = seen;
		this.#version += 1;
		for (const tell of this.#waiting.splice(0)) tell();
	}
}
