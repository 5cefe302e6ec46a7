// The test page: what a technician has to see to know that a printer is set up rightly, and nothing that needs a customer.
import type { PaperFacts } from '#projections/device-jobs';
import { code, printable, space, text } from '../block.ts';
import type { Block, TextSize } from '../block.ts';
import { issuedPart, marksOf, officePart, part, section, stacked } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { CAPITAL, DOTS_PER_MM } from '../drawing/type-sizes.ts';

export type TestFacts = Extract<PaperFacts, { kind: 'test' }>;

/** Shown at every size: letters and figures that are easily taken for one another. */
const LIKE_LETTERS = 'I1l O0Q B8 S5';
const SIZES: readonly TextSize[] = ['body', 'large', 'instruction'];
const SHADE_DOTS = 48;

export function testBlocks(sheet: Sheet, { device, madeAt }: TestFacts): Block[] {
	const words = sheet.words.paper.test;
	const { dots, own } = sheet.printer;
	const ruler = Math.floor(dots / DOTS_PER_MM);
	const address = printable(device.address ?? '');
	return stacked([
		marksOf(sheet),
		officePart(sheet),
		part(
			12,
			text(words.title, { size: 'heading', bold: true, align: 'center' }),
			space(6),
			text(device.name, { size: 'large', align: 'center' }),
			space(6),
			text(words.width(device.paperWidth ?? 80, dots), { align: 'center' }),
			...(address === '' ? [] : [text(`${words.address} ${address}`, { align: 'center' })]),
		),
		section(
			text(words.languages, { bold: true }),
			...sheet.spoken.flatMap(({ tag, name, paper }) => [
				space(6),
				text(`${name}: ${paper.test.sample}`, { size: 'body', language: tag }),
			]),
		),
		section(
			...SIZES.flatMap((size, at) => [
				...(at === 0 ? [] : [space(8)]),
				text(words.size(millimetres(CAPITAL[size])), {}),
				text(LIKE_LETTERS, { size, language: 'en' }),
			]),
		),
		own === null
			? part(0)
			: section(text(words.ownLetters(own.page), {}), space(4), text(own.letters, { language: 'en' }), {
					kind: 'typed',
					text: own.letters,
				}),
		section(text(words.ruler(ruler), {}), space(6), { kind: 'ruler', millimetres: ruler }),
		section(text(words.code, { align: 'center' }), code(sheet.publicUrl)),
		section(
			text(words.black, {}),
			space(6),
			{ kind: 'shade', shade: 'black', dots: SHADE_DOTS },
			space(14),
			text(words.grey, {}),
			space(6),
			{ kind: 'shade', shade: 'grey', dots: SHADE_DOTS },
		),
		issuedPart(sheet, words.made, madeAt),
	]);
}

/** Rounded down, with an edge's dot or two that thermal paper may swallow: "at least" must be true. */
function millimetres(dots: number): string {
	return (Math.floor(((dots - 1.5) / DOTS_PER_MM) * 10) / 10).toFixed(1);
}
