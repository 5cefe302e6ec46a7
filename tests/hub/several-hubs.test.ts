// Several hubs on one PostgreSQL, none of them special: whatever is asked of one holds at all.
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { OfficeId, StaffId } from '#domain/ids';
import type { Office } from '#domain/office';
import { keepDay } from '#hub/day-keeper';
import { hubLog } from '#hub/log';
import { OfficeHub } from '#hub/office-hub';
import { Sessions } from '#hub/sessions';
import { tokenHash } from '#hub/tokens';
import type { DeviceHealth } from '#protocol/device-schema';
import { MemoryAccess } from '#store/memory-access';
import { MemoryContacts } from '#store/memory-contacts';
import type { News } from '#store/news';
import { postgresAddress } from '#store/postgres-address';
import { bringToShape } from '#store/postgres-shapes';
import { PostgresEventStore } from '#store/postgres-store';
import {
	commandId,
	done,
	ended,
	HandClock,
	MONDAY,
	PASSWORD,
	send,
	testHub,
	ticketAt,
	withPassword,
} from '#support/hub';
import type { TestHub, TestHubOptions } from '#support/hub';
import type { HubClient } from '#support/hub-client';
import { hubOffice } from '#support/hub-office';
import { emptyDatabase, postgresDatabase } from '#support/postgres-database';
import { id } from '#support/story';

let url: string;

beforeAll(async () => {
	url = await postgresDatabase();
	await bringToShape(postgresAddress(url));
});

beforeEach(() => emptyDatabase(url));

async function hubs<Count extends 2 | 3>(
	count: Count,
	options: Partial<TestHubOptions> = {},
): Promise<Count extends 2 ? [TestHub, TestHub] : [TestHub, TestHub, TestHub]> {
	const all = await Promise.all(Array.from({ length: count }, () => testHub({ store: url, ...options })));
	return all as Count extends 2 ? [TestHub, TestHub] : [TestHub, TestHub, TestHub];
}

/** A line to the other hubs on which every word is lost. */
const deaf = (news: News): News => ({
	shared: true,
	tell: async () => undefined,
	listen: () => undefined,
	close: () => news.close(),
});

function updated(client: HubClient, position: number): Promise<void> {
	return new Promise((resolve) => {
		client.socket.on('update', (update) => {
			if (update.position >= position) resolve();
		});
	});
}

async function record(office: string) {
	const store = new PostgresEventStore(postgresAddress(url));
	const events = [];
	for await (const one of store.read(office as OfficeId, 0)) events.push(one);
	await store.close();
	return events;
}

