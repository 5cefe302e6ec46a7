// The theme's colours can be read: 7:1 for the public, 4.5:1 for staff, by the formula of WCAG 2.2.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../src/screens/theme.css'), 'utf8');
type Tokens = ReadonlyMap<string, string>;

/** The custom properties of the first rule that begins with this text. */
function tokensOf(rule: string, base: Tokens = new Map()): Tokens {
	const from = css.indexOf(rule);
	if (from < 0) throw new Error(`no rule ${rule}`);
	const body = css.slice(from, css.indexOf('}', from));
	return new Map([
		...base,
		...Array.from(
			body.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g),
			([, name = '', hex = '']) => [name, hex] as const,
		),
	]);
}

function luminance(hex: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
		const part = parseInt(hex.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string | undefined, other: string | undefined): number {
	if (one === undefined || other === undefined) throw new Error('a colour is missing');
	const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (high + 0.05) / (low + 0.05);
}

const root = tokensOf(':root');
const looks = [
	{ name: 'kiosk and public', tokens: tokensOf("[data-look='public']", root), least: 7 },
	{ name: 'display', tokens: tokensOf("[data-look='display'] {\n\t--ink", root), least: 7 },
	{ name: 'staff, light', tokens: root, least: 4.5 },
	{ name: 'staff, dark', tokens: tokensOf("[data-look='staff']", root), least: 4.5 },
];
const TEXT = [
	['ink', 'paper'],
	['ink', 'card'],
	['ink', 'sunk'],
	['ink', 'accent-soft'],
	['ink-quiet', 'paper'],
	['ink-quiet', 'card'],
	['ink-quiet', 'sunk'],
	['on-accent', 'accent'],
	['on-accent', 'accent-press'],
	['accent', 'card'],
	['on-called', 'called'],
	['on-trouble-soft', 'trouble-soft'],
] as const;

describe.each(looks)('$name', ({ tokens, least }) => {
	test.each(TEXT)('%s can be read on %s', (text, ground) => {
		expect(contrast(tokens.get(text), tokens.get(ground))).toBeGreaterThanOrEqual(least);
	});

	test.each([0, 1, 2, 3, 4, 5, 6, 7, 'plain'])(
		'the letter can be read on tile %s, and the tile stands out',
		(tile) => {
			const colour = tokens.get(`tile-${String(tile)}`);
			expect(contrast(tokens.get('on-tile'), colour)).toBeGreaterThanOrEqual(least);
			expect(contrast(colour, tokens.get('paper'))).toBeGreaterThanOrEqual(3);
		},
	);
});
