// Papers that an office has changed: whether each still says what it is for.
import { NEEDED_PARTS } from '#paper/parts';
import type { Mistake } from './office-file.ts';
import { isRecord, mistake } from './office-mistakes.ts';
import type { Loose } from './office-mistakes.ts';

export function paperRules(office: Loose): Mistake[] {
	const papers = office['papers'];
	if (!isRecord(papers)) return [];
	return Object.entries(NEEDED_PARTS).flatMap(([kind, needed]) => {
		const paper = papers[kind];
		return isRecord(paper) ? partRules(paper, ['papers', kind], needed) : [];
	});
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
