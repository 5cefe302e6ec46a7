// The counters' hardware, all the way: a key on the virtual keypad lights the sign through bus, agent, hub and back.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CommandId, CounterId, OfficeId, ServiceId } from '#domain/ids';
import type { WireCommand } from '#protocol/command-schema';
import { describeInBrowser, flaws } from '#support/browser/browser';
import { HubClient } from '#support/hubs/hub-client';
import { Lobby } from '#support/hubs/lobby';

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open('launch.ts');
	await vi.waitFor(
		async () => {
			const answer = await fetch(`${lobby.url}/virtual/desk/desk.json`);
			if (!(await answer.text()).includes('Counter 1 closed'))
				throw new Error('the agent has not found it yet');
		},
		{ timeout: 30_000, interval: 250 },
	);
});
afterAll(() => lobby.close());

/** Rosa of the demo, at counter 1. */
async function rosa(): Promise<(command: WireCommand) => Promise<void>> {
	const guest = await HubClient.connect(lobby.url, null);
	const { demo } = await guest.must('hello', {});
	const office = 'harborview' as OfficeId;
	const { token } = await guest.must('signIn', { office, name: 'rosa', password: demo?.password ?? '' });
	const client = await HubClient.connect(lobby.url, token);
	guest.close();
	return async (command) => {
		await client.must('command', { id: randomUUID() as string as CommandId, command });
	};
}

describeInBrowser('The virtual counters', [], (open) => {
	test('Next on the keypad lights the sign, Here steadies it, a second Next is refused in words, and a code is read', async () => {
		const page = await open(`${lobby.url}/virtual`, { size: 'desk' });
		await page.getByText('Counter 1 closed').waitFor();
		const send = await rosa();
		await send({ type: 'OpenCounter', counter: 'counter-1' as CounterId, takeOver: true });
		await send({
			type: 'IssueTicket',
			services: ['information' as ServiceId],
			language: 'en',
			needs: [],
			priority: 'normal',
			channel: 'floor',
			printer: null,
		});
		await page.getByText('Counter 1 free').waitFor();
		await page.getByRole('button', { name: 'Next' }).first().click();
		await page.getByRole('img', { name: /^Counter 1: The sign flashes [A-Z]001$/ }).waitFor();
		await page.getByText(/^Called +[A-Z]001$/).waitFor();
		await page.getByRole('button', { name: /Here/ }).first().click();
		await page.getByRole('img', { name: /^Counter 1: The sign shows [A-Z]001$/ }).waitFor();
		await page.getByRole('button', { name: 'Next' }).first().click();
		await page.getByText(/^[A-Z]001 is here$/).waitFor();
		await page.getByLabel('Sign, unit 3: Trouble').selectOption('Power off');
		await page.getByLabel('Code').fill('HC-2026-17');
		await page.getByRole('button', { name: 'Scan' }).click();
		await page.getByText('Read: HC-2026-17').waitFor();
		expect(await flaws(page)).toEqual([]);
	}, 60_000);
});
