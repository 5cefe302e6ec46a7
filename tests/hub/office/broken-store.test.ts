// A store that breaks, and another hub on the same record: nothing is told that was not stored, and work goes on afterwards.
import { expect, test } from 'vitest';
import type { StoredEvent } from '#domain/events';
import type { CommandId, DeviceId, OfficeId } from '#domain/ids';
import { OfficeWriter } from '#hub/office/writer/office-writer';
import { hubLog } from '#hub/log';
import { MemoryEventStore } from '#store/memory/memory-store';
import { StoreAway } from '#store/event-store';
import type { EventStore, Snapshot, Turn } from '#store/event-store';
import { commandId, done, MONDAY, send, testHub, ticketAt } from '#support/hubs/hub';
import { hubOffice } from '#support/offices/hub-office';
import { id } from '#support/story';

/** A disk in front of a real store that can fill up, become unreadable, or take its time. */
class Disk implements EventStore {
	full = false;
	unreadable = false;
	/** While set, a write is under way and does not end. */
	slow: Promise<undefined> | null = null;
	writing = false;
	readonly #store: EventStore;

	constructor(store: EventStore) {
		this.#store = store;
	}

	async append(office: OfficeId, events: readonly StoredEvent[]): Promise<void> {
		this.writing = true;
		await this.slow;
		this.writing = false;
		if (this.full) throw new Error('database or disk is full');
		await this.#store.append(office, events);
	}

	read(office: OfficeId, after: number): AsyncIterable<StoredEvent> {
		if (this.unreadable) throw new Error('disk I/O error');
		return this.#store.read(office, after);
	}

	eventsOf(office: OfficeId, commands: readonly CommandId[]): Promise<readonly StoredEvent[]> {
		return this.#store.eventsOf(office, commands);
	}

	newestId(office: OfficeId): Promise<CommandId | null> {
		return this.#store.newestId(office);
	}

	heads(): Promise<ReadonlyMap<OfficeId, number>> {
		return this.#store.heads();
	}

	turn(office: OfficeId): Promise<Turn> {
		return this.#store.turn(office);
	}

	saveSnapshot(office: OfficeId, snapshot: Snapshot): Promise<void> {
		return this.#store.saveSnapshot(office, snapshot);
	}

	latestSnapshot(office: OfficeId, shape: number): Promise<Snapshot | null> {
		return this.#store.latestSnapshot(office, shape);
	}

	close(): Promise<void> {
		return this.#store.close();
	}
}

async function hubOnDisk() {
	let disk: Disk | null = null;
	const hub = await testHub({ around: (store) => (disk = new Disk(store)) });
	if (disk === null) throw new Error('the hub did not take the disk');
	return { hub, disk: disk as Disk };
}

test('A full disk is a fault with an id for every command of the batch, and nothing is given out', async () => {
	const { hub, disk } = await hubOnDisk();
	const [kiosk, display] = [await hub.device('kiosk'), await hub.device('display')];
	await done(kiosk, ticketAt('passport'));
	await display.must('watch', { audience: 'display', after: null, run: null });
	const heard: unknown[] = [];
	display.socket.on('update', (update) => heard.push(update));
	disk.full = true;
	const answers = await Promise.all([1, 2, 3].map(() => send(kiosk, ticketAt('passport'))));
	for (const answer of answers) expect(answer).toMatchObject({ ok: false, code: 'fault' });
	expect(answers[0]).toHaveProperty('facts.fault', expect.stringMatching(/^[0-9a-f]{10}$/));
	expect((await fetch(`${hub.url}/healthz`)).status).toBe(503);
	expect(heard).toEqual([]);
});

test('When the disk has room again, the same command is done, with the number that nobody got', async () => {
	const { hub, disk } = await hubOnDisk();
	const kiosk = await hub.device('kiosk');
	const same = commandId();
	disk.full = true;
	expect(await send(kiosk, ticketAt('passport'), same)).toMatchObject({ code: 'fault' });
	disk.full = false;
	expect(await send(kiosk, ticketAt('passport'), same)).toMatchObject({ ok: true, made: { number: 'A001' } });
	expect((await fetch(`${hub.url}/healthz`)).status).toBe(200);
});

test('While the record cannot even be read, everything is a fault and no screen gets what was never stored', async () => {
	const { hub, disk } = await hubOnDisk();
	const [kiosk, display] = [await hub.device('kiosk'), await hub.device('display')];
	disk.full = true;
	disk.unreadable = true;
	// The second was decided on top of the first.
	const two = await Promise.all([send(kiosk, ticketAt('passport')), send(kiosk, ticketAt('passport'))]);
	expect(two).toMatchObject([{ code: 'fault' }, { code: 'fault' }]);
	const blind = await display.ask('watch', { audience: 'display', after: null, run: null });
	expect(blind).toMatchObject({ ok: false, code: 'fault' });
	disk.full = false;
	disk.unreadable = false;
	expect(await send(kiosk, ticketAt('passport'))).toMatchObject({ ok: true, made: { number: 'A001' } });
});

