// Bugs to be caught: each is put around the real parts from outside, and the laws must notice it.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredEvent } from '#domain/events';
import type { OfficeId, TicketId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { EventStore } from '#store/event-store';
import type { Line, Packet, Side } from './machine/network.ts';
import type { Program } from './machine/program.ts';
import type { VirtualTime } from './machine/virtual-time.ts';
import { anotherBody, firstOf } from './actors/packet-body.ts';
import { DISPLAY } from './scenario.ts';

export interface PlantedStore {
	readonly hub: Program;
	readonly time: VirtualTime;
	/** 1 for the hub's first life. */
	readonly life: number;
}

export interface Plant {
	/** What the hub is told about its office. */
	readonly office?: (office: Office) => Office;
	/** What stands between the hub and its store. */
	readonly store?: (store: EventStore, place: PlantedStore) => EventStore;
	/** What is heard instead of what was said; null: nothing. */
	readonly wire?: (line: Line, to: Side, packet: Packet) => Packet | null;
	readonly beforeAgentStarts?: (folder: string) => void;
}

type Event = Extract<Packet, { kind: 'event' }>;
type Made = StoredEvent['event'];

/** Each makes a plant for one run. */
export const PLANTS: Readonly<Record<string, () => Plant>> = {
	/** The hub answers and tells before the disk has it. */
	'told-before-stored': () => ({
		store: (store, { hub, time }) => {
			let last: Promise<unknown> = Promise.resolve();
			return around(store, {
				append: async (office, events) => {
					const copy = structuredClone(events);
					last = last
						.then(() => time.wait(hub, 150))
						.then(() => store.append(office, copy))
						.catch(() => undefined);
				},
			});
		},
	}),
	/** A hub that starts again has forgotten how far the numbers went. */
	'numbers-start-again': () => ({
		store: (store, { life }) =>
			life === 1
				? store
				: around(store, {
						latestSnapshot: async () => null,
						read: (office, after) =>
							changed(store.read(office, after), (event) =>
								event.type === 'TicketIssued'
									? { ...event, number: `${event.number.slice(0, 1)}000` }
									: event,
							),
					}),
	}),
	/** The business day is cut in Greenwich. */
	'day-in-utc': () => ({ office: (office) => ({ ...office, timeZone: 'UTC' }) }),
	/** A command that comes again is taken for a new one. */
	'done-again': () => {
		const seen = new Map<string, number>();
		return {
			wire: onCommand((packet, { id, command }) => {
				const times = seen.get(id) ?? 0;
				seen.set(id, times + 1);
				if (times === 0) return packet;
				return anotherBody(packet, { id: `${id.slice(0, -2)}${String(times).padStart(2, '0')}`, command });
			}),
		};
	},
	/** A hub that starts again takes every command for one that was never done. */
	'nothing-was-done-before': () => ({
		store: (store) => around(store, { newestId: async () => null }),
	}),
	/** Whoever calls gets the ticket that was called before. */
	'one-ticket-for-two': () => {
		let last: TicketId | null = null;
		return {
			store: (store) =>
				around(store, {
					append: (office, events) =>
						store.append(
							office,
							events.map((one) => {
								const { event } = one;
								if (event.type !== 'TicketCalled') return one;
								const ticket = last ?? event.ticket;
								last = event.ticket;
								return { ...one, event: { ...event, ticket } };
							}),
						),
				}),
		};
	},
	/** Now and then an update is lost, and the one after it does not say so. */
	'update-lost-unseen': () => {
		const skipped = new Map<Line, number>();
		let count = 0;
		return {
			wire: onEvent('update', (packet, line) => {
				const update = firstOf<{ after: number; position: number }>(packet);
				count += 1;
				if (count % 9 === 0 && !skipped.has(line)) {
					skipped.set(line, update.after);
					return null;
				}
				const after = skipped.get(line) ?? update.after;
				skipped.delete(line);
				return anotherBody(packet, { ...update, after });
			}),
		};
	},
	/** An agent that asks what it owes is told: nothing. */
	'jobs-forgotten': () => ({
		wire: onAnswer((answer) => ('jobs' in answer ? { ...answer, jobs: [] } : answer)),
	}),
	/** A call is refused, and made all the same. */
	'refused-and-done': () => {
		let count = 0;
		return {
			wire: onAnswer((answer) => {
				const { made } = answer as { made?: { ticket?: string; number?: string } };
				if (made?.ticket === undefined || made.number !== undefined) return answer;
				count += 1;
				return count % 3 === 0 ? { ok: false, code: 'nobody-waiting', facts: {} } : answer;
			}),
		};
	},
	/** A snapshot leaves out what the estimates have learnt. */
	'snapshot-misses-a-field': () => ({
		store: (store) =>
			around(store, {
				saveSnapshot: (office, snapshot) => {
					const state = JSON.parse(snapshot.state) as Record<string, unknown>;
					return store.saveSnapshot(office, {
						...snapshot,
						state: JSON.stringify({ ...state, callsMade: [] }),
					});
				},
			}),
	}),
	/** What is kept bears the time of a clock that somebody sets. */
	'clock-believed': () => ({
		store: (store, { time }) =>
			around(store, {
				append: (office, events) =>
					store.append(
						office,
						events.map((one) => ({ ...one, at: time.wall })),
					),
			}),
	}),
	/** What belongs together is written in two pieces. */
	'written-in-two': () => ({
		store: (store, { hub, time }) =>
			around(store, {
				append: async (office, events) => {
					const [first, ...rest] = events;
					if (first !== undefined) await store.append(office, [first]);
					if (rest.length === 0) return;
					await time.wait(hub, 200);
					await store.append(office, rest);
				},
			}),
	}),
	/** Updates are lost, and the hub's beat does not say where views should stand. */
	'beat-without-position': () => {
		let count = 0;
		return {
			wire: (_line, to, packet) => {
				if (to !== 'client' || packet.kind !== 'event') return packet;
				if (packet.name === 'beat')
					return anotherBody(packet, { ...firstOf<{ at: number }>(packet), position: 0 });
				if (packet.name === 'update') count += 1;
				return packet.name === 'update' && count % 7 === 0 ? null : packet;
			},
		};
	},
	/** An agent that starts again has forgotten what it printed. */
	'printed-again': () => ({
		beforeAgentStarts: (folder) => rmSync(join(folder, 'jobs'), { force: true }),
	}),
	/** A screen that comes back is told that it missed nothing. */
	'missed-and-not-told': () => ({
		wire: onAnswer((answer) => {
			const { updates } = answer as { updates?: { position: number }[] };
			if (updates === undefined) return answer;
			return { ...answer, updates: updates.map((one) => ({ ...one, patches: [] })) };
		}),
	}),
	/** A number that was taken off the board stays on the display. */
	'call-stays-on-display': () => ({
		wire: onEvent('update', (packet, line) => {
			if (line.client !== DISPLAY) return packet;
			const update = firstOf<{ patches: { row: unknown }[] }>(packet);
			return anotherBody(packet, { ...update, patches: update.patches.filter((one) => one.row !== null) });
		}),
	}),
};

function around(store: EventStore, instead: Partial<EventStore>): EventStore {
	return {
		append: (office, events) => store.append(office, events),
		read: (office, after) => store.read(office, after),
		eventsOf: (office, commands) => store.eventsOf(office, commands),
		newestId: (office) => store.newestId(office),
		heads: () => store.heads(),
		turn: (office) => store.turn(office),
		saveSnapshot: (office, snapshot) => store.saveSnapshot(office, snapshot),
		latestSnapshot: (office: OfficeId, shape: number) => store.latestSnapshot(office, shape),
		close: () => store.close(),
		...instead,
	};
}

async function* changed(
	events: AsyncIterable<StoredEvent>,
	change: (event: Made) => Made,
): AsyncIterable<StoredEvent> {
	for await (const one of events) yield { ...one, event: change(one.event) };
}

function onEvent(
	name: string,
	change: (packet: Event, line: Line) => Packet | null,
): NonNullable<Plant['wire']> {
	return (line, to, packet) =>
		to === 'client' && packet.kind === 'event' && packet.name === name ? change(packet, line) : packet;
}

function onCommand(
	change: (packet: Event, envelope: { id: string; command: unknown }) => Packet,
): NonNullable<Plant['wire']> {
	return (_line, to, packet) =>
		to === 'server' && packet.kind === 'event' && packet.name === 'command'
			? change(packet, firstOf(packet))
			: packet;
}

function onAnswer(change: (answer: object) => object): NonNullable<Plant['wire']> {
	return (_line, to, packet) =>
		to === 'client' && packet.kind === 'ack'
			? { ...packet, body: JSON.stringify(change(JSON.parse(packet.body) as object)) }
			: packet;
}
