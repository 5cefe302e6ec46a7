// When a lobby is worth a snapshot: often enough that a start stays short, rarely enough that nobody notices.
import type { OfficeId } from '#domain/ids';
import type { Lobby } from '#domain/lobby';
import { freezeLobby, LOBBY_SHAPE } from '#domain/lobby-snapshot';
import type { EventStore } from '#store/event-store';
import type { Log } from '../../log.ts';

const FEWEST_EVENTS = 2000;
/** At a clean stop fewer events are worth it: nobody waits for the freezing. */
const FEWEST_AT_STOP = 100;

export class Snapshots {
	readonly #office: OfficeId;
	readonly #store: EventStore;
	readonly #log: Log;
	#last: number;
	#saving = false;

	constructor(office: OfficeId, store: EventStore, log: Log, last: number) {
		this.#office = office;
		this.#store = store;
		this.#log = log;
		this.#last = last;
	}

	/**
	 * A share of what the lobby holds, where a ticket counts twice: freezing then costs a constant share of the work that the
	 * events made, also while a line only grows.
	 */
	isDue(lobby: Lobby): boolean {
		const held = lobby.tickets.size + lobby.visits.size + lobby.jobs.size + lobby.referrals.size;
		return !this.#saving && lobby.position - this.#last >= Math.max(FEWEST_EVENTS, held / 4);
	}

	isWorthItAtStop(lobby: Lobby): boolean {
		return lobby.position - this.#last >= FEWEST_AT_STOP;
	}

	/** Never throws: a snapshot that is lost costs time at the next start, nothing else. */
	async save(lobby: Lobby): Promise<void> {
		const { position } = lobby;
		this.#saving = true;
		try {
			await this.#store.saveSnapshot(this.#office, {
				position,
				shape: LOBBY_SHAPE,
				state: freezeLobby(lobby),
			});
		} catch (error) {
			this.#log.warn({ office: this.#office, position, err: error }, 'a snapshot could not be saved');
		} finally {
			// Also after a failure: a full disk is not to be tried again with every command.
			this.#last = position;
			this.#saving = false;
		}
	}
}
