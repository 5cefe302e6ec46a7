// How wide a text is about, without a font at hand: good enough to tell that a note will never fit.
import type { TextSize } from './block.ts';
import { CAPITAL, faceFor, typeSize } from './drawing/type-sizes.ts';

/** Share of the font size by kind of letter, first match counts; a little more than the typefaces have on average. */
const SHARES: readonly (readonly [kind: RegExp, share: number])[] = [
	[/[\u200c\u200d]|\p{Mn}/u, 0],
	[/[iljtfrI.,:;'|!()[\]/ ‘’-]/u, 0.32],
	[/[mwMW@%—…–]/u, 0.86],
	[/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u, 1],
	[/\p{Script=Arabic}/u, 0.5],
	[/\p{Script=Tamil}/u, 0.82],
	[/\p{Script=Devanagari}/u, 0.56],
	[/\p{Lu}/u, 0.66],
];
const USUAL_SHARE = 0.58;

/** In dots, in regular weight. */
export function guessedWidth(text: string, size: TextSize, language: string): number {
	const { size: px } = typeSize(faceFor(text, language), CAPITAL[size], language);
	let shares = 0;
	for (const letter of text) shares += SHARES.find(([kind]) => kind.test(letter))?.[1] ?? USUAL_SHARE;
	return shares * px;
}
