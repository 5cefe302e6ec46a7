// The real office (no demo) of the hub's tests: the story's small office with a display, a second kiosk and an administrator.
import type { StaffId } from '#domain/ids';
import type { Office, Role } from '#domain/office';
import { plainDevice } from '#support/plain-device';
import { id, office } from '#support/story';

function person(name: string, role: Role): Office['staff'][number] {
	return { id: id<StaffId>(name), name, roles: [role], services: [], languages: [] };
}

/** Under any id: two of them in one hub are two offices whose ids are the same inside. */
export function hubOffice(officeId: string): Office {
	return {
		...office,
		id: id(officeId),
		staff: [...office.staff, person('ada', 'administrator')],
		devices: [...office.devices, plainDevice('display', 'display'), plainDevice('kiosk-2', 'kiosk')],
	};
}
