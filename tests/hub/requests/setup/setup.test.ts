// Setup: the office file through the hub, its accounts and its devices.
import { expect, test } from 'vitest';
import type { Office } from '#domain/office';
import { hashPassword } from '#hub/access/password-hash';
import { PROTOCOL_VERSION } from '#protocol/version';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { done, testHub, ticketAt, turnedAway } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { hubOffice } from '#support/offices/hub-office';
import { id } from '#support/story';

async function read(ada: HubClient): Promise<{ office: Office; revision: string }> {
	const { office, revision } = await ada.must('setup', { ask: 'read-office' });
	if (office === undefined || revision === undefined) throw new Error('no office was read');
	return { office, revision };
}

const save = (ada: HubClient, office: unknown, revision: string | null) =>
	ada.must('setup', { ask: 'save-office', office, revision });

test('A saved office is in its file, on the screens, and in the rules at once', async () => {
	const hub = await testHub();
	const [ada, kiosk] = [await hub.staff('ada'), await hub.device('kiosk')];
	const { office, revision } = await read(ada);
	const services = office.services.map((one) => (one.id === 'passport' ? { ...one, id: 'id-card' } : one));
	const saved = await save(ada, { ...office, services }, revision);
	expect(saved.mistakes).toBeUndefined();
	expect(saved.revision).not.toBe(revision);
	expect((await hub.files.read(office.id))?.office.services[0]?.id).toBe('id-card');
	expect(await kiosk.command(ticketAt('passport'))).toMatchObject({ code: 'unknown-service' });
	expect((await done(kiosk, ticketAt('id-card'))).made.number).toBe('A001');
});

test('A wrong office is not saved, and every mistake comes back with its path and cure', async () => {
	const hub = await testHub();
	const ada = await hub.staff('ada');
	const { office, revision } = await read(ada);
	const wrong = { ...office, timeZone: 'Mars/Olympus', languages: [] };
	const { mistakes, revision: after } = await save(ada, wrong, revision);
	expect(mistakes?.map((one) => one.path)).toEqual(expect.arrayContaining(['timeZone', 'languages']));
	for (const mistake of mistakes ?? []) expect(mistake.cure).not.toBe('');
	expect(after).toBeUndefined();
	expect((await read(ada)).revision).toBe(revision);
});

test.each([null, 'text', 42, [], { id: 'hall' }])(
	'An office that is %j is answered with mistakes',
	async (office) => {
		const hub = await testHub();
		const ada = await hub.staff('ada');
		expect((await save(ada, office, null)).mistakes?.length).toBeGreaterThan(0);
	},
);

test('When two administrators save at once, the second is told instead of overwriting the first', async () => {
	const hub = await testHub();
	const [one, two] = [await hub.staff('ada'), await hub.staff('ada')];
	const { office, revision } = await read(one);
	const answers = await Promise.all([
		save(one, { ...office, name: { en: 'First' } }, revision),
		save(two, { ...office, name: { en: 'Second' } }, revision),
	]);
	expect(answers.map((answer) => answer.mistakes?.[0]?.path ?? 'saved')).toEqual(['saved', 'revision']);
	expect((await read(one)).office.name).toEqual({ en: 'First' });
});

test('A real office never becomes a demo, whose password is published, nor a demo a real one', async () => {
	const hub = await testHub({ offices: [hubOffice('hall'), demoOffice(DEMO_PRINTER)] });
	const ada = await hub.staff('ada');
	const real = await read(ada);
	expect((await save(ada, { ...real.office, demo: true }, real.revision)).mistakes?.[0]?.path).toBe('demo');
	const ines = await hub.staff('ines', 'harborview');
	const demo = await read(ines);
	expect((await save(ines, { ...demo.office, demo: false }, demo.revision)).mistakes?.[0]?.path).toBe('demo');
});

test('An administrator does not lock themselves out', async () => {
	const hub = await testHub();
	const ada = await hub.staff('ada');
	const { office, revision } = await read(ada);
	const staff = office.staff.filter((one) => one.id !== 'ada');
	expect((await save(ada, { ...office, staff }, revision)).mistakes?.[0]?.path).toBe('staff');
});

test('The office of others cannot be saved over', async () => {
	const hub = await testHub({ offices: [hubOffice('hall'), hubOffice('annex')] });
	const ada = await hub.staff('ada', 'hall');
	const { office } = await read(await hub.staff('ada', 'annex'));
	const answer = await ada.ask('setup', { ask: 'save-office', office, revision: null });
	expect(answer).toMatchObject({ ok: false, code: 'not-allowed' });
});

test('An office that is added works at once, and whoever added it gets in with the password they have', async () => {
	const hub = await testHub();
	const password = 'four quiet herons wade';
	const hash = await hashPassword(password);
	await hub.access.setOwnPassword('p', { office: id('hall'), staff: id('ada') }, hash);
	const ada = await hub.staff('ada');
	const { office } = await read(ada);
	expect((await save(ada, { ...office, id: 'annex' }, null)).mistakes).toBeUndefined();
	const guest = await hub.connect(null);
	expect((await guest.must('offices', {})).offices.map((one) => one.id)).toEqual(['hall', 'annex']);
	const { token } = await guest.must('signIn', { office: id('annex'), name: 'ada', password });
	expect((await read(await hub.connect(token))).office.id).toBe('annex');
	expect(
		(
			await done(await hub.staff('flo', 'annex'), {
				type: 'RequestHelp',
				place: { kind: 'counter', id: id('c1') },
			})
		).made.help,
	).toBeDefined();
});

