// Finding a department, and whether anybody is there now.
import type { Instant, Language } from '#domain/ids';
import { officeOpening } from '#projections/opening';
import type { Opening } from '#projections/opening';
import type { DepartmentRow, OfficeRow } from '#projections/rows/office-rows';

/** Departments that hold every word typed, in name, place or contact; those whose name begins with it first. */
export function searchDepartments(
	departments: Iterable<DepartmentRow>,
	typed: string,
	language: Language,
): readonly DepartmentRow[] {
	const words = folded(typed).split(/\s+/).filter(Boolean);
	const found = [...departments].filter((one) => {
		const text = folded(
			[...Object.values(one.name), ...Object.values(one.place), one.contact ?? ''].join(' '),
		);
		return words.every((word) => text.includes(word));
	});
	const first = words[0] ?? '';
	const rank = (one: DepartmentRow) =>
		first !== '' && folded(nameOf(one, language)).startsWith(first) ? 0 : 1;
	return found.sort((a, b) => rank(a) - rank(b) || nameOf(a, language).localeCompare(nameOf(b, language)));
}

/** Whether it is open now, until when, and when next; a department without hours of its own keeps the office's. */
export function departmentOpening(
	department: Pick<DepartmentRow, 'hours'>,
	office: Pick<OfficeRow, 'timeZone' | 'hours' | 'closedDays'>,
	at: Instant,
): Opening {
	const { timeZone, closedDays } = office;
	return officeOpening({ timeZone, closedDays, hours: department.hours ?? office.hours }, at);
}

function nameOf(department: DepartmentRow, language: Language): string {
	return department.name[language] ?? Object.values(department.name)[0] ?? '';
}

/** Case and accents never hide a department. */
function folded(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
