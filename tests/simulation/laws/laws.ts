// The laws that hold after every run, whatever went wrong in it. Each is judged from the record, the ledger and what stands there.
import { isDeepStrictEqual } from 'node:util';
import type { Command } from '#domain/commands';
import { decide } from '#domain/decide';
import { evolve } from '#domain/evolve';
import type { LobbyEvent, StoredEvent } from '#domain/events';
import type { TicketId } from '#domain/ids';
import { emptyLobby } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { Office } from '#domain/office';
import { freezeLobby } from '#domain/lobby-snapshot';
import type { Ticket } from '#domain/ticket';
import { answerOf } from '#hub/office/writer/answer-of';
import { snapshotOf } from '#projections/audience';
import type { AudienceTables } from '#projections/audience';
import { deskTables } from '#projections/desk';
import { displayTables } from '#projections/display';
import { floorTables } from '#projections/floor';
import { kioskTables } from '#projections/kiosk';
import { stationTables } from '#projections/station';
import type { Audience } from '#protocol/view-schema';
import type { Snapshot } from '#store/event-store';
import type { Deeds } from './deeds.ts';
import { LawBroken } from './law.ts';
import type { PrinterMachine } from '../actors/printer.ts';
import type { Shown } from '../actors/screen.ts';
import { isTrueDay } from './true-day.ts';

const TABLES: Readonly<Record<Audience, AudienceTables<object>>> = {
	desk: deskTables,
	kiosk: kioskTables,
	display: displayTables,
	station: stationTables,
	floor: floorTables,
};

/** What a run leaves behind. */
export interface Remains {
	/** As the office really is, whatever the hub was told. */
	readonly office: Office;
	/** Read back from the store after everything ended. */
	readonly record: readonly StoredEvent[];
	/** What the disk said it took. */
	readonly kept: readonly StoredEvent[];
	readonly snapshots: readonly Snapshot[];
	readonly deeds: Deeds;
	/** As they stood before the last hub was stopped. */
	readonly screens: readonly Shown[];
	readonly machine: PrinterMachine;
	/** Faults that the hub logged and no disk explains. */
	readonly faults: readonly string[];
}

type Law = (remains: Remains, lobby: Replayed) => void;

/** The record played again from its first event. */
interface Replayed {
	readonly lobby: Lobby;
	/** Every ticket there ever was, and when its day was closed over it. */
	readonly tickets: ReadonlyMap<TicketId, Ticket>;
	readonly closedOver: ReadonlyMap<TicketId, number>;
	/** The lobby as text at the positions of saved snapshots. */
	readonly at: ReadonlyMap<number, string>;
}

export function judge(remains: Remains): void {
	for (const law of [recordIsWhole, faultsAreExplained, ruled]) law(remains);
	const lobby = replay(remains);
	for (const law of [
		done,
		refused,
		numbers,
		days,
		calls,
		times,
		snapshots,
		jobs,
		papers,
		screensConverge,
	] satisfies Law[])
		law(remains, lobby);
}

function broken(law: string, how: string): never {
	throw new LawBroken(law, how);
}

function plain<Value>(value: Value): Value {
	return JSON.parse(JSON.stringify(value)) as Value;
}

function recordIsWhole({ record, kept, deeds }: Remains): void {
	const law = 'the record is what was kept, in order, without a gap';
	record.forEach((one, index) => {
		if (one.position !== index + 1) broken(law, `position ${one.position} stands at place ${index + 1}`);
		if (one.at < (record[index - 1]?.at ?? 0)) broken(law, `time goes backwards at position ${one.position}`);
		// Setup gives its command an id of its own.
		const isOwn = one.by.kind === 'system' || one.event.type === 'OfficeConfigured';
		if (!isOwn && !deeds.all.has(one.command))
			broken(law, `nobody ever sent the command of position ${one.position}, ${one.event.type}`);
	});
	if (!isDeepStrictEqual(record, kept))
		broken(law, `${record.length} events are in the record, ${kept.length} were taken`);
}

function faultsAreExplained({ faults }: Remains): void {
	if (faults[0] !== undefined) broken('every fault has its cause in a disk', faults[0]);
}

/** The rules, asked again on the lobby as the record had it then, decide what the record says: whole, and nothing else. */
function ruled({ record, office, deeds }: Remains): void {
	const law = 'the record is what the rules decide';
	const lobby = emptyLobby(office.id);
	for (let at = 0; at < record.length;) {
		const first = record[at];
		if (first === undefined) return;
		const made = record.slice(at).findIndex((one) => one.command !== first.command);
		const events = made < 0 ? record.slice(at) : record.slice(at, at + made);
		const command = commandOf(events, deeds);
		if (command !== null) {
			const asked = { id: first.command, at: first.at, by: first.by };
			const decision = plain(decide(lobby, command, asked));
			const found = events.map((one) => one.event);
			if ('refusal' in decision)
				broken(law, `${command.type} at position ${first.position} is refused as ${decision.refusal.code}`);
			if (!isDeepStrictEqual(decision.events, found))
				broken(
					law,
					`${command.type} at position ${first.position} made ${said(found)}, not ${said(decision.events)}`,
				);
		}
		for (const one of events) evolve(lobby, plain(one));
		at += events.length;
	}
}

