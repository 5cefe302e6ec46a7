// Every paper in every language is, dot for dot, the picture that somebody looked at and kept.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { printed } from '../hardware/ticket-printer/printed.ts';
import { EVERY_PAPER } from './every-paper.ts';
import { decodePng, encodePng } from './one-bit-png.ts';
import type { OneBit } from './one-bit-png.ts';

const KEPT = join(import.meta.dirname, 'golden');
const DIFFERENT = join(tmpdir(), 'rotunda-golden');

/** How many dots differ; what one paper lacks below the other counts too. */
function differing(one: OneBit, other: OneBit): { readonly count: number; readonly dots: OneBit } {
	const [width, height] = [Math.max(one.width, other.width), Math.max(one.height, other.height)];
	const dots = new Uint8Array(width * height);
	const at = (paper: OneBit, x: number, y: number): number =>
		x < paper.width && y < paper.height ? (paper.dots[y * paper.width + x] ?? 0) : 2;
	let count = 0;
	for (let y = 0; y < height; y += 1) {
		for (let x = 0; x < width; x += 1) {
			if (at(one, x, y) === at(other, x, y)) continue;
			dots[y * width + x] = 1;
			count += 1;
		}
	}
	return { count, dots: { width, height, dots } };
}

/** Where the new picture and the dots that differ were put. */
function saved(name: string, drawn: OneBit, difference: OneBit): string {
	mkdirSync(DIFFERENT, { recursive: true });
	writeFileSync(join(DIFFERENT, `${name}.png`), encodePng(drawn));
	writeFileSync(join(DIFFERENT, `${name}.diff.png`), encodePng(difference));
	return join(DIFFERENT, `${name}.diff.png`);
}

test.each(EVERY_PAPER)('$name is the kept picture', async ({ name, paper, width }) => {
	const drawn = await printed(paper, width);
	const kept = decodePng(readFileSync(join(KEPT, `${name}.png`)));
	const { count, dots } = differing(drawn, kept);
	const where = count === 0 ? '' : saved(name, drawn, dots);
	expect(count, `dots differ: see ${where}; node tests/paper/golden.ts keeps the new picture`).toBe(0);
	expect(drawn.missing).toEqual([]);
	expect(drawn.unknown).toBe(0);
});