test('Staff and devices that setup takes out are gone at once, and their tokens with them', async () => {
	const hub = await testHub();
	const [ada, rosaToken, kioskToken] = [
		await hub.staff('ada'),
		await hub.staffToken('rosa'),
		await hub.deviceToken('kiosk-2'),
	];
	const [rosa, kiosk] = [await hub.connect(rosaToken), await hub.connect(kioskToken)];
	rosa.socket.io.reconnection(false);
	kiosk.socket.io.reconnection(false);
	const told = Promise.all(
		[rosa, kiosk].map(
			(one) => new Promise((resolve) => one.socket.once('ended', ({ code }) => resolve(code))),
		),
	);
	const { office, revision } = await read(ada);
	const staff = office.staff.filter((one) => one.id !== 'rosa');
	const devices = office.devices.filter((one) => one.id !== 'kiosk-2');
	await save(ada, { ...office, staff, devices }, revision);
	expect(await told).toEqual(['session-ended', 'token-revoked']);
	const again = (token: string) => turnedAway(hub.url, { protocol: PROTOCOL_VERSION, token });
	expect(await again(rosaToken)).toMatchObject({ code: 'session-ended' });
	expect(await again(kioskToken)).toMatchObject({ code: 'token-revoked' });
});

test('Agents are told when their devices were changed', async () => {
	const hub = await testHub();
	const [ada, agent] = [await hub.staff('ada'), await hub.device('agent')];
	await agent.must('work', {});
	const changed = new Promise<void>((resolve) => agent.socket.once('workChanged', resolve));
	const { office, revision } = await read(ada);
	const devices = office.devices.map((one) =>
		one.kind === 'printer' ? { ...one, address: 'tcp://192.168.1.9:9100' } : one,
	);
	await save(ada, { ...office, devices }, revision);
	await changed;
	expect((await agent.must('work', {})).devices[0]?.address).toBe('tcp://192.168.1.9:9100');
});

test('A new password ends the sessions that somebody else may have, and not the one it was set with', async () => {
	const hub = await testHub();
	const [ada, stale] = [await hub.staff('ada'), await hub.staff('ada')];
	stale.socket.io.reconnection(false);
	const told = new Promise((resolve) => stale.socket.once('ended', ({ code }) => resolve(code)));
	const ask = {
		ask: 'set-password',
		office: id('hall'),
		staff: id('ada'),
		password: 'four quiet herons wade',
	} as never;
	await ada.must('setup', ask);
	expect(await told).toBe('session-ended');
	expect(await ada.must('setup', { ask: 'list-access', office: id('hall') })).toMatchObject({
		access: { accounts: ['ada'], paired: [] },
	});
});

test('A weak password is not set, with the reason', async () => {
	const hub = await testHub();
	const ada = await hub.staff('ada');
	const ask = { ask: 'set-password', office: id('hall'), staff: id('rosa'), password: 'short' } as never;
	expect(await ada.ask('setup', ask)).toEqual({
		ok: false,
		code: 'password-too-weak',
		facts: { why: 'too-short', shortest: 15 },
	});
});

test('Setup names what it does not know', async () => {
	const hub = await testHub();
	const ada = await hub.staff('ada');
	const device = { ask: 'pair-device', office: id('hall'), device: id('printer') } as never;
	expect(await ada.ask('setup', device)).toMatchObject({ code: 'unknown-device' });
	const staff = { ask: 'set-password', office: id('hall'), staff: id('nobody'), password: 'x' } as never;
	expect(await ada.ask('setup', staff)).toMatchObject({ code: 'unknown-staff' });
	for (const person of ['rosa', 'flo', 'sue']) {
		const answer = await (await hub.staff(person)).ask('setup', { ask: 'read-office' });
		expect(answer).toMatchObject({ code: 'not-allowed' });
	}
});

test('A kiosk that setup turns into a display may no longer issue tickets', async () => {
	const hub = await testHub();
	const [ada, token] = [await hub.staff('ada'), await hub.deviceToken('kiosk-2')];
	const kiosk = await hub.connect(token);
	kiosk.socket.io.reconnection(false);
	const gone = new Promise((resolve) => kiosk.socket.once('disconnect', resolve));
	const { office, revision } = await read(ada);
	const devices = office.devices.map((one) => (one.id === 'kiosk-2' ? { ...one, kind: 'display' } : one));
	expect((await save(ada, { ...office, devices }, revision)).mistakes).toBeUndefined();
	await gone;
	const display = await hub.connect(token);
	expect(await display.command(ticketAt('passport'))).toMatchObject({ code: 'not-allowed' });
	expect(await display.ask('watch', { audience: 'display', after: null, run: null })).toMatchObject({
		ok: true,
	});
});
