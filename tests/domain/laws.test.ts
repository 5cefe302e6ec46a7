// Laws that hold whatever is pressed in whatever order: thousands of made-up days.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOB_OUTCOMES } from '#domain/commands';
import type { Command, Paper } from '#domain/commands';
import { evolve } from '#domain/evolve';
import type { DeviceId } from '#domain/ids';
import { emptyLobby, lineKey } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { freezeLobby, thawLobby } from '#domain/lobby-snapshot';
import { isOpen } from '#domain/ticket';
import { patchesOf, snapshotOf } from '#projections/audience';
import type { AudienceTables } from '#projections/audience';
import { deskTables } from '#projections/desk';
import { displayTables } from '#projections/display';
import { kioskTables } from '#projections/kiosk';
import { stationTables } from '#projections/station';
import { Touched } from '#projections/touched';
import { applyPatches } from '#projections/view';
import { plainDevice } from '#support/plain-device';
import { Story, id, office } from '#support/story';

/** One press of a button somewhere: `pick` chooses among what is there. */
interface Press {
	readonly kind: number;
	readonly pick: number;
	readonly who: number;
	readonly wait: number;
}

const press = fc.record({
	kind: fc.oneof(fc.nat(26), fc.constantFrom(2, 4, 7, 8, 9, 10)),
	pick: fc.nat(1000),
	who: fc.nat(4),
	wait: fc.nat(3),
});
const people = ['rosa', 'sam', 'tia', 'flo', 'sue'];
const twoPrinters = {
	...office,
	devices: [
		...office.devices,
		plainDevice('spare', 'printer'),
		...['c1', 'c2'].flatMap((counter) => [
			plainDevice(`sign-${counter}`, 'sign', { counter: id(counter) }),
			plainDevice(`keypad-${counter}`, 'keypad', { counter: id(counter) }),
		]),
	],
};
const services = ['passport', 'permit', 'tax'];

function choose<Value>(values: readonly Value[], pick: number): Value | undefined {
	return values[pick % Math.max(values.length, 1)];
}

/** Everything that could be printed now, and something that cannot. */
function papersOf(lobby: Lobby): readonly Paper[] {
	return [
		{ kind: 'test' },
		{ kind: 'day', day: lobby.numberedDay ?? '' },
		...[...lobby.tickets.keys()].map((ticket): Paper => ({ kind: 'ticket', ticket })),
		...[...lobby.referrals.keys()].map((referral): Paper => ({ kind: 'referral', referral })),
		...[...lobby.escorts.keys()].map((escort): Paper => ({ kind: 'escort', escort })),
		{ kind: 'ticket', ticket: id('none') },
	];
}

function commandOf(story: Story, { kind, pick, who }: Press): Command {
	const { lobby } = story;
	const ticket = choose([...lobby.tickets.keys()], pick) ?? id('none');
	const visit = choose([...lobby.visits.keys()], pick) ?? null;
	const counter = id<never>(`c${(who % 3) + 1}`);
	// Mostly the customer in front of the person who presses, so that visits go on to their end.
	const hand = (pick % 7 > 0 ? lobby.counters.get(counter)?.ticket : null) ?? ticket;
	const escort = choose([...lobby.escorts.keys()], pick) ?? id('none');
	const printer: DeviceId | null = pick % 3 === 0 ? id('printer') : null;
	const job = choose([...lobby.jobs.keys()], pick) ?? id('none');
	const wanted = services.slice(pick % 3).map((one) => id<never>(one));
	const commands: Command[] = [
		{
			type: 'IssueTicket',
			services: wanted,
			language: 'en',
			needs: [],
			priority: pick % 5 === 0 ? 'priority' : 'normal',
			channel: 'kiosk',
			printer,
		},
		{
			type: 'IssueTicket',
			services: [id('tax')],
			language: 'es',
			needs: ['seat'],
			priority: 'normal',
			channel: 'kiosk',
			printer: null,
		},
		{ type: 'CallNext', counter },
		{ type: 'CallNext', counter },
		{ type: 'OpenCounter', counter, takeOver: pick % 4 === 0 },
		{ type: 'CallTicket', counter, ticket, reason: 'urgent' },
		{ type: 'RecallTicket', ticket: hand },
		{ type: 'ServeTicket', ticket: hand },
		{ type: 'FinishTicket', ticket: hand, outcome: pick % 2 === 0 ? 'answered' : 'left' },
		{ type: 'MarkNoShow', ticket: hand },
		{ type: 'HoldTicket', ticket: hand, reason: 'break' },
		{ type: 'ReturnTicket', ticket },
		{
			type: 'TransferTicket',
			ticket,
			to: choose(
				[
					{ kind: 'service', id: id('permit') },
					{ kind: 'counter', id: counter },
					{ kind: 'staff', id: id('sam') },
				] as const,
				pick,
			) ?? { kind: 'service', id: id('tax') },
		},
		{ type: 'CancelTicket', ticket, reason: 'left' },
		{ type: 'PauseCounter', counter, reason: 'lunch' },
		{ type: 'CloseCounter', counter },
		{ type: 'StartEscort', visit, language: 'en', department: id('records'), referral: null, printer },
		{ type: 'ArriveEscort', escort },
		{
			type: 'HandOverEscort',
			escort,
			answer: pick % 3 === 0 ? 'accepted' : pick % 3 === 1 ? 'wait' : 'declined',
			reason: pick % 3 === 2 ? 'closed' : null,
		},
		{ type: 'ReturnEscort', escort },
		{
			type: 'ReferVisit',
			visit,
			language: 'en',
			department: id('court'),
			reason: 'specialist',
			papers: [],
			contact: null,
			trackingNumber: null,
			printer,
		},
		{ type: 'EndJob', job, outcome: JOB_OUTCOMES[pick % 3] ?? 'printed' },
		{ type: 'DoubtJob', job },
		{ type: 'WantJob', job },
		{ type: 'MoveJob', job, to: id(pick % 2 === 0 ? 'printer' : 'spare') },
		{ type: 'PrintPaper', paper: choose(papersOf(lobby), pick) ?? { kind: 'test' }, printer: id('printer') },
		{ type: 'EndJob', job, outcome: 'printed' },
	];
	const command = commands[kind];
	if (command === undefined) throw new Error(`no command ${kind}`);
	return command;
}

