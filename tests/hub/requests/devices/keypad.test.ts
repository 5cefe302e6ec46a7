// Keys of a keypad: each is the command of whoever is signed in at its counter, done once for each press.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { meaningOf } from '#hub/requests/devices/keypad';
import type { Press } from '#protocol/desk-schema';
import type { Update } from '#protocol/view-schema';
import { deskOffice } from '#support/offices/desk-office';
import { done, testHub, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { id, Story } from '#support/story';

function press(key: Press['key'], number: string | null = null, device = 'keypad-1'): Press {
	return { id: randomUUID(), device, key, number } as unknown as Press;
}
const agent = id<never>('agent');

function openStory(staff = 'rosa'): Story {
	const story = new Story({ rules: deskOffice() });
	story.execute({ type: 'OpenCounter', counter: id('c1'), takeOver: false }, staff);
	return story;
}
const issue = (story: Story, service = 'passport') => story.execute(ticketAt(service), 'flo');
const inHand = (story: Story) => story.lobby.counters.get(id('c1'))?.ticket ?? id<never>('none');

describe('what a key means', () => {
	test('Next calls the next one, as the person who is signed in there', () => {
		const story = openStory();
		const command = { type: 'CallNext', counter: 'c1' };
		expect(meaningOf(story.lobby, agent, press('next'))).toEqual({ by: 'rosa', before: null, command });
	});

	test('The other keys are about the customer at the counter, and mean nothing when there is none', () => {
		const story = openStory();
		issue(story);
		for (const key of ['recall', 'no-show', 'serve', 'finish', 'hold'] as const)
			expect(meaningOf(story.lobby, agent, press(key))).toMatchObject({ code: 'ticket-not-at-counter' });
		story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		const ticket = inHand(story);
		const meant = (key: Press['key']) => meaningOf(story.lobby, agent, press(key));
		expect(meant('recall')).toMatchObject({ command: { type: 'RecallTicket', ticket } });
		expect(meant('no-show')).toMatchObject({ command: { type: 'MarkNoShow', ticket } });
		expect(meant('serve')).toMatchObject({ command: { type: 'ServeTicket', ticket } });
		expect(meant('finish')).toMatchObject({ command: { type: 'FinishTicket', ticket, outcome: 'answered' } });
		expect(meant('hold')).toMatchObject({ command: { type: 'HoldTicket', ticket, reason: 'other' } });
	});

	test('Digits before next call that ticket, whether it waits, is held, or did not come', () => {
		const story = openStory();
		issue(story);
		issue(story);
		const [, waiting] = [...story.lobby.tickets.keys()];
		const command = { type: 'CallTicket', counter: 'c1', ticket: waiting, reason: 'other' };
		expect(meaningOf(story.lobby, agent, press('next', '2'))).toEqual({ by: 'rosa', before: null, command });
		expect(meaningOf(story.lobby, agent, press('next', '002'))).toMatchObject({ command });
		story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		const first = inHand(story);
		story.execute({ type: 'HoldTicket', ticket: first, reason: 'other' }, 'rosa');
		expect(meaningOf(story.lobby, agent, press('next', '1'))).toEqual({
			by: 'rosa',
			before: null,
			command: { ...command, ticket: first, reason: 'returned' },
		});
		story.execute({ type: 'CallTicket', counter: id('c1'), ticket: first, reason: 'returned' }, 'rosa');
		story.execute({ type: 'MarkNoShow', ticket: first }, 'rosa');
		expect(meaningOf(story.lobby, agent, press('next', '1'))).toEqual({
			by: 'rosa',
			before: { type: 'ReturnTicket', ticket: first },
			command: { ...command, ticket: first, reason: 'returned' },
		});
	});

	test('A no-show is not put back in line for a call that could not be', () => {
		const story = openStory();
		issue(story);
		issue(story);
		story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		story.execute({ type: 'MarkNoShow', ticket: inHand(story) }, 'rosa');
		story.execute({ type: 'CallNext', counter: id('c1') }, 'rosa');
		expect(meaningOf(story.lobby, agent, press('next', '1'))).toMatchObject({ code: 'counter-busy' });
	});

	test('Digits of nobody, or of two tickets, are refused and say so', () => {
		const story = openStory();
		issue(story, 'passport');
		issue(story, 'tax');
		expect(meaningOf(story.lobby, agent, press('next', '7'))).toEqual({
			ok: false,
			code: 'unknown-ticket',
			facts: { number: '7' },
		});
		expect(meaningOf(story.lobby, agent, press('next', '1'))).toEqual({
			ok: false,
			code: 'several-tickets',
			facts: { number: '1', numbers: 'A001 B001' },
		});
	});

	test('Nobody signed in, another agent, or a device that is no keypad: refused', () => {
		const story = openStory();
		const code = (pressed: Press, by = agent) => meaningOf(story.lobby, by, pressed);
		expect(code(press('next', null, 'keypad-2'))).toMatchObject({
			code: 'counter-closed',
			facts: { counter: '2' },
		});
		expect(code(press('next'), id<never>('agent-2'))).toMatchObject({ code: 'unknown-device' });
		expect(code(press('next', null, 'sign-1'))).toMatchObject({ code: 'unknown-device' });
		expect(code(press('next', null, 'none'))).toMatchObject({ code: 'unknown-device' });
	});

	test('A keypad gives nobody rights that they do not have at the station', () => {
		const story = openStory('tia');
		issue(story, 'tax');
		expect(meaningOf(story.lobby, agent, press('next'))).toMatchObject({ by: 'tia' });
		expect(meaningOf(story.lobby, agent, press('next', '1'))).toMatchObject({
			code: 'not-allowed',
			facts: { command: 'CallTicket' },
		});
	});
});

describe('keys through the hub', () => {
	async function desk(): Promise<{ agent: HubClient; rosa: HubClient; kiosk: HubClient }> {
		const hub = await testHub({ offices: [deskOffice()] });
		const [agent, rosa, kiosk] = [
			await hub.device('agent'),
			await hub.staff('rosa'),
			await hub.device('kiosk'),
		];
		await done(rosa, { type: 'OpenCounter', counter: id('c1'), takeOver: false });
		return { agent, rosa, kiosk };
	}

	test('A whole service at the keys: each press is answered like a command, and twice the same press is one', async () => {
		const { agent, kiosk } = await desk();
		const { made } = await done(kiosk, ticketAt('passport'));
		const next = press('next');
		const answer = await agent.ask('press', next);
		expect(answer).toMatchObject({ ok: true, made: { ticket: made.ticket } });
		expect(await agent.ask('press', next)).toEqual(answer);
		for (const key of ['recall', 'serve'] as const)
			expect(await agent.ask('press', press(key))).toMatchObject({ ok: true });
		const finish = press('finish');
		const [one, other] = await Promise.all([agent.ask('press', finish), agent.ask('press', finish)]);
		expect(one).toMatchObject({ ok: true });
		expect(other).toEqual(one);
		// By now the key would mean nothing: the same press is still answered as it was.
		expect(await agent.ask('press', finish)).toEqual(one);
		expect(await agent.ask('press', press('finish'))).toMatchObject({ code: 'ticket-not-at-counter' });
	});

	test('A press that meant nothing stays refused under its id, though it would mean something by now', async () => {
		const { agent, kiosk } = await desk();
		const recall = press('recall');
		const refused = await agent.ask('press', recall);
		expect(refused).toMatchObject({ ok: false, code: 'ticket-not-at-counter' });
		await done(kiosk, ticketAt('passport'));
		await agent.must('press', press('next'));
		expect(await agent.ask('press', recall)).toEqual(refused);
	});

	test('A no-show is called by its digits in one press, and again it is one', async () => {
		const { agent, kiosk } = await desk();
		await done(kiosk, ticketAt('passport'));
		await agent.must('press', press('next'));
		await agent.must('press', press('no-show'));
		const call = press('next', '1');
		const answer = await agent.must('press', call);
		expect(await agent.ask('press', call)).toEqual(answer);
		await agent.must('press', press('serve'));
	});

	test('Only an agent presses, and only for its own keypads; what cannot be read is refused', async () => {
		const { agent, rosa, kiosk } = await desk();
		expect(await rosa.ask('press', press('next'))).toMatchObject({ code: 'not-allowed' });
		expect(await kiosk.ask('press', press('next'))).toMatchObject({ code: 'not-allowed' });
		expect(await agent.ask('press', press('next', null, 'keypad-9'))).toMatchObject({
			code: 'unknown-device',
		});
		expect(await agent.ask('press', press('next', '4x'))).toMatchObject({ code: 'malformed' });
		expect(await agent.ask('press', press('hold', '4'))).toMatchObject({ code: 'malformed' });
	});

	test('An agent watches the desk, and nobody else may: a call comes as one small update', async () => {
		const { agent, rosa, kiosk } = await desk();
		const watch = { audience: 'desk', after: null, run: null } as const;
		for (const client of [rosa, kiosk])
			expect(await client.ask('watch', watch)).toMatchObject({ code: 'not-allowed' });
		const start = await agent.must('watch', watch);
		expect(start).toMatchObject({
			snapshot: {
				signs: { 'sign-1': { counter: '1', status: 'open', present: null } },
				keypads: { 'keypad-2': { signedIn: false, waiting: 0, held: 0 } },
			},
		});
		const updates: Update[] = [];
		agent.socket.on('update', (update) => updates.push(update));
		await done(kiosk, ticketAt('passport'));
		await agent.must('press', press('next'));
		await expect.poll(() => updates).toHaveLength(2);
		// The ticket issued, and the call.
		expect(updates[1]?.patches.find(({ id: row }) => row === 'sign-1')?.row).toMatchObject({
			present: { number: 'A001', status: 'called' },
		});
	});
});
