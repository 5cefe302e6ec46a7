// Finds the requests that a printer answers at once, even while it prints or waits for paper: `DLE EOT n`.

/**
 * Looks at bytes as they come in, before the buffer. As in real printers it does not know where it is:
 * the same three bytes inside a picture are answered too.
 */
export class RealTimeScan {
	#before: number[] = [];

	/** The `n` of every `DLE EOT n` that ended in these bytes. */
	see(bytes: Uint8Array): number[] {
		const asked: number[] = [];
		for (const byte of bytes) {
			const [dle, eot] = this.#before;
			if (dle === 0x10 && eot === 0x04 && byte >= 1 && byte <= 4) asked.push(byte);
			this.#before = [this.#before.at(-1) ?? 0, byte];
		}
		return asked;
	}
}
