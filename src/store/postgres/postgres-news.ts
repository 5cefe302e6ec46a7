// News between hubs over LISTEN and NOTIFY, on one connection that is made anew whenever it breaks.
import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { Ear, News } from '../news.ts';
import { DatabaseUnusable, type PostgresAddress } from './postgres-address.ts';
import { LOCK, LOCKS } from './postgres-shapes.ts';
import { unusableBecause } from './postgres-troubles.ts';

const CHANNEL = 'rotunda';
const PATIENCE = 5_000;
const SHORTEST_BREAK = 100;
const LONGEST_BREAK = 5_000;

export class PostgresNews implements News {
	readonly shared = true;
	readonly #address: PostgresAddress;
	/** PostgreSQL brings everybody's news to everybody, also one's own. */
	readonly #me = randomUUID();
	#ear: Ear = { hear: () => undefined, unsure: () => undefined };
	#client: pg.Client | null = null;
	/** One word after another. */
	#told: Promise<void> = Promise.resolve();
	#closed = false;

	private constructor(address: PostgresAddress) {
		this.#address = address;
	}

	/** @throws DatabaseUnusable when it cannot be reached, or a tool is moving or restoring what is in it. */
	static async open(address: PostgresAddress): Promise<PostgresNews> {
		const news = new PostgresNews(address);
		try {
			await news.#connect();
			return news;
		} catch (error) {
			throw unusableBecause(error, address);
		}
	}

	tell(text: string): Promise<void> {
		this.#told = this.#told.then(async () => {
			await this.#client?.query(NOTIFY, [CHANNEL, `${this.#me} ${text}`]).catch(() => undefined);
		});
		return this.#told;
	}

	listen(ear: Ear): void {
		this.#ear = ear;
	}

	async close(): Promise<void> {
		this.#closed = true;
		const ending = this.#client?.end().catch(() => undefined);
		this.#client = null;
		await Promise.race([ending, delay(PATIENCE, undefined, { ref: false })]);
	}

	async #connect(): Promise<void> {
		const client = new pg.Client({ ...this.#address.config, query_timeout: PATIENCE });
		// One that never came up is its caller's to try again: two who do would soon be a thousand.
		let isUp = false;
		const broken = () => {
			if (!isUp) return;
			isUp = false;
			void this.#reconnect(client);
		};
		client.on('error', broken);
		client.on('end', broken);
		client.on('notification', ({ payload = '' }) => this.#take(payload));
		try {
			await client.connect();
			// Held for as long as this hub lives: a tool that wants the record for itself sees that it is in use.
			const { rows } = await client.query<{ free: boolean }>(HUB_LOCK);
			if (rows[0]?.free !== true) throw new DatabaseUnusable(BUSY);
			await client.query(`LISTEN ${CHANNEL}`);
		} catch (error) {
			// Not waited for: over a line that has fallen silent there is no goodbye.
			client.end().catch(() => undefined);
			throw error;
		}
		isUp = true;
		this.#client = client;
	}

	async #reconnect(old: pg.Client): Promise<void> {
		this.#client = null;
		old.end().catch(() => undefined);
		for (let pause = SHORTEST_BREAK; !this.#closed; pause = Math.min(2 * pause, LONGEST_BREAK)) {
			// Not all hubs in the same moment.
			await delay(pause * (0.5 + Math.random()));
			if (this.#closed) return;
			try {
				await this.#connect();
			} catch {
				continue;
			}
			if (this.#closed) await this.close();
			else this.#ear.unsure();
			return;
		}
	}

	#take(payload: string): void {
		const space = payload.indexOf(' ');
		if (payload.slice(0, space) !== this.#me) this.#ear.hear(payload.slice(space + 1));
	}
}

const NOTIFY = 'SELECT pg_notify($1, $2)';
const HUB_LOCK = `SELECT pg_try_advisory_lock_shared(${LOCKS}, ${LOCK.hubs}) AS free`;
const BUSY = 'The database is being moved or restored right now. Start the hub when that is done.';
