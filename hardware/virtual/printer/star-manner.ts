// How a Star printer behaves in its line mode: its raster rows, its status blocks, and the counter of the ETB it came to.
import type { PrinterCommand } from './escpos-reader.ts';
import type { PrinterManner, Sensors } from './printer-manner.ts';
import { StarReader } from './star-reader.ts';

const STATUS_NOW = [0x1b, 0x06, 0x01];
const COUNTS = 32;

export class StarManner implements PrinterManner {
	readonly #reader = new StarReader();
	#before: number[] = [];
	#passed: number[] = [];
	#auto = false;
	#counter = 0;
	#executed = false;

	seen(bytes: Uint8Array, sensors: Sensors): number[][] {
		const asked = timesAsked(this.#before, bytes);
		this.#before = [...this.#before, ...bytes].slice(-2);
		return Array.from({ length: asked }, () => this.#block(sensors));
	}

	questionsIn(bytes: Uint8Array): number {
		const asked = timesAsked(this.#passed, bytes);
		this.#passed = [...this.#passed, ...bytes].slice(-2);
		return asked * STATUS_NOW.length + bytes.filter((byte) => byte === 0x17).length;
	}

	read(bytes: Uint8Array): PrinterCommand[] {
		return this.#reader.read(bytes);
	}

	answerTo(command: PrinterCommand, sensors: Sensors): number[] | null {
		switch (command.kind) {
			case 'count':
				this.#counter = (this.#counter + 1) % COUNTS;
				this.#executed = true;
				return this.told(sensors);
			case 'count-from-none':
				this.#counter = 0;
				this.#executed = false;
				return null;
			case 'auto-status':
				this.#auto = command.mask !== 0;
				return this.told(sensors);
			default:
				return null;
		}
	}

	told(sensors: Sensors): number[] | null {
		return this.#auto ? this.#block(sensors) : null;
	}

	hungUp(): void {
		this.#auto = false;
		this.#before = [];
	}

	reset(): void {
		this.#auto = false;
		this.#counter = 0;
		this.#executed = false;
		this.#reader.reset();
	}

	/** Nine bytes; the bit of an executed ETB is cleared when it was told. */
	#block({ paper, coverOpen, jammed, offline }: Sensors): number[] {
		const general = (offline ? 0x08 : 0) | (coverOpen ? 0x20 : 0) | (this.#executed ? 0x02 : 0);
		this.#executed = false;
		const sensor = paper === 'low' ? 0x04 : paper === 'out' ? 0x0c : 0;
		const counter = ((this.#counter & 0x18) << 2) | ((this.#counter & 0x07) << 1);
		return [0x23, 0x06, general, jammed ? 0x04 : 0, 0, sensor, 0, counter, 0];
	}
}

function timesAsked(before: readonly number[], bytes: Uint8Array): number {
	const all = [...before, ...bytes];
	return all.filter((_, at) => STATUS_NOW.every((byte, more) => all[at + more] === byte)).length;
}
