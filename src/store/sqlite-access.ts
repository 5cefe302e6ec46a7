// The access store in the record's own file: hashes of passwords and tokens, ended for good when they end.
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DeviceId, Instant, OfficeId, StaffId } from '#domain/ids';
import type { AccessStore, DeviceCode, PairedDevice, Session } from './access-store.ts';
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
		this.#statements.setPassword.run(office, staff, hash);
	}

	async passwordOf(office: OfficeId, staff: StaffId): Promise<string | null> {
		const row = this.#statements.passwordOf.get(office, staff);
		return row === undefined ? null : String(row['hash']);
	}

	async accounts(office: OfficeId): Promise<readonly StaffId[]> {
		return this.#statements.accounts.all(office).map((row) => row['staff'] as StaffId);
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
