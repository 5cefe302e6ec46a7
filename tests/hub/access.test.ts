// Who gets in, who may do what, and when it ends.
import { expect, test } from 'vitest';
import { isPassword, hashPassword } from '#hub/password-hash';
import { DEMO_PASSWORD, weaknessOf } from '#hub/password-rules';
import { MAY_SEND } from '#hub/permissions';
import { Throttle } from '#hub/throttle';
import { PROTOCOL_VERSION } from '#protocol/version';
import type { WireCommand } from '#protocol/command-schema';
import { demoOffice, DEMO_PRINTER } from '#store/demo-office';
import { done, HandClock, MONDAY, send, testHub, ticketAt, turnedAway } from '#support/hub';
import type { TestHub } from '#support/hub';
import type { HubClient } from '#support/hub-client';
import { hubOffice } from '#support/hub-office';
import type { DeviceId, OfficeId, StaffId } from '#domain/ids';
import { id } from '#support/story';

const PASSWORD = 'four quiet herons wade';
const HOUR = 3_600_000;

async function withPassword(hub: TestHub, staff: string): Promise<void> {
	await hub.access.setPassword(id('hall'), id(staff), await hashPassword(PASSWORD));
}

function ended(client: HubClient): Promise<readonly [code: string, reason: string]> {
	client.socket.io.reconnection(false);
	return new Promise((resolve) => {
		let code = 'untold';
		client.socket.once('ended', (why) => (code = why.code));
		client.socket.once('disconnect', (reason) => resolve([code, reason]));
	});
}

test('A representative signs in with name and password and is known by the token', async () => {
	const hub = await testHub();
	await withPassword(hub, 'rosa');
	const guest = await hub.connect(null);
	const { token, you } = await guest.must('signIn', { office: id('hall'), name: 'Rosa', password: PASSWORD });
	expect(you).toEqual({ kind: 'staff', id: 'rosa', name: 'rosa', office: 'hall', roles: ['representative'] });
	const rosa = await hub.connect(token);
	expect((await rosa.must('hello', {})).you).toEqual(you);
});

test.each([
	['a wrong password', 'rosa', 'four quiet herons fly'],
	['an unknown name', 'nobody', PASSWORD],
	['somebody without a password', 'sam', PASSWORD],
	['an empty name after trimming', ' ', PASSWORD],
])('Signing in with %s is refused alike', async (_what, name, password) => {
	const hub = await testHub();
	await withPassword(hub, 'rosa');
	const guest = await hub.connect(null);
	const answer = await guest.ask('signIn', { office: id('hall'), name, password });
	expect(answer).toEqual({ ok: false, code: 'wrong-name-or-password', facts: {} });
});

test('An unknown name takes as long as a wrong password', async () => {
	const hash = await hashPassword(PASSWORD);
	const time = async (encoded: string | null) => {
		const start = performance.now();
		await isPassword('something else entirely', encoded);
		return performance.now() - start;
	};
	const wrong: number[] = [];
	const unknown: number[] = [];
	for (let round = 0; round < 5; round += 1) {
		wrong.push(await time(hash));
		unknown.push(await time(null));
	}
	const ratio = Math.min(...unknown) / Math.min(...wrong);
	expect(ratio).toBeGreaterThan(0.5);
	expect(ratio).toBeLessThan(2);
});

test('Whoever guesses a password waits longer and longer, also with the right one, and others do not', async () => {
	const clock = new HandClock(MONDAY);
	const hub = await testHub({ clock });
	await withPassword(hub, 'rosa');
	await withPassword(hub, 'sam');
	const guest = await hub.connect(null);
	const tryIt = (name: string, password: string) =>
		guest.ask('signIn', { office: id('hall'), name, password });
	for (let count = 0; count < 6; count += 1) {
		expect(await tryIt('rosa', 'wrong')).toMatchObject({ code: 'wrong-name-or-password' });
	}
	expect(await tryIt('ROSA', PASSWORD)).toEqual({ ok: false, code: 'too-many-tries', facts: { seconds: 2 } });
	expect(await tryIt('sam', PASSWORD)).toMatchObject({ ok: true });
	clock.later(2000);
	expect(await tryIt('rosa', 'wrong')).toMatchObject({ code: 'wrong-name-or-password' });
	expect(await tryIt('rosa', PASSWORD)).toMatchObject({ code: 'too-many-tries', facts: { seconds: 4 } });
	clock.later(4000);
	expect(await tryIt('rosa', PASSWORD)).toMatchObject({ ok: true });
	expect(await tryIt('rosa', 'wrong')).toMatchObject({ code: 'wrong-name-or-password' });
});

