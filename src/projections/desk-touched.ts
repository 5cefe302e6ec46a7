// Which signs and keypads an event changes: those of the counters it is about, and keypads at whose lines somebody came or went.
import type { LobbyEvent } from '#domain/events';
import { counterOf } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { ServiceId } from '#domain/ids';
import type { Device, Office } from '#domain/office';
import type { LineTarget } from '#domain/ticket';
import { isLineOf } from './rows/desk-rows.ts';

/** Rows named so far, and a way to name more. */
interface Rows {
	readonly idsOf: (table: string) => ReadonlySet<string>;
	readonly add: (table: string, id: string) => unknown;
}

/** Adds what the event, not yet applied, changes at the counters. Counters and services must have been named before. */
export function touchDesks(rows: Rows, lobby: Lobby, event: LobbyEvent): void {
	const desks = desksOf(lobby.office);
	if (desks.length === 0) return;
	const counters = rows.idsOf('counters');
	const lines = linesOf(lobby, event, rows.idsOf('services'));
	const recalled = event.type === 'TicketRecalled' ? lobby.tickets.get(event.ticket)?.state : undefined;
	const again = recalled?.status === 'called' ? recalled.counter : null;
	for (const { id, kind, counter: at } of desks) {
		const table = kind === 'sign' ? 'signs' : 'keypads';
		const counter = at === null ? null : counterOf(lobby, at);
		if (at === null || counter === null || rows.idsOf(table).has(id)) continue;
		const isThere = counters.has(at) || at === again;
		const isMoved = isThere || (kind === 'keypad' && lines.some((line) => isLineOf(lobby, counter, line)));
		if (isMoved) rows.add(table, id);
	}
}

const known = new WeakMap<Office, readonly Device[]>();

/** An office is replaced whole when it is configured: its signs and keypads are looked for once. */
function desksOf(office: Office): readonly Device[] {
	let desks = known.get(office);
	if (desks === undefined) {
		desks = office.devices.filter(({ kind }) => kind === 'sign' || kind === 'keypad');
		known.set(office, desks);
	}
	return desks;
}

/** The lines that somebody leaves or joins: services as named, and lines kept for a counter or a person. */
function linesOf(lobby: Lobby, event: LobbyEvent, services: ReadonlySet<string>): readonly LineTarget[] {
	const lines: LineTarget[] = [...services].map((id) => ({ kind: 'service', id: id as ServiceId }));
	if ('line' in event) lines.push(event.line);
	if (!('ticket' in event) || event.ticket === null) return lines;
	const state = lobby.tickets.get(event.ticket)?.state;
	if (state?.status === 'waiting') lines.push(state.line);
	return lines;
}
