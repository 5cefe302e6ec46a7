// The access store in the record's own file: hashes of passwords and tokens, ended for good when they end.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DeviceId, Instant, OfficeId, StaffId } from '#domain/ids';
import type { AccessStore, Account, DeviceCode, PairedDevice, Session } from '../access-store.ts';
import { openDatabase, transaction, withoutSync } from './sqlite-database.ts';
import { ROTUNDA } from './sqlite-shapes.ts';

export class SqliteAccess implements AccessStore {
	readonly #database: DatabaseSync;
	readonly #statements: ReturnType<typeof prepare>;

	/** `file`: the same `rotunda.db` that the events are in. */
	constructor(file: string) {
		this.#database = openDatabase(file, ROTUNDA);
		this.#statements = prepare(this.#database);
	}

	async setPassword(office: OfficeId, staff: StaffId, hash: string): Promise<void> {
		transaction(this.#database, () => {
			this.#statements.noPerson.run(office, staff);
			this.#statements.setPassword.run(office, staff, hash);
		});
	}

	async passwordOf(office: OfficeId, staff: StaffId): Promise<string | null> {
		const row = this.#statements.passwordOf.get(office, staff);
		return row === undefined ? null : String(row['hash']);
	}

	async accounts(office: OfficeId): Promise<readonly StaffId[]> {
		return this.#statements.accounts.all(office).map((row) => row['staff'] as StaffId);
	}

	async setOwnPassword(person: string, { office, staff }: Account, hash: string): Promise<void> {
		transaction(this.#database, () => {
			this.#statements.setPerson.run(office, staff, person);
			this.#statements.setPassword.run(office, staff, hash);
			this.#statements.setAll.run(hash, person);
		});
	}

	async addAccount(person: string, { office, staff }: Account): Promise<boolean> {
		return transaction(this.#database, () => {
			const row = this.#statements.hashOf.get(person);
			if (row === undefined) return false;
			this.#statements.setPerson.run(office, staff, person);
			this.#statements.setPassword.run(office, staff, String(row['hash']));
			return true;
		});
	}

	async personOf(office: OfficeId, staff: StaffId): Promise<string | null> {
		const row = this.#statements.personOf.get(office, staff);
		return row === undefined ? null : String(row['person']);
	}

	async accountsOf(person: string): Promise<readonly Account[]> {
		return this.#statements.accountsOf.all(person).map((row) => ({ ...(row as unknown as Account) }));
	}

	async endAccount(office: OfficeId, staff: StaffId): Promise<readonly string[]> {
		return transaction(this.#database, () => {
			this.#statements.noPerson.run(office, staff);
			this.#statements.noPassword.run(office, staff);
			return hashes(this.#statements.endSessionsOf, office, staff, '');
		});
	}

	async addSession(tokenHash: string, session: Session): Promise<void> {
		const { office, staff, startedAt, seenAt } = session;
		this.#statements.addSession.run(tokenHash, office, staff, startedAt, seenAt);
	}

	async session(tokenHash: string): Promise<Session | null> {
		const row = this.#statements.session.get(tokenHash);
		return row === undefined ? null : { ...(row as unknown as Session) };
	}

	/** Lost in a power cut it costs a minute of a session at most, so it waits for no disk. */
	async touchSession(tokenHash: string, seenAt: Instant): Promise<void> {
		withoutSync(this.#database, () => this.#statements.touchSession.run(seenAt, tokenHash));
	}

	async endSession(tokenHash: string): Promise<void> {
		this.#statements.endSession.run(tokenHash);
	}

	async endSessionsOf(office: OfficeId, staff: StaffId, except: string | null): Promise<readonly string[]> {
		return hashes(this.#statements.endSessionsOf, office, staff, except ?? '');
	}

	async addDevice(tokenHash: string, { office, device, pairedAt }: PairedDevice): Promise<void> {
		this.#statements.addDevice.run(tokenHash, office, device, pairedAt);
	}

	async device(tokenHash: string): Promise<PairedDevice | null> {
		const row = this.#statements.device.get(tokenHash);
		return row === undefined ? null : { ...(row as unknown as PairedDevice) };
	}

	async devices(office: OfficeId): Promise<readonly PairedDevice[]> {
		return this.#statements.devices.all(office).map((row) => ({ ...(row as unknown as PairedDevice) }));
	}

	async revokeDevice(office: OfficeId, device: DeviceId): Promise<readonly string[]> {
		return hashes(this.#statements.revokeDevice, office, device);
	}

	async addCode(codeHash: string, { office, device, until }: DeviceCode): Promise<void> {
		transaction(this.#database, () => {
			this.#statements.withdrawCode.run(office, device);
			this.#statements.addCode.run(codeHash, office, device, until);
		});
	}

	async takeCode(codeHash: string, now: Instant): Promise<DeviceCode | null> {
		const row = this.#statements.takeCode.get(codeHash) as unknown as DeviceCode | undefined;
		return row !== undefined && row.until > now ? { ...row } : null;
	}

	async withdrawCode(office: OfficeId, device: DeviceId): Promise<void> {
		this.#statements.withdrawCode.run(office, device);
	}

	async endedOf(tokenHashes: readonly string[]): Promise<readonly string[]> {
		const rows = this.#statements.endedOf.all(JSON.stringify(tokenHashes));
		return rows.map((row) => String(row['token_hash']));
	}

	async close(): Promise<void> {
		if (this.#database.isOpen) this.#database.close();
	}
}

function hashes(statement: StatementSync, ...values: readonly string[]): readonly string[] {
	return statement.all(...values).map((row) => String(row['token_hash']));
}

function prepare(database: DatabaseSync) {
	const session = 'office, staff, started_at AS startedAt, seen_at AS seenAt';
	const device = 'office, device, paired_at AS pairedAt';
	return {
		setPassword: database.prepare(`
			INSERT INTO passwords (office, staff, hash) VALUES (?, ?, ?)
			ON CONFLICT (office, staff) DO UPDATE SET hash = excluded.hash`),
		passwordOf: database.prepare('SELECT hash FROM passwords WHERE office = ? AND staff = ?'),
		accounts: database.prepare('SELECT staff FROM passwords WHERE office = ? ORDER BY staff'),
		noPassword: database.prepare('DELETE FROM passwords WHERE office = ? AND staff = ?'),
		setPerson: database.prepare(`
			INSERT INTO people (office, staff, person) VALUES (?, ?, ?)
			ON CONFLICT (office, staff) DO UPDATE SET person = excluded.person`),
		noPerson: database.prepare('DELETE FROM people WHERE office = ? AND staff = ?'),
		setAll: database.prepare(
			'UPDATE passwords SET hash = ? WHERE (office, staff) IN (SELECT office, staff FROM people WHERE person = ?)',
		),
		hashOf: database.prepare(
			'SELECT hash FROM passwords NATURAL JOIN people WHERE person = ? ORDER BY office, staff LIMIT 1',
		),
		personOf: database.prepare('SELECT person FROM people WHERE office = ? AND staff = ?'),
		accountsOf: database.prepare('SELECT office, staff FROM people WHERE person = ? ORDER BY office, staff'),
		addSession: database.prepare('INSERT INTO sessions VALUES (?, ?, ?, ?, ?)'),
		session: database.prepare(`SELECT ${session} FROM sessions WHERE token_hash = ?`),
		touchSession: database.prepare('UPDATE sessions SET seen_at = ? WHERE token_hash = ?'),
		endSession: database.prepare('DELETE FROM sessions WHERE token_hash = ?'),
		endSessionsOf: database.prepare(
			'DELETE FROM sessions WHERE office = ? AND staff = ? AND token_hash <> ? RETURNING token_hash',
		),
		addDevice: database.prepare('INSERT INTO devices VALUES (?, ?, ?, ?)'),
		device: database.prepare(`SELECT ${device} FROM devices WHERE token_hash = ?`),
		devices: database.prepare(`SELECT ${device} FROM devices WHERE office = ? ORDER BY rowid`),
		revokeDevice: database.prepare(
			'DELETE FROM devices WHERE office = ? AND device = ? RETURNING token_hash',
		),
		addCode: database.prepare('INSERT INTO codes VALUES (?, ?, ?, ?)'),
		takeCode: database.prepare('DELETE FROM codes WHERE code_hash = ? RETURNING office, device, until'),
		withdrawCode: database.prepare('DELETE FROM codes WHERE office = ? AND device = ?'),
		endedOf: database.prepare(`
			SELECT value AS token_hash FROM json_each(?)
			WHERE value NOT IN (SELECT token_hash FROM sessions)
			AND value NOT IN (SELECT token_hash FROM devices)`),
	};
}
