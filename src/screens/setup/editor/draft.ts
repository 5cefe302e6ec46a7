// The office file as it is being edited: a whole copy, changed freely, parsed only when it is saved.
import type { Office } from '#domain/office';

/** The same shape without `readonly`; ids stay what they are. */
export type Editable<T> = T extends string | number | boolean | null
	? T
	: T extends readonly (infer Item)[]
		? Editable<Item>[]
		: { -readonly [Key in keyof T]: Editable<T[Key]> };

export type OfficeDraft = Editable<Office>;
export type GroupDraft = OfficeDraft['groups'][number];
export type ServiceDraft = OfficeDraft['services'][number];
export type CounterDraft = OfficeDraft['counters'][number];
export type DepartmentDraft = OfficeDraft['departments'][number];
export type StaffDraft = OfficeDraft['staff'][number];
export type DeviceDraft = OfficeDraft['devices'][number];

/** The lists of an office that setup adds to. */
export type ListName = 'groups' | 'services' | 'counters' | 'departments' | 'staff' | 'devices';

export function draftOf(office: Office): OfficeDraft {
	return JSON.parse(JSON.stringify(office)) as OfficeDraft;
}

/** Whether anything differs from what was read. */
export function isChanged(draft: OfficeDraft, read: Office): boolean {
	return JSON.stringify(draft) !== JSON.stringify(read);
}

/** An id made from a name, not taken yet: `pass-2` after `pass`; a name without Latin letters gives the kind's own word. */
export function freeId<Id extends string>(name: string, kind: string, taken: Iterable<string>): Id {
	const plain = name
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 40);
	const stem = plain === '' ? kind : plain;
	const used = new Set(taken);
	let id = stem;
	for (let count = 2; used.has(id); count += 1) id = `${stem}-${count}`;
	return id as Id;
}
