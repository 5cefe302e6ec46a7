// The real office (no demo) of the hub's tests: the story's small office with a display, a second kiosk and an administrator.
import type { DeviceId, StaffId } from '#domain/ids';
import type { Device, Office, Role } from '#domain/office';
import { id, office } from '#support/story';

function device(name: string, kind: Device['kind'], printer: string | null): Device {
	const none = { agent: null, address: null, paperWidth: null };
	return {
		id: id<DeviceId>(name),
		kind,
		name,
		printer: printer === null ? null : id<DeviceId>(printer),
		...none,
	};
}

function person(name: string, role: Role): Office['staff'][number] {
	return { id: id<StaffId>(name), name, roles: [role], services: [], languages: [] };
}

/** Under any id: two of them in one hub are two offices whose ids are the same inside. */
export function hubOffice(officeId: string): Office {
	return {
		...office,
		id: id(officeId),
		staff: [...office.staff, person('ada', 'administrator')],
		devices: [...office.devices, device('display', 'display', null), device('kiosk-2', 'kiosk', null)],
	};
}
