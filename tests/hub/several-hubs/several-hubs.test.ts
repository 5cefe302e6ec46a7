// Several hubs on one PostgreSQL, none of them special: what happens in the lobby at one happens at all.
import { expect, test, vi } from 'vitest';
import type { OfficeId } from '#domain/ids';
import { keepDay } from '#hub/office/day-keeper';
import { hubLog } from '#hub/log';
import { OfficeWriter } from '#hub/office/writer/office-writer';
import { MemoryContacts } from '#store/memory/memory-contacts';
import { postgresAddress } from '#store/postgres/postgres-address';
import { PostgresEventStore } from '#store/postgres/postgres-store';
import { commandId, done, HandClock, MONDAY, send, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { deaf, severalHubs } from '#support/hubs/several-hubs';
import { id } from '#support/story';

const hubs = severalHubs();

function updated(client: HubClient, position: number): Promise<void> {
	return new Promise((resolve) => {
		client.socket.on('update', (update) => {
			if (update.position >= position) resolve();
		});
	});
}

async function record(office: string) {
	const store = new PostgresEventStore(postgresAddress(hubs.url()));
	const events = [];
	for await (const one of store.read(office as OfficeId, 0)) events.push(one);
	await store.close();
	return events;
}

test('Hubs that start at once on an empty database set the office up once and open its day once', async () => {
	await hubs.three();
	expect((await record('hall')).map(({ event }) => event.type)).toEqual(['OfficeConfigured', 'DayOpened']);
});

test('A ticket taken at one hub is on the displays of the others, and one called there is gone from the line here', async () => {
	const [one, two] = await hubs.two();
	const [kiosk, floor, rosa] = [await one.device('kiosk'), await one.staff('flo'), await two.staff('rosa')];
	await rosa.must('watch', { audience: 'floor', after: null, run: null });
	await floor.must('watch', { audience: 'floor', after: null, run: null });
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	const issued = await done(kiosk, ticketAt('passport'));
	await updated(rosa, issued.position);
	const called = await done(rosa, { type: 'CallNext', counter: id('c1') });
	expect(called.made.ticket).toBe(issued.made.ticket);
	await updated(floor, called.position);
	expect(await send(await one.staff('sam'), { type: 'CallNext', counter: id('c1') })).toMatchObject({
		ok: false,
	});
});

test('When representatives at three hubs call next at once, each gets a different ticket', async () => {
	const all = await hubs.three();
	const kiosk = await all[0].device('kiosk');
	for (let count = 0; count < 9; count += 1) await done(kiosk, ticketAt('passport'));
	const [rosa, sam, sue] = [await all[0].staff('rosa'), await all[1].staff('sam'), await all[2].staff('sue')];
	const seats = [rosa, sam, sue].map((client, at) => ({ client, counter: id<never>(`c${at + 1}`) }));
	for (const { client, counter } of seats)
		await done(client, { type: 'OpenCounter', counter, takeOver: false });
	const tickets: (string | undefined)[] = [];
	for (let round = 0; round < 3; round += 1) {
		const calls = await Promise.all(
			seats.map(({ client, counter }) => done(client, { type: 'CallNext', counter })),
		);
		for (const [at, { made }] of calls.entries()) {
			tickets.push(made.ticket);
			const { client } = seats[at] ?? { client: rosa };
			await done(client, { type: 'MarkNoShow', ticket: made.ticket ?? id('') });
		}
	}
	expect(new Set(tickets).size).toBe(9);
});

test('A hundred and fifty tickets asked for at three hubs at once get numbers of their own, without a gap', async () => {
	const all = await hubs.three();
	const kiosks = await Promise.all(all.map((hub) => hub.device('kiosk')));
	const made = await Promise.all(
		Array.from({ length: 150 }, (_, at) => done(kiosks[at % 3] as HubClient, ticketAt('passport'))),
	);
	const numbers = made.map((answer) => answer.made.number).sort();
	expect(numbers).toEqual(Array.from({ length: 150 }, (_, at) => `A${String(at + 1).padStart(3, '0')}`));
});

test('A command repeated at another hub, because the first did not answer, is done once and answered alike', async () => {
	const [one, two] = await hubs.two();
	const [here, there] = [await one.device('kiosk'), await two.device('kiosk')];
	const same = commandId();
	const answers = await Promise.all([
		send(here, ticketAt('passport'), same),
		send(there, ticketAt('passport'), same),
	]);
	expect(answers[1]).toEqual(answers[0]);
	expect(await send(there, ticketAt('passport'), same)).toEqual(answers[0]);
	expect((await done(there, ticketAt('passport'))).made.number).toBe('A002');
});

test('A screen that comes from another hub never sees less than it saw there', async () => {
	const [one, two] = await hubs.two({ between: deaf });
	const kiosk = await one.device('kiosk');
	const { position } = await done(kiosk, ticketAt('passport'));
	const floor = await two.staff('flo');
	const start = await floor.must('watch', { audience: 'floor', after: position, run: 'another hub' });
	expect('snapshot' in start && start.position).toBe(position);
	expect('snapshot' in start && Object.keys(start.snapshot['tickets'] ?? {})).toHaveLength(1);
});

test('When every word between hubs is lost, they find by looking what the others have done', async () => {
	const [one, two] = await hubs.two({ between: deaf });
	const [kiosk, floor] = [await one.device('kiosk'), await two.staff('flo')];
	await floor.must('watch', { audience: 'floor', after: null, run: null });
	const issued = await done(kiosk, ticketAt('passport'));
	await updated(floor, issued.position);
});

test('A job that one hub makes reaches the agent that is connected to another', async () => {
	const [one, two] = await hubs.two();
	const [kiosk, agent] = [await one.device('kiosk'), await two.device('agent')];
	await agent.must('work', {});
	const job = new Promise((resolve) => agent.socket.once('job', resolve));
	const { made } = await done(kiosk, { ...ticketAt('passport'), printer: id('printer') } as never);
	expect(await job).toMatchObject({ id: made.job });
	await done(agent, { type: 'EndJob', job: made.job ?? id(''), outcome: 'printed' });
	// As after a broken line: its agent comes back at the other hub, and is let in when this one has noticed.
	agent.close();
	const back = await one.device('agent');
	const { jobs } = await vi.waitFor(() => back.must('work', {}), 5000);
	expect(jobs).toEqual([]);
});

test('A day that one hub has turned is not turned again by one that is behind', async () => {
	const clock = new HandClock(MONDAY);
	const store = new PostgresEventStore(postgresAddress(hubs.url()));
	await (await hubs.two({ clock }))[0].stop();
	const parts = {
		store,
		clock,
		log: hubLog('silent'),
		shared: true,
		patience: 200,
		committed: () => undefined,
	};
	const [quick, slow] = [
		await OfficeWriter.open(id('hall'), parts),
		await OfficeWriter.open(id('hall'), parts),
	];
	const keeper = { clock, contacts: new MemoryContacts(), notesKept: 1, log: parts.log };
	clock.later(24 * 3_600_000);
	await keepDay(quick, keeper);
	expect(slow.lobby.day).toBe('2026-03-02');
	await keepDay(slow, keeper);
	expect(slow.lobby.day).toBe('2026-03-03');
	const turned = (await record('hall')).map(({ event }) => event.type).slice(1);
	expect(turned).toEqual(['DayOpened', 'DayClosed', 'DayOpened']);
	await store.close();
});
