// A hub that could not look at its record for a while looks again soon, and says that it is ready as soon as it is.
import { expect, test } from 'vitest';
import { severalHubs } from '#support/hubs/several-hubs';

const { two } = severalHubs();

test('After a look at the record that took long and failed, the next one comes in two seconds, however long it took', async () => {
	let isAway = false;
	const [hub] = await two({
		around: (store) => {
			const heads = store.heads.bind(store);
			store.heads = async () => {
				if (!isAway) return heads();
				await new Promise((next) => setTimeout(next, 1_000));
				throw new Error('the database does not answer');
			};
			return store;
		},
	});
	isAway = true;
	await expect.poll(() => hub.hub.readiness().ready, { timeout: 5_000 }).toBe(false);
	isAway = false;
	await expect.poll(() => hub.hub.readiness().ready, { timeout: 4_000 }).toBe(true);
});
