// A new office that starts as a copy of another: what it serves and when, without who works and what stands there.
import type { OfficeId, StaffId } from '#domain/ids';
import type { Office } from '#domain/office';

export interface NewOffice {
	readonly id: OfficeId;
	/** In the first language of the office that it is like. */
	readonly name: string;
	readonly timeZone: string;
}

/** `by`: whoever adds it, its only administrator until they put others on the list. */
export function newOfficeLike(like: Office, { id, name, timeZone }: NewOffice, by: StaffId): Office {
	const [first = 'en'] = like.languages;
	const maker = like.staff.find((one) => one.id === by);
	const person = { id: by, name: maker?.name ?? by, services: [], languages: maker?.languages ?? [] };
	return {
		...like,
		id,
		name: { [first]: name },
		timeZone: timeZone.trim(),
		counters: like.counters.map((counter) => ({ ...counter, printer: null })),
		staff: [{ ...person, roles: ['administrator'] }],
		devices: [],
		demo: false,
	};
}
