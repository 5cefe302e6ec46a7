// Which stores a hub has, chosen by address: a data folder (SQLite and files), or a PostgreSQL that several hubs share.
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { AccessStore } from './access-store.ts';
import type { Contacts } from './contacts.ts';
import { lockDataFolder } from './sqlite/data-folder-lock.ts';
import { DEMO_PRINTER, demoOffice } from './demo/demo-office.ts';
import type { EventStore } from './event-store.ts';
import { LowdbOfficeFiles } from './office-files/lowdb-office-files.ts';
import { NO_NEWS, type News } from './news.ts';
import type { OfficeFiles } from './office-file.ts';
import { PostgresAccess } from './postgres/postgres-access.ts';
import { postgresAddress } from './postgres/postgres-address.ts';
import { PostgresContacts } from './postgres/postgres-contacts.ts';
import { PostgresNews } from './postgres/postgres-news.ts';
import { PostgresOffices } from './postgres/postgres-offices.ts';
import { bringToShape } from './postgres/postgres-shapes.ts';
import { PostgresEventStore } from './postgres/postgres-store.ts';
import { fileDamaged } from './record-damaged.ts';
import { SqliteAccess } from './sqlite/sqlite-access.ts';
import { SqliteContacts } from './sqlite/sqlite-contacts.ts';
import { SqliteEventStore } from './sqlite/sqlite-store.ts';

export interface Stores {
	readonly store: EventStore;
	readonly access: AccessStore;
	readonly contacts: Contacts;
	readonly files: OfficeFiles;
	readonly news: News;
	close(): Promise<void>;
}

export interface StoreAddress {
	/** Null: the data folder keeps everything. */
	readonly databaseUrl: string | null;
	/** Absolute path of the data folder. */
	readonly data: string;
}

export const officesFolder = (data: string) => path.join(data, 'offices');
export const recordFile = (data: string) => path.join(data, 'rotunda.db');
export const contactsFile = (data: string) => path.join(data, 'contacts.db');

/** @throws DataFolderBusy, OfficeFileWrong, DatabaseUnusable: each in words for whoever starts the hub. */
export function openStores({ databaseUrl, data }: StoreAddress): Promise<Stores> {
	return databaseUrl === null ? openFolder(data) : openPostgres(databaseUrl, data);
}

/** The record alone, for reading beside a hub that may run. @throws DatabaseUnusable, or an Error when there is none. */
export async function openRecord({ databaseUrl, data }: StoreAddress): Promise<EventStore> {
	if (databaseUrl !== null) {
		const address = postgresAddress(databaseUrl);
		await bringToShape(address);
		return new PostgresEventStore(address);
	}
	const file = recordFile(data);
	if (!existsSync(file))
		throw new Error(`There is no record in ${data}. Say where it is: ROTUNDA_DATA=/path`);
	return new SqliteEventStore(file);
}

async function openFolder(data: string): Promise<Stores> {
	const lock = lockDataFolder(data);
	try {
		const files = new LowdbOfficeFiles(officesFolder(data));
		// The first start on an empty folder makes something to try out.
		if ((await files.names()).length === 0) await files.save(demoOffice(DEMO_PRINTER));
		mustNotBeGone(data);
		const store = new SqliteEventStore(recordFile(data));
		const access = new SqliteAccess(recordFile(data));
		const contacts = new SqliteContacts(contactsFile(data));
		const close = async () => {
			await closeAll(store, access, contacts);
			lock.release();
		};
		return { store, access, contacts, files, news: NO_NEWS, close };
	} catch (error) {
		lock.release();
		throw error;
	}
}

/** The contacts were made after the record: without it, an empty one would be begun and the numbers would start again. */
function mustNotBeGone(data: string): void {
	const record = recordFile(data);
	if (!existsSync(contactsFile(data))) return;
	if (!existsSync(record)) throw fileDamaged(record, 'it is not there');
	if (statSync(record).size === 0) throw fileDamaged(record, 'it is empty');
}

async function openPostgres(url: string, data: string): Promise<Stores> {
	const address = postgresAddress(url);
	await bringToShape(address);
	const news = await PostgresNews.open(address);
	const files = new PostgresOffices(address, new LowdbOfficeFiles(officesFolder(data)));
	const store = new PostgresEventStore(address);
	const access = new PostgresAccess(address);
	const contacts = new PostgresContacts(address);
	const close = () => closeAll(store, access, contacts, files, news);
	return { store, access, contacts, files, news, close };
}

async function closeAll(...stores: readonly { close(): Promise<void> }[]): Promise<void> {
	for (const store of stores) await store.close();
}
