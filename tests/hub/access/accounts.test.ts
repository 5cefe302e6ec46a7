// People who belong to several offices: one account, one password, one office at a time, and no office opens another.
import { expect, test } from 'vitest';
import type { OfficeId, StaffId } from '#domain/ids';
import type { Office } from '#domain/office';
import { hashPassword } from '#hub/access/password-hash';
import { PROTOCOL_VERSION } from '#protocol/version';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { ended, HandClock, MONDAY, PASSWORD, testHub, turnedAway, withPassword } from '#support/hubs/hub';
import type { TestHub, TestHubOptions } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { hubOffice } from '#support/offices/hub-office';
import { id } from '#support/story';

const OWN = 'five slow barges pass';
/** Passwords are slow to hash, on purpose. */
const HASH = hashPassword(OWN);
const GIVEN = 'six grey gulls argue';
const [HALL, ANNEX] = [id<OfficeId>('hall'), id<OfficeId>('annex')];

const hubs = (options: Partial<TestHubOptions> = {}) =>
	testHub({ offices: [hubOffice('hall'), hubOffice('annex'), hubOffice('depot')], ...options });

async function invitation(hub: TestHub, office: OfficeId, staff: string): Promise<string> {
	const ada = await hub.staff('ada', office);
	const { code = '' } = await ada.must('setup', { ask: 'invite-staff', office, staff: id<StaffId>(staff) });
	return code;
}

async function signIn(hub: TestHub, office: OfficeId, name: string, password: string): Promise<HubClient> {
	const guest = await hub.connect(null);
	return hub.connect((await guest.must('signIn', { office, name, password })).token);
}

/** Rosa of the hall, with a password of her own, also works at the annex, where she is called sam. */
async function rosaOfTwo(options: Partial<TestHubOptions> = {}) {
	const hub = await hubs(options);
	await hub.access.setOwnPassword('rosa', { office: HALL, staff: id<StaffId>('rosa') }, await HASH);
	await hub.access.addAccount('rosa', { office: ANNEX, staff: id<StaffId>('sam') });
	const token = await hub.staffToken('rosa', 'hall');
	return { hub, rosa: await hub.connect(token), token };
}

test('Whoever is invited makes an account with a password that no administrator knows', async () => {
	const hub = await hubs();
	const code = await invitation(hub, HALL, 'rosa');
	const guest = await hub.connect(null);
	expect(await guest.ask('accept', { code, password: 'short' })).toMatchObject({ code: 'password-too-weak' });
	expect((await guest.must('hello', {})).enrolling).toBe(true);
	const { you, token } = await guest.must('accept', { code: code.toLowerCase(), password: OWN });
	expect((await guest.must('hello', {})).enrolling).toBe(false);
	expect(you).toMatchObject({ kind: 'staff', id: 'rosa', office: 'hall' });
	expect(await guest.ask('accept', { code, password: OWN })).toMatchObject({ code: 'unknown-code' });
	const rosa = await hub.connect(token);
	expect(await rosa.must('account', { ask: 'offices' })).toMatchObject({
		own: true,
		offices: [{ id: 'hall', shown: 'rosa', roles: ['representative'] }],
	});
});

test('A person of several offices signs in once, sees those alone, and goes from one to the other', async () => {
	const { hub, token } = await rosaOfTwo();
	const rosa = await signIn(hub, HALL, 'rosa', OWN);
	const { offices } = await rosa.must('account', { ask: 'offices' });
	expect(offices.map((one) => [one.id, one.shown])).toEqual([
		['hall', 'rosa'],
		['annex', 'sam'],
	]);
	const hereEnds = ended(rosa);
	const { you, token: there } = await rosa.must('enter', { office: ANNEX });
	expect(you).toMatchObject({ office: 'annex', id: 'sam' });
	expect(await hereEnds).toEqual(['session-ended', 'io server disconnect']);
	const sam = await hub.connect(there);
	expect((await sam.must('hello', {})).you).toMatchObject({ office: 'annex', id: 'sam' });
	expect((await sam.must('account', { ask: 'offices' })).offices.map((one) => one.id)).toEqual([
		'annex',
		'hall',
	]);
	expect(await sam.ask('enter', { office: id<OfficeId>('depot') })).toMatchObject({ code: 'unknown-office' });
	// Another of her screens is where it was.
	expect((await (await hub.connect(token)).must('hello', {})).you).toMatchObject({ office: 'hall' });
	expect((await (await signIn(hub, ANNEX, 'sam', OWN)).must('hello', {})).you).toMatchObject({ id: 'sam' });
});

test('In each office a person has the roles that it gives them', async () => {
	const hub = await hubs();
	await hub.access.setOwnPassword('sue', { office: HALL, staff: id<StaffId>('sue') }, await HASH);
	await hub.access.addAccount('sue', { office: ANNEX, staff: id<StaffId>('rosa') });
	const sue = await hub.staff('sue', 'hall');
	expect(await sue.ask('lookBack', { at: null })).not.toMatchObject({ code: 'not-allowed' });
	const rosa = await hub.connect((await sue.must('enter', { office: ANNEX })).token);
	expect(await rosa.ask('lookBack', { at: null })).toMatchObject({ code: 'not-allowed' });
});

