// Passwords and sessions: who gets in by name, how guessing is slowed down, and when a session ends.
import { expect, test } from 'vitest';
import { isPassword, hashPassword } from '#hub/access/password-hash';
import { DEMO_PASSWORD, weaknessOf } from '#hub/access/password-rules';
import { Throttle } from '#hub/access/throttle';
import { PROTOCOL_VERSION } from '#protocol/version';
import { ended, HandClock, MONDAY, PASSWORD, testHub, turnedAway, withPassword } from '#support/hubs/hub';
import { id } from '#support/story';

const HOUR = 3_600_000;

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
	const throttle = new Throttle(clock, 0, () => undefined);
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