function said(events: readonly LobbyEvent[]): string {
	return events.map((one) => one.type).join(' + ') || 'nothing';
}

/** What was asked; the hub's own commands are told by what they made. */
function commandOf(events: readonly StoredEvent[], deeds: Deeds): Command | null {
	const [first] = events;
	const sent = first === undefined ? undefined : deeds.all.get(first.command);
	if (sent !== undefined) return sent.command as Command;
	const last = events.at(-1)?.event;
	if (last?.type === 'DayOpened') return { type: 'OpenDay' };
	if (last?.type === 'DayClosed') return { type: 'CloseDay', unresolved: 'close' };
	return last?.type === 'OfficeConfigured' ? { type: 'ConfigureOffice', office: last.office } : null;
}

function replay({ record, office, snapshots: saved }: Remains): Replayed {
	const lobby = emptyLobby(office.id);
	const tickets = new Map<TicketId, Ticket>();
	const closedOver = new Map<TicketId, number>();
	const at = new Map<number, string>();
	const wanted = new Set(saved.map((one) => one.position));
	for (const stored of record) {
		const { event } = stored;
		if (event.type === 'DayClosed') for (const id of event.unresolved) closedOver.set(id, stored.at);
		evolve(lobby, plain(stored));
		if (event.type === 'TicketIssued') {
			const ticket = lobby.tickets.get(event.ticket);
			if (ticket !== undefined) tickets.set(event.ticket, ticket);
		}
		if (wanted.has(stored.position)) at.set(stored.position, freezeLobby(lobby));
	}
	return { lobby, tickets, closedOver, at };
}

function done({ record, deeds }: Remains): void {
	const law = 'every acknowledged command is in the record once, as it was answered';
	const byCommand = Map.groupBy(record, (one) => one.command);
	for (const { id, command, heard } of deeds.done) {
		const events = byCommand.get(id) ?? [];
		for (const answer of heard) {
			if (!answer.ok) continue;
			if (answer.position > record.length)
				broken(law, `${command.type} was answered with position ${answer.position} of ${record.length}`);
			if (events.length === 0 && Object.keys(answer.made).length > 0)
				broken(law, `${command.type} was answered with ${JSON.stringify(answer.made)} and is not there`);
			// What had nothing to do left nothing to know it by: sent again after a restart, it may find something to do.
			const hadNothingToDo =
				Object.keys(answer.made).length === 0 && answer.position < (events[0]?.position ?? 0);
			if (events.length > 0 && !hadNothingToDo && !isDeepStrictEqual(answer, plain(answerOf(events, 0))))
				broken(
					law,
					`${command.type} was answered with ${JSON.stringify(answer)}, the record has something else`,
				);
		}
	}
	for (const [id, events] of byCommand) {
		const [first, last] = [events[0], events.at(-1)];
		if (first === undefined || last === undefined) continue;
		if (last.position - first.position !== events.length - 1) broken(law, `${id} was done twice`);
	}
}

function refused({ record, deeds }: Remains): void {
	const stored = new Set(record.map((one) => one.command));
	for (const { id, command, heard } of deeds.refused) {
		const answer = heard.at(-1);
		if (stored.has(id) && answer?.ok === false)
			broken(
				'a refusal changes nothing',
				`${command.type} was refused as ${answer.code} and is in the record`,
			);
	}
}

function numbers({ record }: Remains): void {
	const law = 'numbers are given once a day and in order';
	const last = new Map<string, number>();
	for (const { event, position } of record) {
		if (event.type !== 'TicketIssued' || !event.ticket.endsWith('.1')) continue;
		const key = `${event.day} ${event.number.slice(0, 1)}`;
		const count = Number(event.number.slice(1));
		if (count !== (last.get(key) ?? 0) + 1)
			broken(law, `${event.number} at position ${position} follows ${last.get(key) ?? 0} of ${key}`);
		last.set(key, count);
	}
}

function days({ record, office }: Remains): void {
	for (const { event, at, by, position } of record) {
		if (event.type === 'DayClosed' && by.kind === 'system' && isTrueDay(event.day, at, office.timeZone))
			broken('a day is the office’s own', `${event.day} is closed while it lasts, at position ${position}`);
		const day = event.type === 'DayOpened' || event.type === 'TicketIssued' ? event.day : null;
		// A later service of a visit may be reached on the minute after midnight, before the day has turned.
		const mayBeLate = event.type === 'TicketIssued' && !event.ticket.endsWith('.1');
		if (day !== null && !mayBeLate && !isTrueDay(day, at, office.timeZone))
			broken('a day is the office’s own', `${day} at position ${position}, ${new Date(at).toISOString()}`);
	}
}

