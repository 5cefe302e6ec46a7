// Several hubs on one PostgreSQL: whom one lets in or ends, all do.
import { expect, test } from 'vitest';
import type { OfficeId, StaffId } from '#domain/ids';
import { Sessions } from '#hub/access/sessions';
import { tokenHash } from '#hub/access/tokens';
import { MemoryAccess } from '#store/memory/memory-access';
import { ended, HandClock, MONDAY, PASSWORD, withPassword } from '#support/hubs/hub';
import { hubOffice } from '#support/offices/hub-office';
import { severalHubs } from '#support/hubs/several-hubs';
import { id } from '#support/story';

const hubs = severalHubs();

/** ms: before hubs would look by themselves, every 15 s. */
const SOON = 12_000;

test(
	'Who signs in at one hub is known at the others, and who signs out is ended there too',
	async () => {
		const [one, two] = await hubs.two();
		await withPassword(one, 'rosa');
		const guest = await one.connect(null);
		const { token } = await guest.must('signIn', { office: id('hall'), name: 'rosa', password: PASSWORD });
		const [here, there] = [await one.connect(token), await two.connect(token)];
		expect((await there.must('hello', {})).you).toMatchObject({ id: 'rosa' });
		const end = ended(there);
		await here.must('signOut', {});
		expect(await end).toEqual(['session-ended', 'io server disconnect']);
		await expect(two.connect(token)).rejects.toThrow('session-ended');
	},
	SOON,
);

test(
	'A device that is revoked at one hub is ended at every other',
	async () => {
		const [one, two] = await hubs.two();
		const token = await one.deviceToken('kiosk');
		const kiosk = await two.connect(token);
		const end = ended(kiosk);
		await (
			await one.staff('ada')
		).must('setup', { ask: 'revoke-device', office: id('hall'), device: id('kiosk') });
		expect(await end).toEqual(['token-revoked', 'io server disconnect']);
		await expect(two.connect(token)).rejects.toThrow('token-revoked');
	},
	SOON,
);

test(
	'A new password ends the person’s sessions at every hub but the one it was set in',
	async () => {
		const [one, two] = await hubs.two();
		const [mine, other] = [await one.staffToken('ada'), await two.staffToken('ada')];
		const [ada, elsewhere] = [await one.connect(mine), await two.connect(other)];
		const end = ended(elsewhere);
		const ask = { ask: 'set-password', office: id<OfficeId>('hall'), staff: id<StaffId>('ada') } as const;
		await ada.must('setup', { ...ask, password: PASSWORD });
		expect((await end)[0]).toBe('session-ended');
		expect((await (await two.connect(mine)).must('hello', {})).you).toMatchObject({ id: 'ada' });
	},
	SOON,
);

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
	const [one, two] = await hubs.two();
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
	const [one, two] = await hubs.two();
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
	const [one, two] = await hubs.two();
	const [here, there] = [await one.connect(null), await two.connect(null)];
	for (let count = 0; count < 11; count += 1) await here.ask('pair', { code: 'WRONG' });
	await expect.poll(() => there.ask('pair', { code: 'WRONG' })).toMatchObject({ code: 'too-many-tries' });
});

test(
	'Whoever is taken out of an office at one hub is gone there at every other, and goes on elsewhere',
	async () => {
		const [one, two] = await hubs.two({ offices: [hubOffice('hall'), hubOffice('annex')] });
		const [hall, annex] = [id<OfficeId>('hall'), id<OfficeId>('annex')];
		await one.access.setOwnPassword('p', { office: hall, staff: id<StaffId>('rosa') }, 'hash');
		await two.access.addAccount('p', { office: annex, staff: id<StaffId>('sam') });
		const rosa = await two.staff('rosa', 'hall');
		const { token } = await rosa.must('enter', { office: annex });
		const sam = await two.connect(token);
		const end = ended(sam);
		const ada = await one.staff('ada', 'annex');
		const { office, revision = null } = await ada.must('setup', { ask: 'read-office' });
		const staff = office?.staff.filter((person) => person.id !== 'sam');
		await ada.must('setup', { ask: 'save-office', office: { ...office, staff }, revision });
		expect((await end)[0]).toBe('session-ended');
		const again = await two.staff('rosa', 'hall');
		expect((await again.must('account', { ask: 'offices' })).offices.map((own) => own.id)).toEqual(['hall']);
	},
	SOON,
);
