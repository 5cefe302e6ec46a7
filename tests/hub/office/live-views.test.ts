// Live views: numbered updates without holes, resumed after a break, and nothing in them that their audience may not see.
import { expect, test } from 'vitest';
import type { Patch, Tables } from '#projections/view';
import { applyPatches } from '#projections/view';
import type { Audience, Update } from '#protocol/view-schema';
import { done, send, testHub, ticketAt } from '#support/hubs/hub';
import type { TestHub } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { id } from '#support/story';

interface Seen {
	view: Tables;
	position: number;
	run: string;
	holes: number;
	readonly updates: Update[];
}

/** Watches and applies what comes, counting what does not fit. */
async function watch(client: HubClient, audience: Audience): Promise<Seen> {
	const updates: Update[] = [];
	const seen: Seen = { view: {}, position: -1, run: '', holes: 0, updates };
	client.socket.on('update', (update) => {
		updates.push(update);
		if (seen.position >= 0) apply(seen, update);
	});
	const start = await client.must('watch', { audience, after: null, run: null });
	if (!('snapshot' in start)) throw new Error('no snapshot');
	Object.assign(seen, { view: start.snapshot, position: start.position, run: start.run });
	return seen;
}

function apply(seen: Seen, update: Update): void {
	if (update.position <= seen.position) return;
	if (update.after !== seen.position) seen.holes += 1;
	seen.view = applyPatches(seen.view, update.patches);
	seen.position = update.position;
}

async function snapshot(hub: TestHub, staff: string, audience: Audience): Promise<Tables> {
	const client = await hub.staff(staff);
	const start = await client.must('watch', { audience, after: null, run: null });
	client.close();
	return 'snapshot' in start ? start.snapshot : {};
}

async function until(holds: () => boolean): Promise<void> {
	for (let waited = 0; !holds(); waited += 5) {
		if (waited > 5000) throw new Error('it did not happen within 5 s');
		await new Promise((resolve) => setTimeout(resolve, 5));
	}
}

test('In a storm of commands a patched view is the same as a fresh snapshot, and no update is missed', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	const [rosa, sam] = [await hub.staff('rosa'), await hub.staff('sam')];
	const floor = await watch(await hub.staff('flo'), 'floor');
	const board = await watch(await hub.device('display'), 'display');
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	await done(sam, { type: 'OpenCounter', counter: id('c2'), takeOver: false });
	const serve = async (client: HubClient, counter: string) => {
		for (let count = 0; count < 40; count += 1) {
			const called = await send(client, { type: 'CallNext', counter: id(counter) });
			if (!called.ok || called.made.ticket === undefined) continue;
			const { ticket } = called.made;
			if (count % 5 === 0) await done(client, { type: 'MarkNoShow', ticket });
			else if (count % 7 === 0) {
				await done(client, { type: 'HoldTicket', ticket, reason: 'filling-form' });
				await done(client, { type: 'ReturnTicket', ticket });
			} else {
				await done(client, { type: 'ServeTicket', ticket });
				await done(client, { type: 'FinishTicket', ticket, outcome: 'answered' });
			}
		}
	};
	const issue = async () => {
		for (let round = 0; round < 20; round += 1) {
			await Promise.all(['passport', 'permit', 'tax'].map((service) => done(kiosk, ticketAt(service))));
		}
	};
	await Promise.all([issue(), serve(rosa, 'c1'), serve(sam, 'c2')]);
	const fresh = await snapshot(hub, 'sue', 'floor');
	await until(() => JSON.stringify(floor.view) === JSON.stringify(fresh) || floor.updates.length > 5000);
	expect(floor.holes).toBe(0);
	expect(board.holes).toBe(0);
	expect(floor.view).toEqual(fresh);
	expect(floor.updates.length).toBeGreaterThan(50);
});

test('A screen that was away for a moment gets exactly what it missed', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	await done(kiosk, ticketAt('passport'));
	const away = await hub.staff('flo');
	const seen = await watch(away, 'floor');
	away.close();
	for (let count = 0; count < 3; count += 1) await done(kiosk, ticketAt('tax'));
	const back = await hub.staff('flo');
	const start = await back.must('watch', { audience: 'floor', after: seen.position, run: seen.run });
	if (!('updates' in start)) throw new Error('a snapshot instead of updates');
	for (const update of start.updates) apply(seen, update);
	expect(seen.holes).toBe(0);
	expect(seen.view).toEqual(await snapshot(hub, 'sue', 'floor'));
});

test('A screen that missed nothing gets nothing', async () => {
	const hub = await testHub();
	const flo = await hub.staff('flo');
	const { position, run } = await watch(flo, 'floor');
	expect(await flo.must('watch', { audience: 'floor', after: position, run })).toMatchObject({ updates: [] });
});

test.each([
	['of another run of the hub', { run: 'another', ahead: 0 }],
	['from the future', { run: null, ahead: 1000 }],
])('A screen with a position %s gets a snapshot', async (_what, { run, ahead }) => {
	const hub = await testHub();
	const flo = await hub.staff('flo');
	const seen = await watch(flo, 'floor');
	const start = await flo.must('watch', {
		audience: 'floor',
		after: seen.position + ahead,
		run: run ?? seen.run,
	});
	expect(start).toHaveProperty('snapshot');
});

