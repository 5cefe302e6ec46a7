// The lobby of one office in memory, and how it stands to the record: current, behind it, or unsure of itself.
import type { StoredEvent } from '#domain/events';
import type { OfficeId } from '#domain/ids';
import type { Lobby } from '#domain/lobby';
import { advance } from '#projections/advance';
import { Touched } from '#projections/touched';
import { loadLobby, reloadLobby } from './lobby-loading.ts';
import type { LoadingParts } from './lobby-loading.ts';
import { ahead, confirmed, CURRENT, headAnnounced, notRead, reading } from './memory-state.ts';
import type { MemoryState } from './memory-state.ts';
import { Snapshots } from './snapshots.ts';

/** Stored events with the rows that they change, to be published. */
export interface Committed {
	readonly events: readonly StoredEvent[];
	readonly touched: Touched;
	/** How long the append took, ms; null for what another hub has appended. */
	readonly appendMs: number | null;
}

export class LobbyInMemory {
	readonly #office: OfficeId;
	readonly #parts: LoadingParts;
	readonly #snapshots: Snapshots;
	#lobby: Lobby;
	#state: MemoryState = CURRENT;

	private constructor(office: OfficeId, parts: LoadingParts, lobby: Lobby, snapshotAt: number) {
		this.#office = office;
		this.#parts = parts;
		this.#lobby = lobby;
		this.#snapshots = new Snapshots(office, parts.store, parts.log, snapshotAt);
	}

	/** @throws when the record cannot be read. */
	static async load(office: OfficeId, parts: LoadingParts): Promise<LobbyInMemory> {
		const { lobby, snapshotAt } = await loadLobby(parts, office, () => null);
		const memory = new LobbyInMemory(office, parts, lobby, snapshotAt);
		if (memory.isSnapshotDue) await memory.saveSnapshot();
		return memory;
	}

	/** Shows what may never happen while the state is unsure. */
	get lobby(): Lobby {
		return this.#lobby;
	}

	/** All that the record is known to hold, and nothing else. */
	get isCurrent(): boolean {
		return this.#state.is === 'current';
	}

	/** Some of it may not be in the record. */
	get isUnsure(): boolean {
		return this.#state.is === 'unsure';
	}

	/** Somebody says that the record reaches that position; Infinity: it may have grown, nobody knows how far. False: no news. */
	announce(head: number): boolean {
		const before = this.#state;
		this.#state = headAnnounced(before, this.#lobby.position, head);
		return this.#state !== before;
	}

	/** Applies events that are not stored yet. To be followed by `confirm` when they are. */
	apply(events: readonly StoredEvent[], touched: Touched): void {
		for (const stored of events) {
			this.#state = ahead(this.#state);
			advance(this.#lobby, stored, touched);
		}
	}

	/** Everything that was applied is in the record. */
	confirm(): void {
		this.#state = confirmed(this.#state, this.#lobby.position);
	}

	/**
	 * Makes memory hold what the record holds: reads on where it is behind, loads it anew where it is unsure. What is found after
	 * `publishedUpTo` is given to `publish`, also what was read before the reading broke off. @throws while the record cannot be read.
	 */
	async catchUp(publishedUpTo: number, publish: (batch: Committed) => void): Promise<void> {
		const before = this.#state;
		if (before.is === 'current') return;
		this.#state = reading(before);
		try {
			if (before.is === 'unsure') await this.#loadAnew(publishedUpTo, publish);
			else await this.#readOn(publish);
		} catch (error) {
			this.#state = notRead(this.#state, before, this.#lobby.position);
			throw error;
		}
	}

	/** False while unsure: a snapshot must hold nothing that is not in the record. */
	get isSnapshotDue(): boolean {
		return !this.isUnsure && this.#snapshots.isDue(this.#lobby);
	}

	get isSnapshotWorthItAtStop(): boolean {
		return !this.isUnsure && this.#snapshots.isWorthItAtStop(this.#lobby);
	}

	/** Never rejects: a snapshot that is lost costs time at the next start, nothing else. */
	saveSnapshot(): Promise<void> {
		return this.#snapshots.save(this.#lobby);
	}

	async #loadAnew(publishedUpTo: number, publish: (batch: Committed) => void): Promise<void> {
		const { lobby, ...found } = await reloadLobby(this.#parts, this.#office, publishedUpTo);
		this.#lobby = lobby;
		this.confirm();
		publish({ ...found, appendMs: null });
	}

	async #readOn(publish: (batch: Committed) => void): Promise<void> {
		const touched = new Touched();
		const events: StoredEvent[] = [];
		try {
			for await (const stored of this.#parts.store.read(this.#office, this.#lobby.position)) {
				// Were a rule to throw here, the lobby would be half changed, and stay unsure.
				this.apply([stored], touched);
				this.confirm();
				events.push(stored);
			}
			this.confirm();
		} finally {
			if (!this.isUnsure) publish({ events, touched, appendMs: null });
		}
	}
}
