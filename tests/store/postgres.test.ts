// The PostgreSQL stores on a real PostgreSQL: their contracts, and what only a server can do.
import { beforeAll } from 'vitest';
import { PostgresAccess } from '#store/postgres-access';
import { postgresAddress } from '#store/postgres-address';
import type { PostgresAddress } from '#store/postgres-address';
import { PostgresContacts } from '#store/postgres-contacts';
import { bringToShape } from '#store/postgres-shapes';
import { PostgresLane } from '#store/postgres-lane';
import { PostgresEventStore } from '#store/postgres-store';
import { postgresDatabase } from '#support/postgres-database';
import { accessContract } from './contract/access-contract.ts';
import { contactsContract } from './contract/contacts-contract.ts';
import { eventStoreContract } from './contract/event-store-contract.ts';

let address: PostgresAddress;

beforeAll(async () => {
	address = postgresAddress(await postgresDatabase());
	await bringToShape(address);
});

/** The suite's database with nothing in it. */
async function empty(): Promise<PostgresAddress> {
	const lane = new PostgresLane(address, 1);
	await lane.ask('TRUNCATE events, snapshots, passwords, sessions, devices, codes, notes');
	await lane.close();
	return address;
}

eventStoreContract('The PostgreSQL store', async () => new PostgresEventStore(await empty()));
accessContract('The access store in PostgreSQL', async () => new PostgresAccess(await empty()));
contactsContract('The contacts in PostgreSQL', async () => new PostgresContacts(await empty()));
