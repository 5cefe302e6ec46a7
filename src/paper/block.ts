// What stands on a paper, top to bottom, before anybody thinks of bytes or dots.

/** How large, told by what it is for; `type-sizes.ts` has the dots and why. */
export type TextSize = 'small' | 'body' | 'large' | 'instruction' | 'heading';

export interface TextBlock {
	readonly kind: 'text';
	readonly text: string;
	readonly size: TextSize;
	readonly bold: boolean;
	/** `start` is the left, and the right on a paper that is read from there. */
	readonly align: 'start' | 'center';
	/** White on black over the width of the text. */
	readonly invert: boolean;
	/** BCP 47 tag where it is not the paper's own. */
	readonly language: string | null;
}

export type Block =
	| TextBlock
	/** One line of a list, with a dash before it. */
	| { readonly kind: 'item'; readonly text: string; readonly size: TextSize }
	/** A line of a table: what it is, and at the other edge how much. */
	| { readonly kind: 'pair'; readonly text: string; readonly value: string }
	/** The ticket number as it looks everywhere: a filled tile with the letter, then the digits. */
	| { readonly kind: 'number'; readonly letter: string; readonly digits: string }
	| { readonly kind: 'rule' }
	/** A line to write on by hand, with what belongs there before it. */
	| { readonly kind: 'blank'; readonly text: string }
	| { readonly kind: 'qr'; readonly data: string }
	/** Empty paper; 8 dots are a millimetre. */
	| { readonly kind: 'space'; readonly dots: number }
	/** A scale of so many millimetres, to be held against a real one. */
	| { readonly kind: 'ruler'; readonly millimetres: number }
	/** The whole width in one shade: shows lame dots of the print head. */
	| { readonly kind: 'shade'; readonly shade: 'black' | 'grey'; readonly dots: number }
	/** A line that the printer types itself, in its own letters, whatever the ink of the rest. */
	| { readonly kind: 'typed'; readonly text: string };

// Invisible: they change how a line is read or where it breaks, and show nothing. Joiners stay: Indic words need them.
const INVISIBLE =
	/[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]|\u034f|\p{Variation_Selector}|[\u{e0000}-\u{e007f}]/gu;
// Control characters could command the printer; half a character and one that is none could show anything.
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\ufff9-\ufffc]/gu;
/** Letters that one text may put on a paper; the rest of a longer one is an ellipsis. */
const LONGEST_TEXT = 600;
/** No more of a text is ever looked at. */
const LOOKED_AT = 4 * LONGEST_TEXT;

/** Text from anywhere, made fit to be printed: one line, composed characters, nothing that a printer would obey. */
export function printable(text: string): string {
	const whole = text
		.slice(0, LOOKED_AT)
		.normalize('NFC')
		.replace(INVISIBLE, '')
		.replace(UNPRINTABLE, ' ')
		.replace(/[^\S\u00a0]+/gu, ' ')
		.trim();
	return whole.length > LONGEST_TEXT ? `${whole.slice(0, LONGEST_TEXT).trim()}…` : whole;
}

export function text(words: string, look: Partial<Omit<TextBlock, 'kind' | 'text'>>): TextBlock {
	return {
		kind: 'text',
		text: printable(words),
		size: 'body',
		bold: false,
		align: 'start',
		invert: false,
		language: null,
		...look,
	};
}

/** Instructions as long as this are set smaller: at full height they would be a paper of their own. */
const LONG_INSTRUCTIONS = 360;

/** How large instructions are that are read together. */
export function instructionSize(texts: readonly string[]): TextSize {
	return texts.join('').length > LONG_INSTRUCTIONS ? 'large' : 'instruction';
}

export function item(words: string, size: TextSize): Block {
	return { kind: 'item', text: printable(words), size };
}

export function pair(words: string, value: string): Block {
	return { kind: 'pair', text: printable(words), value: printable(value) };
}

/** A printer that makes the code itself gets its text as it is: nothing in it may be a request. */
export function code(data: string): Block {
	return { kind: 'qr', data: data.replace(/[\p{Cc}\p{Cs}]/gu, '') };
}

export const RULE: Block = { kind: 'rule' };
export function space(dots: number): Block {
	return { kind: 'space', dots };
}
