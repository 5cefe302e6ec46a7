// Papers that an office has changed: whether each still says what it is for, and fits the office's printers.
import type { Wording } from '#domain/ids';
import type { PaperLayout } from '#domain/office';
import { fits } from '#paper/fits';
import { LONGEST_NOTE, NEEDED_PARTS, USUAL_PAPERS } from '#paper/parts';
import type { Mistake } from '../office-file.ts';
import { isRecord, mistake } from './office-mistakes.ts';
import type { Loose } from './office-mistakes.ts';

export function paperRules(office: Loose): Mistake[] {
	const papers = office['papers'];
	if (!isRecord(papers)) return [];
	const parts = Object.entries(NEEDED_PARTS).flatMap(([kind, needed]) => {
		const paper = papers[kind];
		return isRecord(paper) ? partRules(paper, ['papers', kind], needed) : [];
	});
	return [...parts, ...widthRules(office, papers)];
}

/** The narrowest paper is the one to fit: what fits there fits everywhere. */
function widthRules(office: Loose, papers: Loose): Mistake[] {
	const devices: readonly unknown[] = Array.isArray(office['devices']) ? office['devices'] : [];
	const printers = devices.filter(isRecord).filter((device) => device['kind'] === 'printer');
	if (printers.length === 0) return [];
	const width = printers.some((printer) => printer['paperWidth'] === 58) ? 58 : 80;
	const { ticket, referral, escort } = USUAL_PAPERS;
	const wished = {
		ticket: wishes(papers['ticket'], ticket),
		referral: wishes(papers['referral'], referral),
		escort: wishes(papers['escort'], escort),
	};
	return fits(wished, width).map(({ path, problem, cure }) => mistake(['papers', ...path], problem, cure));
}

/** As a file says it, with the usual where it says nothing or nothing that can be read: that is told elsewhere. */
function wishes<Part extends string>(paper: unknown, usual: PaperLayout<Part>): PaperLayout<Part> {
	if (!isRecord(paper)) return usual;
	const { parts, note, noteSize } = paper;
	const said = isRecord(note) && Object.values(note).every((words) => typeof words === 'string');
	return {
		parts: Array.isArray(parts) ? (parts as readonly Part[]) : usual.parts,
		note: said ? short(note as Wording) : null,
		noteSize: noteSize === 'large' ? 'large' : 'body',
	};
}

/** Without what the schema reports as too long. */
function short(note: Wording): Wording {
	return Object.fromEntries(Object.entries(note).filter(([, said]) => said.length <= LONGEST_NOTE));
}

function partRules(paper: Loose, path: readonly PropertyKey[], needed: readonly string[]): Mistake[] {
	const parts: readonly unknown[] | null = Array.isArray(paper['parts']) ? paper['parts'] : null;
	if (parts === null) return [];
	const missing = needed.filter((part) => !parts.includes(part));
	return [
		...missing.map((part) =>
			mistake([...path, 'parts'], `lack "${part}"`, 'Add it: the paper is no use without'),
		),
		...parts.flatMap((part, index) =>
			parts.indexOf(part) < index
				? [mistake([...path, 'parts', index], `"${String(part)}" is listed twice`, 'Remove one')]
				: [],
		),
		...(isRecord(paper['note']) && !parts.includes('note')
			? [mistake([...path, 'parts'], 'lack "note"', 'Say where the note stands, or remove the note')]
			: []),
	];
}
