// What screens know of the office itself: rows that change only when it is set up anew or its day turns.
import { groupOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { BusinessDay, CounterId, DeviceId, Language, ServiceId, StaffId, Wording } from '#domain/ids';
import type { Department, DeviceKind, Role, Service, WeekHours } from '#domain/office';
import { escortOfStaff, counterOfStaff } from '#domain/lobby';

export interface OfficeRow {
	readonly id: string;
	readonly name: Wording;
	readonly timeZone: string;
	readonly languages: readonly Language[];
	readonly hours: WeekHours;
	readonly closedDays: readonly string[];
	/** Null: no day is open, nothing is issued. */
	readonly day: BusinessDay | null;
	/** The last day that was opened, open or closed: its figures are still at hand. Null before the first. */
	readonly lastDay: BusinessDay | null;
	readonly demo: boolean;
}

export interface GroupRow {
	readonly id: string;
	readonly letter: string;
	readonly colour: number | null;
	readonly name: Wording;
}

export type DepartmentRow = Department;

export interface StaffRow {
	readonly id: StaffId;
	readonly name: string;
	readonly roles: readonly Role[];
	/** Empty: every service. */
	readonly services: readonly ServiceId[];
	readonly languages: readonly Language[];
	/** Signed in at this counter. */
	readonly counter: CounterId | null;
	/** Away on this escort. */
	readonly escort: string | null;
}

/** The rest stands until the office is set up anew. */
export const CHANGING_OF_STAFF = ['counter', 'escort'] as const satisfies readonly (keyof StaffRow)[];

export interface DeviceRow {
	readonly id: DeviceId;
	readonly kind: DeviceKind;
	readonly name: string;
	/** A driven device: the agent that drives it. */
	readonly agent: DeviceId | null;
	readonly printer: DeviceId | null;
	readonly sparePrinter: DeviceId | null;
	/** Where a sign, a keypad or a scanner stands. */
	readonly counter: CounterId | null;
	readonly kiosk: DeviceId | null;
}

export function officeRow(lobby: Lobby, id: string): OfficeRow | null {
	const { office } = lobby;
	if (office.id !== id) return null;
	const { name, timeZone, languages, hours, closedDays, demo } = office;
	return {
		id,
		name,
		timeZone,
		languages,
		hours,
		closedDays,
		day: lobby.day,
		lastDay: lobby.numberedDay,
		demo,
	};
}

export function groupRow(lobby: Lobby, id: string): GroupRow | null {
	const group = lobby.office.groups.find((one) => one.id === id);
	if (group === undefined) return null;
	return { id, letter: group.letter, colour: group.colour, name: group.name };
}

export function departmentRow(lobby: Lobby, id: string): DepartmentRow | null {
	return lobby.office.departments.find((one) => one.id === id) ?? null;
}

export function staffRow(lobby: Lobby, id: string): StaffRow | null {
	const staff = lobby.office.staff.find((one) => one.id === id);
	if (staff === undefined) return null;
	return {
		id: staff.id,
		name: staff.name,
		roles: staff.roles,
		services: staff.services,
		languages: staff.languages,
		counter: counterOfStaff(lobby, staff.id)?.id ?? null,
		escort: escortOfStaff(lobby, staff.id)?.id ?? null,
	};
}

export function deviceRow(lobby: Lobby, id: string): DeviceRow | null {
	const device = lobby.office.devices.find((one) => one.id === id);
	if (device === undefined) return null;
	const { kind, name, agent, printer, sparePrinter, counter, kiosk } = device;
	return { id: device.id, kind, name, agent, printer, sparePrinter, counter, kiosk };
}

/** The letter and colour that a service's tickets wear. */
export function tileOf(lobby: Lobby, service: Service): { letter: string; colour: number | null } {
	const group = groupOf(lobby, service);
	return { letter: group?.letter ?? '', colour: group?.colour ?? null };
}
