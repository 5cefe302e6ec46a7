// Turns what a scanner sends into whole codes: a line each, without what scanners put around it.

/** Longer than any code of ours; a longer line is somebody else's, or noise. */
export const LONGEST_SCAN = 300;
/** The same code again within this time, ms, is one scan: hands shake. */
export const AGAIN_MS = 1000;

/** What some scanners put in front to say which kind of code it was, such as `]Q3` (ISO/IEC 15424). */
const SYMBOLOGY = /^\][A-Za-z][0-9A-Za-z]/;

export interface ScanFrame {
	/** Set at the scanner to stand before and after each code; empty for none. */
	readonly prefix: string;
	readonly suffix: string;
}

export class ScanReader {
	readonly #frame: ScanFrame;
	readonly #decoder = new TextDecoder();
	#held = '';
	#isTooLong = false;
	#last = '';
	#lastAt = -Infinity;

	constructor(frame: ScanFrame = { prefix: '', suffix: '' }) {
		this.#frame = frame;
	}

	/** The codes that are whole by now. `now` by the steady clock, ms. */
	read(bytes: Uint8Array, now: number): string[] {
		const pieces = (this.#held + this.#decoder.decode(bytes, { stream: true })).split(/[\r\n]/);
		this.#held = pieces.pop() ?? '';
		const codes: string[] = [];
		for (const piece of pieces) {
			const code = this.#isTooLong ? null : this.#codeIn(piece);
			this.#isTooLong = false;
			if (code !== null && !this.#isAgain(code, now)) codes.push(code);
		}
		if (this.#held.length > LONGEST_SCAN + this.#frame.prefix.length + this.#frame.suffix.length) {
			// The rest of the line goes with it.
			this.#held = '';
			this.#isTooLong = true;
		}
		return codes;
	}

	/** The line was lost: what was half read is gone. */
	reset(): void {
		this.#held = '';
		this.#isTooLong = false;
	}

	#codeIn(line: string): string | null {
		const { prefix, suffix } = this.#frame;
		if (!line.startsWith(prefix) || !line.endsWith(suffix)) return null;
		const inside = line.slice(prefix.length, line.length - suffix.length);
		const code = inside
			.replace(/[\p{Cc}\p{Cf}\uFFFD]/gu, '')
			.replace(SYMBOLOGY, '')
			.trim();
		return code === '' || code.length > LONGEST_SCAN ? null : code;
	}

	#isAgain(code: string, now: number): boolean {
		const isAgain = code === this.#last && now - this.#lastAt < AGAIN_MS;
		this.#last = code;
		this.#lastAt = now;
		return isAgain;
	}
}
