// What is said between the agent and a sign or keypad, whatever the bytes are that carry it.

export const FUNCTION_KEYS = ['next', 'recall', 'no-show', 'hold', 'serve'] as const;
export type FunctionKey = (typeof FUNCTION_KEYS)[number];
export const DIGIT_KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;
export type DigitKey = (typeof DIGIT_KEYS)[number];
/** `serve` is one key for two things: the customer is here, and then: done. */
export type Key = FunctionKey | DigitKey | 'clear';
export const KEYS: readonly Key[] = [...FUNCTION_KEYS, ...DIGIT_KEYS, 'clear'];

/** One beside each function key, lit while that key would be obeyed; `away` while the hub is not heard. */
export const LEDS = [...FUNCTION_KEYS, 'away'] as const;
export type Led = (typeof LEDS)[number];

export const SIGN_MODES = ['dark', 'steady', 'flash', 'dashes'] as const;
export const ARROWS = ['none', 'left', 'right', 'up', 'down'] as const;

export interface SignLook {
	/** `flash`: the sign itself flashes, once a second at most; `dashes`: what it shows may no longer be so. */
	readonly mode: (typeof SIGN_MODES)[number];
	readonly arrow: (typeof ARROWS)[number];
	/** One capital letter, or empty. */
	readonly letter: string;
	/** Up to six digits. */
	readonly digits: string;
	/** 0 to 255: another one than before begins the flashing anew. */
	readonly call: number;
	/** 1 to 8, or 0: as set at the sign. */
	readonly brightness: number;
}

export const LINE_LENGTH = 16;
export interface KeypadFace {
	/** Two lines of up to sixteen printable ASCII characters. */
	readonly lines: readonly [string, string];
	readonly leds: readonly Led[];
}

/** Agent -> unit. Each is answered. */
export type Say =
	/**
	 * Anything new? `heard`: the number of the last key that the agent has taken. 0 begins anew: the unit forgets keys
	 * that were pressed before, because nobody knows any more when that was, and numbers the next one 1. Until that
	 * is taken, the agent says 255, the number before it.
	 */
	| { readonly kind: 'poll'; readonly heard: number }
	| { readonly kind: 'sign'; readonly look: SignLook }
	| { readonly kind: 'face'; readonly face: KeypadFace };

/** Unit -> agent, under the sequence number of what it answers. */
export type Reply =
	| { readonly kind: 'done' }
	/** Understood as a frame, but not what is in it: `unknown` to such a unit, or `wrong` inside. Nothing was changed. */
	| { readonly kind: 'refused'; readonly why: 'unknown' | 'wrong' }
	/** To a poll: the oldest key that was not taken yet. Numbered from 1 to 255 and round again. */
	| { readonly kind: 'key'; readonly event: number; readonly key: Key }
	/** To the first poll after it was switched on: it shows nothing of what it was told before. */
	| { readonly kind: 'fresh' };

/** `say` null: the frame is sound, but what it says is not known. */
export interface Sent {
	readonly unit: number;
	readonly sequence: number;
	readonly say: Say | null;
}
export interface Heard {
	readonly unit: number;
	readonly sequence: number;
	readonly reply: Reply;
}

/** Turns a stream of bytes, cut anywhere and with noise between, into frames. */
export interface FrameReader<Frame> {
	/** What is whole by now, in order. */
	read(bytes: Uint8Array): Frame[];
	/** The line fell silent: what is unfinished will never be whole, but a frame may stand behind it. */
	rest(): Frame[];
}

/** One maker's way to put messages into bytes; both ends of the line, so that a virtual unit speaks it too. */
export interface FrameFormat {
	/** As `frames.format` of a device names it. */
	readonly name: string;
	encodeSent(sent: { readonly unit: number; readonly sequence: number; readonly say: Say }): Uint8Array;
	encodeHeard(heard: Heard): Uint8Array;
	/** Frames of the agent, as a unit reads them. Frames of units, such as an echo, are passed over. */
	readSent(): FrameReader<Sent>;
	/** Frames of units, as the agent reads them; what no unit may say is passed over. */
	readHeard(): FrameReader<Heard>;
}

export const FIRST_UNIT = 1;
export const LAST_UNIT = 250;

/** The number of the key after that one. */
export function eventAfter(event: number): number {
	return (event % 255) + 1;
}

/** What every panel can show: letters of other scripts lose their marks, and what is left over becomes a dash. */
export function plainText(text: string): string {
	return text
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.replace(/[^ -~]/g, '-');
}
