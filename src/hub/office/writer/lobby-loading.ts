// How a lobby is rebuilt after a start or a failed append: the newest snapshot, and the events after it.
import type { StoredEvent } from '#domain/events';
import type { OfficeId } from '#domain/ids';
import { emptyLobby } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { LOBBY_SHAPE, thawLobby } from '#domain/lobby-snapshot';
import { advance } from '#projections/advance';
import { Touched } from '#projections/touched';
import { SnapshotDamaged } from '#store/event-store';
import type { EventStore } from '#store/event-store';
import type { Log } from '../../log.ts';

export interface LoadedLobby {
	readonly lobby: Lobby;
	/** Position of the snapshot it started from, 0 without one. */
	readonly snapshotAt: number;
}

export interface LoadingParts {
	readonly store: EventStore;
	/** Where a snapshot that is thrown away is logged. */
	readonly log: Log;
}

/** `touchedBy`: what collects the rows that an event after the snapshot changes, or null for one whose rows nobody needs. */
export async function loadLobby(
	parts: LoadingParts,
	office: OfficeId,
	touchedBy: (stored: StoredEvent) => Touched | null,
): Promise<LoadedLobby> {
	const lobby = (await snapshotIn(parts, office)) ?? emptyLobby(office);
	const snapshotAt = lobby.position;
	for await (const stored of parts.store.read(office, lobby.position)) {
		advance(lobby, stored, touchedBy(stored));
	}
	return { lobby, snapshotAt };
}

/** Null without one, and for one that is damaged: the events tell the same, they only take longer. */
async function snapshotIn({ store, log }: LoadingParts, office: OfficeId): Promise<Lobby | null> {
	try {
		const snapshot = await store.latestSnapshot(office, LOBBY_SHAPE);
		return snapshot === null ? null : thawed(snapshot.state);
	} catch (error) {
		if (!(error instanceof SnapshotDamaged)) throw error;
		log.warn({ office, err: error }, 'a damaged snapshot is left out: the lobby is made from its events');
		return null;
	}
}

/** What was saved before there were checksums may be cut off, or hold something else. @throws SnapshotDamaged */
function thawed(state: string): Lobby {
	try {
		return thawLobby(state);
	} catch (error) {
		throw new SnapshotDamaged('The snapshot cannot be read', { cause: error });
	}
}

export interface ReloadedLobby {
	readonly lobby: Lobby;
	/** Every event after `publishedUpTo`, and the rows that they change. */
	readonly events: readonly StoredEvent[];
	readonly touched: Touched;
}

/** The lobby as the record has it, and what of it is not published yet. */
export async function reloadLobby(
	parts: LoadingParts,
	office: OfficeId,
	publishedUpTo: number,
): Promise<ReloadedLobby> {
	const touched = new Touched();
	const { lobby, snapshotAt } = await loadLobby(parts, office, ({ position }) =>
		position > publishedUpTo ? touched : null,
	);
	// Another hub's snapshot is ahead of what is published: what it holds is not known row by row.
	if (snapshotAt > publishedUpTo) touched.everything = true;
	const events: StoredEvent[] = [];
	if (lobby.position === publishedUpTo) return { lobby, events, touched };
	for await (const stored of parts.store.read(office, publishedUpTo))
		if (stored.position <= lobby.position) events.push(stored);
	return { lobby, events, touched };
}
