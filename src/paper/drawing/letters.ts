// What can be shown of a text with the letters that are there: a gap that is seen, never boxes that look like words.
import type { PaperFonts } from './pen.ts';

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** They join or part letters and show nothing themselves. */
const JOINER = /[\u200c\u200d]/gu;
/** No more are told: a note in a script that nobody here has is one trouble, not a thousand. */
const MOST_MISSING = 40;

export class Letters {
	readonly #fonts: PaperFonts;
	readonly #missing = new Set<string>();

	constructor(fonts: PaperFonts) {
		this.#fonts = fonts;
	}

	/** Each once, in the order in which they were met. */
	get missing(): readonly string[] {
		return [...this.#missing];
	}

	/** A letter of which a part is missing is missing whole; a run of them becomes one ellipsis. */
	shown(text: string): string {
		let shown = '';
		let gap = false;
		for (const { segment } of graphemes.segment(text)) {
			const whole = Array.from(segment.replace(JOINER, '')).every((letter) => this.#fonts.has(letter));
			if (whole) shown += segment;
			else {
				if (this.#missing.size < MOST_MISSING) this.#missing.add(segment);
				if (!gap) shown += '…';
			}
			gap = !whole;
		}
		return shown;
	}
}
