// The typefaces that ship with us, loaded piece by piece as texts need them, so that every paper looks alike everywhere.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GlobalFonts } from '@napi-rs/canvas';
import { WEIGHT } from '#paper/drawing/pen';
import type { PaperFonts } from '#paper/drawing/pen';
import type { Face } from '#paper/drawing/type-sizes';
import { lettersInFont } from './letters-in-font.ts';

const files = createRequire(import.meta.url);

/** One file of a typeface: it has letters of these code points only. */
interface Piece {
	readonly family: string;
	/** Path without weight and ending. */
	readonly file: string;
	readonly ranges: readonly (readonly [from: number, to: number])[];
	loaded: boolean;
	/** Read when first asked. */
	has: ((codePoint: number) => boolean) | null;
}

const HYPERLEGIBLE = 'atkinson-hyperlegible-next';
const NOTO = ['noto-sans', 'noto-sans-arabic', 'noto-sans-devanagari', 'noto-sans-tamil', 'noto-sans-tc'];
const TYPEFACES: Readonly<Record<Face, readonly string[]>> = { hyperlegible: [HYPERLEGIBLE], noto: NOTO };

const listed = new Map<string, readonly Piece[]>();

function piecesOf(typeface: string): readonly Piece[] {
	const known = listed.get(typeface);
	if (known !== undefined) return known;
	const path = files.resolve(`@fontsource/${typeface}/unicode.json`);
	const entries = Object.entries(JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>);
	// Plain Latin first: it holds the kerning of most letters.
	entries.sort(([one], [other]) => Number(other === 'latin') - Number(one === 'latin'));
	const pieces = entries.map(([name, ranges]): Piece => {
		const subset = name.replace(/[[\]]/g, '');
		const file = `@fontsource/${typeface}/files/${typeface}-${subset}`;
		return {
			family: `Paper ${typeface} ${subset}`,
			file,
			ranges: rangesIn(ranges),
			loaded: false,
			has: null,
		};
	});
	listed.set(typeface, pieces);
	return pieces;
}

/** `U+0-FF,U+131` and the like. */
function rangesIn(text: string): (readonly [number, number])[] {
	return [...text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, from = '0', to = from]) => [
		Number.parseInt(from, 16),
		Number.parseInt(to, 16),
	]);
}

function hasLetter(piece: Piece, codePoint: number): boolean {
	if (!piece.ranges.some(([from, to]) => codePoint >= from && codePoint <= to)) return false;
	piece.has ??= lettersInFont(files.resolve(`${piece.file}-${String(WEIGHT.regular)}-normal.woff`));
	return piece.has(codePoint);
}

function load(piece: Piece): void {
	if (piece.loaded) return;
	for (const weight of Object.values(WEIGHT)) {
		GlobalFonts.registerFromPath(files.resolve(`${piece.file}-${String(weight)}-normal.woff2`), piece.family);
	}
	piece.loaded = true;
}

function inOrder(face: Face): readonly Piece[] {
	const order: readonly Face[] = face === 'noto' ? ['noto', 'hyperlegible'] : ['hyperlegible', 'noto'];
	return order.flatMap((one) => TYPEFACES[one]).flatMap(piecesOf);
}

const homes = new Map<string, Piece | null>();

/** The piece that a letter is drawn from, in the face that is wanted or else in the other. */
function homeOf(codePoint: number, face: Face): Piece | null {
	const key = `${face}${String(codePoint)}`;
	const known = homes.get(key);
	if (known !== undefined) return known;
	const home = inOrder(face).find((piece) => hasLetter(piece, codePoint)) ?? null;
	homes.set(key, home);
	return home;
}

export const paperFonts: PaperFonts = {
	families(text, face) {
		// A space is always there: an empty text needs a font too.
		const wanted = new Set(Array.from(` ${text}`, (letter) => homeOf(letter.codePointAt(0) ?? 0x20, face)));
		// In the order of a style sheet: a letter that two pieces have comes from the same one in a browser.
		const found = inOrder(face).filter((piece) => wanted.has(piece));
		for (const piece of found) load(piece);
		return found.map(({ family }) => `"${family}"`).join(', ');
	},
	has(letter) {
		return homeOf(letter.codePointAt(0) ?? 0, 'hyperlegible') !== null;
	},
};
