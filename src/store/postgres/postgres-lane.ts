// A few connections to PostgreSQL for one purpose: made when needed, made anew when they broke.
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import type { PostgresAddress } from './postgres-address.ts';
import { codeOf, troubleOf } from './postgres-troubles.ts';

/** An answer that takes longer than this will not come. */
const PATIENCE = 10_000;
/** A server that does not answer is not said goodbye to. */
const LONGEST_CLOSING = 3_000;

/** Prepared once a connection, under its name. */
export type Statement = Readonly<Required<Pick<QueryConfig, 'name' | 'text'>>>;

export type Asking = <Row>(statement: Statement | string, values?: unknown[]) => Promise<Row[]>;

export class PostgresLane {
	readonly #address: PostgresAddress;
	readonly #pool: Pool;
	#closed: Promise<void> | null = null;

	/** `most`: connections at once. `patience`: ms for one answer, 0 for ever. */
	constructor(address: PostgresAddress, most: number, patience = PATIENCE) {
		this.#address = address;
		const limit = patience === 0 ? {} : { query_timeout: patience };
		this.#pool = new pg.Pool({ ...address.config, ...limit, max: most, idleTimeoutMillis: 60_000 });
		// A connection that breaks while nobody uses it is no news: the next question makes another.
		this.#pool.on('error', () => undefined);
	}

	/** One statement, in a transaction of its own. @throws StoreAway, or what the server says. */
	ask<Row>(statement: Statement | string, values: unknown[] = []): Promise<Row[]> {
		return this.withOne((asking) => asking<Row>(statement, values));
	}

	/** Everything that `work` asks goes over one connection. @throws StoreAway, or what the server or `work` says. */
	async withOne<Result>(work: (ask: Asking) => Promise<Result>): Promise<Result> {
		const client = await this.#connect();
		let broken = false;
		// What breaks a connection also fails the question on it; unheard, it would end the process.
		const hear = () => (broken = true);
		client.on('error', hear);
		try {
			return await work(askingOver(client));
		} catch (error) {
			// The server says a state of its own while the line is sound; anything else may have cut an answer in two.
			broken ||= !/^[0-9A-Z]{5}$/.test(codeOf(error)) || codeOf(error).startsWith('57P');
			throw troubleOf(error, this.#address);
		} finally {
			client.off('error', hear);
			client.release(broken);
		}
	}

	/** All of it or nothing. @throws as `withOne`. */
	transaction<Result>(begin: string, work: (ask: Asking) => Promise<Result>): Promise<Result> {
		return this.withOne(async (ask) => {
			await ask(begin);
			try {
				const result = await work(ask);
				await ask('COMMIT');
				return result;
			} catch (error) {
				await ask('ROLLBACK').catch(() => undefined);
				throw error;
			}
		});
	}

	/** Waits for what is under way. Closing twice is harmless. */
	close(): Promise<void> {
		this.#closed ??= Promise.race([this.#pool.end(), delay(LONGEST_CLOSING, undefined, { ref: false })]);
		return this.#closed;
	}

	async #connect(): Promise<PoolClient> {
		if (this.#closed !== null) throw new Error('The connection to the database is closed');
		try {
			return await this.#pool.connect();
		} catch (error) {
			throw troubleOf(error, this.#address);
		}
	}
}

function askingOver(client: PoolClient): Asking {
	return async <Row>(statement: Statement | string, values: unknown[] = []) => {
		const query = typeof statement === 'string' ? { text: statement } : statement;
		// Values given, even none, take the protocol that allows one statement only; plain text may hold several.
		const result = await client.query(values.length === 0 ? query : { ...query, values });
		return result.rows as Row[];
	};
}
