// Tells the story of one office in commands, with a fixed clock and counted ids: no mocks, no random, no sleep.
import { USUAL_PAPERS } from '#paper/parts';
import { plainDevice } from '#support/plain-device';
import { decide } from '#domain/decide';
import { emptyLobby } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import type { Actor, Command } from '#domain/commands';
import type { LobbyEvent, StoredEvent } from '#domain/events';
import type { CommandId, DeviceId, OfficeId, ServiceId, StaffId, TicketId } from '#domain/ids';
import type { Office, WeekHours } from '#domain/office';
import type { Refusal } from '#domain/refusals';
import { advance } from '#projections/advance';
import { Touched } from '#projections/touched';

const MINUTE = 60_000;
const always: WeekHours = Array.from({ length: 7 }, () => [{ opens: 0, closes: 1440 }]);

/** A small office: passports (A), permits and taxes (B), three counters, everybody's role once or twice. */
export const office = {
	id: 'hall',
	name: { en: 'City Hall' },
	timeZone: 'America/Los_Angeles',
	languages: ['en', 'es'],
	hours: always,
	closedDays: [],
	groups: [
		{ id: 'papers', letter: 'A', name: { en: 'Papers' }, colour: 0 },
		{ id: 'money', letter: 'B', name: { en: 'Money' }, colour: 1 },
	],
	services: [service('passport', 'papers'), service('permit', 'money'), service('tax', 'money')],
	counters: ['1', '2', '3'].map((label) => ({ id: `c${label}`, label, services: [], printer: 'printer' })),
	departments: [department('records', true), department('court', false)],
	staff: [
		person('rosa', 'representative'),
		person('sam', 'representative'),
		{ ...person('tia', 'trainee'), services: ['tax'] },
		person('flo', 'floor'),
		person('sue', 'supervisor'),
	],
	devices: [
		plainDevice('kiosk', 'kiosk', { name: 'Kiosk', printer: 'printer' as DeviceId }),
		plainDevice('agent', 'agent', { name: 'Agent' }),
		plainDevice('printer', 'printer', {
			name: 'Printer',
			agent: 'agent' as DeviceId,
			address: 'tcp://127.0.0.1:9100',
		}),
	],
	papers: USUAL_PAPERS,
	demo: false,
} as unknown as Office;

function service(id: string, group: string): object {
	return {
		id,
		group,
		name: { en: id },
		bring: [],
		lastTicketMinutes: 0,
		hours: null,
		weight: 1,
		onKiosk: true,
	};
}

function person(id: string, role: string): { id: string; [key: string]: unknown } {
	return { id, name: id, roles: [role], services: [], languages: ['en'] };
}

function department(id: string, inBuilding: boolean): object {
	const place = { en: 'Second floor' };
	return {
		id,
		name: { en: id },
		inBuilding,
		outside: !inBuilding,
		place,
		phone: null,
		contact: null,
		hours: null,
		papers: [],
	};
}

/** Ids are written bare in stories; the brand is the compiler's business. */
export const id = <Id extends string>(text: string) => text as Id;

export class Story {
	lobby: Lobby;
	readonly record: StoredEvent[] = [];
	touched = new Touched();
	now: number;
	#commands = 0;

	/** @param start when the story begins; the office's day is opened then */
	constructor({ start = Date.parse('2026-03-02T17:00:00Z'), rules = office, openDay = true } = {}) {
		this.lobby = emptyLobby(rules.id as OfficeId);
		this.now = start;
		this.execute({ type: 'ConfigureOffice', office: rules });
		if (openDay) this.execute({ type: 'OpenDay' });
	}

	/** The clock moves on by so many minutes. */
	later(minutes: number): this {
		this.now += minutes * MINUTE;
		return this;
	}

	/** What the command makes, applied. @throws when it is refused */
	execute(command: Command, by: string = 'system'): readonly LobbyEvent[] {
		const decision = this.#decide(command, by);
		if ('refusal' in decision)
			throw new Error(`${command.type} refused: ${JSON.stringify(decision.refusal)}`);
		return decision.events;
	}

	/** Why the command is refused. @throws when it is not */
	refused(command: Command, by: string = 'system'): Refusal {
		const decision = this.#decide(command, by);
		if (!('refusal' in decision)) throw new Error(`${command.type} was not refused`);
		return decision.refusal;
	}

	/** The command's events or its refusal; events are applied. */
	try(command: Command, by: string): readonly LobbyEvent[] | Refusal {
		const decision = this.#decide(command, by);
		return 'refusal' in decision ? decision.refusal : decision.events;
	}

	issue(
		services: string | readonly string[] = 'passport',
		more: Partial<Extract<Command, { type: 'IssueTicket' }>> = {},
	): TicketId {
		const wanted = (typeof services === 'string' ? [services] : services) as readonly ServiceId[];
		const events = this.execute(
			{
				type: 'IssueTicket',
				services: wanted,
				language: 'en',
				needs: [],
				priority: 'normal',
				channel: 'kiosk',
				printer: null,
				...more,
			},
			'kiosk',
		);
		const [issued] = events;
		if (issued?.type !== 'TicketIssued') throw new Error('no ticket was issued');
		return issued.ticket;
	}

	open(counter: string, by: string): this {
		this.execute({ type: 'OpenCounter', counter: id(counter), takeOver: false }, by);
		return this;
	}

	/** The ticket that Next gives at that counter, or the code why not. */
	next(counter: string, by: string): string {
		const result = this.try({ type: 'CallNext', counter: id(counter) }, by);
		if ('code' in result) return result.code;
		const [called] = result;
		return called?.type === 'TicketCalled' ? this.number(called.ticket) : 'nothing';
	}

	number(ticket: TicketId): string {
		return this.lobby.tickets.get(ticket)?.number ?? 'unknown';
	}

	status(ticket: TicketId): string {
		return this.lobby.tickets.get(ticket)?.state.status ?? 'unknown';
	}

	/** The ticket's times so far in whole minutes, such as `['wait 5', 'walk 1']`. */
	times(ticket: TicketId): readonly string[] {
		const intervals = this.lobby.tickets.get(ticket)?.intervals ?? [];
		return intervals.map(({ kind, from, to }) => `${kind} ${((to ?? this.now) - from) / MINUTE}`);
	}

	#decide(command: Command, by: string): ReturnType<typeof decide> {
		this.#commands += 1;
		const asked = { id: id<CommandId>(`command-${this.#commands}`), at: this.now, by: actorOf(by) };
		const decision = decide(this.lobby, command, asked);
		if ('refusal' in decision) return decision;
		for (const event of decision.events) {
			const stored = {
				position: this.lobby.position + 1,
				at: asked.at,
				by: asked.by,
				command: asked.id,
				event,
			};
			advance(this.lobby, stored, this.touched);
			this.record.push(structuredClone(stored));
		}
		return decision;
	}
}

function actorOf(by: string): Actor {
	if (by === 'system') return { kind: 'system' };
	if (by === 'kiosk' || by === 'agent') return { kind: 'device', id: id<DeviceId>(by) };
	return { kind: 'staff', id: id<StaffId>(by) };
}
