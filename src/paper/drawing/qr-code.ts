// A code that phones read, as boxes on the paper.
import { create } from 'qrcode';
import type { Mark } from './pen.ts';

/** Dots a module: at most 6; below 3 phones fail on thermal paper. */
const MODULE = { most: 6, least: 3 } as const;
/** Quiet modules around it, as its standard wants them. */
const QUIET = 4;

/** Centred; without marks where the text is more than a code of this width can hold. */
export function codeMarks(
	data: string,
	dots: number,
	top: number,
): { readonly marks: readonly Mark[]; readonly height: number } {
	const modules = modulesOf(data);
	const cell = modules === null ? 0 : Math.min(MODULE.most, Math.floor(dots / (modules.size + 2 * QUIET)));
	if (modules === null || cell < MODULE.least) return { marks: [], height: 0 };
	const { size } = modules;
	const left = Math.round((dots - size * cell) / 2);
	const marks: Mark[] = [];
	for (let row = 0; row < size; row += 1) {
		for (let from = 0; from < size; from += 1) {
			if (modules.get(row, from) === 0) continue;
			let to = from + 1;
			while (to < size && modules.get(row, to) === 1) to += 1;
			const [x, y] = [left + from * cell, top + (QUIET + row) * cell];
			marks.push({ kind: 'box', x, y, width: (to - from) * cell, height: cell, radius: 0 });
			from = to;
		}
	}
	return { marks, height: (size + 2 * QUIET) * cell };
}

function modulesOf(data: string): ReturnType<typeof create>['modules'] | null {
	if (data === '') return null;
	try {
		return create(data, { errorCorrectionLevel: 'M' }).modules;
	} catch {
		return null;
	}
}
