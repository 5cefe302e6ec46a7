// Everything that a PostgreSQL keeps, to be read as it stands at one moment while hubs work on it, or filled while none does.
import type { OfficeId } from '#domain/ids';
import { ArchiveRefused, TABLES } from '../archive.ts';
import type { ArchiveSource, ArchiveTarget, Row, Sheet } from '../archive.ts';
import { fileTextOf, officeSetUpBy, type SetUp } from '../office-files/office-in-record.ts';
import { postgresAddress, type PostgresAddress } from '../postgres/postgres-address.ts';
import { PostgresLane, type Asking } from '../postgres/postgres-lane.ts';
import { bringToShape, LOCK, LOCKS } from '../postgres/postgres-shapes.ts';

const PAGE = 1_000;

/** @throws DatabaseUnusable, or what `work` throws. */
export function readPostgres<Result>(
	url: string,
	work: (source: ArchiveSource) => Promise<Result>,
): Promise<Result> {
	return within(url, 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY', work);
}

/** For the only one at it. @throws ArchiveRefused when a hub works on it, DatabaseUnusable, or what `work` throws: then nothing stays. */
export function fillPostgres<Result>(
	url: string,
	work: (target: ArchiveTarget) => Promise<Result>,
): Promise<Result> {
	return alone(url, () => within(url, 'BEGIN', work));
}

/** Keeps every hub out meanwhile. @throws ArchiveRefused when one works on it. */
export async function alone<Result>(url: string, work: () => Promise<Result>): Promise<Result> {
	const address = postgresAddress(url);
	await bringToShape(address);
	const lane = new PostgresLane(address, 1, 0);
	try {
		return await lane.withOne(async (ask) => {
			const [row] = await ask<{ free: boolean }>(
				`SELECT pg_try_advisory_lock(${LOCKS}, ${LOCK.hubs}) AS free`,
			);
			if (row?.free !== true)
				throw new ArchiveRefused(`${shown(address)} is in use: a hub works on it. Stop every hub first.`);
			return await work();
		});
	} finally {
		await lane.close();
	}
}

async function within<Result>(
	url: string,
	begin: string,
	work: (archive: ArchiveTarget) => Promise<Result>,
): Promise<Result> {
	const address = postgresAddress(url);
	await bringToShape(address);
	const lane = new PostgresLane(address, 1, 0);
	try {
		return await lane.transaction(begin, (ask) => work(new PostgresArchive(shown(address), ask)));
	} finally {
		await lane.close();
	}
}

function shown(address: PostgresAddress): string {
	return `PostgreSQL (${address.shown})`;
}

class PostgresArchive implements ArchiveTarget {
	readonly shown: string;
	readonly #ask: Asking;

	constructor(name: string, ask: Asking) {
		this.shown = name;
		this.#ask = ask;
	}

	async offices(): Promise<readonly OfficeId[]> {
		const each = TABLES.map(({ name }) => `SELECT DISTINCT office FROM ${name}`).join(' UNION ');
		const rows = await this.#ask<{ office: OfficeId }>(
			`SELECT office FROM (${each}) AS any_of ORDER BY office`,
		);
		return rows.map(({ office }) => office);
	}

	async *rows(sheet: Sheet, office: OfficeId): AsyncIterable<Row> {
		if (sheet.part === 'file') return yield* this.#file(office);
		const columns = Object.keys(sheet.columns);
		const select = `SELECT ${columns.join(', ')} FROM ${sheet.name} WHERE office = $1 ORDER BY ${sheet.order.replace('#', 'added')}`;
		await this.#ask(`DECLARE sheet CURSOR FOR ${select}`, [office]);
		for (;;) {
			const rows = await this.#ask<Record<string, Row[number]>>(`FETCH ${PAGE} FROM sheet`);
			for (const row of rows) yield columns.map((column) => row[column] ?? null);
			if (rows.length < PAGE) break;
		}
		await this.#ask('CLOSE sheet');
	}

	/** Office files are what the record says: it needs none of its own. */
	async put(sheet: Sheet, rows: readonly Row[]): Promise<void> {
		if (sheet.part === 'file') return;
		const columns = Object.entries(sheet.columns);
		const names = columns.map(([name]) => name).join(', ');
		const lists = columns.map(([, type], at) => `$${at + 1}::${type}[]`).join(', ');
		const values = columns.map((_, at) => rows.map((row) => row[at] ?? null));
		// In the order given: the order of writing tells notes of one moment apart.
		const from = `unnest(${lists}) WITH ORDINALITY AS given (${names}, place) ORDER BY place`;
		await this.#ask(`INSERT INTO ${sheet.name} (${names}) SELECT ${names} FROM ${from}`, values);
	}

	async *#file(office: OfficeId): AsyncIterable<Row> {
		const [setUp] = await this.#ask<SetUp>(
			`SELECT type, version, body FROM events WHERE type = 'OfficeConfigured' AND office = $1
			ORDER BY position DESC LIMIT 1`,
			[office],
		);
		const kept = setUp === undefined ? null : officeSetUpBy(setUp);
		if (kept !== null) yield [office, fileTextOf(kept)];
	}
}
