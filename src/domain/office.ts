// An office as the rules see it: what is served, where, by whom and when.
import type {
	CounterId,
	DepartmentId,
	DeviceId,
	GroupId,
	Language,
	OfficeId,
	ServiceId,
	StaffId,
	Wording,
} from './ids.ts';

/** Minutes after midnight on the office's own clock; `closes` may pass 1440 for a night office. */
export interface OpeningSpan {
	readonly opens: number;
	readonly closes: number;
}

/** One entry a weekday, Monday first; an empty list is a closed day. */
export type WeekHours = readonly (readonly OpeningSpan[])[];

export interface ServiceGroup {
	readonly id: GroupId;
	/** One capital letter, never I, O or Q: they are read as 1 and 0. */
	readonly letter: string;
	readonly name: Wording;
	/** Index into the eight letter-tile colours, or null for the plain tile. */
	readonly colour: number | null;
}

export interface Service {
	readonly id: ServiceId;
	readonly group: GroupId;
	readonly name: Wording;
	/** What to bring, a line each. */
	readonly bring: readonly Wording[];
	/** Minutes before closing at which the last ticket is issued. */
	readonly lastTicketMinutes: number;
	/** Null: open whenever the office is. */
	readonly hours: WeekHours | null;
	/** Growth of a waiting ticket's score a minute (accumulating priority); 1 is ordinary. */
	readonly weight: number;
	/** Offered on the kiosk, or only by staff. */
	readonly onKiosk: boolean;
}

export interface Counter {
	readonly id: CounterId;
	/** As written above the counter, such as "7". */
	readonly label: string;
	/** Empty: every service. */
	readonly services: readonly ServiceId[];
	readonly printer: DeviceId | null;
}

export interface Department {
	readonly id: DepartmentId;
	readonly name: Wording;
	/** In this building, so that an escort is possible. */
	readonly inBuilding: boolean;
	/** Belongs to somebody else than this city or office. */
	readonly outside: boolean;
	/** Room or street address, and the way there. */
	readonly place: Wording;
	readonly phone: string | null;
	readonly contact: string | null;
	readonly hours: WeekHours | null;
	/** What a customer usually has to bring there, a line each. */
	readonly papers: readonly Wording[];
}

export const ROLES = ['representative', 'trainee', 'floor', 'supervisor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

export interface Staff {
	readonly id: StaffId;
	readonly name: string;
	readonly roles: readonly Role[];
	/** Empty: every service. A trainee is called only for what is listed. */
	readonly services: readonly ServiceId[];
	readonly languages: readonly Language[];
}

export const DEVICE_KINDS = ['kiosk', 'display', 'agent', 'printer', 'sign', 'keypad', 'scanner'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** What an agent drives; the others speak for themselves. */
export const DRIVEN_KINDS = ['printer', 'sign', 'keypad', 'scanner'] as const satisfies readonly DeviceKind[];
export type DrivenKind = (typeof DRIVEN_KINDS)[number];

export function isDriven(kind: DeviceKind): kind is DrivenKind {
	return (DRIVEN_KINDS as readonly DeviceKind[]).includes(kind);
}

export const PRINTER_MAKES = ['epson', 'star', 'citizen', 'generic'] as const;
/** Whose commands a printer obeys and how it tells how it is; `generic` is ESC/POS without trust in its answers. */
export type PrinterMake = (typeof PRINTER_MAKES)[number];

/** How a printer differs from an 80 mm Epson with a cutter. */
export interface Printing {
	readonly make: PrinterMake;
	readonly cutter: boolean;
	/** The page of its own letters, such as `PC858_EURO`; null: it has none that we know, every text is drawn. */
	readonly codePage: string | null;
	/** Whole papers drawn (`drawn`), or sent in its own letters (`typed`); `auto`: typed only on a slow serial line. */
	readonly ink: 'auto' | 'drawn' | 'typed';
}

/** How a sign or keypad is spoken to on its serial line. */
export interface Frames {
	/** Name of a frame format that its agent knows, such as `rotunda`. */
	readonly format: string;
	/** Its number on a line that several devices share, 1 to 250. */
	readonly unit: number;
}

export interface Device {
	readonly id: DeviceId;
	readonly kind: DeviceKind;
	/** What people call it: "Kiosk by the door". */
	readonly name: string;
	/** A driven device: the agent that drives it. */
	readonly agent: DeviceId | null;
	/** A driven device: how its agent reaches it, such as `tcp://127.0.0.1:9100` or `serial:/dev/ttyUSB0?baud=19200`. */
	readonly address: string | null;
	/** A kiosk: the printer its tickets come out of. */
	readonly printer: DeviceId | null;
	/** A kiosk: the printer that takes over when the first cannot print. */
	readonly sparePrinter: DeviceId | null;
	/** A printer's paper width in millimetres. */
	readonly paperWidth: 80 | 58 | null;
	/** A printer; null for a device of another kind. */
	readonly printing: Printing | null;
	/** A sign or keypad: the counter it stands at. A scanner: the counter whose station it serves, or null at a kiosk. */
	readonly counter: CounterId | null;
	/** A scanner: the kiosk it is built into, or null at a counter. */
	readonly kiosk: DeviceId | null;
	/** A sign or keypad. */
	readonly frames: Frames | null;
}

/** What may stand on a ticket, from top to bottom as the office orders it. */
export type TicketPart =
	| 'office'
	| 'number'
	| 'service'
	| 'ahead'
	| 'wait'
	| 'bring'
	| 'next'
	| 'watch'
	| 'qr'
	| 'note'
	| 'issued'
	| 'keep'
	| 'privacy';

export type ReferralPart =
	| 'office'
	| 'title'
	| 'department'
	| 'place'
	| 'contact'
	| 'phone'
	| 'hours'
	| 'papers'
	| 'tracking'
	| 'note'
	| 'number'
	| 'issued';

export type EscortPart =
	| 'office'
	| 'title'
	| 'number'
	| 'department'
	| 'place'
	| 'started'
	| 'tracking'
	| 'note'
	| 'receipt'
	| 'issued';

export interface PaperLayout<Part extends string> {
	/** Each at most once, in the order in which they are printed. */
	readonly parts: readonly Part[];
	/** The office's own words, printed where `note` stands; null prints none. */
	readonly note: Wording | null;
	readonly noteSize: 'body' | 'large';
}

/** The papers whose looks an office may change; the end-of-day summary and the test page are the same everywhere. */
export interface PaperLayouts {
	readonly ticket: PaperLayout<TicketPart>;
	readonly referral: PaperLayout<ReferralPart>;
	readonly escort: PaperLayout<EscortPart>;
}

export interface Office {
	readonly id: OfficeId;
	readonly name: Wording;
	/** IANA name, such as `America/Los_Angeles`. */
	readonly timeZone: string;
	/** The first is the one everything is worded in. */
	readonly languages: readonly Language[];
	readonly hours: WeekHours;
	/** `YYYY-MM-DD` days on which the office stays closed. */
	readonly closedDays: readonly string[];
	readonly groups: readonly ServiceGroup[];
	readonly services: readonly Service[];
	readonly counters: readonly Counter[];
	readonly departments: readonly Department[];
	readonly staff: readonly Staff[];
	readonly devices: readonly Device[];
	readonly papers: PaperLayouts;
	/** Made by the first start to be tried out: accounts are offered and devices pair by themselves. */
	readonly demo: boolean;
}
