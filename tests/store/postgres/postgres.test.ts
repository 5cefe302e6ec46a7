// The PostgreSQL stores on a real PostgreSQL: their contracts, and what only a server can do.
import { beforeAll } from 'vitest';
import { PostgresAccess } from '#store/postgres/postgres-access';
import { postgresAddress } from '#store/postgres/postgres-address';
import type { PostgresAddress } from '#store/postgres/postgres-address';
import { PostgresContacts } from '#store/postgres/postgres-contacts';
import { bringToShape } from '#store/postgres/postgres-shapes';
import { PostgresEventStore } from '#store/postgres/postgres-store';
import { emptyDatabase, postgresDatabase } from '#support/databases/postgres-database';
import { accessContract } from '../contract/access-contract.ts';
import { contactsContract } from '../contract/contacts-contract.ts';
import { eventStoreContract } from '../contract/event-store-contract.ts';

let url: string;
let address: PostgresAddress;

beforeAll(async () => {
	url = await postgresDatabase();
	address = postgresAddress(url);
	await bringToShape(address);
});

/** The suite's database with nothing in it. */
async function empty(): Promise<PostgresAddress> {
	await emptyDatabase(url);
	return address;
}

eventStoreContract('The PostgreSQL store', async () => new PostgresEventStore(await empty()));
accessContract('The access store in PostgreSQL', async () => new PostgresAccess(await empty()));
contactsContract('The contacts in PostgreSQL', async () => new PostgresContacts(await empty()));
