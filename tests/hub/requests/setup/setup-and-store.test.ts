// Setup beside a store that fails: an office's file and its record never say two things.
import { expect, test } from 'vitest';
import type { Office } from '#domain/office';
import { done, testHub, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';

async function read(ada: HubClient): Promise<{ office: Office; revision: string }> {
	const { office, revision } = await ada.must('setup', { ask: 'read-office' });
	if (office === undefined || revision === undefined) throw new Error('no office was read');
	return { office, revision };
}

const withIdCard = ({ services, ...office }: Office) => ({
	...office,
	services: services.map((one) => (one.id === 'passport' ? { ...one, id: 'id-card' } : one)),
});

test('An office that could not be stored is not in its file either, and is saved when the store has room again', async () => {
	let isFull = false;
	const hub = await testHub({
		store: 'sqlite',
		around: (store) => {
			const append = store.append.bind(store);
			store.append = (...what) =>
				isFull ? Promise.reject(new Error('database or disk is full')) : append(...what);
			return store;
		},
	});
	const ada = await hub.staff('ada');
	const { office, revision } = await read(ada);
	isFull = true;
	const answer = await ada.ask('setup', { ask: 'save-office', office: withIdCard(office), revision });
	expect(answer).toMatchObject({ ok: false, code: 'fault' });
	expect(await hub.files.read(office.id)).toEqual({ office, revision });
	const added = { ...office, id: 'annex' };
	expect(await ada.ask('setup', { ask: 'save-office', office: added, revision: null })).toMatchObject({
		code: 'fault',
	});
	expect(await hub.files.read('annex' as Office['id'])).toBeNull();
	isFull = false;
	// What was told to have failed is not done by the next start either.
	await hub.restart();
	expect((await done(await hub.device('kiosk'), ticketAt('passport'))).made.number).toBe('A001');
	const again = await hub.staff('ada');
	const saved = await again.must('setup', { ask: 'save-office', office: withIdCard(office), revision });
	expect(saved.mistakes).toBeUndefined();
	expect((await hub.files.read(office.id))?.revision).toBe(saved.revision);
	await hub.restart();
	expect((await done(await hub.device('kiosk'), ticketAt('id-card'))).ok).toBe(true);
});
