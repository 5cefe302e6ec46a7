// Where a PostgreSQL is, parsed once; its password is in no word that this file gives out.
import pg from 'pg';
import type { PoolConfig } from 'pg';

export interface PostgresAddress {
	/** For people and logs: `user@host:5432/database`. */
	readonly shown: string;
	readonly user: string;
	readonly host: string;
	readonly port: number;
	readonly database: string;
	readonly config: PoolConfig;
}

/** The database cannot be used as it is, and only a person can change that: what is wrong, and the cure. */
export class DatabaseUnusable extends Error {
	override readonly name = 'DatabaseUnusable';
}

export function isPostgres(address: string): boolean {
	return /^postgres(ql)?:/i.test(address);
}

/** Asked of the server at every connection: what it promises by default may have been switched off. */
const SESSION = [
	'synchronous_commit=on',
	'timezone=UTC',
	'idle_in_transaction_session_timeout=60000',
	// A hub whose machine has vanished keeps no lock for longer than this.
	'tcp_keepalives_idle=10',
	'tcp_keepalives_interval=5',
	'tcp_keepalives_count=3',
];

const INT8 = 20;

/** @throws DatabaseUnusable when it is no such address. */
export function postgresAddress(address: string): PostgresAddress {
	if (!isPostgres(address) || !URL.canParse(address)) throw wrong('is no such address');
	const url = new URL(address);
	const options = [url.searchParams.get('options') ?? '', ...SESSION.map((one) => `-c ${one}`)]
		.join(' ')
		.trim();
	// What stands in the address would win over what is asked for beside it.
	url.searchParams.delete('options');
	const { user, host, port, database } = readBy(url.href);
	if (!user || url.username === '') throw wrong('names no user');
	if (!database || url.pathname.length < 2) throw wrong('names no database');
	return {
		shown: `${user}@${host}:${port}/${database}`,
		user,
		host,
		port,
		database,
		config: {
			connectionString: url.href,
			options,
			application_name: 'rotunda',
			keepAlive: true,
			keepAliveInitialDelayMillis: 10_000,
			connectionTimeoutMillis: 3_000,
			types: { getTypeParser: parserOf },
		},
	};
}

/** The same place, with something asked of the server besides, such as `lock_timeout=1000`. */
export function asking(address: PostgresAddress, setting: string): PostgresAddress {
	const options = `${address.config.options ?? ''} -c ${setting}`;
	return { ...address, config: { ...address.config, options } };
}

function readBy(connectionString: string): pg.Client {
	try {
		return new pg.Client({ connectionString });
	} catch (error) {
		// A certificate named in it that cannot be read, for one; parsers like to repeat the whole address.
		const why = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
		throw wrong(`cannot be used (${why})`);
	}
}

function wrong(what: string): DatabaseUnusable {
	return new DatabaseUnusable(
		`The address of the database ${what}. It should look like postgres://user:password@host:5432/database`,
	);
}

/** Positions and times are far below 2^53. */
function parserOf(oid: number, format?: 'text' | 'binary'): (value: string) => unknown {
	if (oid === INT8 && format !== 'binary') return Number;
	return pg.types.getTypeParser(oid, format as 'text') as (value: string) => unknown;
}