describe('The lobby', () => {
	test('Hubs that start at once on an empty database set the office up once and open its day once', async () => {
		await hubs(3);
		expect((await record('hall')).map(({ event }) => event.type)).toEqual(['OfficeConfigured', 'DayOpened']);
	});

	test('A ticket taken at one hub is on the displays of the others, and one called there is gone from the line here', async () => {
		const [one, two] = await hubs(2);
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
		const all = await hubs(3);
		const kiosk = await all[0].device('kiosk');
		for (let count = 0; count < 9; count += 1) await done(kiosk, ticketAt('passport'));
		const [rosa, sam, sue] = [
			await all[0].staff('rosa'),
			await all[1].staff('sam'),
			await all[2].staff('sue'),
		];
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
		const all = await hubs(3);
		const kiosks = await Promise.all(all.map((hub) => hub.device('kiosk')));
		const made = await Promise.all(
			Array.from({ length: 150 }, (_, at) => done(kiosks[at % 3] as HubClient, ticketAt('passport'))),
		);
		const numbers = made.map((answer) => answer.made.number).sort();
		expect(numbers).toEqual(Array.from({ length: 150 }, (_, at) => `A${String(at + 1).padStart(3, '0')}`));
	});

	test('A command repeated at another hub, because the first did not answer, is done once and answered alike', async () => {
		const [one, two] = await hubs(2);
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
		const [one, two] = await hubs(2, { between: deaf });
		const kiosk = await one.device('kiosk');
		const { position } = await done(kiosk, ticketAt('passport'));
		const floor = await two.staff('flo');
		const start = await floor.must('watch', { audience: 'floor', after: position, run: 'another hub' });
		expect('snapshot' in start && start.position).toBe(position);
		expect('snapshot' in start && Object.keys(start.snapshot['tickets'] ?? {})).toHaveLength(1);
	});

	test('When every word between hubs is lost, they find by looking what the others have done', async () => {
		const [one, two] = await hubs(2, { between: deaf });
		const [kiosk, floor] = [await one.device('kiosk'), await two.staff('flo')];
		await floor.must('watch', { audience: 'floor', after: null, run: null });
		const issued = await done(kiosk, ticketAt('passport'));
		await updated(floor, issued.position);
	});

	test('A job that one hub makes reaches the agent that is connected to another', async () => {
		const [one, two] = await hubs(2);
		const [kiosk, agent] = [await one.device('kiosk'), await two.device('agent')];
		await agent.must('work', {});
		const job = new Promise((resolve) => agent.socket.once('job', resolve));
		const { made } = await done(kiosk, { ...ticketAt('passport'), printer: id('printer') } as never);
		expect(await job).toMatchObject({ id: made.job });
		await done(agent, { type: 'EndJob', job: made.job ?? id(''), outcome: 'printed' });
		expect((await (await one.device('agent')).must('work', {})).jobs).toEqual([]);
	});

	test('A day that one hub has turned is not turned again by one that is behind', async () => {
		const clock = new HandClock(MONDAY);
		const store = new PostgresEventStore(postgresAddress(url));
		await (await hubs(2, { clock }))[0].stop();
		const parts = { store, clock, log: hubLog('silent'), shared: true, committed: () => undefined };
		const [quick, slow] = [await OfficeHub.open(id('hall'), parts), await OfficeHub.open(id('hall'), parts)];
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
});

describe('Who may come in', () => {
	test('Who signs in at one hub is known at the others, and who signs out is ended there too', async () => {
		const [one, two] = await hubs(2);
		await withPassword(one, 'rosa');
		const guest = await one.connect(null);
		const { token } = await guest.must('signIn', { office: id('hall'), name: 'rosa', password: PASSWORD });
		const [here, there] = [await one.connect(token), await two.connect(token)];
		expect((await there.must('hello', {})).you).toMatchObject({ id: 'rosa' });
		const end = ended(there);
		await here.must('signOut', {});
		expect(await end).toEqual(['session-ended', 'io server disconnect']);
		await expect(two.connect(token)).rejects.toThrow('session-ended');
	});

	test('A device that is revoked at one hub is ended at every other', async () => {
		const [one, two] = await hubs(2);
		const token = await one.deviceToken('kiosk');
		const kiosk = await two.connect(token);
		const end = ended(kiosk);
		await (
			await one.staff('ada')
		).must('setup', { ask: 'revoke-device', office: id('hall'), device: id('kiosk') });
		expect(await end).toEqual(['token-revoked', 'io server disconnect']);
		await expect(two.connect(token)).rejects.toThrow('token-revoked');
	});

	test('A new password ends the person’s sessions at every hub but the one it was set in', async () => {
		const [one, two] = await hubs(2);
		const [mine, other] = [await one.staffToken('ada'), await two.staffToken('ada')];
		const [ada, elsewhere] = [await one.connect(mine), await two.connect(other)];
		const end = ended(elsewhere);
		const ask = { ask: 'set-password', office: id<OfficeId>('hall'), staff: id<StaffId>('ada') } as const;
		await ada.must('setup', { ...ask, password: PASSWORD });
		expect((await end)[0]).toBe('session-ended');
		expect((await (await two.connect(mine)).must('hello', {})).you).toMatchObject({ id: 'ada' });
	});

	test('A session that one hub has ended is ended at another within a look, also when its word was lost', async () => {
		const [access, clock] = [new MemoryAccess(), new HandClock(MONDAY)];
		const limits = { idle: 3_600_000, life: 36_000_000 };
		const [one, two] = [new Sessions(access, clock, limits), new Sessions(access, clock, limits)];
		const token = tokenHash(await one.begin(id('hall'), id('rosa')));
		expect(await two.find(token)).not.toBeNull();
		await one.end(token);
		expect(two.use(token)).toBe(true);
		expect(await two.sweep()).toEqual([token]);
		expect(two.use(token)).toBe(false);
	});

	test('Who has moved to another hub is not idle at the one they left', async () => {
		const [access, clock] = [new MemoryAccess(), new HandClock(MONDAY)];
		const limits = { idle: 3_600_000, life: 36_000_000 };
		const [one, two] = [new Sessions(access, clock, limits), new Sessions(access, clock, limits)];
		const token = tokenHash(await one.begin(id('hall'), id('rosa')));
		await two.find(token);
		clock.later(3_000_000);
		expect(two.use(token)).toBe(true);
		clock.later(3_000_000);
		expect(await one.sweep()).toEqual([]);
		expect(two.use(token)).toBe(true);
	});

	test('A pairing code from one hub lets the device in at another, once', async () => {
		const [one, two] = await hubs(2);
		const ada = await one.staff('ada');
		const { code = '' } = await ada.must('setup', {
			ask: 'pair-device',
			office: id('hall'),
			device: id('kiosk'),
		});
		const [guest, thief] = [await two.connect(null), await one.connect(null)];
		const both = await Promise.all([guest.ask('pair', { code }), thief.ask('pair', { code })]);
		expect(both.map((answer) => answer.ok).sort()).toEqual([false, true]);
	});

	test('The code that one hub shows to whoever installs it lets the first administrator in at another, and then none does', async () => {
		const [one, two] = await hubs(2);
		const ask = { office: id<OfficeId>('hall'), name: id<StaffId>('ada'), password: PASSWORD };
		const [code = '', other = ''] = [one.hub.enrolmentCode ?? '', two.hub.enrolmentCode ?? ''];
		const guest = await two.connect(null);
		expect(await guest.ask('enrol', { ...ask, code, name: id<StaffId>('rosa') })).toMatchObject({
			code: 'unknown-staff',
		});
		expect(await guest.ask('enrol', { ...ask, code })).toMatchObject({ ok: true });
		await expect.poll(async () => (await (await one.connect(null)).must('hello', {})).enrolling).toBe(false);
		expect(await (await one.connect(null)).ask('enrol', { ...ask, code: other })).toMatchObject({
			code: 'unknown-code',
		});
	});

	test('Whoever guesses at one hub has to wait at the others', async () => {
		const [one, two] = await hubs(2);
		const [here, there] = [await one.connect(null), await two.connect(null)];
		for (let count = 0; count < 11; count += 1) await here.ask('pair', { code: 'WRONG' });
		await expect.poll(() => there.ask('pair', { code: 'WRONG' })).toMatchObject({ code: 'too-many-tries' });
	});
});

describe('What is shown and set up', () => {
	test('Staff at one hub see how the devices are that speak to another, until that hub has gone', async () => {
		const [one, two] = await hubs(2);
		const flo = await one.staff('flo');
		const kioskIs = (holds: (kiosk: DeviceHealth) => boolean) =>
			new Promise<void>((resolve) => {
				flo.socket.on('deviceHealth', (devices) => {
					const kiosk = devices.find((one) => one.device === 'kiosk');
					if (kiosk !== undefined && holds(kiosk)) resolve();
				});
			});
		const there = kioskIs(({ connected, state }) => connected && state === 'trouble');
		const kiosk = await two.device('kiosk');
		await kiosk.must('health', { device: id('kiosk'), state: 'trouble', troubles: ['offline'], note: null });
		await there;
		const gone = kioskIs(({ connected }) => !connected);
		kiosk.close();
		await gone;
	});

	test('A hub that comes later learns at once how the devices of the others are', async () => {
		const [one] = await hubs(2);
		const kiosk = await one.device('kiosk');
		await kiosk.must('health', {
			device: id('kiosk'),
			state: 'warning',
			troubles: ['paper-low'],
			note: null,
		});
		const late = await testHub({ store: url });
		const flo = await late.staff('flo');
		const heard = await new Promise<readonly DeviceHealth[]>((resolve) => {
			flo.socket.on('deviceHealth', (devices) => {
				if (devices.some((device) => device.state === 'warning')) resolve(devices);
			});
			void flo.ask('hello', {});
		});
		expect(heard.find(({ device }) => device === 'kiosk')).toMatchObject({
			connected: true,
			state: 'warning',
		});
	});

	test('What an administrator saves at one hub holds at the others, and is there when all of them start anew', async () => {
		const [one, two] = await hubs(2);
		const [ada, other] = [await one.staff('ada'), await two.staff('ada')];
		const { office, revision = null } = await ada.must('setup', { ask: 'read-office' });
		const saved = await ada.must('setup', {
			ask: 'save-office',
			office: { ...(office as Office), name: { en: 'New Hall' } },
			revision,
		});
		await expect
			.poll(async () => (await (await two.connect(null)).must('hello', {})).offices[0]?.name)
			.toEqual({ en: 'New Hall' });
		expect(await other.must('setup', { ask: 'read-office' })).toMatchObject({ revision: saved.revision });
		await Promise.all([one.stop(), two.stop()]);
		await one.start();
		expect((await (await one.connect(null)).must('hello', {})).offices[0]?.name).toEqual({ en: 'New Hall' });
	});

	test('When administrators at two hubs save at once, one is told instead of overwriting the other', async () => {
		const [one, two] = await hubs(2);
		const [ada, eva] = [await one.staff('ada'), await two.staff('ada')];
		const { office, revision = null } = await ada.must('setup', { ask: 'read-office' });
		const save = (client: HubClient, name: string) =>
			client.must('setup', {
				ask: 'save-office',
				office: { ...(office as Office), name: { en: name } },
				revision,
			});
		const answers = await Promise.all([save(ada, 'First'), save(eva, 'Second')]);
		expect(answers.map((answer) => answer.mistakes?.[0]?.path ?? 'saved').sort()).toEqual([
			'revision',
			'saved',
		]);
		const now = await eva.must('setup', { ask: 'read-office' });
		expect(now.office?.name).toEqual({ en: answers[0].mistakes === undefined ? 'First' : 'Second' });
	});

	test('An office added at one hub opens at the others, and whoever added it lets its first person in at any', async () => {
		const [one, two] = await hubs(2);
		const ada = await one.staff('ada');
		const added = { ...hubOffice('annex'), name: { en: 'Annex' } };
		expect(await ada.must('setup', { ask: 'save-office', office: added, revision: null })).not.toHaveProperty(
			'mistakes',
		);
		await expect
			.poll(async () =>
				(await (await two.connect(null)).must('hello', {})).offices.map((office) => office.id),
			)
			.toEqual(['hall', 'annex']);
		const ask = { ask: 'set-password', office: id<OfficeId>('annex'), staff: id<StaffId>('ada') } as const;
		expect(await (await two.staff('ada')).ask('setup', { ...ask, password: PASSWORD })).toMatchObject({
			ok: true,
		});
		await send(await one.staff('sue', 'annex'), { type: 'OpenDay' });
		expect((await done(await two.device('kiosk', 'annex'), ticketAt('passport'))).made.number).toBe('A001');
	});

	test('A note written at one hub is read at another', async () => {
		const [one, two] = await hubs(2);
		const { made, position } = await done(await one.device('kiosk'), ticketAt('passport'));
		const visit = made.visit ?? id('');
		await (await one.staff('rosa')).must('addNote', { visit, text: 'Speaks Tagalog\0' });
		const sam = await two.staff('sam');
		await sam.must('watch', { audience: 'station', after: position, run: null });
		expect((await sam.must('readNotes', { visit })).notes).toMatchObject([{ text: 'Speaks Tagalog' }]);
	});
});
