// What printers of one make are asked and answer, in bytes: the port between the conversation and a make.
import type { Trouble } from '#protocol/device-schema';

export type Heard =
	/** The answer to the question of how it is. */
	| { readonly kind: 'answer'; readonly troubles: readonly Trouble[] }
	/** The same, told unasked. */
	| { readonly kind: 'told'; readonly troubles: readonly Trouble[] }
	/** Everything before the last receipt that was asked for is on paper. */
	| { readonly kind: 'done' }
	/** Bytes that no printer of this make would send. */
	| { readonly kind: 'nonsense' };

/** When the question is asked: on a new line, with nothing to do, while it prints, or while it stands still. */
export type Moment = 'first' | 'idle' | 'busy' | 'stopped';

export interface PrinterVoice {
	/** A new line to the printer. Answers to what was asked on the last one may still come. */
	begin(): void;
	/** Asks how it is, or null when it must not be asked now: it tells then by itself. */
	ask(moment: Moment): Uint8Array | null;
	/** Asks for the answer that is given when everything before is done. Asked again, any of the answers counts. */
	receipt(): Uint8Array;
	/** Every receipt is told from every other, those of an earlier line too; false: one must be believed as it comes. */
	readonly namesReceipts: boolean;
	hear(bytes: Uint8Array): Heard[];
}