test('Guesses sent together do not slip through the wait', async () => {
	const hub = await testHub();
	await withPassword(hub, 'rosa');
	const guest = await hub.connect(null);
	const answers = await Promise.all(
		Array.from({ length: 12 }, () =>
			guest.ask('signIn', { office: id('hall'), name: 'rosa', password: 'wrong' }),
		),
	);
	expect(answers.filter((answer) => !answer.ok && answer.code === 'wrong-name-or-password').length).toBe(6);
	expect(answers.filter((answer) => !answer.ok && answer.code === 'too-many-tries').length).toBe(6);
});

test('The wait doubles up to five minutes, and is forgotten after an hour of peace', () => {
	const clock = new HandClock(MONDAY);
	const throttle = new Throttle(clock, 0);
	const waits: number[] = [];
	for (let count = 0; count < 10; count += 1) {
		throttle.tried('x');
		waits.push(throttle.wait('x'));
	}
	expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
	clock.later(HOUR + 1);
	throttle.tried('x');
	expect(throttle.wait('x')).toBe(2);
});

test.each([
	['too-short', 'fourteen chars'],
	['common', DEMO_PASSWORD],
	['common', 'Correct Horse Battery Staple'],
	['common', 'passwordpassword99'],
	['one-pattern', 'aaaaaaaaaaaaaaaaaa'],
	['one-pattern', 'abcabcabcabcabcabc'],
	['one-pattern', 'qwertyuiopasdfghjk'],
	['one-pattern', '987654321098765'],
	['contains-name', 'rosadelgado1234'],
	['too-long', 'x y '.repeat(65)],
])('A password that is %s is not accepted: %s', (why, password) => {
	expect(weaknessOf(password, ['rosa', 'Rosa Delgado', 'City Hall'])).toBe(why);
});

test.each([
	'four quiet herons wade',
	'我們在大廳裡等候叫號的時候喝茶聊天',
	'no 1 needs $ymbols or Capitals here',
])('A long password of any letters is accepted: %s', (password) => {
	expect(weaknessOf(password, ['rosa', 'Rosa Delgado', 'City Hall'])).toBeNull();
});

test('Signing out ends every connection of the session, and its token', async () => {
	const hub = await testHub();
	const token = await hub.staffToken('rosa');
	const [one, two] = [await hub.connect(token), await hub.connect(token)];
	const [endOne, endTwo] = [ended(one), ended(two)];
	expect(await one.must('signOut', {})).toEqual({ ok: true });
	expect(await endOne).toEqual(['session-ended', 'io server disconnect']);
	expect(await endTwo).toEqual(['session-ended', 'io server disconnect']);
	expect(await turnedAway(hub.url, { protocol: PROTOCOL_VERSION, token })).toMatchObject({
		code: 'session-ended',
	});
});

test('A session that nobody used for too long has ended, and one in use has not', async () => {
	const clock = new HandClock(MONDAY);
	const hub = await testHub({ clock, sessionIdle: HOUR, sessionLife: 3 * HOUR });
	const [idle, busy] = [await hub.staff('rosa'), await hub.staff('sam')];
	clock.later(HOUR - 1000);
	await busy.must('hello', {});
	clock.later(2000);
	const end = ended(idle);
	expect(await idle.ask('hello', {})).toMatchObject({ ok: false, code: 'session-ended' });
	expect(await end).toEqual(['session-ended', 'io server disconnect']);
	expect(await busy.ask('hello', {})).toMatchObject({ ok: true });
});

test('A session ends after its life, however busy it is', async () => {
	const clock = new HandClock(MONDAY);
	const hub = await testHub({ clock, sessionIdle: HOUR, sessionLife: 2 * HOUR });
	const rosa = await hub.staff('rosa');
	for (let half = 0; half < 4; half += 1) {
		clock.later(HOUR / 2);
		expect(await rosa.ask('hello', {})).toMatchObject({ ok: true });
	}
	clock.later(1000);
	expect(await rosa.ask('hello', {})).toMatchObject({ ok: false, code: 'session-ended' });
});

