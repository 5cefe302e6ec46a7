// A service with its line of today, as customers may see it.
import type { ServiceId, Wording } from '#domain/ids';
import type { WaitRange } from '#domain/ticket';
import { serviceOf, waitingFor } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { WeekHours } from '#domain/office';
import { nextNumbers } from '#domain/policy/calling-order';
import { estimateWait } from '#domain/policy/wait-estimate';
import { tileOf } from './office-rows.ts';

/** How many numbers a board shows as next. */
const NEXT_SHOWN = 3;

export interface DisplayServiceRow {
	readonly id: ServiceId;
	readonly letter: string;
	readonly colour: number | null;
	readonly name: Wording;
	/** The first numbers in line, as they will be called. */
	readonly next: readonly string[];
	readonly waiting: number;
}

export interface ServiceRow extends DisplayServiceRow {
	readonly group: string;
	readonly bring: readonly Wording[];
	readonly onKiosk: boolean;
	readonly hours: WeekHours | null;
	readonly lastTicketMinutes: number;
	/** How fast a waiting ticket's score grows: staff screens show the line as it will be called. */
	readonly weight: number;
	/** For somebody who joins the line now; null while nothing is known. */
	readonly estimate: WaitRange | null;
}

/** The rest stands until the office is set up anew. */
export const CHANGING_OF_LINE = ['next', 'waiting'] as const satisfies readonly (keyof DisplayServiceRow)[];
export const CHANGING_OF_SERVICE = [
	...CHANGING_OF_LINE,
	'estimate',
] as const satisfies readonly (keyof ServiceRow)[];

export function displayServiceRow(lobby: Lobby, id: string): DisplayServiceRow | null {
	const service = serviceOf(lobby, id as ServiceId);
	if (service === null) return null;
	return {
		id: service.id,
		...tileOf(lobby, service),
		name: service.name,
		next: nextNumbers(lobby, service.id, NEXT_SHOWN),
		waiting: waitingFor(lobby, service.id),
	};
}

export function serviceRow(lobby: Lobby, id: string): ServiceRow | null {
	const service = serviceOf(lobby, id as ServiceId);
	const shown = displayServiceRow(lobby, id);
	if (service === null || shown === null) return null;
	const { group, bring, onKiosk, hours, lastTicketMinutes, weight } = service;
	const estimate = estimateWait(lobby, service.id, shown.waiting);
	return { ...shown, group, bring, onKiosk, hours, lastTicketMinutes, weight, estimate };
}
