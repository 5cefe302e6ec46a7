// The access store for tests and rehearsals: nothing outlives the process.
import type { DeviceId, Instant, OfficeId, StaffId } from '#domain/ids';
import type { AccessStore, Account, DeviceCode, PairedDevice, Session } from '../access-store.ts';

export class MemoryAccess implements AccessStore {
	readonly #passwords = new Map<OfficeId, Map<StaffId, string>>();
	readonly #people = new Map<string, Account & { readonly person: string }>();
	readonly #sessions = new Map<string, Session>();
	readonly #devices = new Map<string, PairedDevice>();
	readonly #codes = new Map<string, DeviceCode>();

	async setPassword(office: OfficeId, staff: StaffId, hash: string): Promise<void> {
		this.#people.delete(keyOf({ office, staff }));
		this.#keep({ office, staff }, hash);
	}

	async passwordOf(office: OfficeId, staff: StaffId): Promise<string | null> {
		return this.#passwords.get(office)?.get(staff) ?? null;
	}

	async accounts(office: OfficeId): Promise<readonly StaffId[]> {
		return [...(this.#passwords.get(office)?.keys() ?? [])].sort();
	}

	async setOwnPassword(person: string, account: Account, hash: string): Promise<void> {
		this.#people.set(keyOf(account), { ...account, person });
		for (const theirs of this.#accountsOf(person)) this.#keep(theirs, hash);
	}

	async addAccount(person: string, account: Account): Promise<boolean> {
		const [first] = this.#accountsOf(person);
		const hash = first === undefined ? undefined : this.#passwords.get(first.office)?.get(first.staff);
		if (hash === undefined) return false;
		this.#people.set(keyOf(account), { ...account, person });
		this.#keep(account, hash);
		return true;
	}

	async personOf(office: OfficeId, staff: StaffId): Promise<string | null> {
		return this.#people.get(keyOf({ office, staff }))?.person ?? null;
	}

	async accountsOf(person: string): Promise<readonly Account[]> {
		return this.#accountsOf(person);
	}

	async endAccount(office: OfficeId, staff: StaffId): Promise<readonly string[]> {
		this.#people.delete(keyOf({ office, staff }));
		this.#passwords.get(office)?.delete(staff);
		return this.endSessionsOf(office, staff, null);
	}

	async addSession(tokenHash: string, session: Session): Promise<void> {
		mustBeNew(this.#sessions, tokenHash);
		this.#sessions.set(tokenHash, { ...session });
	}

	async session(tokenHash: string): Promise<Session | null> {
		return this.#sessions.get(tokenHash) ?? null;
	}

	async touchSession(tokenHash: string, seenAt: Instant): Promise<void> {
		const session = this.#sessions.get(tokenHash);
		if (session !== undefined) this.#sessions.set(tokenHash, { ...session, seenAt });
	}

	async endSession(tokenHash: string): Promise<void> {
		this.#sessions.delete(tokenHash);
	}

	async endSessionsOf(office: OfficeId, staff: StaffId, except: string | null): Promise<readonly string[]> {
		const isTheirs = (one: Session, hash: string) =>
			one.office === office && one.staff === staff && hash !== except;
		return takeOut(this.#sessions, isTheirs);
	}

	async addDevice(tokenHash: string, device: PairedDevice): Promise<void> {
		mustBeNew(this.#devices, tokenHash);
		this.#devices.set(tokenHash, { ...device });
	}

	async device(tokenHash: string): Promise<PairedDevice | null> {
		return this.#devices.get(tokenHash) ?? null;
	}

	async devices(office: OfficeId): Promise<readonly PairedDevice[]> {
		return [...this.#devices.values()].filter((one) => one.office === office);
	}

	async revokeDevice(office: OfficeId, device: DeviceId): Promise<readonly string[]> {
		return takeOut(this.#devices, (one) => one.office === office && one.device === device);
	}

	async addCode(codeHash: string, code: DeviceCode): Promise<void> {
		await this.withdrawCode(code.office, code.device);
		this.#codes.set(codeHash, { ...code });
	}

	async takeCode(codeHash: string, now: Instant): Promise<DeviceCode | null> {
		const code = this.#codes.get(codeHash);
		this.#codes.delete(codeHash);
		return code !== undefined && code.until > now ? code : null;
	}

	async withdrawCode(office: OfficeId, device: DeviceId): Promise<void> {
		takeOut(this.#codes, (one) => one.office === office && one.device === device);
	}

	async endedOf(tokenHashes: readonly string[]): Promise<readonly string[]> {
		return tokenHashes.filter((hash) => !this.#sessions.has(hash) && !this.#devices.has(hash));
	}

	async close(): Promise<void> {}

	#accountsOf(person: string): readonly Account[] {
		const theirs = [...this.#people.values()].filter((one) => one.person === person);
		return theirs.map(({ office, staff }) => ({ office, staff })).sort(byOffice);
	}

	#keep({ office, staff }: Account, hash: string): void {
		const passwords = this.#passwords.get(office) ?? new Map<StaffId, string>();
		this.#passwords.set(office, passwords.set(staff, hash));
	}
}

const keyOf = ({ office, staff }: Account) => JSON.stringify([office, staff]);
const byOffice = (one: Account, other: Account) => (keyOf(one) < keyOf(other) ? -1 : 1);

/** A token is handed out once: meeting it again means that two people would share one. */
function mustBeNew(kept: ReadonlyMap<string, unknown>, tokenHash: string): void {
	if (kept.has(tokenHash)) throw new Error('This token is already in use');
}

function takeOut<Value>(
	kept: Map<string, Value>,
	matches: (value: Value, key: string) => boolean,
): readonly string[] {
	const hashes = [...kept].filter(([key, value]) => matches(value, key)).map(([hash]) => hash);
	for (const hash of hashes) kept.delete(hash);
	return hashes;
}
