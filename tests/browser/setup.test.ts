// Setup in a real browser: a changed service reaches the kiosk, every mistake stands beside its field, nobody's work is overwritten.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { describeInBrowser, flaws } from '#support/browser/browser';
import type { Open } from '#support/browser/browser';
import { Lobby } from '#support/hubs/lobby';
import { signIn } from '#support/browser/staff-screens';

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open();
});
afterAll(() => lobby.close());

async function setup(open: Open): Promise<Page> {
	const page = await open(`${lobby.url}/setup`, { size: 'desk' });
	onTestFinished(() => page.context().close());
	await signIn(page, /Inés/);
	await page.getByRole('heading', { name: 'Counters now' }).waitFor();
	return page;
}
const section = (page: Page, name: string) => page.locator(`[data-section=${name}]`).click();
const entry = (page: Page, id: string) => page.locator(`[data-entry=${id}]`).click();
const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();
const saved = (page: Page) => page.locator('[data-said=done]').getByText('Saved').waitFor();

describeInBrowser('Setup', [], (open) => {
	test('A service with a new name is in the picture at once, and on the kiosk once it is saved', async () => {
		const kiosk = await open(`${lobby.url}/kiosk`, { size: 'kiosk' });
		onTestFinished(() => kiosk.context().close());
		await kiosk.getByText('English').first().click();
		await kiosk.getByText('Certificates and ID').click();
		await kiosk.getByText('City ID card').waitFor();

		const page = await setup(open);
		await section(page, 'services');
		await entry(page, 'city-id');
		await page.getByLabel('English').first().fill('City identity card');
		await page.locator('[data-picture=kiosk]').getByText('City identity card').waitFor();
		expect(await kiosk.getByText('City identity card').count()).toBe(0);
		await save(page);
		await saved(page);
		await kiosk.getByText('City identity card').waitFor();
		await page.getByText('Everything is saved').waitFor();
	});

	test('All mistakes are listed and stand beside their fields; nothing is saved until they are mended', async () => {
		const page = await setup(open);
		await section(page, 'services');
		await entry(page, 'payments');
		const letter = page.getByLabel('Letter');
		await letter.fill('O');
		await section(page, 'counters');
		await entry(page, 'counter-2');
		await page.getByLabel('As written above the counter').fill('');
		await save(page);
		await page.getByText('2 things have to be mended').waitFor();
		expect(await page.locator('[data-mistakes] li').count()).toBe(2);
		await page.locator('.mistake').getByText('is blank').waitFor();
		expect(await flaws(page)).toEqual([]);
		await page.getByRole('button', { name: 'groups[0].letter' }).click();
		await page.locator('.mistake').getByText('is not a ticket letter').waitFor();
		expect(await letter.getAttribute('aria-invalid')).toBe('true');
		await letter.fill('E');
		await section(page, 'counters');
		await entry(page, 'counter-2');
		await page.getByLabel('As written above the counter').fill('2');
		await save(page);
		await saved(page);
		expect(await page.locator('[data-mistakes]').count()).toBe(0);
	});

	test('Whoever saves second is told that somebody else saved, and overwrites nothing', async () => {
		const [first, second] = [await setup(open), await setup(open)];
		for (const page of [first, second]) {
			await section(page, 'departments');
			await entry(page, 'treasurer');
		}
		await first.getByLabel('Whom to ask for').fill('Ms. Ortiz');
		await save(first);
		await saved(first);
		await second.getByLabel('Whom to ask for').fill('Mr. Lee');
		await save(second);
		await second.locator('[data-stale-file]').getByText('Somebody else saved the office file').waitFor();
		await second.getByRole('button', { name: 'Load theirs' }).click();
		await entry(second, 'treasurer');
		await expect.poll(() => second.getByLabel('Whom to ask for').inputValue()).toBe('Ms. Ortiz');
	});

	test('A new person can sign in once saved and given a password; a weak one is refused', async () => {
		const page = await setup(open);
		await section(page, 'staff');
		await page.getByRole('button', { name: 'Add a person' }).click();
		await page.getByLabel('Name', { exact: true }).fill('Noor Haddad');
		await page.getByLabel('Id', { exact: true }).fill('noor');
		await page.getByText('Save first').waitFor();
		await save(page);
		await saved(page);
		await page.getByRole('textbox', { name: 'Password' }).fill('short');
		await page.getByRole('button', { name: 'Set password' }).click();
		await page.locator('[data-said=password-too-weak]').waitFor();
		await page.getByRole('textbox', { name: 'Password' }).fill('a long walk along the harbor');
		await page.getByRole('button', { name: 'Set password' }).click();
		await page.getByText('Has an account').waitFor();

		const station = await open(`${lobby.url}/station`, { size: 'desk' });
		onTestFinished(() => station.context().close());
		await station.getByText('with name and password').click();
		await station.getByLabel('Name', { exact: true }).fill('noor');
		await station.getByLabel('Password').fill('a long walk along the harbor');
		await station.getByRole('button', { name: 'Sign in', exact: true }).click();
		await station.getByText('Which counter are you at?').waitFor();
	});

	test('A pairing code is shown with the time that it works, pairs a display, and is ended again', async () => {
		const page = await setup(open);
		await section(page, 'devices');
		await entry(page, 'display-1');
		await page.getByText('Not paired yet').waitFor();
		await page.getByRole('button', { name: 'Make a pairing code' }).click();
		const code = (await page.locator('[data-code]').textContent()) ?? '';
		await page.getByText(/within (10:00|9:\d\d)/).waitFor();
		const { HubClient } = await import('#support/hubs/hub-client');
		const guest = await HubClient.connect(lobby.url, null);
		onTestFinished(() => guest.close());
		expect((await guest.ask('pair', { code })).ok).toBe(true);
		await section(page, 'day');
		await section(page, 'devices');
		await entry(page, 'display-1');
		await page.getByRole('button', { name: 'Revoke' }).click();
		await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
		await page.locator('[data-said=done]').getByText('disconnected').waitFor();
		await page.getByText('Not paired yet').waitFor();
	});

	test('Closing the day lists what is unresolved, and opening it starts anew', async () => {
		const tomas = await lobby.staff('tomas');
		const { issueAtFloor } = await import('#support/browser/staff-screens');
		const number = await issueAtFloor(tomas, ['pay-bill']);
		const page = await setup(open);
		await page.getByText('1 ticket is still open.').waitFor();
		await page.getByRole('button', { name: 'Close the day' }).click();
		await page.locator(`[data-unresolved] [data-number=${number}]`).waitFor();
		expect(await flaws(page)).toEqual([]);
		await page.getByRole('button', { name: 'Close the day and end 1 ticket' }).click();
		await page.getByText('No day is open').waitFor();
		await page.getByRole('button', { name: 'Open the day' }).click();
		await page.getByText('No ticket is open.').waitFor();
	});

	test.each(['light', 'dark'] as const)(
		'Every section reads well in %s: no flaw that axe finds',
		async (theme) => {
			const page = await setup(open);
			await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
			expect(await flaws(page)).toEqual([]);
			for (const name of ['office', 'services', 'counters', 'departments', 'staff', 'devices']) {
				await section(page, name);
				if (name !== 'office') await page.locator('[data-list]').last().locator('button').first().click();
				expect(await flaws(page), name).toEqual([]);
			}
		},
	);
});
