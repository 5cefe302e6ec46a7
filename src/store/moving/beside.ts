// What a tool needs that works beside hubs that run: the office files and access, and how far each record has grown.
import { existsSync } from 'node:fs';
import type { OfficeId } from '#domain/ids';
import type { AccessStore } from '../access-store.ts';
import { LowdbOfficeFiles } from '../office-files/lowdb-office-files.ts';
import type { OfficeFile, OfficeFiles } from '../office-file.ts';
import { PostgresAccess } from '../postgres/postgres-access.ts';
import { postgresAddress } from '../postgres/postgres-address.ts';
import { PostgresOffices } from '../postgres/postgres-offices.ts';
import { bringToShape } from '../postgres/postgres-shapes.ts';
import { PostgresEventStore } from '../postgres/postgres-store.ts';
import { SqliteAccess } from '../sqlite/sqlite-access.ts';
import { SqliteEventStore } from '../sqlite/sqlite-store.ts';
import { officesFolder, recordFile } from '../stores.ts';
import type { StoreAddress } from '../stores.ts';

export interface Beside {
	readonly files: Pick<OfficeFiles, 'readEach' | 'names'> & {
		/** Puts a file into the folder of this machine, from which its hub opens it. @throws OfficeFileWrong */
		add(office: unknown): Promise<OfficeFile>;
	};
	readonly access: AccessStore;
	/** Events on record, by office. */
	positions(): Promise<ReadonlyMap<OfficeId, number>>;
	close(): Promise<void>;
}

/** @throws DatabaseUnusable, or an Error in words when there is nothing yet. */
export async function openBeside({ databaseUrl, data }: StoreAddress): Promise<Beside> {
	const local = new LowdbOfficeFiles(officesFolder(data));
	if (databaseUrl === null) {
		const file = recordFile(data);
		if (!existsSync(file))
			throw new Error(
				`There is no record in ${data}. Start the hub once, or say where it is: ROTUNDA_DATA=/path`,
			);
		const [store, access] = [new SqliteEventStore(file), new SqliteAccess(file)];
		const close = async () => {
			await store.close();
			await access.close();
		};
		return { files: addingTo(local, local), access, positions: () => store.heads(), close };
	}
	const address = postgresAddress(databaseUrl);
	await bringToShape(address);
	const files = new PostgresOffices(address, local);
	const [store, access] = [new PostgresEventStore(address), new PostgresAccess(address)];
	const close = async () => {
		for (const one of [files, store, access]) await one.close();
	};
	return { files: addingTo(files, local), access, positions: () => store.heads(), close };
}

function addingTo(files: OfficeFiles, local: LowdbOfficeFiles): Beside['files'] {
	return {
		readEach: () => files.readEach(),
		names: () => files.names(),
		add: (office) => local.save(office),
	};
}
