// Several hubs on one PostgreSQL: what is set up, written down and seen of devices at one is so at all.
import { expect, test } from 'vitest';
import type { OfficeId, StaffId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { DeviceHealth } from '#protocol/device-schema';
import { done, PASSWORD, send, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { hubOffice } from '#support/offices/hub-office';
import { severalHubs } from '#support/hubs/several-hubs';
import { id } from '#support/story';

const hubs = severalHubs();

test('Staff at one hub see how the devices are that speak to another, until that hub has gone', async () => {
	const [one, two] = await hubs.two();
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
	const [one] = await hubs.two();
	const kiosk = await one.device('kiosk');
	await kiosk.must('health', {
		device: id('kiosk'),
		state: 'warning',
		troubles: ['paper-low'],
		note: null,
	});
	const late = await hubs.oneMore();
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
	const [one, two] = await hubs.two();
	const [ada, other] = [await one.staff('ada'), await two.staff('ada')];
	const { office, revision = null } = await ada.must('setup', { ask: 'read-office' });
	const saved = await ada.must('setup', {
		ask: 'save-office',
		office: { ...(office as Office), name: { en: 'New Hall' } },
		revision,
	});
	await expect
		.poll(async () => (await (await two.connect(null)).must('offices', {})).offices[0]?.name)
		.toEqual({ en: 'New Hall' });
	expect(await other.must('setup', { ask: 'read-office' })).toMatchObject({ revision: saved.revision });
	await Promise.all([one.stop(), two.stop()]);
	await one.start();
	expect((await (await one.connect(null)).must('offices', {})).offices[0]?.name).toEqual({ en: 'New Hall' });
});

test('When administrators at two hubs save at once, one is told instead of overwriting the other', async () => {
	const [one, two] = await hubs.two();
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
	const [one, two] = await hubs.two();
	const ada = await one.staff('ada');
	const added = { ...hubOffice('annex'), name: { en: 'Annex' } };
	expect(await ada.must('setup', { ask: 'save-office', office: added, revision: null })).not.toHaveProperty(
		'mistakes',
	);
	await expect
		.poll(async () =>
			(await (await two.connect(null)).must('offices', {})).offices.map((office) => office.id),
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
	const [one, two] = await hubs.two();
	const { made, position } = await done(await one.device('kiosk'), ticketAt('passport'));
	const visit = made.visit ?? id('');
	await (await one.staff('rosa')).must('addNote', { visit, text: 'Speaks Tagalog\0' });
	const sam = await two.staff('sam');
	await sam.must('watch', { audience: 'station', after: position, run: null });
	expect((await sam.must('readNotes', { visit })).notes).toMatchObject([{ text: 'Speaks Tagalog' }]);
});
