// Builds the office file of a recorded day: its queues as services with their own names and letters, its counters and
// the people and devices that the replay plays.
import type { CounterId, DeviceId, GroupId, OfficeId, ServiceId, StaffId, Wording } from '#domain/ids';
import type { Counter, Device, Office, Service, ServiceGroup, Staff } from '#domain/office';
import { USUAL_PAPERS } from '#paper/parts';
import { plainDevice } from '#support/plain-device';
import type { RecordedDay, RecordedQueue } from './recorded-day.ts';
import type { Script } from './script.ts';

/** The language of the record. */
const LANGUAGE = 'pl';
/** I, O and Q are read as 1 and 0. */
const LETTERS = [...'ABCDEFGHJKLMNPRSTUVWXYZ'];
const COLOURS = 8;
/** A group's name has to fit its tile on the kiosk. */
const LONGEST_GROUP_NAME = 60;
const ALL_DAY = [{ opens: 0, closes: 1440 }];

export interface RecordedOffice {
	readonly office: Office;
	/** Queue of the record -> service. */
	readonly services: ReadonlyMap<string, ServiceId>;
	/** Counter of the script -> counter of the office, and who works there. */
	readonly desks: ReadonlyMap<string, { readonly counter: CounterId; readonly staff: StaffId }>;
	/** Looks after the whole room: may open the day and see every ticket. */
	readonly supervisor: StaffId;
	readonly kiosks: readonly DeviceId[];
	readonly displays: readonly DeviceId[];
}

export interface Cast {
	/** Whoever adds the office is an administrator in it. */
	readonly administrator: string;
	readonly kiosks: number;
	readonly displays: number;
}

/** `now`: decides the time zone, so that the replay's day cannot turn while it runs. */
export function officeOf(
	day: RecordedDay,
	script: Script,
	id: string,
	now: Date,
	cast: Cast,
): RecordedOffice {
	const letters = lettersOf(day.queues);
	const groups = groupsOf(day.queues, letters);
	const services = new Map(day.queues.map((queue) => [queue.id, `q${queue.id}` as ServiceId]));
	const desks = new Map<string, { counter: CounterId; staff: StaffId }>();
	const counters: Counter[] = [];
	const staff: Staff[] = [];
	for (const [queue, names] of script.counters) {
		const service = services.get(queue);
		if (service === undefined) throw new Error(`queue ${queue} has counters and no service`);
		for (const name of names) {
			const number = String(counters.length + 1);
			const desk = { counter: `c${number}` as CounterId, staff: `r${number}` as StaffId };
			desks.set(name, desk);
			counters.push({ id: desk.counter, label: number, services: [service], printer: null });
			staff.push(person(desk.staff, `Stanowisko ${number}`, ['representative']));
		}
	}
	const supervisor = cast.administrator as StaffId;
	staff.push(person(supervisor, 'Kierownik sali', ['supervisor', 'floor', 'administrator']));
	const kiosks = devices('kiosk', cast.kiosks);
	const displays = devices('display', cast.displays);
	const office: Office = {
		id: id as OfficeId,
		name: said(`${day.office.replaceAll('_', ' ')} ${day.date}`),
		timeZone: morningZone(now),
		languages: [LANGUAGE],
		hours: Array.from({ length: 7 }, () => ALL_DAY),
		closedDays: [],
		groups,
		services: day.queues.map((queue) => serviceOf(queue, letters)),
		counters,
		departments: [],
		staff,
		devices: [...kiosks, ...displays],
		papers: USUAL_PAPERS,
		demo: false,
	};
	return {
		office,
		services,
		desks,
		supervisor,
		kiosks: kiosks.map((one) => one.id),
		displays: displays.map((one) => one.id),
	};
}

/** The zone without summer time where it is between five and six in the morning: hours stay before the day turns. */
export function morningZone(now: Date): string {
	const ahead = (5 - now.getUTCHours() + 36) % 24;
	const hours = ahead - 12;
	// Signs of these names are turned round: Etc/GMT-3 is three hours ahead of Greenwich.
	return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${String(Math.abs(hours))}`;
}

/** Recorded letters stay where they are allowed; the others get the next free one, or share the last when none is left. */
function lettersOf(queues: readonly RecordedQueue[]): Map<string, string> {
	const letters = new Map<string, string>();
	const taken = new Set<string>();
	for (const { id, letter } of queues) {
		if (!LETTERS.includes(letter)) continue;
		letters.set(id, letter);
		taken.add(letter);
	}
	for (const { id } of queues) {
		if (letters.has(id)) continue;
		const letter = LETTERS.find((one) => !taken.has(one)) ?? 'Z';
		letters.set(id, letter);
		taken.add(letter);
	}
	return letters;
}

function groupsOf(queues: readonly RecordedQueue[], letters: ReadonlyMap<string, string>): ServiceGroup[] {
	const names = new Map<string, string[]>();
	for (const { id, name } of queues) {
		const letter = letters.get(id) ?? '';
		names.set(letter, [...(names.get(letter) ?? []), name]);
	}
	const sorted = [...names].sort(([a], [b]) => (a < b ? -1 : 1));
	return sorted.map(([letter, of], at) => ({
		id: `g${letter}` as GroupId,
		letter,
		// Several queues under one letter were never named together.
		name: said(short(of.length === 1 ? (of[0] ?? '') : `${letter}: ${of.join(' / ')}`)),
		colour: at < COLOURS ? at : null,
	}));
}

function serviceOf(queue: RecordedQueue, letters: ReadonlyMap<string, string>): Service {
	return {
		id: `q${queue.id}` as ServiceId,
		group: `g${letters.get(queue.id) ?? ''}` as GroupId,
		name: said(queue.name),
		bring: [],
		lastTicketMinutes: 0,
		hours: null,
		weight: 1,
		onKiosk: true,
	};
}

function person(id: StaffId, name: string, roles: Staff['roles']): Staff {
	return { id, name, roles, services: [], languages: [LANGUAGE] };
}

function devices(kind: 'kiosk' | 'display', count: number): Device[] {
	return Array.from({ length: count }, (_, at) => {
		return plainDevice(`${kind}-${String(at + 1)}`, kind);
	});
}

function said(text: string): Wording {
	return { [LANGUAGE]: text };
}

function short(name: string): string {
	return name.length > LONGEST_GROUP_NAME ? `${name.slice(0, LONGEST_GROUP_NAME - 1).trimEnd()}…` : name;
}
