// What PostgreSQL and the line to it complain of, sorted: gone for a while, for a person to mend, or a fault.
import { StoreAway } from '../event-store.ts';
import { DatabaseUnusable, type PostgresAddress } from './postgres-address.ts';
import { RecordDamaged } from '../record-damaged.ts';
import { databaseDamaged } from './database-damaged.ts';

/** SQLSTATE, or the system's or TLS's code; empty when there is none. */
export function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Somebody else has the key; or two who waited for each other. Nothing of the statement has happened. */
export function isLostRace(error: unknown): boolean {
	return ['23505', '40P01', '40001'].includes(codeOf(error));
}

/** A lock was not to be had within the time that was set. */
export function isLockTimeout(error: unknown): boolean {
	return codeOf(error) === '55P03';
}

/** Its own checksums, or what it expects of a page, say that data or an index is not what it wrote. */
const DAMAGED_STATES = ['XX001', 'XX002'];
/** Connection failures, shutdowns, a standby that takes no writes, and a server that is full or still starting. */
const AWAY_STATES = /^(08...|57P0[1-4]|53300|25006)$/;
const AWAY_CODES =
	/^(ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|EHOSTDOWN)$/;
const AWAY_WORDS = /connection terminated|timeout|connection error|not queryable|connection ended/i;

/** An error as the ports speak of it. */
export function troubleOf(error: unknown, address: PostgresAddress): Error {
	const code = codeOf(error);
	const words = wordsOf(error);
	if (DAMAGED_STATES.includes(code)) return databaseDamaged(address, words);
	const away = AWAY_STATES.test(code) || AWAY_CODES.test(code) || (code === '' && AWAY_WORDS.test(words));
	if (away) return new StoreAway(`PostgreSQL (${address.shown}) is away: ${words}`, { cause: error });
	return error instanceof Error ? error : new Error(words);
}

/** Why the hub cannot start on this database, with the cure; an error of ours comes back as it is. */
export function unusableBecause(error: unknown, address: PostgresAddress): Error {
	if (error instanceof DatabaseUnusable || error instanceof RecordDamaged) return error;
	const cure = cureOf(codeOf(error), wordsOf(error), address);
	if (cure === null) return error instanceof Error ? error : new Error(wordsOf(error));
	return new DatabaseUnusable(`The database ${address.shown} cannot be used: ${cure}`);
}

function cureOf(code: string, words: string, { user, host, port, database }: PostgresAddress): string | null {
	switch (code) {
		case 'ECONNREFUSED':
			return `nothing answers at ${host}:${port}. Start PostgreSQL, or correct host and port in DATABASE_URL.`;
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return `no machine is called ${host}. Correct the host in DATABASE_URL.`;
		case 'EHOSTUNREACH':
		case 'ENETUNREACH':
		case 'ETIMEDOUT':
			return `${host}:${port} cannot be reached from here. Look at the network and the firewall.`;
		case '28P01':
			return `the password of "${user}" is wrong. Correct it in DATABASE_URL; characters such as @ : / % are written as %40 %3A %2F %25.`;
		case '28000':
			return `"${user}" may not connect from here (${words}). Let it in with a line in pg_hba.conf.`;
		case '3D000':
			return `it does not exist. Make it as an administrator: CREATE DATABASE "${database}" OWNER "${user}";`;
		case '42501':
			return `"${user}" lacks a right (${words}). As an administrator: ALTER DATABASE "${database}" OWNER TO "${user}"; and, inside it, GRANT CREATE ON SCHEMA public TO "${user}";`;
		case '53300':
			return 'it has no connection left. Raise max_connections, or run fewer hubs: each takes up to 12.';
		case '57P03':
			return `it is still starting or stopping (${words}). Try again in a moment.`;
		case '25006':
			return 'it is a standby that takes no writes. Name the primary in DATABASE_URL.';
		default:
			return cureByWords(code, words, host);
	}
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS/;

function cureByWords(code: string, words: string, host: string): string | null {
	if (/does not support SSL/i.test(words))
		return 'it speaks no TLS, but DATABASE_URL asks for it. Switch TLS on at the server, or write ?sslmode=disable where the line is safe.';
	if (CERTIFICATE.test(code))
		return `its TLS certificate is not accepted (${words}). Name the authority with ?sslmode=verify-full&sslrootcert=/path/to/ca.pem, and the host as the certificate does (${host}).`;
	if (/password must be a string|no password/i.test(words))
		return 'it asks for a password, and DATABASE_URL has none.';
	if (/timeout/i.test(words)) return `${host} did not answer in time. Look at the network and the firewall.`;
	if (/connection terminated/i.test(words))
		return 'it hung up. Its own log says why; a server that insists on TLS wants ?sslmode=verify-full.';
	return null;
}

/** Two addresses of one name that both refuse come as one error without words of its own. */
function wordsOf(error: unknown): string {
	if (error instanceof AggregateError && error.message === '') return error.errors.map(wordsOf).join('; ');
	return error instanceof Error ? error.message : String(error);
}
