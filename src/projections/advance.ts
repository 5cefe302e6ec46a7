// One event further: names the rows that it changes, then applies it to the lobby.
import { evolve } from '#domain/evolve';
import type { StoredEvent } from '#domain/events';
import type { Lobby } from '#domain/lobby';
import { touch } from './touched.ts';
import type { Touched } from './touched.ts';

/**
 * The order is the point: only before the event is applied does the lobby still know which number falls off the board and
 * which ticket is forgotten. `touched` collects the rows; null where no screen waits for them.
 * @throws when the event is not the one after the lobby's position.
 */
export function advance(lobby: Lobby, stored: StoredEvent, touched: Touched | null): void {
	if (touched !== null) touch(touched, lobby, stored.event);
	evolve(lobby, stored);
}
