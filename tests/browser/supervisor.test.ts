// The supervisor's desk in a real browser: the lobby live, and as it stood at another minute.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { describeInBrowser, flaws, smallTexts } from '#support/browser/browser';
import type { Open } from '#support/browser/browser';
import { issue, Lobby } from '#support/hubs/lobby';
import { signIn } from '#support/browser/staff-screens';

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open();
});
afterAll(() => lobby.close());

async function supervisor(open: Open): Promise<Page> {
	const page = await open(`${lobby.url}/supervisor`, { size: 'desk' });
	onTestFinished(() => page.context().close());
	await signIn(page, /Grace/);
	await page.getByRole('slider').waitFor();
	return page;
}

describeInBrowser('The supervisor’s desk', [], (open) => {
	test('The slider shows the lobby as it stood, and one step leads back to live', async () => {
		const page = await supervisor(open);
		const kiosk = await lobby.device('kiosk');
		for (const service of ['pay-bill', 'city-id', 'pay-bill']) await issue(kiosk, service);
		await page.locator('[data-waiting="3"]').waitFor();
		expect(await flaws(page)).toEqual([]);
		// The day was opened before anybody came.
		await page.getByRole('slider').fill('0');
		await page.locator('[data-state=then]').waitFor();
		await page.locator('[data-waiting="0"]').waitFor();
		await page.getByText('Nobody is waiting.').waitFor();
		expect(await flaws(page)).toEqual([]);
		expect(await smallTexts(page, 16)).toEqual([]);
		await page.getByRole('button', { name: 'Back to live' }).click();
		await page.locator('[data-state=live]').waitFor();
		await page.locator('[data-waiting="3"]').waitFor();
	});

	test('What happens meanwhile does not move the past, and is there when one comes back', async () => {
		const page = await supervisor(open);
		await page.getByRole('slider').fill('0');
		await page.locator('[data-waiting="0"]').waitFor();
		await issue(await lobby.device('kiosk'), 'city-id');
		await page.waitForTimeout(1_000);
		expect(await page.locator('[data-waiting]').getAttribute('data-waiting')).toBe('0');
		await page.getByRole('button', { name: 'Back to live' }).click();
		await page.locator('[data-waiting="4"]').waitFor();
	});
});