function calls({ record }: Remains): void {
	const law = 'nobody is called twice, and no two calls have one sequence';
	const called = new Set<TicketId>();
	let sequence = 0;
	for (const { event, position } of record) {
		if (event.type === 'DayOpened') sequence = event.day === lastDay(record, position) ? sequence : 0;
		if (event.type === 'TicketCalled') {
			if (called.has(event.ticket)) broken(law, `${event.ticket} is called again at position ${position}`);
			called.add(event.ticket);
		}
		if (event.type === 'TicketCalled' || event.type === 'TicketRecalled') {
			if (event.sequence !== sequence + 1) broken(law, `call ${event.sequence} follows call ${sequence}`);
			sequence = event.sequence;
		}
		if (event.type === 'TicketHeld' || event.type === 'TicketReturned' || event.type === 'TicketTransferred')
			called.delete(event.ticket);
		if (event.type === 'EscortStarted' && event.ticket !== null) called.delete(event.ticket);
	}
}

function lastDay(record: readonly StoredEvent[], before: number): string | null {
	for (let at = before - 2; at >= 0; at -= 1) {
		const event = record[at]?.event;
		if (event?.type === 'DayOpened') return event.day;
	}
	return null;
}

function times(_remains: Remains, { tickets, closedOver }: Replayed): void {
	const law = 'times add up';
	for (const ticket of tickets.values()) {
		let end: number | null = ticket.issuedAt;
		for (const { kind, from, to } of ticket.intervals) {
			if (end === null) broken(law, `${ticket.number} has a time after one that goes on`);
			// Only between a no-show and the return is a customer nowhere.
			if (from < end) broken(law, `${ticket.number}: ${kind} begins before the time before it ended`);
			if (to !== null && to < from) broken(law, `${ticket.number}: ${kind} took ${to - from} ms`);
			end = to;
		}
		const status = ticket.state.status;
		const isOver = status === 'finished' || status === 'cancelled' || status === 'no-show';
		if (isOver === (end === null) && !closedOver.has(ticket.id))
			broken(
				law,
				`${ticket.number} is ${status}, and its last time ${end === null ? 'goes on' : 'has ended'}`,
			);
	}
}

/** The lobby without what may be told in two orders. */
function snapshots({ snapshots: saved }: Remains, { at }: Replayed): void {
	for (const { position, state } of saved) {
		const again = at.get(position);
		if (again === undefined || !isDeepStrictEqual(JSON.parse(again), JSON.parse(state)))
			broken('a replay of the journal gives the same lobby', `the snapshot at ${position} differs`);
	}
}

function jobs({ record }: Remains, { lobby }: Replayed): void {
	const owed = new Map<string, number>();
	for (const { event, position } of record) {
		if (event.type === 'JobOwed') owed.set(event.job, position);
		if (event.type === 'JobEnded') owed.delete(event.job);
	}
	for (const [job, position] of owed)
		broken('every owed job ends', `${job}, owed at position ${position} of ${lobby.position}, never ended`);
}

function papers({ record, machine }: Remains): void {
	const law = 'a paper comes out once, and only for what is in the record';
	const ended = new Map<string, string>();
	const owed = new Set<string>();
	for (const { event } of record) {
		if (event.type === 'JobOwed') owed.add(event.job);
		if (event.type === 'JobEnded') ended.set(event.job, event.outcome);
	}
	const out = new Set<string>();
	for (const job of machine.papers) {
		if (!owed.has(job)) broken(law, `a paper came out for ${job}, which is not in the record`);
		if (out.has(job)) broken(law, `${job} came out twice`);
		out.add(job);
	}
	for (const [job, outcome] of ended)
		if (outcome === 'printed' && !out.has(job)) broken(law, `${job} was told as printed and never came out`);
}

function screensConverge({ screens }: Remains, { lobby }: Replayed): void {
	const law = 'every screen comes to show the truth';
	for (const screen of screens) {
		if (screen.status !== 'live')
			broken(law, `${screen.name} is ${screen.status} although nothing is wrong any more`);
		const difference = differenceOf(screen, lobby);
		if (difference !== null) broken(law, `${screen.name}: ${difference}`);
	}
}

/** Where the screen differs from a fresh snapshot of that lobby, or null. */
export function differenceOf(screen: Shown, lobby: Lobby): string | null {
	const truth = plain(snapshotOf(TABLES[screen.audience], lobby));
	const { shown } = screen;
	if (shown === null) return 'shows nothing';
	if (isDeepStrictEqual(plain(shown), truth)) return null;
	for (const name of Object.keys(truth)) {
		const [is, should] = [plain(shown[name] ?? {}), truth[name] ?? {}];
		for (const id of new Set([...Object.keys(is), ...Object.keys(should)]))
			if (!isDeepStrictEqual(is[id], should[id]))
				return `${name}/${id} is ${JSON.stringify(is[id])}, should be ${JSON.stringify(should[id])}`;
	}
	return 'other tables';
}
