// The paper, all the way: from a touch on the kiosk through hub, agent and printer to the picture of what came out.
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeInBrowser, flaws } from '#support/browser/browser';
import { Lobby } from '#support/hubs/lobby';
import { signIn } from '#support/browser/staff-screens';

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open('launch.ts');
	await vi.waitFor(
		async () => {
			const answer = await fetch(`${lobby.url}/virtual/printer/printer.json`);
			const { state } = (await answer.json()) as { state: { connected: boolean } };
			if (!state.connected) throw new Error('the agent has not found its printer yet');
		},
		{ timeout: 30_000, interval: 250 },
	);
});
afterAll(() => lobby.close());

describeInBrowser('The virtual printer', [], (open) => {
	test('A ticket taken at the kiosk comes out as paper, and one owed while there was none comes out once', async () => {
		const printer = await open(`${lobby.url}/virtual/printer`, { size: 'desk' });
		await printer.getByText('The device agent is connected').waitFor();
		const kiosk = await open(`${lobby.url}/kiosk`, { size: 'kiosk' });
		const take = async () => {
			await kiosk.locator('[data-step=welcome] button[lang=en]').click();
			await kiosk.locator('.choice').first().click();
			await kiosk.locator('[data-step=services] .choice').first().click();
			await kiosk.locator('.take button').click();
			return (
				(await kiosk.locator('[data-step=issued] header [data-number]').getAttribute('data-number')) ?? ''
			);
		};
		const papers = printer.locator('.roll img');

		const first = await take();
		await kiosk.locator('[data-paper=printed]').waitFor({ timeout: 10_000 });
		await expect.poll(() => papers.count(), { timeout: 10_000 }).toBe(1);
		const width = () => papers.evaluate((image) => (image as HTMLImageElement).naturalWidth);
		await expect.poll(width).toBe(576);
		expect(await flaws(printer)).toEqual([]);

		await printer.getByRole('button', { name: 'Paper out' }).click();
		await printer.locator('.notice.trouble').getByText('Paper out').waitFor();
		await kiosk.getByText('Done').click();
		const second = await take();
		await kiosk.locator('[data-paper=missing]').waitFor({ timeout: 15_000 });
		expect(second).not.toBe(first);
		expect(await papers.count()).toBe(1);
		await printer.getByRole('button', { name: 'Mend everything' }).click();
		await kiosk.locator('[data-paper=printed]').waitFor({ timeout: 20_000 });
		await expect.poll(() => papers.count(), { timeout: 10_000 }).toBe(2);
	}, 90_000);

	test('A test page asked for in setup comes out, and setup says that it is on paper', async () => {
		const printed = async () => {
			const answer = await fetch(`${lobby.url}/virtual/printer/printer.json`);
			return ((await answer.json()) as { papers: readonly unknown[] }).papers.length;
		};
		const before = await printed();
		const setup = await open(`${lobby.url}/setup`, { size: 'desk' });
		await signIn(setup, /Inés/);
		await setup.locator('[data-section=devices]').click();
		await setup.locator('[data-entry=printer-1]').click();
		await setup.getByRole('button', { name: 'Print a test page' }).click();
		await setup.locator('[data-test-page=printed]').waitFor({ timeout: 20_000 });
		expect(await printed()).toBe(before + 1);
		expect(await flaws(setup)).toEqual([]);
	}, 60_000);

	test('Only its own page may make trouble', async () => {
		const trouble = (headers: HeadersInit) =>
			fetch(`${lobby.url}/virtual/printer/fault`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', ...headers },
				body: '{"fault":"jam"}',
			});
		expect((await trouble({})).status).toBe(403);
		expect((await trouble({ origin: 'https://elsewhere.example' })).status).toBe(403);
		expect((await fetch(`${lobby.url}/virtual/printer/..%2F..%2Fsecret`)).status).toBe(404);
		const { state } = (await (await fetch(`${lobby.url}/virtual/printer/printer.json`)).json()) as {
			state: { fault: string | null };
		};
		expect(state.fault).toBeNull();
	});
});
