// Where a hub under fault keeps its record: a data folder, or a database by its address.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OfficeId } from '#domain/ids';
import type { StoredEvent } from '#domain/events';
import { openRecord } from '#store/stores';

/** The demo's. */
export const OFFICE = 'harborview' as OfficeId;

export interface Place {
	readonly folder: string;
	/** For the hub's process. */
	readonly env: Readonly<Record<string, string>>;
	/** Read beside or after the hub. */
	record(office: OfficeId): Promise<readonly StoredEvent[]>;
	clear(): void;
}

/** `database`: such as `postgres://...`, empty at the start; null keeps everything in the folder. */
export function newPlace(database: string | null): Place {
	const folder = mkdtempSync(join(tmpdir(), 'rotunda-faults-'));
	const env = { ROTUNDA_DATA: folder, ...(database === null ? {} : { DATABASE_URL: database }) };
	return {
		folder,
		env,
		async record(office) {
			const store = await openRecord({ databaseUrl: database, data: folder });
			const events: StoredEvent[] = [];
			for await (const one of store.read(office, 0)) events.push(one);
			await store.close();
			return events;
		},
		clear: () => rmSync(folder, { recursive: true, force: true }),
	};
}