function play(presses: readonly Press[]): Story {
	const story = new Story({ rules: twoPrinters });
	for (const one of presses) {
		story.later(one.wait);
		story.try(commandOf(story, one), people[one.who] ?? 'flo');
	}
	return story;
}

/** The lobby without what may be told in two orders. */
function plain(lobby: Lobby): unknown {
	const lines = [...lobby.lines]
		.map(([key, line]) => [key, [...line]] as const)
		.sort(([a], [b]) => a.localeCompare(b));
	return { ...(JSON.parse(freezeLobby(lobby)) as object), lines, held: [...lobby.held].sort() };
}

describe('laws of the lobby', () => {
	test('The made-up days do reach every kind of event, so that the laws are put to the test', () => {
		const kinds = new Map<string, number>();
		for (const presses of fc.sample(fc.array(press, { minLength: 100, maxLength: 120, size: 'max' }), {
			numRuns: 400,
			seed: 7,
		})) {
			for (const { event } of play(presses).record) kinds.set(event.type, (kinds.get(event.type) ?? 0) + 1);
		}
		const rare = [...kinds].filter(([, count]) => count < 30).map(([kind]) => kind);
		expect(rare).toEqual([]);
		expect(kinds.size).toBe(26);
	});

	test('No number is given twice, no ticket is in two places, no counter has two customers', () => {
		fc.assert(
			fc.property(fc.array(press, { maxLength: 120, size: 'max' }), (presses) => {
				const { lobby, record } = play(presses);
				const firsts = record.flatMap(({ event }) =>
					event.type === 'TicketIssued' && event.ticket.endsWith('.1') ? [event.number] : [],
				);
				expect(new Set(firsts).size).toBe(firsts.length);
				const inLine = [...lobby.lines.values()].flatMap((line) => [...line].map((place) => place.id));
				expect(new Set(inLine).size).toBe(inLine.length);
				for (const ticket of lobby.tickets.values()) {
					expect(inLine.includes(ticket.id)).toBe(ticket.state.status === 'waiting');
					expect(lobby.held.has(ticket.id)).toBe(ticket.state.status === 'held');
					const at = [...lobby.counters.values()].filter((counter) => counter.ticket === ticket.id);
					const stands = ticket.state.status === 'called' || ticket.state.status === 'serving';
					expect(at.length).toBe(
						stands || (ticket.state.status === 'escorted' && ticket.state.counter !== null) ? 1 : 0,
					);
					expect(ticket.intervals.filter((interval) => interval.to === null).length).toBe(
						isOpen(ticket) ? 1 : 0,
					);
					const gaps = ticket.intervals
						.slice(1)
						.filter((interval, index) => interval.from < (ticket.intervals[index]?.to ?? 0));
					expect(gaps).toEqual([]);
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('Lines are in order of first arrival, and each line is known by where its tickets wait', () => {
		fc.assert(
			fc.property(fc.array(press, { maxLength: 120, size: 'max' }), (presses) => {
				const { lobby } = play(presses);
				for (const [key, line] of lobby.lines) {
					const places = [...line];
					expect(places).toEqual(
						places.toSorted((a, b) => a.firstArrival - b.firstArrival || a.order - b.order),
					);
					expect(line.size).toBe(places.length);
					for (const [index, place] of places.entries()) {
						expect(line.ahead(place)).toBe(index);
						const ticket = lobby.tickets.get(place.id);
						const state = ticket?.state;
						expect(
							ticket !== undefined && state?.status === 'waiting' && lineKey(state.line, ticket.priority),
						).toBe(key);
					}
				}
			}),
			{ numRuns: 300 },
		);
	});

	test('The same events make the same lobby, and a snapshot in between changes nothing', () => {
		fc.assert(
			fc.property(fc.array(press, { maxLength: 80, size: 'max' }), fc.nat(80), (presses, cut) => {
				const { lobby, record } = play(presses);
				let again = emptyLobby(lobby.office.id);
				for (const [index, stored] of record.entries()) {
					if (index === cut) again = thawLobby(freezeLobby(again));
					evolve(again, structuredClone(stored));
				}
				expect(plain(again)).toEqual(plain(lobby));
				expect(plain(thawLobby(freezeLobby(lobby)))).toEqual(plain(lobby));
			}),
			{ numRuns: 200 },
		);
	});

	test('Patches bring every audience to the very view that a fresh snapshot shows', () => {
		fc.assert(
			fc.property(fc.array(press, { maxLength: 100, size: 'max' }), (presses) => {
				const story = new Story({ rules: twoPrinters });
				const audiences: Readonly<Record<string, AudienceTables<object>>> = {
					station: stationTables,
					kiosk: kioskTables,
					display: displayTables,
					desk: deskTables,
				};
				const views = Object.entries(audiences).map(([name, tables]) => ({
					name,
					tables,
					view: snapshotOf(tables, story.lobby),
				}));
				for (const one of presses) {
					story.touched = new Touched();
					story.later(one.wait).try(commandOf(story, one), people[one.who] ?? 'flo');
					for (const each of views)
						each.view = applyPatches(each.view, patchesOf(each.tables, story.lobby, story.touched));
				}
				for (const { tables, view } of views)
					expect(structuredClone(view)).toEqual(structuredClone(snapshotOf(tables, story.lobby)));
			}),
			{ numRuns: 300 },
		);
	});

	test('A job ends once, its doubts come in order, and every copy of a paper has its own number', () => {
		fc.assert(
			fc.property(fc.array(press, { maxLength: 120, size: 'max' }), (presses) => {
				const { record } = play(presses);
				const owed = new Map<string, 'none' | 'asked' | 'wanted' | 'ended'>();
				const copies = new Map<string, number>();
				for (const { event } of record) {
					if (event.type === 'JobOwed') {
						expect(owed.has(event.job)).toBe(false);
						owed.set(event.job, 'none');
						const { kind } = event.paper;
						const paper = JSON.stringify(event.paper);
						const before = kind === 'day' || kind === 'test' ? 0 : (copies.get(paper) ?? 0);
						expect(event.copy).toBe(before + 1);
						copies.set(paper, event.copy);
					} else if (event.type === 'JobDoubted') {
						expect(owed.get(event.job)).toBe('none');
						owed.set(event.job, 'asked');
					} else if (event.type === 'JobWanted') {
						expect(owed.get(event.job)).toMatch(/none|asked/);
						owed.set(event.job, 'wanted');
					} else if (event.type === 'JobMoved') {
						expect(owed.get(event.job)).toMatch(/none|asked|wanted/);
					} else if (event.type === 'JobEnded') {
						expect(owed.get(event.job)).toMatch(/none|asked|wanted/);
						owed.set(event.job, 'ended');
					}
				}
			}),
			{ numRuns: 200 },
		);
	});

	test('A display is never sent a ticket id, a visit id or a person', () => {
		fc.assert(
			fc.property(fc.array(press, { maxLength: 60, size: 'max' }), (presses) => {
				const { lobby } = play(presses);
				const shown = JSON.stringify(snapshotOf(displayTables, lobby));
				for (const secret of [...lobby.tickets.keys(), ...lobby.visits.keys()])
					expect(shown).not.toContain(secret);
				for (const call of Object.values(snapshotOf(displayTables, lobby)['calls'] ?? {})) {
					expect(Object.keys(call).sort()).toEqual(['counter', 'id', 'number', 'sequence', 'service']);
				}
			}),
			{ numRuns: 100 },
		);
	});
});
