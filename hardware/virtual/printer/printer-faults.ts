// What can go wrong with a virtual printer, and what each fault does to its answers.

export const FAULTS = [
	'paper-out',
	'paper-low',
	'cover-open',
	'jam',
	/** The connection is cut in the middle of the next job, once. */
	'drop-line',
	/** It obeys but answers nothing. */
	'silent',
	/** It answers everything, but seconds later. */
	'late',
	/** Noise on the line instead of its answers, and between them. */
	'garbage',
	/** Every second byte of its answers is lost. */
	'half-bytes',
	/** It says that all is well and prints nothing: its buffer fills, and then the line stands. */
	'stalled',
	'power-off',
] as const;
export type Fault = (typeof FAULTS)[number];

/** How late answers are that are late, ms, where nobody says otherwise. */
export const LATE_MS = 3000;
export const NOISE_EVERY_MS = 15;

/** The same noise every time: a failure can be looked at again. */
export class Noise {
	#seed = 19;

	bytes(count: number): number[] {
		return Array.from({ length: count }, () => {
			this.#seed = (this.#seed * 1103515245 + 12345) % 2147483648;
			return (this.#seed >> 16) & 0xff;
		});
	}
}
