// New entries of the office file, filled in as far as can be known.
import type { CounterId, DepartmentId, DeviceId, GroupId, ServiceId, StaffId } from '#domain/ids';
import type { DeviceKind } from '#domain/office';
import { freeId } from './draft.ts';
import type {
	CounterDraft,
	DepartmentDraft,
	DeviceDraft,
	GroupDraft,
	OfficeDraft,
	ServiceDraft,
	StaffDraft,
} from './draft.ts';

/** I, O and Q are read as 1 and 0. */
const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const COLOURS = 8;

const idsOf = (list: readonly { readonly id: string }[]) => list.map((one) => one.id);
const blankWording = (office: OfficeDraft) => ({ [office.languages[0] ?? 'en']: '' });

export function newGroup(office: OfficeDraft): GroupDraft {
	const used = new Set(office.groups.map((one) => one.letter));
	return {
		id: freeId<GroupId>('', 'group', idsOf(office.groups)),
		letter: [...LETTERS].find((letter) => !used.has(letter)) ?? 'A',
		name: blankWording(office),
		colour: office.groups.length % COLOURS,
	};
}

/** Null while there is no group to belong to. */
export function newService(office: OfficeDraft): ServiceDraft | null {
	const group = office.groups[0];
	if (group === undefined) return null;
	return {
		id: freeId<ServiceId>('', 'service', idsOf(office.services)),
		group: group.id,
		name: blankWording(office),
		bring: [],
		lastTicketMinutes: 0,
		hours: null,
		weight: 1,
		onKiosk: true,
	};
}

export function newCounter(office: OfficeDraft): CounterDraft {
	const highest = Math.max(0, ...office.counters.map((one) => Number(one.label)).filter(Number.isFinite));
	const label = String(highest + 1);
	return {
		id: freeId<CounterId>(`counter-${label}`, 'counter', idsOf(office.counters)),
		label,
		services: [],
		printer: null,
	};
}

export function newDepartment(office: OfficeDraft): DepartmentDraft {
	return {
		id: freeId<DepartmentId>('', 'department', idsOf(office.departments)),
		name: blankWording(office),
		inBuilding: true,
		outside: false,
		place: blankWording(office),
		phone: null,
		contact: null,
		hours: null,
		papers: [],
	};
}

export function newStaff(office: OfficeDraft): StaffDraft {
	return {
		id: freeId<StaffId>('', 'person', idsOf(office.staff)),
		name: '',
		roles: ['representative'],
		services: [],
		languages: office.languages.slice(0, 1),
	};
}

const DRIVEN: readonly DeviceKind[] = ['printer', 'sign', 'keypad', 'scanner'];

/** What an agent drives; the others speak for themselves. */
export function isDrivenKind(kind: DeviceKind): boolean {
	return DRIVEN.includes(kind);
}

/** As a newcomer finds them: a printer on the network, the rest on the first serial adapter. */
const ADDRESSES: Partial<Record<DeviceKind, string>> = {
	printer: 'tcp://127.0.0.1:9100',
	sign: 'serial:/dev/ttyUSB0?baud=9600',
	keypad: 'serial:/dev/ttyUSB0?baud=9600',
	scanner: 'serial:/dev/ttyACM0?baud=9600',
};

export function newDevice(office: OfficeDraft, kind: DeviceKind): DeviceDraft {
	const agent = office.devices.find((one) => one.kind === 'agent')?.id ?? null;
	const printer = office.devices.find((one) => one.kind === 'printer')?.id ?? null;
	const counter = office.counters[0]?.id ?? null;
	return {
		id: freeId<DeviceId>('', kind, idsOf(office.devices)),
		kind,
		name: '',
		agent: isDrivenKind(kind) ? agent : null,
		address: ADDRESSES[kind] ?? null,
		printer: kind === 'kiosk' ? printer : null,
		sparePrinter: null,
		paperWidth: kind === 'printer' ? 80 : null,
		printing:
			kind === 'printer' ? { make: 'epson', cutter: true, codePage: 'PC858_EURO', ink: 'auto' } : null,
		counter: kind === 'sign' || kind === 'keypad' || kind === 'scanner' ? counter : null,
		kiosk: null,
		frames: kind === 'sign' || kind === 'keypad' ? { format: 'rotunda', unit: 1 } : null,
	};
}
