// The access store's port: passwords, whose they are, device tokens and sessions. Secrets are kept as hashes only.
import type { DeviceId, Instant, OfficeId, StaffId } from '#domain/ids';

export interface Session {
	readonly office: OfficeId;
	readonly staff: StaffId;
	readonly startedAt: Instant;
	/** Moved on by use; a session idle for too long has ended. */
	readonly seenAt: Instant;
}

/** What one office calls somebody who can sign in there. */
export interface Account {
	readonly office: OfficeId;
	readonly staff: StaffId;
}

export interface PairedDevice {
	readonly office: OfficeId;
	readonly device: DeviceId;
	readonly pairedAt: Instant;
}

/** A one-time code that lets one device in, until hub time `until`. */
export interface DeviceCode {
	readonly office: OfficeId;
	readonly device: DeviceId;
	readonly until: Instant;
}

export interface AccessStore {
	/**
	 * A password that somebody else gives, as an encoded scrypt hash: it opens this one account, which is no person's any more.
	 * An account belongs to one office: the same id elsewhere is somebody else.
	 */
	setPassword(office: OfficeId, staff: StaffId, hash: string): Promise<void>;
	passwordOf(office: OfficeId, staff: StaffId): Promise<string | null>;
	/** Everybody of that office who has a password. */
	accounts(office: OfficeId): Promise<readonly StaffId[]>;

	/** A password that only the person knows: this account is theirs, and all accounts of theirs get it at once. */
	setOwnPassword(person: string, account: Account, hash: string): Promise<void>;
	/** One more account for a person, with the password they have now. False for a person who has none (any more): nothing is done. */
	addAccount(person: string, account: Account): Promise<boolean>;
	/** Whose account it is; null without one, and where somebody else gave the password. */
	personOf(office: OfficeId, staff: StaffId): Promise<string | null>;
	/** All that a person has, by office. */
	accountsOf(person: string): Promise<readonly Account[]>;
	/** Password and sessions of somebody who has left that office; answers the token hashes that ended. */
	endAccount(office: OfficeId, staff: StaffId): Promise<readonly string[]>;

	/** `tokenHash`: SHA-256 of the token, hex; the token itself is never stored. */
	addSession(tokenHash: string, session: Session): Promise<void>;
	session(tokenHash: string): Promise<Session | null>;
	touchSession(tokenHash: string, seenAt: Instant): Promise<void>;
	endSession(tokenHash: string): Promise<void>;
	/** Ends every session of a person at that office but the one `except`; answers the token hashes that ended. */
	endSessionsOf(office: OfficeId, staff: StaffId, except: string | null): Promise<readonly string[]>;

	addDevice(tokenHash: string, device: PairedDevice): Promise<void>;
	device(tokenHash: string): Promise<PairedDevice | null>;
	devices(office: OfficeId): Promise<readonly PairedDevice[]>;
	/** Ends every token of a device; answers their hashes. */
	revokeDevice(office: OfficeId, device: DeviceId): Promise<readonly string[]>;

	/** `codeHash`: SHA-256 of the code, hex. Ends every other code of that device. */
	addCode(codeHash: string, code: DeviceCode): Promise<void>;
	/** Uses a code up; null for one that is unknown, used or over. Of two who use it at once, one gets it. */
	takeCode(codeHash: string, now: Instant): Promise<DeviceCode | null>;
	/** Ends the device's code, if it has one. */
	withdrawCode(office: OfficeId, device: DeviceId): Promise<void>;

	/** Of these token hashes, sessions' and devices' alike, those that let nobody in (any more). */
	endedOf(tokenHashes: readonly string[]): Promise<readonly string[]>;

	close(): Promise<void>;
}
