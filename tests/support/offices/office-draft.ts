// The demo office as a file that a person has open, and what is wrong with it once they have written into it.
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import type { Mistake } from '#store/office-file';
import { parseOffice, toFile } from '#store/office-files/office-schema';

export type Draft = Record<string, unknown> & Record<List, Record<string, unknown>[]>;
type List = 'groups' | 'services' | 'counters' | 'departments' | 'staff' | 'devices';

export function draft(): Draft {
	return JSON.parse(JSON.stringify(toFile(demoOffice(DEMO_PRINTER)))) as Draft;
}

/** The mistakes that the edit has made. */
export function mistakesIn(edit: (file: Draft) => void): readonly Mistake[] {
	const file = draft();
	edit(file);
	return parseOffice(file).mistakes ?? [];
}

/** Writes a value, or takes it out, at a path such as `devices.0.printer`. */
export function set(path: string, value: unknown) {
	return (file: Draft) => {
		const parts = path.split('.');
		const last = parts.pop() ?? '';
		let part: Record<string, unknown> = file;
		for (const key of parts) part = part[key] as Record<string, unknown>;
		if (value === undefined) delete part[last];
		else part[last] = value;
	};
}
