// What an owed job shows on paper: facts for the agent's layout, nothing about a person.
import { departmentOf, groupOf, serviceOf } from '#domain/lobby';
import type { Job, Lobby } from '#domain/lobby';
import type {
	BusinessDay,
	DeviceId,
	JobId,
	Language,
	ReferralId,
	ServiceId,
	TicketId,
	Wording,
} from '#domain/ids';
import type { Department, ServiceGroup } from '#domain/office';
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
	  };

export interface JobFacts {
	readonly id: JobId;
	readonly device: DeviceId;
	/** Hub time at which it was owed, ms since 1970. */
	readonly owedSince: number;
	/** 1 is the first print; more are reprints and say so on the paper. */
	readonly copy: number;
	readonly paper: PaperFacts;
}

/** The job with what its paper shows, or null when what it was about is no longer known. */
export function jobContent(lobby: Lobby, job: Job): JobFacts | null {
	const paper =
		job.paper.kind === 'ticket'
			? ticketPaper(lobby, job.paper.ticket)
			: referralPaper(lobby, job.paper.referral);
	if (paper === null) return null;
	const { id, device, owedSince, copy } = job;
	return { id, device, owedSince, copy, paper };
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
		language: visit?.language ?? lobby.office.languages[0] ?? 'en',
		number: visit?.number ?? null,
		department: { name, place, phone, hours, outside },
		contact: referral.contact,
		papers: referral.papers,
		trackingNumber: referral.trackingNumber,
		issuedAt: referral.at,
	};
}

function namesOf(lobby: Lobby, services: readonly ServiceId[]): Wording[] {
	return services.map((id) => serviceOf(lobby, id)?.name).filter((name) => name !== undefined);
}