test('A guest may look around and knock, and nothing else', async () => {
	const hub = await testHub();
	const guest = await hub.connect(null);
	expect(await guest.ask('hello', {})).toMatchObject({ ok: true, you: null, demo: null });
	expect(await send(guest, ticketAt('passport'))).toMatchObject({ code: 'not-signed-in' });
	for (const audience of ['kiosk', 'display', 'station', 'floor'] as const) {
		const answer = await guest.ask('watch', { audience, after: null, run: null });
		expect(answer).toMatchObject({ code: 'not-signed-in' });
	}
	expect(await guest.ask('work', {})).toMatchObject({ code: 'not-signed-in' });
	expect(await guest.ask('readNotes', { visit: id('x') })).toMatchObject({ code: 'not-signed-in' });
	expect(await guest.ask('setup', { ask: 'read-office' })).toMatchObject({ code: 'not-signed-in' });
	expect(await guest.ask('signOut', {})).toMatchObject({ code: 'not-signed-in' });
});

const COMMANDS: { readonly [Type in WireCommand['type']]: Extract<WireCommand, { type: Type }> } = {
	OpenDay: { type: 'OpenDay' },
	CloseDay: { type: 'CloseDay', unresolved: 'refuse' },
	IssueTicket: ticketAt('passport') as Extract<WireCommand, { type: 'IssueTicket' }>,
	CancelTicket: { type: 'CancelTicket', ticket: id('none'), reason: 'left' },
	CallNext: { type: 'CallNext', counter: id('none') },
	CallTicket: { type: 'CallTicket', counter: id('none'), ticket: id('none'), reason: 'urgent' },
	RecallTicket: { type: 'RecallTicket', ticket: id('none') },
	ServeTicket: { type: 'ServeTicket', ticket: id('none') },
	FinishTicket: { type: 'FinishTicket', ticket: id('none'), outcome: 'answered' },
	MarkNoShow: { type: 'MarkNoShow', ticket: id('none') },
	HoldTicket: { type: 'HoldTicket', ticket: id('none'), reason: 'other' },
	ReturnTicket: { type: 'ReturnTicket', ticket: id('none') },
	TransferTicket: { type: 'TransferTicket', ticket: id('none'), to: { kind: 'service', id: id('tax') } },
	OpenCounter: { type: 'OpenCounter', counter: id('none'), takeOver: false },
	PauseCounter: { type: 'PauseCounter', counter: id('none'), reason: 'break' },
	CloseCounter: { type: 'CloseCounter', counter: id('none') },
	ReferVisit: {
		type: 'ReferVisit',
		visit: id('none'),
		language: 'en',
		department: id('none'),
		reason: 'specialist',
		papers: [],
		contact: null,
		trackingNumber: null,
		printer: null,
	},
	CloseReferral: { type: 'CloseReferral', referral: id('none'), outcome: 'served' },
	StartEscort: {
		type: 'StartEscort',
		visit: id('none'),
		language: 'en',
		department: id('none'),
		referral: null,
	},
	ArriveEscort: { type: 'ArriveEscort', escort: id('none') },
	HandOverEscort: { type: 'HandOverEscort', escort: id('none'), answer: 'wait', reason: null },
	ReturnEscort: { type: 'ReturnEscort', escort: id('none') },
	RequestHelp: { type: 'RequestHelp', place: { kind: 'counter', id: id('c1') } },
	AnswerHelp: { type: 'AnswerHelp', help: id('none') },
	ReprintTicket: { type: 'ReprintTicket', ticket: id('none'), printer: id('printer') },
	EndJob: { type: 'EndJob', job: id('none'), outcome: 'printed' },
};

test.each([
	['rosa', 'representative'],
	['tia', 'trainee'],
	['flo', 'floor'],
	['sue', 'supervisor'],
	['ada', 'administrator'],
] as const)('Every command is refused to %s unless the table lets a %s send it', async (person, role) => {
	const hub = await testHub();
	const client = await hub.staff(person);
	for (const command of Object.values(COMMANDS)) {
		const mine = command.type === 'IssueTicket' ? { ...command, channel: 'floor' as const } : command;
		const answer = await send(client, mine);
		const refusedAtDoor = !answer.ok && answer.code === 'not-allowed';
		expect([command.type, refusedAtDoor]).toEqual([
			command.type,
			!MAY_SEND[command.type].roles.includes(role),
		]);
	}
});

test.each([
	['kiosk', ['IssueTicket']],
	['display', []],
	['agent', ['EndJob']],
])('A %s may send %j and no other command', async (device, allowed) => {
	const hub = await testHub();
	const client = await hub.device(device);
	const may: string[] = [];
	for (const command of Object.values(COMMANDS)) {
		const answer = await send(client, command);
		if (answer.ok || answer.code !== 'not-allowed') may.push(command.type);
	}
	expect(may).toEqual(allowed);
});

