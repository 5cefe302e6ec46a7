// What stands on a paper, top to bottom, before anybody thinks of bytes or dots.

export type TextSize = 'body' | 'large' | 'heading';

export type Block =
	| {
			readonly kind: 'text';
			readonly text: string;
			readonly size: TextSize;
			readonly bold: boolean;
			readonly align: 'left' | 'center';
			/** White on black over the width of the text. */
			readonly invert: boolean;
	  }
	/** One line of a list, with a dash before it. */
	| { readonly kind: 'item'; readonly text: string }
	/** The ticket number as it looks everywhere: a filled tile with the letter, then the digits. */
	| { readonly kind: 'number'; readonly letter: string; readonly digits: string }
	| { readonly kind: 'rule' }
	| { readonly kind: 'qr'; readonly data: string }
	/** Empty paper; 8 dots are a millimetre. */
	| { readonly kind: 'space'; readonly dots: number };

// Control characters could command the printer; direction marks could turn a line around.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]+/gu;

/** Text from anywhere, made fit to be printed: one line, composed characters, nothing that a printer would obey. */
export function printable(text: string): string {
	return text.normalize('NFC').replace(UNPRINTABLE, ' ').replace(/ {2,}/g, ' ').trim();
}

export function text(
	words: string,
	look: Partial<Pick<Extract<Block, { kind: 'text' }>, 'size' | 'bold' | 'align' | 'invert'>>,
): Block {
	return {
		kind: 'text',
		text: printable(words),
		size: 'body',
		bold: false,
		align: 'left',
		invert: false,
		...look,
	};
}

export function item(words: string): Block {
	return { kind: 'item', text: printable(words) };
}

export const RULE: Block = { kind: 'rule' };
export function space(dots: number): Block {
	return { kind: 'space', dots };
}