test('A screen that looks while a ticket is being stored does not see it before it is stored', async () => {
	const { hub, disk } = await hubOnDisk();
	const [kiosk, floor] = [await hub.device('kiosk'), await hub.staff('flo')];
	const { promise, resolve: goOn } = Promise.withResolvers<undefined>();
	disk.slow = promise;
	const ticket = send(kiosk, ticketAt('passport'));
	while (!disk.writing) await new Promise((resolve) => setTimeout(resolve, 1));
	const looking = floor.must('watch', { audience: 'floor', after: null, run: null });
	// Long enough for the question to arrive while the write is under way; then the disk turns out to be full.
	setTimeout(() => ((disk.full = true), goOn(undefined)), 100);
	const seen = await looking;
	expect(await ticket).toMatchObject({ code: 'fault' });
	expect('snapshot' in seen && seen.snapshot['tickets']).toEqual({});
});

test('A station that comes after a call that could not be stored sees the customer waiting as before', async () => {
	const { hub, disk } = await hubOnDisk();
	const [kiosk, rosa, sam] = [await hub.device('kiosk'), await hub.staff('rosa'), await hub.staff('sam')];
	const { made } = await done(kiosk, ticketAt('passport'));
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	const watching = { audience: 'station', after: null, run: null } as const;
	const before = await rosa.must('watch', watching);
	disk.full = true;
	expect(await send(rosa, { type: 'CallNext', counter: id('c1') })).toMatchObject({ code: 'fault' });
	const after = await sam.must('watch', watching);
	expect('snapshot' in after && after.snapshot).toEqual('snapshot' in before && before.snapshot);
	expect('snapshot' in after && after.snapshot['tickets']?.[made.ticket ?? '']).toMatchObject({
		intervals: [{ kind: 'wait', to: null }],
	});
});

test('When another hub has appended first, the loser catches up, tells it, and decides again', async () => {
	const store = new MemoryEventStore();
	const parts = { store, clock: { now: () => MONDAY }, log: hubLog('silent'), shared: true, patience: 200 };
	const told: number[] = [];
	const office = id<OfficeId>('hall');
	const one = await OfficeWriter.open(office, { ...parts, committed: () => undefined });
	const system = { kind: 'system' } as const;
	await one.execute(system, commandId(), { type: 'ConfigureOffice', office: hubOffice('hall') });
	await one.execute(system, commandId(), { type: 'OpenDay' });
	const two = await OfficeWriter.open(office, {
		...parts,
		committed: ({ events }) => void told.push(...events.map(({ position }) => position)),
	});
	const first = await one.execute({ kind: 'device', id: id('kiosk') }, commandId(), ticketAt('passport'));
	const second = await two.execute({ kind: 'device', id: id('kiosk') }, commandId(), ticketAt('passport'));
	expect(first).toMatchObject({ ok: true, made: { number: 'A001' } });
	expect(second).toMatchObject({ ok: true, position: 4, made: { number: 'A002' } });
	await two.whenSettled(() => undefined);
	expect(told).toEqual([3, 4]);
});

test('A race lost right after the store was away is only a race: the command is decided again and done', async () => {
	const store = new MemoryEventStore();
	const parts = { clock: { now: () => MONDAY }, log: hubLog('silent'), committed: () => undefined };
	const office = id<OfficeId>('hall');
	const one = await OfficeWriter.open(office, { ...parts, store, shared: true, patience: 5_000 });
	await one.execute({ kind: 'system' }, commandId(), { type: 'ConfigureOffice', office: hubOffice('hall') });
	await one.execute({ kind: 'system' }, commandId(), { type: 'OpenDay' });
	const kiosk = { kind: 'device', id: id<DeviceId>('kiosk') } as const;
	let appends = 0;
	const shaky = new Disk(store);
	shaky.append = async (of, events) => {
		appends += 1;
		if (appends <= 5) throw new StoreAway('the database does not answer');
		if (appends === 6) await one.execute(kiosk, commandId(), ticketAt('passport'));
		await store.append(of, events);
	};
	const two = await OfficeWriter.open(office, { ...parts, store: shaky, shared: true, patience: 5_000 });
	expect(await two.execute(kiosk, commandId(), ticketAt('passport'))).toMatchObject({
		made: { number: 'A002' },
	});
	expect(appends).toBe(7);
});

