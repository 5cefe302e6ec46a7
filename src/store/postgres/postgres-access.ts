// The access store of many hubs: hashes of passwords, tokens and codes in PostgreSQL.
import type { DeviceId, Instant, OfficeId, StaffId } from '#domain/ids';
import type { AccessStore, Account, DeviceCode, PairedDevice, Session } from '../access-store.ts';
import type { PostgresAddress } from './postgres-address.ts';
import { PostgresLane } from './postgres-lane.ts';

interface Hash {
	readonly token_hash: string;
}

export class PostgresAccess implements AccessStore {
	readonly #lane: PostgresLane;

	constructor(address: PostgresAddress) {
		this.#lane = new PostgresLane(address, 2);
	}

	async setPassword(office: OfficeId, staff: StaffId, hash: string): Promise<void> {
		await this.#lane.transaction('BEGIN', async (ask) => {
			await ask(SQL.noPerson, [office, staff]);
			await ask(SQL.setPassword, [office, staff, hash]);
		});
	}

	async passwordOf(office: OfficeId, staff: StaffId): Promise<string | null> {
		const [row] = await this.#lane.ask<{ hash: string }>(SQL.passwordOf, [office, staff]);
		return row?.hash ?? null;
	}

	async accounts(office: OfficeId): Promise<readonly StaffId[]> {
		const rows = await this.#lane.ask<{ staff: StaffId }>(SQL.accounts, [office]);
		return rows.map((row) => row.staff);
	}

	async setOwnPassword(person: string, { office, staff }: Account, hash: string): Promise<void> {
		await this.#lane.transaction('BEGIN', async (ask) => {
			await ask(SQL.onePerson, [person]);
			await ask(SQL.setPerson, [office, staff, person]);
			await ask(SQL.setPassword, [office, staff, hash]);
			await ask(SQL.setAll, [hash, person]);
		});
	}

	addAccount(person: string, { office, staff }: Account): Promise<boolean> {
		return this.#lane.transaction('BEGIN', async (ask) => {
			await ask(SQL.onePerson, [person]);
			const [row] = await ask<{ hash: string }>(SQL.hashOf, [person]);
			if (row === undefined) return false;
			await ask(SQL.setPerson, [office, staff, person]);
			await ask(SQL.setPassword, [office, staff, row.hash]);
			return true;
		});
	}

	async personOf(office: OfficeId, staff: StaffId): Promise<string | null> {
		const [row] = await this.#lane.ask<{ person: string }>(SQL.personOf, [office, staff]);
		return row?.person ?? null;
	}

	accountsOf(person: string): Promise<readonly Account[]> {
		return this.#lane.ask<Account>(SQL.accountsOf, [person]);
	}

	endAccount(office: OfficeId, staff: StaffId): Promise<readonly string[]> {
		return this.#lane.transaction('BEGIN', async (ask) => {
			await ask(SQL.noPerson, [office, staff]);
			await ask(SQL.noPassword, [office, staff]);
			return hashes(await ask<Hash>(SQL.endSessionsOf, [office, staff, '']));
		});
	}

	async addSession(tokenHash: string, { office, staff, startedAt, seenAt }: Session): Promise<void> {
		await this.#lane.ask(SQL.addSession, [tokenHash, office, staff, startedAt, seenAt]);
	}

	async session(tokenHash: string): Promise<Session | null> {
		const [row] = await this.#lane.ask<Session>(SQL.session, [tokenHash]);
		return row ?? null;
	}

	/** Lost in a power cut it costs a minute of a session at most, so it waits for no disk. */
	async touchSession(tokenHash: string, seenAt: Instant): Promise<void> {
		await this.#lane.transaction(NO_WAIT, (ask) => ask(SQL.touchSession, [tokenHash, seenAt]));
	}

	async endSession(tokenHash: string): Promise<void> {
		await this.#lane.ask(SQL.endSession, [tokenHash]);
	}

	async endSessionsOf(office: OfficeId, staff: StaffId, except: string | null): Promise<readonly string[]> {
		return hashes(await this.#lane.ask<Hash>(SQL.endSessionsOf, [office, staff, except ?? '']));
	}

	async addDevice(tokenHash: string, { office, device, pairedAt }: PairedDevice): Promise<void> {
		await this.#lane.ask(SQL.addDevice, [tokenHash, office, device, pairedAt]);
	}

	async device(tokenHash: string): Promise<PairedDevice | null> {
		const [row] = await this.#lane.ask<PairedDevice>(SQL.device, [tokenHash]);
		return row ?? null;
	}

	async devices(office: OfficeId): Promise<readonly PairedDevice[]> {
		return this.#lane.ask<PairedDevice>(SQL.devices, [office]);
	}

	async revokeDevice(office: OfficeId, device: DeviceId): Promise<readonly string[]> {
		return hashes(await this.#lane.ask<Hash>(SQL.revokeDevice, [office, device]));
	}

	async addCode(codeHash: string, { office, device, until }: DeviceCode): Promise<void> {
		await this.#lane.transaction('BEGIN', async (ask) => {
			await ask(SQL.withdrawCode, [office, device]);
			await ask(SQL.addCode, [codeHash, office, device, until]);
		});
	}

	async takeCode(codeHash: string, now: Instant): Promise<DeviceCode | null> {
		const [row] = await this.#lane.ask<DeviceCode>(SQL.takeCode, [codeHash]);
		return row !== undefined && row.until > now ? row : null;
	}

	async withdrawCode(office: OfficeId, device: DeviceId): Promise<void> {
		await this.#lane.ask(SQL.withdrawCode, [office, device]);
	}

	async endedOf(tokenHashes: readonly string[]): Promise<readonly string[]> {
		return hashes(await this.#lane.ask<Hash>(SQL.endedOf, [tokenHashes]));
	}

	async close(): Promise<void> {
		await this.#lane.close();
	}
}

