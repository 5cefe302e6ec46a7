// What another hub has appended is read by whoever needs it: each who asks is answered by the reading that follows.
import { expect, test } from 'vitest';
import type { DeviceId, OfficeId } from '#domain/ids';
import { OfficeWriter } from '#hub/office/writer/office-writer';
import { hubLog } from '#hub/log';
import { MemoryEventStore } from '#store/memory/memory-store';
import { commandId, MONDAY, ticketAt } from '#support/hubs/hub';
import { hubOffice } from '#support/offices/hub-office';
import { id } from '#support/story';

const parts = {
	clock: { now: () => MONDAY },
	log: hubLog('silent'),
	shared: true,
	patience: 0,
	committed: () => undefined,
};
const hall = id<OfficeId>('hall');
const kiosk = { kind: 'device', id: id<DeviceId>('kiosk') } as const;

/** A record whose reading can be held up. */
class HeldStore extends MemoryEventStore {
	held: Promise<void> | null = null;
	began: () => void = () => undefined;

	override async *read(office: OfficeId, after: number) {
		this.began();
		await this.held;
		yield* super.read(office, after);
	}
}

/** The writers of two hubs on one record, on an open day. */
async function twoWriters() {
	const store = new HeldStore();
	const one = await OfficeWriter.open(hall, { ...parts, store });
	await one.execute({ kind: 'system' }, commandId(), { type: 'ConfigureOffice', office: hubOffice('hall') });
	await one.execute({ kind: 'system' }, commandId(), { type: 'OpenDay' });
	return { store, one, two: await OfficeWriter.open(hall, { ...parts, store }) };
}

test('Who asks what another hub has done while it is being read is answered, and so is who asked before', async () => {
	const { store, one, two } = await twoWriters();
	await one.execute(kiosk, commandId(), ticketAt('passport'));
	const { promise, resolve } = Promise.withResolvers<undefined>();
	const began = new Promise<void>((done) => (store.began = done));
	store.held = promise;
	const first = two.catchUp();
	await began;
	const second = two.catchUp();
	resolve(undefined);
	expect(await Promise.allSettled([first, second])).toMatchObject([
		{ status: 'fulfilled' },
		{ status: 'fulfilled' },
	]);
	expect(two.position).toBe(one.position);
});

test('An answer that is kept under an id gives way to what the record says of it', async () => {
	const { one, two } = await twoWriters();
	const same = commandId();
	const done = await one.execute(kiosk, same, ticketAt('passport'));
	const refusal = { ok: false, code: 'counter-closed', facts: {} } as const;
	expect(await two.answer(same, refusal)).toEqual(done);
	const other = commandId();
	expect(await two.answer(other, refusal)).toEqual(refusal);
	expect(await two.execute(kiosk, other, ticketAt('passport'))).toEqual(refusal);
});
