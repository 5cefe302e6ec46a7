// The typefaces of the papers in a browser: the same ones that the agent draws with, fetched for the texts to be shown.
import type { PaperFonts } from '#paper/drawing/pen';
import type { Face } from '#paper/drawing/type-sizes';

interface Typeface {
	readonly family: string;
	/** Style sheets of both weights, and which letters its files were cut for. */
	readonly fetch: () => Promise<
		readonly [unknown, unknown, { readonly default: Readonly<Record<string, string>> }]
	>;
}

const HYPERLEGIBLE: Typeface = {
	family: 'Atkinson Hyperlegible Next',
	fetch: () =>
		Promise.all([
			import('@fontsource/atkinson-hyperlegible-next/400.css'),
			import('@fontsource/atkinson-hyperlegible-next/700.css'),
			import('@fontsource/atkinson-hyperlegible-next/unicode.json'),
		]),
};
/** In the order in which the agent looks for a letter. */
const NOTO: readonly Typeface[] = [
	{
		family: 'Noto Sans',
		fetch: () =>
			Promise.all([
				import('@fontsource/noto-sans/400.css'),
				import('@fontsource/noto-sans/700.css'),
				import('@fontsource/noto-sans/unicode.json'),
			]),
	},
	{
		family: 'Noto Sans Arabic',
		fetch: () =>
			Promise.all([
				import('@fontsource/noto-sans-arabic/400.css'),
				import('@fontsource/noto-sans-arabic/700.css'),
				import('@fontsource/noto-sans-arabic/unicode.json'),
			]),
	},
	{
		family: 'Noto Sans Devanagari',
		fetch: () =>
			Promise.all([
				import('@fontsource/noto-sans-devanagari/400.css'),
				import('@fontsource/noto-sans-devanagari/700.css'),
				import('@fontsource/noto-sans-devanagari/unicode.json'),
			]),
	},
	{
		family: 'Noto Sans Tamil',
		fetch: () =>
			Promise.all([
				import('@fontsource/noto-sans-tamil/400.css'),
				import('@fontsource/noto-sans-tamil/700.css'),
				import('@fontsource/noto-sans-tamil/unicode.json'),
			]),
	},
	{
		family: 'Noto Sans TC',
		fetch: () =>
			Promise.all([
				import('@fontsource/noto-sans-tc/400.css'),
				import('@fontsource/noto-sans-tc/700.css'),
				import('@fontsource/noto-sans-tc/unicode.json'),
			]),
	},
];
const WEIGHTS = [400, 700] as const;

type Range = readonly [from: number, to: number];
let ranges: Promise<readonly Range[]> | null = null;

/** Every letter of `texts` can be drawn at once when this is done. Rejects when the hub is gone and a slice is not here yet. */
export async function loadPaperFonts(texts: readonly string[]): Promise<PaperFonts> {
	ranges ??= allRanges();
	const known = await ranges;
	const letters = [...new Set(texts.join(''))].join('');
	await Promise.all(
		[HYPERLEGIBLE, ...NOTO].flatMap(({ family }) =>
			WEIGHTS.map((weight) => document.fonts.load(`${String(weight)} 16px "${family}"`, ` ${letters}`)),
		),
	);
	return {
		families: (_text, face) => FAMILIES[face],
		has: (letter) => {
			const point = letter.codePointAt(0) ?? 0;
			return known.some(([from, to]) => point >= from && point <= to);
		},
	};
}

const quoted = (faces: readonly Typeface[]): string => faces.map(({ family }) => `"${family}"`).join(', ');
const FAMILIES: Readonly<Record<Face, string>> = {
	hyperlegible: quoted([HYPERLEGIBLE, ...NOTO]),
	noto: quoted([...NOTO, HYPERLEGIBLE]),
};

async function allRanges(): Promise<readonly Range[]> {
	const fetched = await Promise.all([HYPERLEGIBLE, ...NOTO].map(({ fetch }) => fetch()));
	return fetched.flatMap(([, , { default: slices }]) => Object.values(slices).flatMap(rangesIn));
}

/** `U+0-FF,U+131` and the like. */
function rangesIn(text: string): Range[] {
	return [...text.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, from = '0', to = from]) => [
		Number.parseInt(from, 16),
		Number.parseInt(to, 16),
	]);
}
