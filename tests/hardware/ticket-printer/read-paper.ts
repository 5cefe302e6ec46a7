// Reads a paper as somebody does who knows nothing of its bytes: the number in its tile by shape, the code as a phone reads it.
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import jsqr from 'jsqr';

export interface Dots {
	readonly width: number;
	readonly height: number;
	/** One byte a dot, 1 is ink. */
	readonly dots: Uint8Array;
}
export interface Box {
	readonly left: number;
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
}

export function codeOn(paper: Dots): string | null {
	const pixels = new Uint8ClampedArray(paper.dots.length * 4).fill(255);
	for (let dot = 0; dot < paper.dots.length; dot += 1)
		if (paper.dots[dot] === 1) pixels.fill(0, dot * 4, dot * 4 + 3);
	// The package is CommonJS: its function is the default of its default.
	const decode = (jsqr as unknown as { default?: typeof jsqr.default }).default ?? jsqr;
	return (decode as typeof jsqr.default)(pixels, paper.width, paper.height)?.data ?? null;
}

export function inkAt(paper: Dots, x: number, y: number): number {
	return x < 0 || x >= paper.width ? 0 : (paper.dots[y * paper.width + x] ?? 0);
}

/** Share of ink in a part of the paper. */
export function inkIn(paper: Dots, { left, top, right, bottom }: Box): number {
	let count = 0;
	for (let y = top; y < bottom; y += 1) for (let x = left; x < right; x += 1) count += inkAt(paper, x, y);
	return count / ((right - left) * (bottom - top));
}

/** The smallest box that holds all ink of a part of the paper. */
export function inkBox(paper: Dots, { left, top, right, bottom }: Box): Box {
	const box = { left: right, top: bottom, right: left, bottom: top };
	for (let y = top; y < bottom; y += 1) {
		for (let x = left; x < right; x += 1) {
			if (inkAt(paper, x, y) === 0) continue;
			box.left = Math.min(box.left, x);
			box.right = Math.max(box.right, x + 1);
			box.top = Math.min(box.top, y);
			box.bottom = Math.max(box.bottom, y + 1);
		}
	}
	return box;
}

export const wholeOf = ({ width, height }: Dots): Box => ({ left: 0, top: 0, right: width, bottom: height });

/** How much of the ink of two pictures' boxes agrees: 1 is dot for dot. */
export function agreement(one: Dots, oneBox: Box, other: Dots, otherBox: Box): number {
	let both = 0;
	let either = 0;
	const width = Math.max(oneBox.right - oneBox.left, otherBox.right - otherBox.left);
	const height = Math.max(oneBox.bottom - oneBox.top, otherBox.bottom - otherBox.top);
	const at = (paper: Dots, box: Box, x: number, y: number): number =>
		box.left + x < box.right && box.top + y < box.bottom ? inkAt(paper, box.left + x, box.top + y) : 0;
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			const [a, b] = [at(one, oneBox, x, y), at(other, otherBox, x, y)];
			both += a & b;
			either += a | b;
		}
	}
	return both / either;
}

const CHINESE = 'noto-sans-tc/files/noto-sans-tc-chinese-traditional';
const LATIN = 'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin';
const LATIN_EXTENDED = 'atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-ext';
const NOTO = 'noto-sans/files/noto-sans-latin';
const FILES = { chinese: [NOTO, CHINESE], latin: [LATIN, LATIN_EXTENDED] } as const;

const loaded = new Set<string>();
function load(face: keyof typeof FILES, weight: 400 | 700): void {
	const files = createRequire(import.meta.url);
	for (const name of FILES[face]) {
		const file = `@fontsource/${name}-${String(weight)}-normal.woff2`;
		if (loaded.has(file)) continue;
		GlobalFonts.registerFromPath(files.resolve(file), `Test ${name}`);
		loaded.add(file);
	}
}

/** A text drawn by the test itself, with its own loading of the typeface. */
export function drawnHere(
	text: string,
	size: number,
	face: keyof typeof FILES,
	weight: 400 | 700 = 700,
): Dots {
	load(face, weight);
	const [width, height] = [Math.ceil(20 + text.length * size * 1.1), Math.ceil(size * 2)];
	const paint = createCanvas(width, height).getContext('2d');
	paint.fillStyle = '#fff';
	paint.fillRect(0, 0, width, height);
	paint.fillStyle = '#000';
	paint.font = `${String(weight)} ${String(size)}px ${FILES[face].map((name) => `"Test ${name}"`).join(', ')}`;
	paint.fillText(text, 10, Math.round(size * 1.4));
	const pixels = paint.getImageData(0, 0, width, height).data;
	const dots = Uint8Array.from({ length: width * height }, (_, at) =>
		(pixels[at * 4] ?? 255) < 160 ? 1 : 0,
	);
	return { width, height, dots };
}

