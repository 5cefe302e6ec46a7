// A signed-in person's own account as the hub tells it, and what they can do with it.
import type { OfficeId } from '#domain/ids';
import type { Connection } from '#screens/live/connection.svelte.ts';
import type { AccountAsk, AccountDone, OwnOffice } from '#protocol/account-schema';
import { refusals } from '#words/staff/refusals';
import { keepOffice } from './office-names.svelte.ts';

/** ms: a password is slow to check, on purpose, and others may be before it. */
export const PASSWORD_MS = 15_000;

export class OwnAccount {
	readonly #connection: Connection;
	#done = $state.raw<AccountDone | null>(null);
	#busy = $state.raw(false);

	constructor(connection: Connection) {
		this.#connection = connection;
	}

	get busy(): boolean {
		return this.#busy;
	}

	get known(): boolean {
		return this.#done !== null;
	}

	/** The one that this screen shows comes first; empty until the hub has said. */
	get offices(): readonly OwnOffice[] {
		return this.#done?.offices ?? [];
	}

	/** False while an administrator gave the password. */
	get own(): boolean {
		return this.#done?.own ?? true;
	}

	get mayAdd(): boolean {
		return this.#done?.mayAdd ?? false;
	}

	/** Somebody else may sit down here. */
	forget(): void {
		this.#done = null;
	}

	/** Null when it was done, else the sentence about why not. */
	async ask(ask: AccountAsk): Promise<string | null> {
		return this.#whileBusy(async () => {
			const answer = await this.#connection.ask('account', ask, PASSWORD_MS);
			if (answer.ok) this.#done = answer;
			return answer.ok ? null : refusals[answer.code];
		});
	}

	/** The screen goes on in that office. Null when it was done, else the sentence about why not. */
	enter(office: OfficeId): Promise<string | null> {
		return this.#whileBusy(async () => {
			const answer = this.#connection.admit(await this.#connection.ask('enter', { office }));
			if (answer.ok) keepOffice(office);
			return answer.ok ? null : refusals[answer.code];
		});
	}

	async #whileBusy(work: () => Promise<string | null>): Promise<string | null> {
		this.#busy = true;
		try {
			return await work();
		} finally {
			this.#busy = false;
		}
	}
}
