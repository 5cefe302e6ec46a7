// Where one ticket stands, asked every five seconds for the customer's own phone.
import type { Connection } from '#screens/live/connection.svelte.ts';
import type { TicketLook } from '#protocol/note-schema';

const EVERY_MS = 5_000;

export class TicketWatch {
	#connection: Connection;
	#ticket: string;
	#look = $state.raw<TicketLook | null>(null);
	#unknown = $state.raw(false);
	#silent = $state.raw(false);

	constructor(connection: Connection, ticket: string) {
		this.#connection = connection;
		this.#ticket = ticket;
	}

	/** As last heard; null before the first answer. */
	get look(): TicketLook | null {
		return this.#look;
	}
	/** The hub knows no such ticket. */
	get unknown(): boolean {
		return this.#unknown;
	}
	/** The hub did not answer the last time: what is shown may no longer be so. */
	get silent(): boolean {
		return this.#silent;
	}

	/** Asks until the returned function is called. */
	start(): () => void {
		void this.#ask();
		const timer = setInterval(() => void this.#ask(), EVERY_MS);
		return () => clearInterval(timer);
	}

	async #ask(): Promise<void> {
		const answer = await this.#connection.ask('lookAtTicket', { ticket: this.#ticket }, EVERY_MS - 500);
		this.#silent = !answer.ok && answer.code !== 'unknown-ticket';
		if (answer.ok) {
			this.#look = answer;
			this.#unknown = false;
		} else if (answer.code === 'unknown-ticket') this.#unknown = true;
	}
}
