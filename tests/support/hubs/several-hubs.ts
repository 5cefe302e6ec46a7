// Several hubs in this process on one PostgreSQL, emptied before every test of the suite.
import { beforeAll, beforeEach } from 'vitest';
import type { News } from '#store/news';
import { postgresAddress } from '#store/postgres/postgres-address';
import { bringToShape } from '#store/postgres/postgres-shapes';
import { testHub } from '#support/hubs/hub';
import type { TestHub, TestHubOptions } from '#support/hubs/hub';
import { emptyDatabase, postgresDatabase } from '#support/databases/postgres-database';

export interface SeveralHubs {
	/** Where they keep their record; known once the suite has begun. */
	url(): string;
	two(options?: Partial<TestHubOptions>): Promise<[TestHub, TestHub]>;
	three(options?: Partial<TestHubOptions>): Promise<[TestHub, TestHub, TestHub]>;
	oneMore(): Promise<TestHub>;
}

/** To be called once, at the top of a suite. */
export function severalHubs(): SeveralHubs {
	let store = '';
	beforeAll(async () => {
		store = await postgresDatabase();
		await bringToShape(postgresAddress(store));
	});
	beforeEach(() => emptyDatabase(store));
	const one = (options: Partial<TestHubOptions> = {}) => testHub({ store, ...options });
	return {
		url: () => store,
		two: (options) => Promise.all([one(options), one(options)]),
		three: (options) => Promise.all([one(options), one(options), one(options)]),
		oneMore: () => one(),
	};
}

/** A line to the other hubs on which every word is lost. */
export const deaf = (news: News): News => ({
	shared: true,
	tell: async () => undefined,
	listen: () => undefined,
	close: () => news.close(),
});