/** The filled tile: the first stretch of rows of which a run of at least 60 dots is all ink. */
export function tileOn(paper: Dots): Box | null {
	for (let y = 0; y < paper.height; y += 1) {
		const run = longestRun(paper, y);
		// A line between sections runs across the paper; a tile does not.
		if (run.length < 30 || run.length > paper.width * 0.6) continue;
		let bottom = y;
		const middle = run.left + 2;
		while (
			bottom < paper.height &&
			inkIn(paper, { left: middle, top: bottom, right: middle + 4, bottom: bottom + 1 }) === 1
		)
			bottom += 1;
		if (bottom - y < 60) continue;
		let left = run.left;
		let right = run.left + run.length;
		const half = y + Math.floor((bottom - y) / 2);
		while (inkAt(paper, left - 1, half) === 1) left -= 1;
		while (inkAt(paper, right, half) === 1) right += 1;
		return { left, top: y, right, bottom };
	}
	return null;
}

function longestRun(paper: Dots, y: number): { readonly left: number; readonly length: number } {
	let best = { left: 0, length: 0 };
	for (let x = 0; x < paper.width;) {
		let to = x;
		while (inkAt(paper, to, y) === 1) to += 1;
		if (to - x > best.length) best = { left: x, length: to - x };
		x = to + 1;
	}
	return best;
}

/** The number beside the tile, letter first; null where there is none. Works for numbers that were drawn. */
export function numberOn(paper: Dots): string | null {
	const tile = tileOn(paper);
	if (tile === null) return null;
	const letter = inside(paper, tile);
	let read = likest(letter, wholeOf(letter), 'ABCDEFGHJKLMNPRSTUVWXYZ');
	for (let x = tile.right + 4; x < paper.width;) {
		const column = (at: number): boolean =>
			inkIn(paper, { left: at, right: at + 1, top: tile.top, bottom: tile.bottom }) > 0;
		while (x < paper.width && !column(x)) x += 1;
		let to = x;
		while (to < paper.width && column(to)) to += 1;
		if (to - x > 8)
			read += likest(paper, { left: x, right: to, top: tile.top, bottom: tile.bottom }, '0123456789');
		x = to;
	}
	return read;
}

/** The letter of a tile, black on white as if it stood on paper. */
function inside(paper: Dots, tile: Box): Dots {
	const edge = Math.round((tile.bottom - tile.top) * 0.1);
	const [left, top] = [tile.left + edge, tile.top + edge];
	const [width, height] = [tile.right - tile.left - 2 * edge, tile.bottom - tile.top - 2 * edge];
	const dots = new Uint8Array(width * height);
	for (let y = 0; y < height; y += 1)
		for (let x = 0; x < width; x += 1) dots[y * width + x] = 1 - inkAt(paper, left + x, top + y);
	return { width, height, dots };
}

const templates = new Map<string, { readonly drawn: Dots; readonly ink: Box }>();
function asHigh(letter: string, height: number): { readonly drawn: Dots; readonly ink: Box } {
	const key = letter + String(height);
	const known = templates.get(key);
	if (known !== undefined) return known;
	const large = drawnHere(letter, 100, 'latin');
	const tall = inkBox(large, wholeOf(large));
	const drawn = drawnHere(letter, (100 * height) / (tall.bottom - tall.top), 'latin');
	const made = { drawn, ink: inkBox(drawn, wholeOf(drawn)) };
	templates.set(key, made);
	return made;
}

/** Which of the letters fills the box most alike, drawn as high as what stands there. */
function likest(paper: Dots, room: Box, letters: string): string {
	const box = inkBox(paper, room);
	const height = box.bottom - box.top;
	const scored = Array.from(letters, (letter) => {
		const { drawn, ink } = asHigh(letter, height);
		return { letter, score: agreement(paper, box, drawn, ink) };
	});
	const best = scored.reduce((one, other) => (other.score > one.score ? other : one));
	if (best.score < 0.7)
		throw new Error(`looks like nothing known, most like ${best.letter} (${best.score.toFixed(2)})`);
	return best.letter;
}
