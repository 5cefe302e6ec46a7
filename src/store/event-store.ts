// The event store's port: the record of every office. What it has acknowledged is there after any crash.
import type { OfficeId, CommandId } from '#domain/ids';
import type { StoredEvent } from '#domain/events';

export interface Snapshot {
	/** Position of the last event it contains. */
	readonly position: number;
	/** Raised whenever the lobby's stored form changes; another shape is not read. */
	readonly shape: number;
	readonly state: string;
}

export interface EventStore {
	/**
	 * Appends events durably, all or none; resolves when they would survive a power cut.
	 * The first event's position must be one more than the stream's last, the others follow without gaps.
	 * @throws PositionTaken when somebody else appended first, and nothing was appended; StoreAway when the store fell silent,
	 * and nobody knows whether it was; any other error is a broken store, and nothing was appended.
	 */
	append(office: OfficeId, events: readonly StoredEvent[]): Promise<void>;

	/** Events with a position greater than `after`, in order. */
	read(office: OfficeId, after: number): AsyncIterable<StoredEvent>;

	/** The events that these commands made, in order of their positions; those of a command that was never done are missing. */
	eventsOf(office: OfficeId, commands: readonly CommandId[]): Promise<readonly StoredEvent[]>;

	/** The greatest command id in the office's record that begins with the time (a UUID of version 7), or null. */
	newestId(office: OfficeId): Promise<CommandId | null>;

	/** The last position of every office that has any event. */
	heads(): Promise<ReadonlyMap<OfficeId, number>>;

	/**
	 * Waits until no other hub that asked for the office's turn decides for it; a second at most. A courtesy, so that a hub
	 * does not lose one race after another: the referee is `append`.
	 */
	turn(office: OfficeId): Promise<Turn>;

	/** Keeps a snapshot; losing one costs time only, so it need not be durable. */
	saveSnapshot(office: OfficeId, snapshot: Snapshot): Promise<void>;

	/**
	 * The newest snapshot of that shape, or null. @throws SnapshotDamaged when it is not what was saved: it is thrown away, and the
	 * lobby can be made from the events alone; RecordDamaged when the record ends before it.
	 */
	latestSnapshot(office: OfficeId, shape: number): Promise<Snapshot | null>;

	/** Finishes what is under way and lets go of files; nothing may be asked afterwards. Closing twice is harmless. */
	close(): Promise<void>;
}

export interface Turn {
	/** Lets the next one in. Never fails; letting go twice is harmless. */
	release(): void;
}

/** The turn of a store that nobody else writes to. */
export const OWN_TURN: Turn = { release: () => undefined };

/** What was kept is not what was saved. It is gone by now: the next who asks is told that there is none. */
export class SnapshotDamaged extends Error {
	override readonly name = 'SnapshotDamaged';
}

/** Another writer holds the position: catch up and decide again. */
export class PositionTaken extends Error {
	override readonly name = 'PositionTaken';
}

/** The store cannot be reached just now. What was under way may have happened: look before doing it again. */
export class StoreAway extends Error {
	override readonly name = 'StoreAway';
}
