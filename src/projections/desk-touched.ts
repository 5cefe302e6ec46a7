// Which signs and keypads an event changes: those of the counters it is about, and keypads at whose lines somebody came or went.
import type { LobbyEvent } from '#domain/events';
import { counterOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { ServiceId } from '#domain/ids';
import type { LineTarget } from '#domain/ticket';
import { isLineOf } from './rows/desk-rows.ts';

interface DeskRow {
	readonly table: 'signs' | 'keypads';
	readonly id: string;
}

/** Rows named before the event. `touched`: the counters and services it is known to change. */
export function deskRows(
	lobby: Lobby,
	event: LobbyEvent,
	counters: ReadonlySet<string>,
	services: ReadonlySet<string>,
): readonly DeskRow[] {
	const lines = linesOf(lobby, event, services);
	const recalled = event.type === 'TicketRecalled' ? lobby.tickets.get(event.ticket)?.state : undefined;
	const again = recalled?.status === 'called' ? recalled.counter : null;
	return lobby.office.devices.flatMap(({ id, kind, counter: at }): DeskRow[] => {
		if (at === null || (kind !== 'sign' && kind !== 'keypad')) return [];
		const counter = counterOf(lobby, at);
		if (counter === null) return [];
		const isThere = counters.has(at) || at === again;
		if (kind === 'sign') return isThere ? [{ table: 'signs', id }] : [];
		const isMoved = isThere || lines.some((line) => isLineOf(lobby, counter, line));
		return isMoved ? [{ table: 'keypads', id }] : [];
	});
}

/** The lines that somebody leaves or joins: services as touched, and lines kept for a counter or a person. */
function linesOf(lobby: Lobby, event: LobbyEvent, services: ReadonlySet<string>): readonly LineTarget[] {
	const lines: LineTarget[] = [...services].map((id) => ({ kind: 'service', id: id as ServiceId }));
	if ('line' in event) lines.push(event.line);
	if (!('ticket' in event) || event.ticket === null) return lines;
	const state = lobby.tickets.get(event.ticket)?.state;
	if (state?.status === 'waiting') lines.push(state.line);
	return lines;
}
