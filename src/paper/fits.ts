// Whether an office's wishes for its papers can be printed on paper of a width: asked before they are saved, and while they are typed.
import type { PaperLayouts } from '#domain/office';
import { printable } from './block.ts';
import { foldMeasured, piecesOf } from './drawing/fold.ts';
import { guessedWidth } from './guessed-width.ts';
import { LONGEST_NOTE } from './parts.ts';
import { CAPITAL, DOTS_PER_MM, faceFor, NARROWEST, typeSize } from './drawing/type-sizes.ts';

/** One thing that does not fit, in English for whoever edits the office. */
export interface Misfit {
	/** Below `papers`: `['ticket', 'note', 'en']`. */
	readonly path: readonly string[];
	readonly problem: string;
	readonly cure: string;
}

/** Dots across the printed part of 80 mm and 58 mm paper. */
export const DOTS_ACROSS = { 80: 576, 58: 384 } as const;
const EDGES = 16;
/** A note as long as this is a leaflet: the number above it and the code below it are no longer seen together. */
const LONGEST_NOTE_MM = 80;

/** Empty when all of it fits. Guessed without fonts: what only just fails on paper may pass here, and is cut or narrowed there. */
export function fits(papers: PaperLayouts, width: 80 | 58): readonly Misfit[] {
	return (['ticket', 'referral', 'escort'] as const).flatMap((kind) => {
		const { note, noteSize, parts } = papers[kind];
		if (note === null || !(parts as readonly string[]).includes('note')) return [];
		return Object.entries(note).flatMap(([language, said]) =>
			noteMisfits(said, noteSize, language, width).map(({ problem, cure }) => ({
				path: [kind, 'note', language],
				problem,
				cure,
			})),
		);
	});
}

function noteMisfits(
	said: string,
	size: 'body' | 'large',
	language: string,
	width: 80 | 58,
): Omit<Misfit, 'path'>[] {
	if (said.length > LONGEST_NOTE) {
		return [
			{
				problem: `is ${String(said.length)} letters long, and ${String(LONGEST_NOTE)} are the most`,
				cure: 'Shorten it: a note is read at a glance',
			},
		];
	}
	const note = printable(said);
	const room = DOTS_ACROSS[width] - EDGES;
	const widthOf = (text: string): number => guessedWidth(text, size, language);
	const paper = `${String(width)} mm paper`;
	const smaller = size === 'large' ? ', or set the note in the body size' : '';
	const wide = piecesOf(note).find((piece) => widthOf(piece.trimEnd()) * NARROWEST > room);
	if (wide !== undefined) {
		const word = wide.trimEnd();
		const shown = word.length > 24 ? `${word.slice(0, 24)}…` : word;
		return [
			{
				problem: `"${shown}" is wider than ${paper} in this size`,
				cure: `Shorten the word or part it by a space${smaller}`,
			},
		];
	}
	const { above, below } = typeSize(faceFor(note, language), CAPITAL[size], language);
	const lines = foldMeasured(note, room, widthOf).length;
	const millimetres = (lines * (above + below)) / DOTS_PER_MM;
	if (millimetres <= LONGEST_NOTE_MM) return [];
	const letters = Math.floor((note.length * LONGEST_NOTE_MM) / millimetres / 10) * 10;
	return [
		{
			problem: `is ${String(Math.round(millimetres))} mm long on ${paper}, and ${String(LONGEST_NOTE_MM)} are the most`,
			cure: `Shorten it to about ${String(letters)} letters${smaller}`,
		},
	];
}
