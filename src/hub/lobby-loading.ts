// How a lobby stands again after a start or a broken append: the newest snapshot, and the events after it.
import { evolve } from '#domain/evolve';
import type { StoredEvent } from '#domain/events';
import type { OfficeId } from '#domain/ids';
import { emptyLobby } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { LOBBY_SHAPE, thawLobby } from '#domain/lobby-snapshot';
import type { EventStore } from '#store/event-store';

export interface LoadedLobby {
	readonly lobby: Lobby;
	/** Position of the snapshot it started from, 0 without one. */
	readonly snapshotAt: number;
}

/**
 * A snapshot after position `newest` is not used, so that `before` sees every event after `newest` just before it is applied.
 */
export async function loadLobby(
	store: EventStore,
	office: OfficeId,
	newest: number,
	before: (lobby: Lobby, stored: StoredEvent) => void,
): Promise<LoadedLobby> {
	const found = await store.latestSnapshot(office, LOBBY_SHAPE);
	const snapshot = found !== null && found.position <= newest ? found : null;
	const lobby = snapshot === null ? emptyLobby(office) : thawLobby(snapshot.state);
	for await (const stored of store.read(office, lobby.position)) {
		before(lobby, stored);
		evolve(lobby, stored);
	}
	return { lobby, snapshotAt: snapshot?.position ?? 0 };
}
