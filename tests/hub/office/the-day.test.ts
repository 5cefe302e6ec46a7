// The day keeper, notes, and the public look at a ticket.
import { expect, test } from 'vitest';
import type { DeviceId, OfficeId } from '#domain/ids';
import type { WeekHours } from '#domain/office';
import { keepDay } from '#hub/office/day-keeper';
import { OfficeWriter } from '#hub/office/writer/office-writer';
import { hubLog } from '#hub/log';
import { MemoryContacts } from '#store/memory/memory-contacts';
import { MemoryEventStore } from '#store/memory/memory-store';
import { commandId, done, HandClock, MONDAY, testHub, ticketAt } from '#support/hubs/hub';
import { hubOffice } from '#support/offices/hub-office';
import { id } from '#support/story';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const nineToFive: WeekHours = Array.from({ length: 7 }, (_, day) =>
	day < 5 ? [{ opens: 9 * 60, closes: 17 * 60 }] : [],
);

/** An office with these hours, first set up at that time. */
async function kept(hours: WeekHours, start = MONDAY) {
	const clock = new HandClock(start);
	const contacts = new MemoryContacts();
	const log = hubLog('silent');
	const hub = await OfficeWriter.open(id<OfficeId>('hall'), {
		store: new MemoryEventStore(),
		clock,
		log,
		committed: () => undefined,
		shared: false,
		patience: 0,
	});
	const office = { ...hubOffice('hall'), hours };
	await hub.execute({ kind: 'system' }, commandId(), { type: 'ConfigureOffice', office });
	const look = () => keepDay(hub, { clock, contacts, notesKept: 30 * DAY, log });
	return { hub, clock, contacts, look };
}

test('The day opens with the office and stays open after hours until it turns', async () => {
	const { hub, clock, look } = await kept(nineToFive, MONDAY - HOUR);
	await look();
	expect(hub.lobby.day).toBeNull();
	clock.later(HOUR);
	await look();
	expect(hub.lobby.day).toBe('2026-03-02');
	clock.later(10 * HOUR);
	await look();
	expect(hub.lobby.day).toBe('2026-03-02');
	clock.later(6 * HOUR);
	await look();
	expect(hub.lobby.day).toBeNull();
	clock.later(8 * HOUR);
	await look();
	expect(hub.lobby.day).toBe('2026-03-03');
});

test('Whoever still waits when the day turns is ended with it, and the new day begins with the first number', async () => {
	const { hub, clock, look } = await kept(Array.from({ length: 7 }, () => [{ opens: 0, closes: 1440 }]));
	await look();
	const kiosk = { kind: 'device', id: id<DeviceId>('kiosk') } as const;
	const waiting = await hub.execute(kiosk, commandId(), ticketAt('passport'));
	clock.later(DAY);
	await look();
	expect(hub.lobby.day).toBe('2026-03-03');
	expect(waiting).toMatchObject({ made: { number: 'A001' } });
	expect(await hub.execute(kiosk, commandId(), ticketAt('passport'))).toMatchObject({
		made: { number: 'A001', ahead: 0 },
	});
});

test('A clock that is set back over midnight before a restart does not end the day that lasts', async () => {
	const { hub, clock, look } = await kept(Array.from({ length: 7 }, () => [{ opens: 0, closes: 1440 }]));
	await look();
	const kiosk = { kind: 'device', id: id<DeviceId>('kiosk') } as const;
	await hub.execute(kiosk, commandId(), ticketAt('passport'));
	clock.later(-10 * HOUR);
	await look();
	expect(hub.lobby.day).toBe('2026-03-02');
	expect(hub.lobby.tickets.size).toBe(1);
});

test('A day that a supervisor closed early is not opened again by itself', async () => {
	const { hub, clock, look } = await kept(nineToFive);
	await look();
	await hub.execute({ kind: 'staff', id: id('sue') }, commandId(), {
		type: 'CloseDay',
		unresolved: 'refuse',
	});
	clock.later(HOUR);
	await look();
	expect(hub.lobby.day).toBeNull();
	clock.later(DAY);
	await look();
	expect(hub.lobby.day).toBe('2026-03-03');
});

test('Notes about people are erased when their time is over', async () => {
	const { hub, clock, contacts, look } = await kept(nineToFive);
	await look();
	const note = { id: 'n', text: 'speaks softly', by: id('rosa'), at: clock.now() } as never;
	await contacts.addNote(hub.id, id('visit'), note);
	clock.later(29 * DAY);
	await look();
	expect(await contacts.notes(hub.id, id('visit'))).toHaveLength(1);
	clock.later(2 * DAY);
	await look();
	expect(await contacts.notes(hub.id, id('visit'))).toHaveLength(0);
});

test('Staff read the notes of a visit, and only staff who serve customers', async () => {
	const hub = await testHub();
	const [kiosk, rosa] = [await hub.device('kiosk'), await hub.staff('rosa')];
	const { visit = id('none') } = (await done(kiosk, ticketAt('passport'))).made;
	const { note } = await rosa.must('addNote', { visit, text: '  brings her own interpreter ' });
	expect(note).toMatchObject({ text: 'brings her own interpreter', by: 'rosa' });
	expect((await (await hub.staff('flo')).must('readNotes', { visit })).notes).toEqual([note]);
	expect(await (await hub.staff('ada')).ask('readNotes', { visit })).toMatchObject({ code: 'not-allowed' });
	expect(await kiosk.ask('readNotes', { visit })).toMatchObject({ code: 'not-allowed' });
});

test('Whoever holds a ticket sees where it stands, without signing in, and nothing about anybody', async () => {
	const hub = await testHub();
	const [kiosk, rosa, guest] = [await hub.device('kiosk'), await hub.staff('rosa'), await hub.connect(null)];
	await done(kiosk, ticketAt('passport'));
	const { ticket = id('none') } = (await done(kiosk, ticketAt('passport'))).made;
	const look = () => guest.must('lookAtTicket', { ticket });
	const seen = await look();
	expect(seen).toEqual({
		ok: true,
		number: 'A002',
		colour: 0,
		status: 'waiting',
		service: { en: 'passport' },
		office: { en: 'City Hall' },
		language: 'en',
		ahead: 1,
		estimate: null,
		counter: null,
		at: expect.any(Number),
	});
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	await done(rosa, { type: 'CallTicket', counter: id('c1'), ticket, reason: 'urgent' });
	expect(await look()).toMatchObject({ status: 'called', counter: '1', ahead: null });
	expect(await guest.ask('lookAtTicket', { ticket: 'x' })).toMatchObject({ code: 'unknown-ticket' });
});
