// Adding to, removing from and naming the entries of the office file's lists.
import type { DeviceKind } from '#domain/office';
import { newCounter, newDepartment, newDevice, newGroup, newService, newStaff } from './blanks.ts';
import type { ListName, OfficeDraft } from './draft.ts';

/** The place of the new entry, or null where nothing can be added yet. */
export function added(draft: OfficeDraft, list: ListName, kind: DeviceKind): number | null {
	switch (list) {
		case 'groups':
			return draft.groups.push(newGroup(draft)) - 1;
		case 'services': {
			const service = newService(draft);
			return service === null ? null : draft.services.push(service) - 1;
		}
		case 'counters':
			return draft.counters.push(newCounter(draft)) - 1;
		case 'departments':
			return draft.departments.push(newDepartment(draft)) - 1;
		case 'staff':
			return draft.staff.push(newStaff(draft)) - 1;
		case 'devices':
			return draft.devices.push(newDevice(draft, kind)) - 1;
		default:
			return list satisfies never;
	}
}

/** Takes the entry out; what still names it is a mistake that the hub will list when it is saved. */
export function removed(draft: OfficeDraft, list: ListName, index: number): void {
	draft[list].splice(index, 1);
}

export interface Entry {
	readonly id: string;
	readonly name: string;
	readonly letter: string | null;
	readonly colour: number | null;
	/** Of a device. */
	readonly kind: DeviceKind | null;
}

/** The entries of a list as they are called; `name` is empty while it has none. */
export function entriesOf(draft: OfficeDraft, list: ListName): readonly Entry[] {
	const first = draft.languages[0] ?? 'en';
	const plain = { letter: null, colour: null, kind: null };
	switch (list) {
		case 'groups':
			return draft.groups.map(({ id, name, letter, colour }) => ({
				id,
				name: name[first] ?? '',
				letter,
				colour,
				kind: null,
			}));
		case 'services':
			return draft.services.map(({ id, name, group }) => {
				const of = draft.groups.find((one) => one.id === group);
				const tile = { letter: of?.letter ?? '', colour: of?.colour ?? null };
				return { ...plain, ...tile, id, name: name[first] ?? '' };
			});
		case 'counters':
			return draft.counters.map(({ id, label }) => ({ id, name: label, ...plain }));
		case 'departments':
			return draft.departments.map(({ id, name }) => ({ id, name: name[first] ?? '', ...plain }));
		case 'staff':
			return draft.staff.map(({ id, name }) => ({ id, name, ...plain }));
		case 'devices':
			return draft.devices.map(({ id, name, kind }) => ({ ...plain, id, name, kind }));
		default:
			return list satisfies never;
	}
}
