// How a lobby stands again after a start or a broken append: the newest snapshot, and the events after it.
import { evolve } from '#domain/evolve';
import type { StoredEvent } from '#domain/events';
import type { OfficeId } from '#domain/ids';
import { emptyLobby } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { LOBBY_SHAPE, thawLobby } from '#domain/lobby-snapshot';
import { touch, Touched } from '#projections/touched';
import type { EventStore } from '#store/event-store';

export interface LoadedLobby {
	readonly lobby: Lobby;
	/** Position of the snapshot it started from, 0 without one. */
	readonly snapshotAt: number;
}

/** `before` sees every event after the snapshot just before it is applied. */
export async function loadLobby(
	store: EventStore,
	office: OfficeId,
	before: (lobby: Lobby, stored: StoredEvent) => void,
): Promise<LoadedLobby> {
	const snapshot = await store.latestSnapshot(office, LOBBY_SHAPE);
	const lobby = snapshot === null ? emptyLobby(office) : thawLobby(snapshot.state);
	for await (const stored of store.read(office, lobby.position)) {
		before(lobby, stored);
		evolve(lobby, stored);
	}
	return { lobby, snapshotAt: snapshot?.position ?? 0 };
}

export interface ReloadedLobby {
	readonly lobby: Lobby;
	/** Every event after `told`, and what they touched. */
	readonly events: readonly StoredEvent[];
	readonly touched: Touched;
}

/** The lobby as the record has it, and what of it nobody has been told since that position. */
export async function reloadLobby(store: EventStore, office: OfficeId, told: number): Promise<ReloadedLobby> {
	const touched = new Touched();
	const { lobby, snapshotAt } = await loadLobby(store, office, (before, stored) => {
		if (stored.position > told) touch(touched, before, stored.event);
	});
	// Another hub's snapshot is ahead of what is told: what it holds is not known row by row.
	if (snapshotAt > told) touched.everything = true;
	const events: StoredEvent[] = [];
	if (lobby.position === told) return { lobby, events, touched };
	for await (const stored of store.read(office, told))
		if (stored.position <= lobby.position) events.push(stored);
	return { lobby, events, touched };
}