test('A store that stays away is waited for in vain: who asks is told that nobody knows, and the same id is answered later', async () => {
	const store = new MemoryEventStore();
	const disk = new Disk(store);
	const parts = { clock: { now: () => MONDAY }, log: hubLog('silent'), committed: () => undefined };
	const hub = await OfficeWriter.open(id<OfficeId>('hall'), {
		...parts,
		store: disk,
		shared: true,
		patience: 150,
	});
	await hub.execute({ kind: 'system' }, commandId(), { type: 'ConfigureOffice', office: hubOffice('hall') });
	await hub.execute({ kind: 'system' }, commandId(), { type: 'OpenDay' });
	const kiosk = { kind: 'device', id: id<DeviceId>('kiosk') } as const;
	// The line breaks after the store has kept it, and before it could say so.
	disk.append = async (office, events) => {
		await store.append(office, events);
		const silent = new StoreAway('the database does not answer');
		disk.read = () => {
			throw silent;
		};
		disk.eventsOf = () => Promise.reject(silent);
		throw silent;
	};
	const same = commandId();
	expect(await hub.execute(kiosk, same, ticketAt('passport'))).toMatchObject({
		ok: false,
		code: 'no-answer',
	});
	expect(hub.failing).toBe(true);
	// Still so for whoever asks again; and not a fault, which would say that nothing was changed.
	expect(await hub.execute(kiosk, same, ticketAt('passport'))).toMatchObject({
		ok: false,
		code: 'no-answer',
	});
	// While it lasts, nobody else waits: nothing of theirs was ever on its way.
	const began = performance.now();
	expect(await hub.execute(kiosk, commandId(), ticketAt('passport'))).toMatchObject({
		ok: false,
		code: 'fault',
	});
	expect(performance.now() - began).toBeLessThan(150);
	disk.read = (office, after) => store.read(office, after);
	disk.eventsOf = (office, ids) => store.eventsOf(office, ids);
	expect(await hub.execute(kiosk, same, ticketAt('passport'))).toMatchObject({
		ok: true,
		made: { number: 'A001' },
	});
	await hub.whenSettled(() => expect(hub.failing).toBe(false));
});

test('A race that one command has lost is made up for by reading what the winner has appended, and nothing else', async () => {
	const store = new MemoryEventStore();
	const reads: number[] = [];
	const watched = new Disk(store);
	watched.read = (office, after) => (reads.push(after), store.read(office, after));
	const parts = { clock: { now: () => MONDAY }, log: hubLog('silent'), shared: true, patience: 0 };
	const quiet = { ...parts, committed: () => undefined };
	const one = await OfficeWriter.open(id<OfficeId>('hall'), { ...quiet, store });
	await one.execute({ kind: 'system' }, commandId(), { type: 'ConfigureOffice', office: hubOffice('hall') });
	await one.execute({ kind: 'system' }, commandId(), { type: 'OpenDay' });
	const kiosk = { kind: 'device', id: id<DeviceId>('kiosk') } as const;
	const two = await OfficeWriter.open(id<OfficeId>('hall'), { ...quiet, store: watched });
	watched.latestSnapshot = () => Promise.reject(new Error('nothing is to be loaded anew'));
	reads.length = 0;
	await one.execute(kiosk, commandId(), ticketAt('passport'));
	expect(await two.execute(kiosk, commandId(), ticketAt('passport'))).toMatchObject({
		made: { number: 'A002' },
	});
	expect(reads).toEqual([2]);
});

test('A hub that is far behind goes on from the snapshot of another, and never reads the whole record again', async () => {
	const store = new MemoryEventStore();
	const reads: number[] = [];
	const watched = new Disk(store);
	watched.read = (office, after) => (reads.push(after), store.read(office, after));
	const parts = { clock: { now: () => MONDAY }, log: hubLog('silent'), shared: true, patience: 0 };
	const office = id<OfficeId>('hall');
	const one = await OfficeWriter.open(office, { ...parts, store, committed: () => undefined });
	await one.execute({ kind: 'system' }, commandId(), { type: 'ConfigureOffice', office: hubOffice('hall') });
	await one.execute({ kind: 'system' }, commandId(), { type: 'OpenDay' });
	const told: number[] = [];
	const anew: boolean[] = [];
	const two = await OfficeWriter.open(office, {
		...parts,
		store: watched,
		committed: ({ events, touched }) => {
			told.push(...events.map(({ position }) => position));
			anew.push(touched.everything);
		},
	});
	const kiosk = { kind: 'device', id: id<DeviceId>('kiosk') } as const;
	const issue = (hub: OfficeWriter) => hub.execute(kiosk, commandId(), ticketAt('passport'));
	await Promise.all(Array.from({ length: 2_500 }, () => issue(one)));
	reads.length = 0;
	// Two at once, for the second is decided on a lobby that a lost race makes worthless.
	const answers = await Promise.all([issue(two), issue(two)]);
	expect(answers).toMatchObject([{ position: 2_503 }, { position: 2_504 }]);
	expect(Math.min(...reads)).toBe(2);
	expect(reads.filter((after) => after < 2_000)).toHaveLength(1);
	await two.whenSettled(() => undefined);
	expect(told).toEqual(Array.from({ length: 2_502 }, (_, at) => at + 3));
	// Which rows the snapshot holds anew, nobody can tell: its screens ask again.
	expect(anew).toEqual([true, false]);
});
