// What an owed paper is called in a sentence: "A042’s ticket", "A test page".
import type { JobRow } from '#projections/rows/lobby-rows';
import { papers } from '#words/staff/papers';

export function paperName({ paper, number }: Pick<JobRow, 'paper' | 'number'>): string {
	return papers.name[paper.kind](number);
}
