// Sessions of staff: begun with a password, ended by sign-out, by idleness, by their age, or by an administrator.
import type { Instant, OfficeId, StaffId } from '#domain/ids';
import type { AccessStore, Session } from '#store/access-store';
import type { Clock } from '../clock.ts';
import { newToken, tokenHash } from './tokens.ts';

export interface SessionLimits {
	/** ms without use. */
	readonly idle: number;
	/** ms since it began. */
	readonly life: number;
}

interface Live {
	readonly session: Session;
	seenAt: Instant;
	savedAt: Instant;
}

/** Use is written down at most this often: losing a minute of it costs nobody a session. */
const SAVED_EVERY = 60_000;

export class Sessions {
	readonly #access: AccessStore;
	readonly #clock: Clock;
	readonly #limits: SessionLimits;
	/** Sessions that were met since the hub started. */
	readonly #live = new Map<string, Live>();

	constructor(access: AccessStore, clock: Clock, limits: SessionLimits) {
		this.#access = access;
		this.#clock = clock;
		this.#limits = limits;
	}

	/** `since`: when the person signed in, for one who goes on at another office; null: now. */
	async begin(office: OfficeId, staff: StaffId, since: Instant | null = null): Promise<string> {
		const token = newToken('s');
		const now = this.#clock.now();
		const session: Session = { office, staff, startedAt: since ?? now, seenAt: now };
		await this.#access.addSession(tokenHash(token), session);
		this.#live.set(tokenHash(token), { session, seenAt: now, savedAt: now });
		return token;
	}

	/** The session of a token that has not ended, or null. The store is asked each time: another hub may have ended it. */
	async find(hash: string): Promise<Session | null> {
		const session = await this.#access.session(hash);
		if (session === null) {
			this.#live.delete(hash);
			return null;
		}
		const known = this.#live.get(hash);
		const seenAt = Math.max(session.seenAt, known?.seenAt ?? 0);
		const live = { session, seenAt, savedAt: known?.savedAt ?? session.seenAt };
		if (this.#isOver(live)) {
			await this.end(hash);
			return null;
		}
		this.#live.set(hash, live);
		return session;
	}

	/** Notes that somebody works with it; false when it has ended. */
	use(hash: string): boolean {
		const live = this.#live.get(hash);
		if (live === undefined || this.#isOver(live)) return false;
		live.seenAt = this.#clock.now();
		if (live.seenAt - live.savedAt > SAVED_EVERY) {
			live.savedAt = live.seenAt;
			// A store that is broken shows at the next command; being seen is not worth a fault.
			this.#access.touchSession(hash, live.seenAt).catch(() => undefined);
		}
		return true;
	}

	async end(hash: string): Promise<void> {
		this.#live.delete(hash);
		await this.#access.endSession(hash);
	}

	/** Every session of a person but the one they do it with; answers the token hashes that ended. */
	async endAllOf(office: OfficeId, staff: StaffId, except: string | null): Promise<readonly string[]> {
		const hashes = await this.#access.endSessionsOf(office, staff, except);
		this.forget(hashes);
		return hashes;
	}

	/** They have ended in the store already. */
	forget(hashes: readonly string[]): void {
		for (const hash of hashes) this.#live.delete(hash);
	}

	/** Ends what is over its limits, and learns what has ended elsewhere; answers the token hashes. */
	async sweep(): Promise<readonly string[]> {
		const gone = await this.#access.endedOf([...this.#live.keys()]);
		this.forget(gone);
		const over = [...this.#live].filter(([, live]) => this.#isOver(live)).map(([hash]) => hash);
		const ended: string[] = [...gone];
		// Whoever looks idle here may work at another hub: the store knows when they were last seen there.
		for (const hash of over) if ((await this.find(hash)) === null) ended.push(hash);
		return ended;
	}

	#isOver({ session, seenAt }: Live): boolean {
		const now = this.#clock.now();
		return now - seenAt > this.#limits.idle || now - session.startedAt > this.#limits.life;
	}
}
