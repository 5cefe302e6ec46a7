// How a make of printer behaves: what it reads in its bytes, and what it answers to them. The virtual printer is one of these.
import type { PrinterCommand } from './escpos-reader.ts';

/** How it is, as its sensors have it. */
export interface Sensors {
	readonly paper: 'ok' | 'low' | 'out';
	readonly coverOpen: boolean;
	readonly jammed: boolean;
	readonly offline: boolean;
}

export interface PrinterManner {
	/** Looks at bytes as they come in, before the buffer: the answers that are given at once. */
	seen(bytes: Uint8Array, sensors: Sensors): number[][];
	/** How many of these bytes were such questions, which are no part of a job. */
	questionsIn(bytes: Uint8Array): number;
	read(bytes: Uint8Array): PrinterCommand[];
	/** What it answers when it comes to a command; null when nothing. */
	answerTo(command: PrinterCommand, sensors: Sensors): number[] | null;
	/** What it tells unasked when something changed; null when it was not asked to. */
	told(sensors: Sensors): number[] | null;
	/** The line dropped: nobody is there to be told. */
	hungUp(): void;
	/** Power off: an unfinished command is forgotten, and so is everything it was told to do. */
	reset(): void;
}
