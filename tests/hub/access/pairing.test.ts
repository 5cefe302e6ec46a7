// The other ways in: pairing codes, the first administrator, and the demo's open door.
import { expect, test } from 'vitest';
import type { DeviceId, OfficeId, StaffId } from '#domain/ids';
import { PROTOCOL_VERSION } from '#protocol/version';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import {
	done,
	ended,
	HandClock,
	MONDAY,
	PASSWORD,
	testHub,
	ticketAt,
	turnedAway,
	withPassword,
} from '#support/hubs/hub';
import { id } from '#support/story';

test('A pairing code makes a device token once, however it is typed', async () => {
	const hub = await testHub();
	const [ada, guest] = [await hub.staff('ada'), await hub.connect(null)];
	const { code } = await ada.must('setup', { ask: 'pair-device', office: id('hall'), device: id('kiosk') });
	expect(code).toMatch(/^[34679ACDEFGHJKMNPQRTUVWXY]{8}$/);
	const typed = `${code?.slice(0, 4).toLowerCase()} ${code?.slice(4)}`;
	const { token, you } = await guest.must('pair', { code: typed });
	expect(you).toEqual({ kind: 'device', id: 'kiosk', device: 'kiosk', office: 'hall' });
	expect((await done(await hub.connect(token), ticketAt('passport'))).made.number).toBe('A001');
	expect(await guest.ask('pair', { code: typed })).toMatchObject({ code: 'unknown-code' });
});

test('A pairing code ends after ten minutes, and when a newer one is made', async () => {
	const clock = new HandClock(MONDAY);
	const hub = await testHub({ clock });
	const [ada, guest] = [await hub.staff('ada'), await hub.connect(null)];
	const ask = { ask: 'pair-device', office: id<OfficeId>('hall'), device: id<DeviceId>('kiosk') } as const;
	const first = await ada.must('setup', ask);
	const second = await ada.must('setup', ask);
	expect(await guest.ask('pair', { code: first.code ?? '' })).toMatchObject({ code: 'unknown-code' });
	clock.later(600_001);
	expect(await guest.ask('pair', { code: second.code ?? '' })).toMatchObject({ code: 'unknown-code' });
});

test('Whoever guesses pairing codes has to wait', async () => {
	const hub = await testHub();
	const guest = await hub.connect(null);
	const codes = [];
	for (let count = 0; count < 12; count += 1) codes.push(await guest.ask('pair', { code: 'AAAAAAAA' }));
	expect(codes.at(0)).toMatchObject({ code: 'unknown-code' });
	expect(codes.at(-1)).toMatchObject({ code: 'too-many-tries' });
});

test('A revoked device is told, cut off, and cannot come back', async () => {
	const hub = await testHub();
	const ada = await hub.staff('ada');
	const token = await hub.deviceToken('kiosk');
	const kiosk = await hub.connect(token);
	const end = ended(kiosk);
	await ada.must('setup', { ask: 'revoke-device', office: id('hall'), device: id('kiosk') });
	expect(await end).toEqual(['token-revoked', 'io server disconnect']);
	expect(await turnedAway(hub.url, { protocol: PROTOCOL_VERSION, token })).toMatchObject({
		code: 'token-revoked',
	});
});

test('The first administrator enrols with the one-time code, and nobody after them', async () => {
	const hub = await testHub();
	const code = hub.hub.enrolmentCode ?? '';
	expect(code).toMatch(/^(\w{4}-){3}\w{4}$/);
	const guest = await hub.connect(null);
	expect((await guest.must('hello', {})).enrolling).toBe(true);
	const ask = { code, office: id<OfficeId>('hall'), name: id<StaffId>('ada'), password: PASSWORD };
	expect(await guest.ask('enrol', { ...ask, code: 'WRONG' })).toMatchObject({ code: 'unknown-code' });
	expect(await guest.ask('enrol', { ...ask, name: id<StaffId>('rosa') })).toMatchObject({
		code: 'unknown-staff',
	});
	expect(await guest.ask('enrol', { ...ask, password: 'short' })).toMatchObject({
		code: 'password-too-weak',
	});
	const { you, token } = await guest.must('enrol', ask);
	expect(you).toMatchObject({ kind: 'staff', id: 'ada' });
	expect(await guest.ask('enrol', ask)).toMatchObject({ code: 'unknown-code' });
	expect((await guest.must('hello', {})).enrolling).toBe(false);
	expect(
		(await (await hub.connect(token)).must('setup', { ask: 'list-access', office: id('hall') })).access,
	).toEqual({
		accounts: ['ada'],
		paired: [],
	});
});

test('A hub with an account needs no enrolment after a restart', async () => {
	const hub = await testHub({ store: 'sqlite' });
	expect(hub.hub.enrolmentCode).not.toBeNull();
	await withPassword(hub, 'ada');
	await hub.restart();
	expect(hub.hub.enrolmentCode).toBeNull();
});

test('The demo offers accounts and codes that work as often as one likes; a real office offers nothing', async () => {
	const hub = await testHub({ offices: [demoOffice(DEMO_PRINTER)] });
	expect(hub.hub.enrolmentCode).toBeNull();
	const guest = await hub.connect(null);
	const { demo } = await guest.must('hello', {});
	const account = demo?.accounts.find((one) => one.roles.includes('representative'));
	const office = demo?.office ?? id('none');
	const signed = await guest.must('signIn', {
		office,
		name: account?.name ?? '',
		password: demo?.password ?? '',
	});
	expect(signed.you).toMatchObject({ kind: 'staff', office });
	expect(demo?.devices.map((device) => device.kind).sort()).toEqual(['agent', 'display', 'kiosk']);
	for (const device of demo?.devices ?? []) {
		for (let count = 0; count < 2; count += 1) {
			expect((await guest.must('pair', { code: device.code })).you).toMatchObject({ id: device.id });
		}
	}
});

test('A device of the demo is not told who works there', async () => {
	const hub = await testHub({ offices: [demoOffice(DEMO_PRINTER)] });
	const display = await hub.device('display-1', 'harborview');
	expect((await display.must('hello', {})).demo).toBeNull();
});