test('Going to another office makes no session longer than signing in did', async () => {
	const clock = new HandClock(MONDAY);
	const { hub, rosa } = await rosaOfTwo({ clock, sessionLife: 10_000_000 });
	clock.later(9_000_000);
	const { token } = await rosa.must('enter', { office: ANNEX });
	const sam = await hub.connect(token);
	clock.later(1_000_001);
	expect(await sam.ask('account', { ask: 'offices' })).toMatchObject({ code: 'session-ended' });
	expect(await turnedAway(hub.url, { protocol: PROTOCOL_VERSION, token })).toMatchObject({
		code: 'session-ended',
	});
});

test('A password that an administrator gave opens their office alone, until the person has chosen one', async () => {
	const hub = await hubs();
	await withPassword(hub, 'rosa');
	const rosa = await signIn(hub, HALL, 'rosa', PASSWORD);
	expect((await rosa.must('account', { ask: 'offices' })).own).toBe(false);
	const code = await invitation(hub, ANNEX, 'sam');
	const join = { ask: 'join', code, password: PASSWORD } as const;
	expect(await rosa.ask('account', { ...join, fresh: null })).toMatchObject({ code: 'own-password-needed' });
	expect(await rosa.ask('account', { ...join, fresh: 'short' })).toMatchObject({ code: 'password-too-weak' });
	expect((await rosa.must('account', { ...join, fresh: OWN })).offices).toHaveLength(2);
	const guest = await hub.connect(null);
	const given = { office: HALL, name: 'rosa', password: PASSWORD };
	expect(await guest.ask('signIn', given)).toMatchObject({ code: 'wrong-name-or-password' });
	await signIn(hub, ANNEX, 'sam', OWN);
});

test('An administrator who sets a person’s password gets no further than their own office', async () => {
	const { hub, rosa } = await rosaOfTwo();
	const end = ended(rosa);
	const sam = await hub.staff('sam', 'annex');
	const ada = await hub.staff('ada', 'hall');
	const set = { ask: 'set-password', office: HALL, staff: id<StaffId>('rosa'), password: GIVEN } as const;
	await ada.must('setup', set);
	expect((await end)[0]).toBe('session-ended');
	const thief = await signIn(hub, HALL, 'rosa', GIVEN);
	expect((await thief.must('account', { ask: 'offices' })).offices.map((one) => one.id)).toEqual(['hall']);
	expect(await thief.ask('enter', { office: ANNEX })).toMatchObject({ code: 'unknown-office' });
	await thief.must('account', { ask: 'choose-password', password: GIVEN, fresh: 'seven tin cups clatter' });
	expect(await thief.ask('enter', { office: ANNEX })).toMatchObject({ code: 'unknown-office' });
	// Elsewhere nothing has changed, and Rosa is still at work there.
	expect((await sam.must('account', { ask: 'offices' })).offices.map((one) => one.id)).toEqual(['annex']);
	await signIn(hub, ANNEX, 'sam', OWN);
});

test('An administrator who puts somebody on their staff list opens nothing elsewhere by it', async () => {
	const { hub } = await rosaOfTwo();
	const ada = await hub.staff('ada', 'depot');
	const depot = id<OfficeId>('depot');
	const set = { ask: 'set-password', office: depot, staff: id<StaffId>('rosa'), password: GIVEN } as const;
	await ada.must('setup', set);
	const thief = await hub.staff('rosa', 'depot');
	expect((await thief.must('account', { ask: 'offices' })).offices.map((one) => one.id)).toEqual(['depot']);
	for (const office of [HALL, ANNEX])
		expect(await thief.ask('enter', { office })).toMatchObject({ code: 'unknown-office' });
	const elsewhere = { ask: 'invite-staff', office: ANNEX, staff: id<StaffId>('rosa') } as const;
	expect(await ada.ask('setup', elsewhere)).toMatchObject({ code: 'unknown-office' });
});

test('Whoever is taken out of one office is gone there at once, and goes on elsewhere', async () => {
	const { hub, rosa } = await rosaOfTwo();
	const sam = await hub.staff('sam', 'annex');
	const end = ended(sam);
	const ada = await hub.staff('ada', 'annex');
	const { office, revision = null } = await ada.must('setup', { ask: 'read-office' });
	const { staff, ...rest } = office as Office;
	const save = (people: Office['staff'], at: string | null) =>
		ada.must('setup', { ask: 'save-office', office: { ...rest, staff: people }, revision: at });
	const saved = await save(
		staff.filter((one) => one.id !== 'sam'),
		revision,
	);
	expect(saved.mistakes).toBeUndefined();
	expect((await end)[0]).toBe('session-ended');
	expect(await rosa.ask('enter', { office: ANNEX })).toMatchObject({ code: 'unknown-office' });
	expect((await rosa.must('account', { ask: 'offices' })).offices.map((one) => one.id)).toEqual(['hall']);
	await signIn(hub, HALL, 'rosa', OWN);
	// Whoever is called sam there next year is somebody else.
	await save(staff, saved.revision ?? null);
	const guest = await hub.connect(null);
	const again = { office: ANNEX, name: 'sam', password: OWN };
	expect(await guest.ask('signIn', again)).toMatchObject({ code: 'wrong-name-or-password' });
	expect(await rosa.ask('enter', { office: ANNEX })).toMatchObject({ code: 'unknown-office' });
});