test('A kiosk speaks for itself only: its own printer, its own place, its own channel, no priority', async () => {
	const hub = await testHub();
	const [kiosk, other] = [await hub.device('kiosk'), await hub.device('kiosk-2')];
	const issue = ticketAt('passport') as Extract<WireCommand, { type: 'IssueTicket' }>;
	expect(await send(kiosk, { ...issue, printer: id('printer') })).toMatchObject({ ok: true });
	expect(await send(other, { ...issue, printer: id('printer') })).toMatchObject({ code: 'not-allowed' });
	expect(await send(kiosk, { ...issue, channel: 'floor' })).toMatchObject({ code: 'not-allowed' });
	expect(await send(kiosk, { ...issue, priority: 'priority' })).toMatchObject({ code: 'not-allowed' });
	const help = (place: string): WireCommand => ({
		type: 'RequestHelp',
		place: { kind: 'kiosk', id: id(place) },
	});
	expect(await send(kiosk, help('kiosk-2'))).toMatchObject({ code: 'not-allowed' });
	expect(await send(kiosk, help('kiosk'))).toMatchObject({ ok: true });
});

test('Screens watch only what is meant for them', async () => {
	const hub = await testHub();
	const seen: Record<string, string[]> = {};
	for (const device of ['kiosk', 'display', 'agent']) {
		seen[device] = await audiencesOf(await hub.device(device));
	}
	for (const person of ['rosa', 'tia', 'flo', 'sue', 'ada'])
		seen[person] = await audiencesOf(await hub.staff(person));
	expect(seen).toEqual({
		kiosk: ['kiosk'],
		display: ['display'],
		agent: [],
		rosa: ['station', 'floor'],
		tia: ['station', 'floor'],
		flo: ['floor'],
		sue: ['station', 'floor'],
		ada: ['floor'],
	});
});

async function audiencesOf(client: HubClient): Promise<string[]> {
	const may: string[] = [];
	for (const audience of ['kiosk', 'display', 'station', 'floor'] as const) {
		if ((await client.ask('watch', { audience, after: null, run: null })).ok) may.push(audience);
	}
	return may;
}

test('The ids of another office are unknown, though they are spelt alike', async () => {
	const hub = await testHub({ offices: [hubOffice('hall'), hubOffice('annex')] });
	const [hall, annex] = [await hub.device('kiosk', 'hall'), await hub.device('kiosk', 'annex')];
	const there = await done(annex, ticketAt('passport'));
	expect(there.made.number).toBe('A001');
	expect((await done(hall, ticketAt('passport'))).made.number).toBe('A001');
	const flo = await hub.staff('flo', 'hall');
	const ticket = there.made.ticket ?? id('none');
	const visit = there.made.visit ?? id('none');
	expect(await send(flo, { type: 'CancelTicket', ticket, reason: 'left' })).toMatchObject({
		code: 'unknown-ticket',
	});
	expect(await flo.ask('readNotes', { visit })).toMatchObject({ code: 'unknown-visit' });
	expect(await flo.ask('addNote', { visit, text: 'x' })).toMatchObject({ code: 'unknown-visit' });
	const view = await flo.must('watch', { audience: 'floor', after: null, run: null });
	expect(JSON.stringify(view)).not.toContain(visit);
	const ada = await hub.staff('ada', 'hall');
	for (const ask of ['pair-device', 'revoke-device'] as const) {
		const answer = await ada.ask('setup', { ask, office: id('annex'), device: id('kiosk') });
		expect(answer).toMatchObject({ code: 'unknown-office' });
	}
	expect(await ada.ask('setup', { ask: 'list-access', office: id('annex') })).toMatchObject({
		code: 'unknown-office',
	});
});

test('An account of one office does not open another, though the names are the same', async () => {
	const hub = await testHub({ offices: [hubOffice('hall'), hubOffice('annex')] });
	await withPassword(hub, 'rosa');
	const guest = await hub.connect(null);
	const answer = await guest.ask('signIn', { office: id('annex'), name: 'rosa', password: PASSWORD });
	expect(answer).toMatchObject({ code: 'wrong-name-or-password' });
	const nowhere = await guest.ask('signIn', { office: id('nowhere'), name: 'rosa', password: PASSWORD });
	expect(nowhere).toMatchObject({ code: 'unknown-office' });
});

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
	const { demo, offices } = await guest.must('hello', {});
	const account = demo?.accounts.find((one) => one.roles.includes('representative'));
	const office = offices[0]?.id ?? id('none');
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
