// The state of one office, and the questions one may ask of it. Only `evolve` changes it.
import type { HelpPlace, JobOutcome, Paper, PauseReason } from './commands.ts';
import type {
	BusinessDay,
	CounterId,
	DepartmentId,
	DeviceId,
	EscortId,
	HelpId,
	Instant,
	JobId,
	OfficeId,
	ReferralId,
	ServiceId,
	StaffId,
	TicketId,
	VisitId,
} from './ids.ts';
import { Line } from './line.ts';
import type { Counter, Department, Device, Office, Service, ServiceGroup, Staff } from './office.ts';
import type { LineTarget, Priority, Ticket } from './ticket.ts';
import type { Escort, Referral, Visit } from './visit.ts';

export interface CounterState {
	readonly id: CounterId;
	status: 'closed' | 'open' | 'paused' | 'escorting';
	staff: StaffId | null;
	pause: PauseReason | null;
	/** The ticket called to or served at this counter. */
	ticket: TicketId | null;
	since: Instant;
}

export interface Help {
	readonly id: HelpId;
	readonly place: HelpPlace;
	readonly at: Instant;
	answeredBy: StaffId | null;
}

export interface Job {
	readonly id: JobId;
	/** Another one than at first when a spare printer took over. */
	device: DeviceId;
	readonly paper: Paper;
	readonly copy: number;
	readonly owedSince: Instant;
	/** `asked`: it waited so long that staff are asked whether it is still wanted; `wanted`: they said yes. */
	doubt: 'none' | 'asked' | 'wanted';
	/** Null while owed. */
	outcome: JobOutcome | null;
}

export interface Call {
	readonly ticket: TicketId;
	readonly number: string;
	readonly service: ServiceId;
	readonly counter: CounterId;
	readonly sequence: number;
}

/** What the estimate of a service's wait learns from: its own last calls of the day, oldest first. */
export interface CallMade {
	readonly at: Instant;
	/** Milliseconds this ticket had waited. */
	readonly waited: number;
	/** Tickets ahead when it was issued. */
	readonly ahead: number;
}

export interface DayTotals {
	issued: number;
	called: number;
	finished: number;
	noShow: number;
	cancelled: number;
	referred: number;
	escorted: number;
	/** First calls of tickets, and how long those had waited in all and at most, in ms. */
	firstCalls: number;
	waited: number;
	longestWait: number;
}

export interface Lobby {
	office: Office;
	/** Position of the last event applied; 0 before the first. */
	position: number;
	/** When the last event happened. */
	at: Instant;
	day: BusinessDay | null;
	/** The day that numbers and sequence belong to: a day closed and opened again goes on with them. */
	numberedDay: BusinessDay | null;
	/** Letter -> last number given that day. */
	readonly numbers: Map<string, number>;
	/** Running number of calls and recalls of the day. */
	sequence: number;
	readonly visits: Map<VisitId, Visit>;
	readonly tickets: Map<TicketId, Ticket>;
	readonly lines: Map<string, Line<Ticket>>;
	/** The held tickets: found without a look at all who wait. */
	readonly held: Set<TicketId>;
	readonly counters: Map<CounterId, CounterState>;
	readonly referrals: Map<ReferralId, Referral>;
	readonly escorts: Map<EscortId, Escort>;
	readonly helps: Map<HelpId, Help>;
	readonly jobs: Map<JobId, Job>;
	/** The last calls, newest first. */
	calls: Call[];
	readonly callsMade: Map<ServiceId, CallMade[]>;
	/** Ended tickets that are still remembered, oldest first. */
	readonly ended: TicketId[];
	readonly endedJobs: JobId[];
	totals: DayTotals;
}

/** How much of the past a lobby remembers; the record itself is the events. */
export const REMEMBERED = { calls: 12, callsMade: 20, endedTickets: 100, endedJobs: 50 } as const;

export function emptyLobby(office: OfficeId): Lobby {
	return {
		office: {
			id: office,
			name: {},
			timeZone: 'UTC',
			languages: [],
			hours: [],
			closedDays: [],
			groups: [],
			services: [],
			counters: [],
			departments: [],
			staff: [],
			devices: [],
			papers: {
				ticket: { parts: [], note: null, noteSize: 'body' },
				referral: { parts: [], note: null, noteSize: 'body' },
				escort: { parts: [], note: null, noteSize: 'body' },
			},
			demo: false,
		},
		position: 0,
		at: 0,
		day: null,
		numberedDay: null,
		numbers: new Map(),
		sequence: 0,
		visits: new Map(),
		tickets: new Map(),
		lines: new Map(),
		held: new Set(),
		counters: new Map(),
		referrals: new Map(),
		escorts: new Map(),
		helps: new Map(),
		jobs: new Map(),
		calls: [],
		callsMade: new Map(),
		ended: [],
		endedJobs: [],
		totals: {
			issued: 0,
			called: 0,
			finished: 0,
			noShow: 0,
			cancelled: 0,
			referred: 0,
			escorted: 0,
			firstCalls: 0,
			waited: 0,
			longestWait: 0,
		},
	};
}

export function lineKey(target: LineTarget, priority: Priority): string {
	return `${target.kind}:${target.id}:${priority}`;
}

/** The line of that target and priority; one that nobody joined yet is empty. */
export function lineOf(lobby: Lobby, target: LineTarget, priority: Priority): Line<Ticket> {
	return lobby.lines.get(lineKey(target, priority)) ?? new Line();
}

export function waitingFor(lobby: Lobby, service: ServiceId): number {
	const target: LineTarget = { kind: 'service', id: service };
	return lineOf(lobby, target, 'normal').size + lineOf(lobby, target, 'priority').size;
}

export function serviceOf(lobby: Lobby, id: ServiceId): Service | null {
	return lobby.office.services.find((service) => service.id === id) ?? null;
}

export function groupOf(lobby: Lobby, service: Service): ServiceGroup | null {
	return lobby.office.groups.find((group) => group.id === service.group) ?? null;
}

export function counterOf(lobby: Lobby, id: CounterId): Counter | null {
	return lobby.office.counters.find((counter) => counter.id === id) ?? null;
}

export function departmentOf(lobby: Lobby, id: DepartmentId): Department | null {
	return lobby.office.departments.find((department) => department.id === id) ?? null;
}

export function staffOf(lobby: Lobby, id: StaffId): Staff | null {
	return lobby.office.staff.find((staff) => staff.id === id) ?? null;
}

export function deviceOf(lobby: Lobby, id: DeviceId): Device | null {
	return lobby.office.devices.find((device) => device.id === id) ?? null;
}

/** The counter's state; one that nobody opened yet is closed. */
export function counterState(lobby: Lobby, id: CounterId): CounterState {
	return lobby.counters.get(id) ?? { id, status: 'closed', staff: null, pause: null, ticket: null, since: 0 };
}

/** Where this person is signed in, or null. */
export function counterOfStaff(lobby: Lobby, staff: StaffId): CounterState | null {
	for (const counter of lobby.counters.values()) if (counter.staff === staff) return counter;
	return null;
}

/** The escort this person is walking or has not come back from, or null. */
export function escortOfStaff(lobby: Lobby, staff: StaffId): Escort | null {
	for (const escort of lobby.escorts.values()) {
		if (escort.staff === staff && escort.returnedAt === null) return escort;
	}
	return null;
}

/** The visit's present ticket, or null for a visit without one. */
export function ticketOfVisit(lobby: Lobby, visit: Visit): Ticket | null {
	const last = visit.tickets.at(-1);
	return last === undefined ? null : (lobby.tickets.get(last) ?? null);
}
