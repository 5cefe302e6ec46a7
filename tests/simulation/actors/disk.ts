// The hub's disk: the real event store, with what disks do. What it has taken survives any crash; what it has not is gone.
import type { StoredEvent } from '#domain/events';
import type { CommandId, OfficeId } from '#domain/ids';
import { PositionTaken, StoreAway } from '#store/event-store';
import type { EventStore, Snapshot } from '#store/event-store';
import type { Chance } from '../machine/chance.ts';
import { Program } from '../machine/program.ts';
import type { VirtualTime } from '../machine/virtual-time.ts';
import { Turns } from './turns.ts';

/**
 * `broken-after`: its writer is told that it failed, and the next life of the hub may find it there all the same. `away`: a
 * database that several hubs share has fallen silent; what was under way may be there or not.
 */
export type DiskState = 'well' | 'slow' | 'full' | 'unreadable' | 'broken-after' | 'away';

export class DiskTrouble extends Error {
	override readonly name = 'DiskTrouble';
}

/** Never dies: what it has begun it ends. */
const DISK = new Program('disk');

export interface Disk {
	state: DiskState;
	/** What it has taken so far, in order. */
	readonly kept: readonly StoredEvent[];
	/** Every snapshot that was ever saved. */
	readonly snapshots: readonly Snapshot[];
	readonly refused: number;
	/** A store for one life of the hub. */
	open(hub: Program): EventStore;
}

export interface DiskParts {
	readonly time: VirtualTime;
	readonly chance: Chance;
	/** The store itself, opened anew for each life of the hub. */
	readonly store: () => EventStore;
	/** A database of several hubs: it may carry out what a hub had asked before it died, and hubs take turns. */
	readonly isShared: boolean;
	/** Told right after events were kept. */
	readonly onKept: (events: readonly StoredEvent[]) => void;
}

export class SimulatedDisk implements Disk {
	state: DiskState = 'well';
	readonly kept: StoredEvent[] = [];
	readonly snapshots: Snapshot[] = [];
	refused = 0;
	/** Appends that came second. */
	races = 0;
	readonly #parts: DiskParts;
	readonly #turns: Turns | null;
	#ghost: { readonly office: OfficeId; readonly events: readonly StoredEvent[] } | null = null;

	constructor(parts: DiskParts) {
		this.#parts = parts;
		this.#turns = parts.isShared ? new Turns(parts.time) : null;
	}

	open(hub: Program): EventStore {
		const store = this.#parts.store();
		this.#comeBack(store);
		hub.whenDead(() => void store.close());
		const wait = (most: number) => this.#parts.time.wait(hub, this.#delay(most));
		const mustBeReadable = () => {
			if (this.state !== 'unreadable' && this.state !== 'away') return;
			this.refused += 1;
			if (this.state === 'away') throw new StoreAway('the database does not answer');
			throw new DiskTrouble('EIO: i/o error, read');
		};
		const readable = async () => {
			await wait(2);
			mustBeReadable();
		};
		return {
			append: (office, events) => this.#append(store, hub, office, events),
			async *read(office: OfficeId, after: number) {
				await readable();
				for await (const one of store.read(office, after)) yield one;
			},
			eventsOf: async (office: OfficeId, commands: readonly CommandId[]) => {
				mustBeReadable();
				return store.eventsOf(office, commands);
			},
			newestId: async (office: OfficeId) => {
				mustBeReadable();
				return store.newestId(office);
			},
			heads: async () => {
				await readable();
				return store.heads();
			},
			turn: async (office: OfficeId) => {
				await readable();
				return this.#turns === null ? store.turn(office) : this.#turns.take(hub);
			},
			saveSnapshot: async (office: OfficeId, snapshot: Snapshot) => {
				await wait(5);
				if (this.state === 'full') throw new DiskTrouble('ENOSPC: no space left on device, write');
				if (!hub.speaks()) return;
				this.snapshots.push({ ...snapshot });
				await store.saveSnapshot(office, snapshot);
			},
			latestSnapshot: async (office: OfficeId, shape: number) => {
				await readable();
				return store.latestSnapshot(office, shape);
			},
			close: () => store.close(),
		};
	}

	/** What was reported as failed may have reached the disk all the same: then the next life of the hub finds it. */
	#comeBack(store: EventStore): void {
		const ghost = this.#ghost;
		this.#ghost = null;
		if (ghost === null || this.#parts.chance.is(0.5)) return;
		void store.append(ghost.office, ghost.events).then(() => {
			this.kept.push(...ghost.events);
			this.#parts.onKept(ghost.events);
		});
	}

	#append(store: EventStore, hub: Program, office: OfficeId, events: readonly StoredEvent[]): Promise<void> {
		const { time, chance } = this.#parts;
		// What the caller changes afterwards must not reach the record.
		const text = JSON.stringify(events);
		return new Promise((resolve, reject) => {
			const fail = (error: unknown) => void time.plan(hub, this.#delay(3), () => reject(error as Error));
			const write = () => {
				if (this.state === 'full') {
					this.refused += 1;
					return fail(new DiskTrouble('ENOSPC: no space left on device, write'));
				}
				this.#ghost = null;
				const isAway = this.state === 'away';
				if (isAway && this.#parts.chance.is(0.5)) {
					this.refused += 1;
					return fail(new StoreAway('the database does not answer'));
				}
				const taken = JSON.parse(text) as StoredEvent[];
				if (this.state === 'broken-after') {
					this.refused += 1;
					this.#ghost = { office, events: taken };
					return fail(new DiskTrouble('EIO: i/o error, fsync'));
				}
				store.append(office, taken).then(
					() => {
						this.kept.push(...taken);
						this.#parts.onKept(taken);
						if (isAway) return fail(new StoreAway('the database does not answer'));
						time.plan(hub, this.#delay(4), resolve);
					},
					(error: unknown) => {
						if (error instanceof PositionTaken) this.races += 1;
						fail(error);
					},
				);
			};
			// A database that was asked does it even when nobody waits any more; a store in the process goes with it.
			const outlives = this.#parts.isShared && chance.is(0.5);
			if (hub.speaks()) time.plan(outlives ? DISK : hub, this.#delay(4), write);
		});
	}

	#delay(most: number): number {
		const { chance } = this.#parts;
		return this.state === 'slow' ? chance.between(most, most * 400) : chance.next() * most;
	}
}
