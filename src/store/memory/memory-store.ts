// The event store for tests and rehearsals: nothing outlives the process.
import type { StoredEvent } from '#domain/events';
import type { CommandId, OfficeId } from '#domain/ids';
import { OWN_TURN } from '../event-store.ts';
import type { EventStore, Snapshot, Turn } from '../event-store.ts';
import { mustFollow } from '../stream-order.ts';

interface Stream {
	/** As text, as a file would hold it: what a caller changes afterwards cannot reach the record. */
	readonly events: string[];
	readonly byCommand: Map<CommandId, number[]>;
	readonly snapshots: Map<number, Snapshot>;
}

export class MemoryEventStore implements EventStore {
	readonly #streams = new Map<OfficeId, Stream>();
	#closed = false;

	async append(office: OfficeId, events: readonly StoredEvent[]): Promise<void> {
		const { events: kept, byCommand } = this.#streamOf(office);
		mustFollow(office, kept.length, events);
		for (const one of events) {
			const positions = byCommand.get(one.command);
			if (positions === undefined) byCommand.set(one.command, [one.position]);
			else positions.push(one.position);
			kept.push(JSON.stringify(one));
		}
	}

	async *read(office: OfficeId, after: number): AsyncIterable<StoredEvent> {
		const { events } = this.#streamOf(office);
		for (let index = Math.max(0, after); index < events.length; index += 1)
			yield JSON.parse(events[index] ?? '') as StoredEvent;
	}

	async eventsOf(office: OfficeId, commands: readonly CommandId[]): Promise<readonly StoredEvent[]> {
		const { events, byCommand } = this.#streamOf(office);
		const positions = [...new Set(commands)].flatMap((command) => byCommand.get(command) ?? []);
		return positions
			.sort((one, other) => one - other)
			.map((position) => JSON.parse(events[position - 1] ?? '') as StoredEvent);
	}

	async newestId(office: OfficeId): Promise<CommandId | null> {
		const ids = [...this.#streamOf(office).byCommand.keys()].filter((id) => /^0.{13}7/.test(id));
		return ids.sort().at(-1) ?? null;
	}

	async heads(): Promise<ReadonlyMap<OfficeId, number>> {
		const streams = [...this.#streams].filter(([, { events }]) => events.length > 0);
		return new Map(streams.map(([office, { events }]) => [office, events.length]));
	}

	async turn(): Promise<Turn> {
		return OWN_TURN;
	}

	async saveSnapshot(office: OfficeId, snapshot: Snapshot): Promise<void> {
		const { snapshots } = this.#streamOf(office);
		const before = snapshots.get(snapshot.shape);
		if (before === undefined || before.position <= snapshot.position)
			snapshots.set(snapshot.shape, { ...snapshot });
	}

	async latestSnapshot(office: OfficeId, shape: number): Promise<Snapshot | null> {
		return this.#streamOf(office).snapshots.get(shape) ?? null;
	}

	async close(): Promise<void> {
		this.#closed = true;
	}

	#streamOf(office: OfficeId): Stream {
		if (this.#closed) throw new Error('The event store is closed');
		const known = this.#streams.get(office);
		if (known !== undefined) return known;
		const fresh: Stream = { events: [], byCommand: new Map(), snapshots: new Map() };
		this.#streams.set(office, fresh);
		return fresh;
	}
}
