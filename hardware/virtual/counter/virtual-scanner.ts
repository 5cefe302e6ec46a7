// A code scanner without hardware: sends what is held before it, as a line, through a connection like a gateway's.
import { VirtualLine } from './virtual-line.ts';
import type { LineEar } from './virtual-line.ts';

export class VirtualScanner implements LineEar {
	readonly line: VirtualLine;
	#put: (bytes: Uint8Array) => void = () => undefined;

	constructor(port = 0, host = '127.0.0.1') {
		this.line = new VirtualLine([this], port, host);
	}

	attach(put: (bytes: Uint8Array) => void): void {
		this.#put = put;
	}

	/** Nothing is ever said to a scanner. */
	hear(): void {
		// A real one would not even listen.
	}

	/** Holds a code before it. `before`: what it puts in front, such as `]Q3`. */
	scan(text: string, before = ''): void {
		this.#put(new TextEncoder().encode(`${before}${text}\r\n`));
	}

	/** Bytes as they are, for noise and half codes. */
	send(bytes: Uint8Array): void {
		this.#put(bytes);
	}
}
