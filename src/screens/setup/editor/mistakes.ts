// Where a mistake of the office file belongs: beside its field, in its entry, in its section.
import { PAPER_KINDS } from './paper-mistakes.ts';
import type { PaperKind } from './paper-mistakes.ts';
import type { Mistake } from '#protocol/setup-schema';

/** `services[2].name.es` -> `['services', '2', 'name', 'es']`. */
export function partsOf(path: string): readonly string[] {
	return path.split(/[.[\]]+/).filter((part) => part !== '');
}

/** Mistakes at the path or below it, whether it is written with brackets or with dots. */
export function mistakesAt(mistakes: readonly Mistake[], path: string): readonly Mistake[] {
	const wanted = partsOf(path);
	return mistakes.filter((one) => {
		const parts = partsOf(one.path);
		return wanted.every((part, at) => parts[at] === part);
	});
}

/** What is said beside a field, or null. */
export function saidAt(mistakes: readonly Mistake[], path: string): string | null {
	const at = mistakesAt(mistakes, path);
	return at.length === 0
		? null
		: at.map((one) => `${one.problem}. ${one.cure}`.replace(/\.\./g, '.')).join(' ');
}

const SECTION_OF: Readonly<Record<string, string>> = {
	groups: 'services',
	services: 'services',
	counters: 'counters',
	departments: 'departments',
	staff: 'staff',
	devices: 'devices',
	papers: 'papers',
};

/** The section of setup and the entry in it to which a mistake belongs. */
export function placeOfMistake(path: string): {
	readonly section: string;
	readonly list: string;
	readonly index: number | null;
	/** Which of the papers, or null. */
	readonly paper: PaperKind | null;
} {
	const [list = '', index] = partsOf(path);
	const at = index === undefined ? Number.NaN : Number(index);
	const paper = list === 'papers' ? (PAPER_KINDS.find((one) => one === index) ?? null) : null;
	return { section: SECTION_OF[list] ?? 'office', list, index: Number.isInteger(at) ? at : null, paper };
}
