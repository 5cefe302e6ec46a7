// Invitations: a code from setup with which one person makes an account of their own at that office, or adds it to theirs.
import type { DeviceId, Instant, OfficeId, StaffId } from '#domain/ids';
import type { AccessStore, Account } from '#store/access-store';
import type { Clock } from '../clock.ts';
import { codeHash, newCode } from './tokens.ts';

/** Longer than a device's, for it lives longer. */
const CODE_LENGTH = 12;
/** To be handed over or sent, over a weekend. */
const CODE_LIFE = 72 * 3_600_000;
/** Before the name of whoever is invited, where codes of devices have the device: no device can be called so. */
const INVITED = '@';

export interface Offered {
	readonly code: string;
	readonly until: Instant;
}

export interface Invitation extends Account {
	readonly until: Instant;
}

export class Invitations {
	readonly #access: AccessStore;
	readonly #clock: Clock;

	constructor(access: AccessStore, clock: Clock) {
		this.#access = access;
		this.#clock = clock;
	}

	/** For one use; an earlier one of that person ends. */
	async offer(account: Account): Promise<Offered> {
		const code = newCode(CODE_LENGTH);
		const until = this.#clock.now() + CODE_LIFE;
		await this.#keep(code, { ...account, until });
		return { code, until };
	}

	/** Uses it up; null for a wrong one or one that has ended. */
	async take(typed: string): Promise<Invitation | null> {
		const found = await this.#access.takeCode(hashOf(typed), this.#clock.now());
		if (found === null) return null;
		const { office, device, until } = found;
		return { office, staff: device.slice(INVITED.length) as StaffId, until };
	}

	/** Whoever had it could not use it after all. */
	giveBack(typed: string, invitation: Invitation): Promise<void> {
		return this.#keep(typed, invitation);
	}

	async withdraw(office: OfficeId, staff: StaffId): Promise<void> {
		await this.#access.withdrawCode(office, keptAs(staff));
	}

	#keep(code: string, { office, staff, until }: Invitation): Promise<void> {
		return this.#access.addCode(hashOf(code), { office, device: keptAs(staff), until });
	}
}

const keptAs = (staff: StaffId) => `${INVITED}${staff}` as DeviceId;

/** Not the hash of a pairing code of the same letters. */
function hashOf(typed: string): string {
	return codeHash(`invite${typed}`);
}