function hashes(rows: readonly Hash[]): readonly string[] {
	return rows.map((row) => row.token_hash);
}

const NO_WAIT = 'BEGIN; SET LOCAL synchronous_commit = off';
const SESSION = 'office, staff, started_at AS "startedAt", seen_at AS "seenAt"';
const DEVICE = 'office, device, paired_at AS "pairedAt"';

const SQL = named({
	setPassword: `INSERT INTO passwords (office, staff, hash) VALUES ($1, $2, $3)
		ON CONFLICT (office, staff) DO UPDATE SET hash = excluded.hash`,
	passwordOf: 'SELECT hash FROM passwords WHERE office = $1 AND staff = $2',
	accounts: 'SELECT staff FROM passwords WHERE office = $1 ORDER BY staff',
	noPassword: 'DELETE FROM passwords WHERE office = $1 AND staff = $2',
	// An account that is added while the password changes must not keep the old one.
	onePerson: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
	setPerson: `INSERT INTO people (office, staff, person) VALUES ($1, $2, $3)
		ON CONFLICT (office, staff) DO UPDATE SET person = excluded.person`,
	noPerson: 'DELETE FROM people WHERE office = $1 AND staff = $2',
	setAll: `UPDATE passwords SET hash = $1 FROM people
		WHERE people.person = $2 AND people.office = passwords.office AND people.staff = passwords.staff`,
	hashOf: `SELECT hash FROM passwords NATURAL JOIN people
		WHERE person = $1 ORDER BY office, staff LIMIT 1`,
	personOf: 'SELECT person FROM people WHERE office = $1 AND staff = $2',
	accountsOf: 'SELECT office, staff FROM people WHERE person = $1 ORDER BY office, staff',
	addSession: `INSERT INTO sessions (token_hash, office, staff, started_at, seen_at)
		VALUES ($1, $2, $3, $4, $5)`,
	session: `SELECT ${SESSION} FROM sessions WHERE token_hash = $1`,
	touchSession: 'UPDATE sessions SET seen_at = $2 WHERE token_hash = $1',
	endSession: 'DELETE FROM sessions WHERE token_hash = $1',
	endSessionsOf: `DELETE FROM sessions WHERE office = $1 AND staff = $2 AND token_hash <> $3
		RETURNING token_hash`,
	addDevice: 'INSERT INTO devices (token_hash, office, device, paired_at) VALUES ($1, $2, $3, $4)',
	device: `SELECT ${DEVICE} FROM devices WHERE token_hash = $1`,
	devices: `SELECT ${DEVICE} FROM devices WHERE office = $1 ORDER BY added`,
	revokeDevice: 'DELETE FROM devices WHERE office = $1 AND device = $2 RETURNING token_hash',
	addCode: 'INSERT INTO codes (code_hash, office, device, until) VALUES ($1, $2, $3, $4)',
	takeCode: 'DELETE FROM codes WHERE code_hash = $1 RETURNING office, device, until',
	withdrawCode: 'DELETE FROM codes WHERE office = $1 AND device = $2',
	endedOf: `SELECT given.token_hash FROM unnest($1::text[]) AS given (token_hash)
		WHERE NOT EXISTS (SELECT FROM sessions WHERE sessions.token_hash = given.token_hash)
		AND NOT EXISTS (SELECT FROM devices WHERE devices.token_hash = given.token_hash)`,
});

/** Each is prepared once a connection, under the name it has here. */
function named<Name extends string>(texts: Readonly<Record<Name, string>>) {
	const entries = Object.entries<string>(texts).map(([name, text]) => [name, { name, text }]);
	return Object.fromEntries(entries) as Record<Name, { readonly name: string; readonly text: string }>;
}
