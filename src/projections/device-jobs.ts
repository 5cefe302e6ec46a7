// What an owed job shows on paper: facts for the agent's layout, nothing about a person.
import { counterOf, departmentOf, deviceOf, groupOf, serviceOf } from '#domain/lobby';
import type { DayTotals, Job, Lobby } from '#domain/lobby';
import { writtenNumber } from '#domain/policy/numbering';
import type {
	BusinessDay,
	DeviceId,
	EscortId,
	JobId,
	Language,
	ReferralId,
	ServiceId,
	TicketId,
	Wording,
} from '#domain/ids';
import type { Department, Device, ServiceGroup } from '#domain/office';
import type { WaitRange } from '#domain/ticket';

export type PaperFacts =
	| {
			readonly kind: 'ticket';
			readonly language: Language;
			readonly number: string;
			readonly group: Pick<ServiceGroup, 'letter' | 'name'>;
			readonly service: Wording;
			/** Services still to come on this number. */
			readonly next: readonly Wording[];
			readonly issuedAt: number;
			readonly day: BusinessDay;
			readonly ahead: number;
			readonly estimate: WaitRange | null;
			readonly bring: readonly Wording[];
			/** Path of the public ticket page below the hub's address, such as `/ticket/...`. */
			readonly page: string;
	  }
	| {
			readonly kind: 'referral';
			readonly language: Language;
			/** The visit's ticket number, or null without a ticket. */
			readonly number: string | null;
			readonly department: Pick<Department, 'name' | 'place' | 'phone' | 'hours' | 'outside'>;
			readonly contact: string | null;
			readonly papers: readonly string[];
			readonly trackingNumber: string | null;
			readonly issuedAt: number;
	  }
	| {
			readonly kind: 'escort';
			readonly language: Language;
			/** The visit's ticket number, or null without a ticket. */
			readonly number: string | null;
			/** Where they come from: the counter's label, or null from the floor. */
			readonly counter: string | null;
			/** The department as its people read it, with the way there. */
			readonly department: Pick<Department, 'name' | 'place'>;
			readonly trackingNumber: string | null;
			readonly startedAt: number;
	  }
	| {
			readonly kind: 'day';
			/** The office's first language: staff read it. */
			readonly language: Language;
			readonly day: BusinessDay;
			/** False while the day is open: the figures may still grow. */
			readonly closed: boolean;
			readonly totals: DayTotals;
			/** The last number given of each letter. */
			readonly numbers: readonly string[];
			readonly madeAt: number;
	  }
	| {
			readonly kind: 'test';
			readonly language: Language;
			/** Every language of the office, each to be shown by a line of its own. */
			readonly languages: readonly Language[];
			readonly device: Pick<Device, 'id' | 'name' | 'paperWidth' | 'address'>;
			readonly madeAt: number;
	  };

export interface JobFacts {
	readonly id: JobId;
	readonly device: DeviceId;
	/** Hub time at which it was owed, ms since 1970. */
	readonly owedSince: number;
	/** 1 is the first print; more are reprints and say so on the paper. */
	readonly copy: number;
	/** Staff said that it is wanted however late it is. */
	readonly wanted: boolean;
	readonly paper: PaperFacts;
}

/** The job with what its paper shows, or null when what it was about is no longer known. */
export function jobContent(lobby: Lobby, job: Job): JobFacts | null {
	const paper = paperFacts(lobby, job);
	if (paper === null) return null;
	const { id, device, owedSince, copy, doubt } = job;
	return { id, device, owedSince, copy, wanted: doubt === 'wanted', paper };
}

function paperFacts(lobby: Lobby, { paper, device, owedSince }: Job): PaperFacts | null {
	switch (paper.kind) {
		case 'ticket':
			return ticketPaper(lobby, paper.ticket);
		case 'referral':
			return referralPaper(lobby, paper.referral);
		case 'escort':
			return escortPaper(lobby, paper.escort);
		case 'day':
			return dayPaper(lobby, paper.day, owedSince);
		case 'test':
			return testPaper(lobby, device, owedSince);
		default:
			return paper satisfies never;
	}
}

function ticketPaper(lobby: Lobby, id: TicketId): PaperFacts | null {
	const ticket = lobby.tickets.get(id);
	const service = ticket === undefined ? null : serviceOf(lobby, ticket.service);
	const group = service === null ? null : groupOf(lobby, service);
	if (ticket === undefined || service === null || group === null) return null;
	const visit = lobby.visits.get(ticket.visit);
	return {
		kind: 'ticket',
		language: ticket.language,
		number: ticket.number,
		group: { letter: group.letter, name: group.name },
		service: service.name,
		next: namesOf(lobby, visit?.next ?? []),
		issuedAt: ticket.issuedAt,
		day: lobby.day ?? '',
		ahead: ticket.ahead,
		estimate: ticket.estimate,
		bring: service.bring,
		page: `/ticket/${ticket.id}`,
	};
}

function referralPaper(lobby: Lobby, id: ReferralId): PaperFacts | null {
	const referral = lobby.referrals.get(id);
	const department = referral === undefined ? null : departmentOf(lobby, referral.department);
	if (referral === undefined || department === null) return null;
	const visit = lobby.visits.get(referral.visit);
	const { name, place, phone, hours, outside } = department;
	return {
		kind: 'referral',
		language: visit?.language ?? firstLanguage(lobby),
		number: visit?.number ?? null,
		department: { name, place, phone, hours, outside },
		contact: referral.contact,
		papers: referral.papers,
		trackingNumber: referral.trackingNumber,
		issuedAt: referral.at,
	};
}

function escortPaper(lobby: Lobby, id: EscortId): PaperFacts | null {
	const escort = lobby.escorts.get(id);
	const department = escort === undefined ? null : departmentOf(lobby, escort.department);
	if (escort === undefined || department === null) return null;
	const visit = lobby.visits.get(escort.visit);
	const referral = escort.referral === null ? undefined : lobby.referrals.get(escort.referral);
	return {
		kind: 'escort',
		language: visit?.language ?? firstLanguage(lobby),
		number: visit?.number ?? null,
		counter: escort.counter === null ? null : (counterOf(lobby, escort.counter)?.label ?? null),
		department: { name: department.name, place: department.place },
		trackingNumber: referral?.trackingNumber ?? null,
		startedAt: escort.startedAt,
	};
}

function dayPaper(lobby: Lobby, day: BusinessDay, madeAt: number): PaperFacts | null {
	// The next day has other figures: a summary that came too late is none.
	if (lobby.numberedDay !== day) return null;
	return {
		kind: 'day',
		language: firstLanguage(lobby),
		day,
		closed: lobby.day === null,
		totals: lobby.totals,
		numbers: [...lobby.numbers].sort(([one], [other]) => (one < other ? -1 : 1)).map(writtenNumber),
		madeAt,
	};
}

function testPaper(lobby: Lobby, id: DeviceId, madeAt: number): PaperFacts | null {
	const device = deviceOf(lobby, id);
	if (device === null) return null;
	const { name, paperWidth, address } = device;
	const { languages } = lobby.office;
	return {
		kind: 'test',
		language: firstLanguage(lobby),
		languages,
		device: { id, name, paperWidth, address },
		madeAt,
	};
}

function firstLanguage({ office }: Lobby): Language {
	return office.languages[0] ?? 'en';
}

function namesOf(lobby: Lobby, services: readonly ServiceId[]): Wording[] {
	return services.map((id) => serviceOf(lobby, id)?.name).filter((name) => name !== undefined);
}