test('A screen that was away too long gets a snapshot', async () => {
	const hub = await testHub();
	const [kiosk, away] = [await hub.device('kiosk'), await hub.staff('flo')];
	const seen = await watch(away, 'floor');
	away.close();
	// One after another, so that each makes an update of its own: more than the hub remembers.
	for (let count = 0; count < 4100; count += 1) await done(kiosk, ticketAt('tax'));
	const back = await hub.staff('flo');
	const start = await back.must('watch', { audience: 'floor', after: seen.position, run: seen.run });
	expect(start).toHaveProperty('snapshot');
});

test('When the office is set up anew, every view asks again at once', async () => {
	const hub = await testHub();
	const [ada, flo] = [await hub.staff('ada'), await hub.staff('flo')];
	const seen = await watch(flo, 'floor');
	const { office, revision } = await ada.must('setup', { ask: 'read-office' });
	if (office === undefined || revision === undefined) throw new Error('no office');
	const renamed = { ...office, name: { en: 'Town Hall' } };
	await ada.must('setup', { ask: 'save-office', office: renamed, revision });
	await until(() => seen.updates.length > 0);
	expect(seen.updates[0]).toMatchObject({ patches: [] });
	expect(seen.holes).toBe(1);
	const again = await flo.must('watch', {
		audience: 'floor',
		after: seen.updates[0]?.position ?? 0,
		run: null,
	});
	expect(again).toHaveProperty('snapshot.office.hall.name', { en: 'Town Hall' });
});

test('Watchers hear the hub time and their position with every beat', async () => {
	const hub = await testHub();
	const display = await hub.device('display');
	const seen = await watch(display, 'display');
	const beat = await new Promise((resolve) => display.socket.once('beat', resolve));
	expect(beat).toEqual({ at: expect.any(Number), position: seen.position });
});

test('A display never receives more than number, counter, service and sequence, in a whole scenario', async () => {
	const hub = await testHub();
	const [kiosk, rosa, flo] = [await hub.device('kiosk'), await hub.staff('rosa'), await hub.staff('flo')];
	const display = await hub.device('display');
	const heard: unknown[] = [];
	display.socket.onAny((event: string, ...args: unknown[]) => heard.push({ event, args }));
	const board = await watch(display, 'display');
	const first = board.view;
	const issued = await done(kiosk, {
		...ticketAt('passport'),
		needs: ['wheelchair'],
		language: 'es',
	} as never);
	const other = await done(kiosk, ticketAt('tax'));
	const { ticket, visit } = issued.made;
	if (ticket === undefined || visit === undefined) throw new Error('no ticket');
	await flo.must('addNote', { visit, text: 'Mrs Secret, 555-0100' });
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	await done(rosa, { type: 'CallNext', counter: id('c1') });
	await done(rosa, { type: 'RecallTicket', ticket });
	await done(rosa, { type: 'ServeTicket', ticket });
	await done(rosa, {
		type: 'ReferVisit',
		visit,
		language: 'es',
		department: id('records'),
		reason: 'further-step',
		papers: ['Birth certificate'],
		contact: 'Ms. Ortiz',
		trackingNumber: 'T-1',
		printer: null,
	});
	const walk = await done(rosa, {
		type: 'StartEscort',
		visit,
		language: 'es',
		department: id('records'),
		referral: null,
		printer: null,
	});
	const escort = walk.made.escort;
	if (escort === undefined) throw new Error('no escort');
	await done(rosa, { type: 'ArriveEscort', escort });
	await done(rosa, { type: 'HandOverEscort', escort, answer: 'accepted', reason: null });
	await done(rosa, { type: 'ReturnEscort', escort });
	await done(rosa, { type: 'CallNext', counter: id('c1') });
	await done(rosa, { type: 'MarkNoShow', ticket: other.made.ticket ?? id('none') });
	await done(kiosk, { type: 'RequestHelp', place: { kind: 'kiosk', id: id('kiosk') } });
	await new Promise((resolve) => setTimeout(resolve, 100));

	const patches: Patch[] = board.updates.flatMap((update) => update.patches);
	expect(patches.length).toBeGreaterThan(5);
	const allowed: Record<string, readonly string[]> = {
		office: ['id', 'name', 'timeZone', 'languages', 'hours', 'closedDays', 'day', 'lastDay', 'demo'],
		services: ['id', 'letter', 'colour', 'name', 'next', 'waiting'],
		calls: ['id', 'number', 'counter', 'service', 'sequence'],
	};
	const rows = [
		...Object.entries(first).flatMap(([table, all]) => Object.values(all).map((row) => ({ table, row }))),
		...patches.flatMap(({ table, row }) => (row === null ? [] : [{ table, row }])),
	];
	for (const { table, row } of rows) {
		expect(Object.keys(allowed)).toContain(table);
		expect(Object.keys(row).filter((key) => !allowed[table]?.includes(key))).toEqual([]);
	}
	const everything = JSON.stringify(heard);
	for (const secret of [
		visit,
		ticket,
		'rosa',
		'wheelchair',
		'Secret',
		'555',
		'Ortiz',
		'certificate',
		'T-1',
		'further-step',
	]) {
		expect(everything).not.toContain(secret);
	}
	const events = new Set(heard.map((one) => (one as { event: string }).event));
	expect([...events].filter((event) => event !== 'beat')).toEqual(['update']);
});
