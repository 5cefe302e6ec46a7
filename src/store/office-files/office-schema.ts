// What an office file must look like: parsed at the door, all mistakes at once, trusted inside.
import { z } from 'zod';
import type { CounterId, DepartmentId, DeviceId, GroupId, OfficeId, ServiceId, StaffId } from '#domain/ids';
import type { DeviceKind, Office, Role } from '#domain/office';
import { address } from './office-address.ts';
import { officePapers } from './office-papers.ts';
import { crossChecks } from './office-cross-checks.ts';
import type { Mistake } from '../office-file.ts';
import { mistakesOf } from './office-mistakes.ts';
import { calendarDay, id, language, letter, officeId, part, text, timeZone, wording } from './office-text.ts';
import { withUsual } from '../usual-device.ts';
import { weekHours, writtenHours, type WrittenHours } from './week-hours.ts';

const ROLES = ['representative', 'trainee', 'floor', 'supervisor', 'administrator'] as const satisfies Role[];
const KINDS = [
	'kiosk',
	'display',
	'agent',
	'printer',
	'sign',
	'keypad',
	'scanner',
] as const satisfies DeviceKind[];

const group = part({
	id: id<GroupId>(),
	letter,
	name: wording(60),
	colour: z.int().min(0).max(7).nullable().default(null),
});

const service = part({
	id: id<ServiceId>(),
	group: id<GroupId>(),
	name: wording(120),
	bring: z.array(wording(200)).default([]),
	lastTicketMinutes: z.int().min(0).max(720).default(0),
	hours: weekHours.nullable().default(null),
	weight: z.number().min(0.01).max(100).default(1),
	onKiosk: z.boolean().default(true),
});

const counter = part({
	id: id<CounterId>(),
	label: text(12),
	services: z.array(id<ServiceId>()).default([]),
	printer: id<DeviceId>().nullable().default(null),
});

const department = part({
	id: id<DepartmentId>(),
	name: wording(120),
	inBuilding: z.boolean(),
	outside: z.boolean().default(false),
	place: wording(300),
	phone: text(60).nullable().default(null),
	contact: text(120).nullable().default(null),
	hours: weekHours.nullable().default(null),
	papers: z.array(wording(200)).default([]),
});

const staff = part({
	id: id<StaffId>(),
	name: text(80),
	roles: z.array(z.enum(ROLES)).min(1),
	services: z.array(id<ServiceId>()).default([]),
	languages: z.array(language).default([]),
});

const device = part({
	id: id<DeviceId>(),
	kind: z.enum(KINDS),
	name: text(80),
	agent: id<DeviceId>().nullable().default(null),
	address: address.nullable().default(null),
	printer: id<DeviceId>().nullable().default(null),
	sparePrinter: id<DeviceId>().nullable().default(null),
	paperWidth: z.literal([80, 58]).nullable().default(null),
	printing: part({
		make: z.enum(['epson', 'star', 'citizen', 'generic']).default('epson'),
		cutter: z.boolean().default(true),
		codePage: text(20).nullable().default('PC858_EURO'),
		ink: z.enum(['auto', 'drawn', 'typed']).default('auto'),
	})
		.nullable()
		.default(null),
	counter: id<CounterId>().nullable().default(null),
	kiosk: id<DeviceId>().nullable().default(null),
	frames: part({
		format: text(20).default('rotunda'),
		unit: z.int().min(1).max(250).default(1),
	})
		.nullable()
		.default(null),
}).transform(withUsual);

const officeSchema = part({
	id: officeId<OfficeId>(),
	name: wording(80),
	timeZone,
	languages: z.array(language).min(1),
	hours: weekHours,
	closedDays: z.array(calendarDay).default([]),
	groups: z.array(group),
	services: z.array(service),
	counters: z.array(counter),
	departments: z.array(department).default([]),
	staff: z.array(staff),
	devices: z.array(device).default([]),
	papers: officePapers,
	demo: z.boolean().default(false),
}) satisfies z.ZodType<Office>;

export type Parsed =
	| { readonly office: Office; readonly mistakes: null }
	| { readonly office: null; readonly mistakes: readonly Mistake[] };

/** Reads the file's form, or an office as the rules have it. What is left out of a person's file gets its quiet default. */
export function parseOffice(input: unknown): Parsed {
	const parsed = officeSchema.safeParse(input, { reportInput: true });
	const mistakes = [...(parsed.success ? [] : mistakesOf(parsed.error.issues)), ...crossChecks(input)];
	if (parsed.success && mistakes.length === 0) return { office: parsed.data, mistakes: null };
	return { office: null, mistakes };
}

type Written<Part extends { hours: unknown }> = Omit<Part, 'hours'> & { readonly hours: WrittenHours | null };

/** An office as its file shows it: the same, with hours that a person can read. */
export interface OfficeAsWritten extends Omit<Office, 'hours' | 'services' | 'departments'> {
	readonly hours: WrittenHours;
	readonly services: readonly Written<Office['services'][number]>[];
	readonly departments: readonly Written<Office['departments'][number]>[];
}

/** `parseOffice(toFile(office))` gives the office back. */
export function toFile(office: Office): OfficeAsWritten {
	const written = <Part extends { readonly hours: Office['hours'] | null }>(one: Part) => ({
		...one,
		hours: one.hours === null ? null : writtenHours(one.hours),
	});
	return {
		...office,
		hours: writtenHours(office.hours),
		services: office.services.map(written),
		departments: office.departments.map(written),
	};
}
