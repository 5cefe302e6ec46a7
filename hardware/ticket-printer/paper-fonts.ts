// The typefaces that ship with us, loaded piece by piece as texts need them, so that every paper looks alike everywhere.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';

const WEIGHTS = { regular: 400, bold: 700 } as const;
const files = createRequire(import.meta.url);

/** One file of a typeface: it has letters of these code points only. */
interface Piece {
	readonly family: string;
	/** Path without weight and ending. */
	readonly file: string;
	readonly ranges: readonly (readonly [from: number, to: number])[];
	loaded: boolean;
}

/** First the one that is drawn for low vision, then the one that has the other scripts. */
const FACES = ['atkinson-hyperlegible-next', 'noto-sans-tc'] as const;
let pieces: readonly Piece[] | null = null;

function allPieces(): readonly Piece[] {
	pieces ??= FACES.flatMap((face) => {
		const path = files.resolve(`@fontsource/${face}/unicode.json`);
		const listed = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
		// Plain Latin first: it holds the kerning of most letters.
		const entries = Object.entries(listed).sort(
			([one], [other]) => Number(other === 'latin') - Number(one === 'latin'),
		);
		return entries.map(([name, ranges]): Piece => {
			const subset = name.replace(/[[\]]/g, '');
			const file = `@fontsource/${face}/files/${face}-${subset}`;
			return { family: `Paper ${face} ${subset}`, file, ranges: rangesIn(ranges), loaded: false };
		});
	});
	return pieces;
}

/** `U+0-FF,U+131` and the like. */
function rangesIn(text: string): (readonly [number, number])[] {
	return [...text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, from = '0', to = from]) => [
		Number.parseInt(from, 16),
		Number.parseInt(to, 16),
	]);
}

function load(piece: Piece): void {
	if (piece.loaded) return;
	for (const weight of Object.values(WEIGHTS)) {
		GlobalFonts.registerFromPath(files.resolve(`${piece.file}-${weight}-normal.woff2`), piece.family);
	}
	piece.loaded = true;
}

/** A canvas font for this text; `size` in dots. */
export function fontFor(text: string, size: number, bold: boolean): string {
	const points = new Set(Array.from(text, (character) => character.codePointAt(0) ?? 0));
	// The plain Latin piece is always there: what nothing else has falls back to it.
	points.add(0x20);
	const families: string[] = [];
	for (const piece of allPieces()) {
		const wanted = [...points].filter((point) =>
			piece.ranges.some(([from, to]) => point >= from && point <= to),
		);
		if (wanted.length === 0) continue;
		for (const point of wanted) points.delete(point);
		load(piece);
		families.push(`"${piece.family}"`);
	}
	return `${bold ? WEIGHTS.bold : WEIGHTS.regular} ${size}px ${families.join(', ')}`;
}

/** A code point that no font has: whatever looks like it is the box that stands for a missing letter. */
const MISSING = '\u{10fffd}';
const drawable = new Map<string, boolean>();

/** True when a font here has the letter. */
export function isDrawable(character: string): boolean {
	if (character >= ' ' && character <= '~') return true;
	const known = drawable.get(character);
	if (known !== undefined) return known;
	const font = fontFor(character, 24, false);
	const can = inkOf(character, font) !== inkOf(MISSING, font);
	drawable.set(character, can);
	return can;
}

function inkOf(character: string, font: string): string {
	const paint = createCanvas(40, 40).getContext('2d');
	paint.font = font;
	paint.fillText(character, 8, 30);
	return Buffer.from(paint.getImageData(0, 0, 40, 40).data).toString('latin1');
}
