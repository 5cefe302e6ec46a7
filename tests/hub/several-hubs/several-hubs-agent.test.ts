// Several hubs on one PostgreSQL: an agent works at one of them, and a copy of its token at none.
import { expect, test } from 'vitest';
import { done, ticketAt } from '#support/hubs/hub';
import { deaf, severalHubs } from '#support/hubs/several-hubs';

const hubs = severalHubs();

const ANOTHER = {
	ok: false,
	code: 'not-allowed',
	facts: { ask: 'work', problem: 'another agent works under this name' },
};

test('A copy of an agent’s token is noticed at another hub, and the agent works on', async () => {
	const [one, two] = await hubs.two();
	const token = await one.deviceToken('agent');
	const [agent, copy] = [await one.connect(token), await two.connect(token)];
	expect(await agent.ask('work', {})).toMatchObject({ ok: true });
	expect(await copy.ask('work', {})).toEqual(ANOTHER);
	const owed = new Promise((resolve) => agent.socket.once('job', ({ device }) => resolve(device)));
	const kiosk = await two.device('kiosk');
	await done(kiosk, { ...ticketAt('passport'), printer: 'printer' } as never);
	expect(await owed).toBe('printer');
	expect(await agent.ask('work', {})).toMatchObject({ ok: true });
});

test('Of an agent and its copy that come at once to two hubs, one works', async () => {
	const [one, two] = await hubs.two();
	const token = await one.deviceToken('agent');
	const both = [await one.connect(token), await two.connect(token)];
	for (let round = 0; round < 3; round += 1) {
		const answers = await Promise.all(both.map((agent) => agent.ask('work', {})));
		expect(answers.map((answer) => answer.ok).sort()).toEqual([false, true]);
	}
});

test('An agent that moves to another hub works there as soon as its line to the first has ended, also when no word is heard', async () => {
	const [one, two] = await hubs.two();
	const token = await one.deviceToken('agent');
	const agent = await one.connect(token);
	await agent.must('work', {});
	agent.close();
	const moved = await two.connect(token);
	await expect.poll(() => moved.ask('work', {})).toMatchObject({ ok: true });
	const [three] = await hubs.two({ between: deaf });
	moved.close();
	expect(await (await three.connect(token)).ask('work', {})).toMatchObject({ ok: true });
});
