// How an ESC/POS printer behaves: Epson and Citizen, and a cheap one that answers half of it or nothing.
import { EscPosReader } from './escpos-reader.ts';
import type { PrinterCommand } from './escpos-reader.ts';
import type { PrinterManner, Sensors } from './printer-manner.ts';
import { RealTimeScan } from './real-time-scan.ts';

/** `all` but the name of a receipt is what Citizen answers. */
export interface Answers {
	readonly status: boolean;
	readonly receipts: boolean;
	readonly names: boolean;
}

export class EscPosManner implements PrinterManner {
	readonly #answers: Answers;
	readonly #reader: EscPosReader;
	#scan = new RealTimeScan();
	#passed = new RealTimeScan();
	#auto = 0;

	constructor(answers: Answers) {
		this.#answers = answers;
		this.#reader = new EscPosReader(answers.names);
	}

	seen(bytes: Uint8Array, sensors: Sensors): number[][] {
		const asked = this.#scan.see(bytes);
		return this.#answers.status ? asked.map((about) => [realTimeStatus(about, sensors)]) : [];
	}

	questionsIn(bytes: Uint8Array): number {
		return 3 * this.#passed.see(bytes).length;
	}

	read(bytes: Uint8Array): PrinterCommand[] {
		return this.#reader.read(bytes);
	}

	answerTo(command: PrinterCommand, sensors: Sensors): number[] | null {
		const { receipts, names, status } = this.#answers;
		switch (command.kind) {
			// Bits 4 and 7 are never set.
			case 'status-in-order':
				return receipts ? [sensors.paper === 'low' ? 0x03 : 0] : null;
			case 'named-status':
				return names ? [0x37, 0x22, ...Buffer.from(command.name, 'latin1'), 0] : null;
			case 'init':
				this.#auto = 0;
				return null;
			case 'auto-status':
				this.#auto = status ? command.mask : 0;
				return this.told(sensors);
			default:
				return null;
		}
	}

	told({ paper, coverOpen, jammed, offline }: Sensors): number[] | null {
		if (this.#auto === 0) return null;
		const general = 0x10 | (offline ? 0x08 : 0) | (coverOpen ? 0x20 : 0);
		return [general, jammed ? 0x04 : 0, paper === 'low' ? 0x03 : paper === 'out' ? 0x0f : 0, 0];
	}

	hungUp(): void {
		this.#auto = 0;
		this.#scan = new RealTimeScan();
	}

	reset(): void {
		this.#auto = 0;
		this.#reader.reset();
	}
}

/** The answer to `DLE EOT about`; bits 1 and 4 are always set. */
function realTimeStatus(about: number, { paper, coverOpen, jammed, offline }: Sensors): number {
	const fixed = 0x12;
	switch (about) {
		case 1:
			return fixed | (offline ? 0x08 : 0);
		case 2:
			return fixed | (coverOpen ? 0x04 : 0) | (paper === 'out' ? 0x20 : 0) | (jammed ? 0x40 : 0);
		case 3:
			return fixed | (jammed ? 0x04 : 0);
		default:
			return fixed | (paper === 'low' ? 0x0c : paper === 'out' ? 0x6c : 0);
	}
}