test('A new password is that of every office, and ends what others may have open in any', async () => {
	const { hub, rosa } = await rosaOfTwo();
	const sam = await hub.staff('sam', 'annex');
	const end = ended(sam);
	const choose = { ask: 'choose-password', fresh: GIVEN } as const;
	expect(await rosa.ask('account', { ...choose, password: GIVEN })).toMatchObject({
		code: 'wrong-name-or-password',
	});
	await rosa.must('account', { ...choose, password: OWN });
	expect((await end)[0]).toBe('session-ended');
	expect((await rosa.must('account', { ask: 'offices' })).offices).toHaveLength(2);
	const guest = await hub.connect(null);
	expect(await guest.ask('signIn', { office: ANNEX, name: 'sam', password: OWN })).toMatchObject({
		code: 'wrong-name-or-password',
	});
	await signIn(hub, ANNEX, 'sam', GIVEN);
});

test('A pairing code invites nobody, an invitation pairs nothing, and neither is guessed at speed', async () => {
	const hub = await hubs();
	const ada = await hub.staff('ada');
	const pairing = await ada.must('setup', { ask: 'pair-device', office: HALL, device: id('kiosk') });
	const code = await invitation(hub, HALL, 'rosa');
	const guest = await hub.connect(null);
	expect(await guest.ask('accept', { code: pairing.code ?? '', password: OWN })).toMatchObject({
		code: 'unknown-code',
	});
	expect(await guest.ask('pair', { code })).toMatchObject({ code: 'unknown-code' });
	const tries = [];
	for (let count = 0; count < 10; count += 1)
		tries.push(await guest.ask('accept', { code: 'AAAAAAAAAAAA', password: OWN }));
	expect(tries.at(-1)).toMatchObject({ code: 'too-many-tries' });
});

test('An invitation ends after three days, with the next one, and with a password that is set', async () => {
	const clock = new HandClock(MONDAY);
	const hub = await hubs({ clock });
	const guest = await hub.connect(null);
	const first = await invitation(hub, HALL, 'rosa');
	const second = await invitation(hub, HALL, 'rosa');
	const accept = (code: string) => guest.ask('accept', { code, password: OWN });
	expect(await accept(first)).toMatchObject({ code: 'unknown-code' });
	clock.later(72 * 3_600_000 + 1);
	expect(await accept(second)).toMatchObject({ code: 'unknown-code' });
	const third = await invitation(hub, HALL, 'rosa');
	const ada = await hub.staff('ada');
	const set = { ask: 'set-password', office: HALL, staff: id<StaffId>('rosa'), password: GIVEN } as const;
	await ada.must('setup', set);
	expect(await accept(third)).toMatchObject({ code: 'unknown-code' });
});

test('A person has one account at an office: a second invitation there, under another name, is told so and stays good', async () => {
	const { hub, rosa } = await rosaOfTwo();
	const code = await invitation(hub, ANNEX, 'sue');
	const join = { ask: 'join', code, password: OWN, fresh: null } as const;
	expect(await rosa.ask('account', join)).toMatchObject({ code: 'account-there' });
	const guest = await hub.connect(null);
	expect(await guest.must('accept', { code, password: GIVEN })).toMatchObject({ you: { id: 'sue' } });
});

test('Only whoever administers every real office, or the demo, adds one', async () => {
	const hub = await testHub({ offices: [demoOffice(DEMO_PRINTER), hubOffice('hall')] });
	const add = (ada: HubClient, name: string) =>
		ada.ask('setup', { ask: 'save-office', office: hubOffice(name), revision: null });
	await hub.access.setOwnPassword('ada', { office: HALL, staff: id<StaffId>('ada') }, await HASH);
	const ada = await hub.staff('ada', 'hall');
	expect((await ada.must('account', { ask: 'offices' })).mayAdd).toBe(true);
	expect(await add(ada, 'annex')).toMatchObject({ ok: true });
	expect((await ada.must('account', { ask: 'offices' })).offices.map((one) => one.id)).toEqual([
		'hall',
		'annex',
	]);
	expect(await add(ada, 'depot')).toMatchObject({ ok: true });
	const other = await hub.staff('ada', 'depot');
	await hub.access.setPassword(id('depot'), id('ada'), 'given');
	expect((await other.must('account', { ask: 'offices' })).mayAdd).toBe(false);
	expect(await add(other, 'pier')).toMatchObject({ code: 'not-allowed' });
	expect(await add(ada, 'pier')).toMatchObject({ code: 'not-allowed' });
});
