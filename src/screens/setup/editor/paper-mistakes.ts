// What is wrong with a paper while it is being edited: said beside its field before anybody presses Save.
import type { PaperLayouts } from '#domain/office';
import { fits } from '#paper/fits';
import { NEEDED_PARTS } from '#paper/parts';
import type { Mistake } from '#protocol/setup-schema';
import { papers as words } from '#words/staff/papers';
import type { OfficeDraft } from './draft.ts';

export const PAPER_KINDS = [
	'ticket',
	'referral',
	'escort',
] as const satisfies readonly (keyof PaperLayouts)[];
export type PaperKind = (typeof PAPER_KINDS)[number];

/** As the office file allows. */
export const LONGEST_NOTE = 300;

/** The narrowest paper of the office's printers: what fits there fits everywhere. */
export function narrowestPaper(office: Pick<OfficeDraft, 'devices'>): 80 | 58 {
	return office.devices.some(({ kind, paperWidth }) => kind === 'printer' && paperWidth === 58) ? 58 : 80;
}

export function paperMistakes(office: Pick<OfficeDraft, 'devices' | 'languages' | 'papers'>): Mistake[] {
	const misfits = fits(office.papers as PaperLayouts, narrowestPaper(office)).map(
		({ path, problem, cure }) => ({ path: `papers.${path.join('.')}`, problem, cure }),
	);
	return [
		...PAPER_KINDS.flatMap((kind) => [...partMistakes(office, kind), ...noteMistakes(office, kind)]),
		...misfits,
	];
}

function partMistakes({ papers }: Pick<OfficeDraft, 'papers'>, kind: PaperKind): Mistake[] {
	const parts: readonly string[] = papers[kind].parts;
	const path = `papers.${kind}.parts`;
	const names: Readonly<Record<string, string>> = words.parts;
	const missing = NEEDED_PARTS[kind].filter((part) => !parts.includes(part));
	const list = missing.map((part) => ({
		path,
		problem: words.lacks(names[part] ?? part),
		cure: words.lacksCure,
	}));
	const noteless = papers[kind].note !== null && !parts.includes('note');
	return noteless ? [...list, { path, problem: words.noteNowhere, cure: words.noteNowhereCure }] : list;
}

function noteMistakes(
	{ papers, languages }: Pick<OfficeDraft, 'papers' | 'languages'>,
	kind: PaperKind,
): Mistake[] {
	const { note } = papers[kind];
	if (note === null) return [];
	const path = `papers.${kind}.note`;
	const [first = 'en'] = languages;
	const missing = (note[first] ?? '').trim() === '';
	const list = Object.entries(note)
		.filter(([, said]) => said.length > LONGEST_NOTE)
		.map(([tag, said]) => ({
			path: `${path}.${tag}`,
			problem: words.noteLong(said.length),
			cure: words.noteLongCure(LONGEST_NOTE),
		}));
	return missing
		? [...list, { path: `${path}.${first}`, problem: words.noteFirst, cure: words.noteFirstCure }]
		: list;
}
