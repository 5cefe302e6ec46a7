// One office has one writer: what is asked at once is done one after another, once, and answered alike.
import { expect, test } from 'vitest';
import { commandId, done, send, testHub, ticketAt } from '#support/hubs/hub';
import { id } from '#support/story';

test('When two representatives call next at once, each gets a different ticket', async () => {
	const hub = await testHub();
	const [kiosk, rosa, sam] = [await hub.device('kiosk'), await hub.staff('rosa'), await hub.staff('sam')];
	for (let count = 0; count < 2; count += 1) await done(kiosk, ticketAt('passport'));
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	await done(sam, { type: 'OpenCounter', counter: id('c2'), takeOver: false });
	const [one, two] = await Promise.all([
		done(rosa, { type: 'CallNext', counter: id('c1') }),
		done(sam, { type: 'CallNext', counter: id('c2') }),
	]);
	expect(one.made.ticket).toBeDefined();
	expect(two.made.ticket).toBeDefined();
	expect(one.made.ticket).not.toBe(two.made.ticket);
});

test('When two representatives call next at once and one customer waits, one gets the ticket and the other is told why not', async () => {
	const hub = await testHub();
	const [kiosk, rosa, sam] = [await hub.device('kiosk'), await hub.staff('rosa'), await hub.staff('sam')];
	await done(kiosk, ticketAt('passport'));
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	await done(sam, { type: 'OpenCounter', counter: id('c2'), takeOver: false });
	const answers = await Promise.all([
		send(rosa, { type: 'CallNext', counter: id('c1') }),
		send(sam, { type: 'CallNext', counter: id('c2') }),
	]);
	expect(answers.map((answer) => (answer.ok ? 'called' : answer.code)).sort()).toEqual([
		'called',
		'nobody-waiting',
	]);
});

test('A hundred tickets asked for at once all get numbers of their own, without a gap', async () => {
	const hub = await testHub({ store: 'sqlite' });
	const kiosk = await hub.device('kiosk');
	const made = await Promise.all(Array.from({ length: 100 }, () => done(kiosk, ticketAt('passport'))));
	const numbers = made.map((answer) => answer.made.number).sort();
	expect(numbers).toEqual(Array.from({ length: 100 }, (_, at) => `A${String(at + 1).padStart(3, '0')}`));
});

test('A command sent twice is done once and answered alike', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	const same = commandId();
	const first = await send(kiosk, ticketAt('passport'), same);
	const second = await send(kiosk, ticketAt('passport'), same);
	expect(second).toEqual(first);
	expect(await done(kiosk, ticketAt('passport'))).toMatchObject({
		position: first.ok && first.position + 1,
		made: { number: 'A002' },
	});
});

test('A command sent five times at once is done once', async () => {
	const hub = await testHub();
	const kiosk = await hub.device('kiosk');
	const same = commandId();
	const answers = await Promise.all(Array.from({ length: 5 }, () => send(kiosk, ticketAt('passport'), same)));
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	const [first] = answers;
	expect(await done(kiosk, ticketAt('passport'))).toMatchObject({
		position: first?.ok === true && first.position + 1,
		made: { number: 'A002' },
	});
});

test('A command that is sent again after a restart is answered from the record', async () => {
	const hub = await testHub({ store: 'sqlite' });
	const same = commandId();
	const first = await send(await hub.device('kiosk'), ticketAt('passport'), same);
	await hub.restart();
	const kiosk = await hub.device('kiosk');
	expect(await send(kiosk, ticketAt('passport'), same)).toEqual(first);
	expect(await done(kiosk, ticketAt('passport'))).toMatchObject({
		position: first.ok && first.position + 1,
		made: { number: 'A002' },
	});
});

test('A refused command that is sent again is refused alike, even when it could be done by now', async () => {
	const hub = await testHub();
	const [kiosk, rosa] = [await hub.device('kiosk'), await hub.staff('rosa')];
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	const same = commandId();
	const refused = await send(rosa, { type: 'CallNext', counter: id('c1') }, same);
	await done(kiosk, ticketAt('passport'));
	expect(refused).toMatchObject({ ok: false, code: 'nobody-waiting' });
	expect(await send(rosa, { type: 'CallNext', counter: id('c1') }, same)).toEqual(refused);
});

test('After a restart the open lobby stands as it stood', async () => {
	const hub = await testHub({ store: 'sqlite' });
	const [kiosk, rosa] = [await hub.device('kiosk'), await hub.staff('rosa')];
	for (let count = 0; count < 5; count += 1)
		await done(kiosk, ticketAt(count % 2 === 0 ? 'passport' : 'tax'));
	await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
	await done(rosa, { type: 'CallNext', counter: id('c1') });
	const floor = await hub.staff('flo');
	const before = await floor.must('watch', { audience: 'floor', after: null, run: null });
	await hub.restart();
	const after = await (await hub.staff('flo')).must('watch', { audience: 'floor', after: null, run: null });
	expect('snapshot' in after && after.snapshot).toEqual('snapshot' in before && before.snapshot);
});
