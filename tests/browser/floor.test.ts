// The floor in a real browser, on the tablet: issue and take back, help, referrals without a ticket, and escorts.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { DeviceId } from '#domain/ids';
import { describeInBrowser, flaws, smallTargets, smallTexts } from '#support/browser/browser';
import type { Open } from '#support/browser/browser';
import { done, issue, Lobby } from '#support/hubs/lobby';
import { signIn } from '#support/browser/staff-screens';

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open();
});
afterAll(() => lobby.close());
afterEach(async () => {
	const ines = await lobby.staff('ines');
	await done(ines, { type: 'CloseDay', unresolved: 'close' });
	await done(ines, { type: 'OpenDay' });
	ines.close();
});

const TABLET = { viewport: { width: 820, height: 1180 }, hasTouch: true };

async function floor(open: Open, context = TABLET): Promise<Page> {
	const page = await open(`${lobby.url}/floor`, { size: 'tablet', context });
	onTestFinished(() => page.context().close());
	await signIn(page, /Tomás/);
	await page.getByRole('heading', { name: 'Who waits' }).waitFor();
	return page;
}
const tab = (page: Page, name: string) => page.locator(`[data-tab=${name}]`).tap();
const button = (page: Page, name: string) =>
	page.locator('main, dialog').getByRole('button', { name, exact: true });

describeInBrowser('The floor', [], (open) => {
	test('A ticket is issued in a few taps, and taken back in one', async () => {
		const page = await floor(open);
		await tab(page, 'issue');
		await page.locator('button[data-service=city-id]').tap();
		await page.locator('button[data-service=pay-bill]').tap();
		await button(page, 'Wheelchair').tap();
		await button(page, 'Spanish').tap();
		await button(page, 'No paper, tell the number').tap();
		await button(page, 'Issue').tap();
		const issued = page.locator('[data-issued]');
		await issued.waitFor();
		const number = (await issued.getAttribute('data-issued')) ?? '';
		expect(number).toMatch(/^C\d{3}$/);
		await tab(page, 'now');
		await page.locator('[data-service=city-id] button').tap();
		await page.locator('[data-service=city-id] li').getByText('Wheelchair').waitFor();
		await tab(page, 'issue');
		await button(page, 'Undo').tap();
		await page.locator('[data-said=done]').getByText(`${number} is taken back`).waitFor();
		await tab(page, 'now');
		await page.getByText('Nobody is waiting', { exact: true }).waitFor();
	});

	test('A kiosk that asks for help is on the list, and goes when somebody goes there', async () => {
		const page = await floor(open);
		const kiosk = await lobby.device('kiosk');
		await done(kiosk, { type: 'RequestHelp', place: { kind: 'kiosk', id: 'kiosk-1' as DeviceId } });
		await page.getByText('Help at Kiosk by the door').waitFor();
		await button(page, 'I am going').tap();
		await page.locator('[data-said=done]').waitFor();
		expect(await page.locator('[data-kind=help]').count()).toBe(0);
	});

	test('A waiting ticket is moved to another line, and cancelled with a reason', async () => {
		const { number } = await issue(await lobby.device('kiosk'), 'pay-bill');
		const page = await floor(open);
		await page.locator('[data-service=pay-bill] button').tap();
		await page.locator('[data-service=pay-bill] li button').tap();
		await page.locator(`[data-sheet=${number}]`).getByRole('button', { name: 'Move to another line' }).tap();
		await page.locator(`[data-sheet=${number}]`).getByRole('button', { name: 'City ID card' }).tap();
		await page.locator('[data-service=city-id] button').tap();
		await page.locator('[data-service=city-id] li button').tap();
		await page.locator(`[data-sheet=${number}]`).getByRole('button', { name: 'Cancel the ticket' }).tap();
		await page.locator(`[data-sheet=${number}]`).getByRole('button', { name: 'Customer left' }).tap();
		await page.locator('[data-said=done]').getByText(`${number} is cancelled`).waitFor();
		await page.getByText('Nobody is waiting', { exact: true }).waitFor();
	});

	test('Somebody without a ticket is referred in a few touches, and the referral is closed with an outcome', async () => {
		const page = await floor(open);
		await tab(page, 'refer');
		await button(page, 'Somebody without a ticket').tap();
		await page.getByRole('option', { name: /City Clerk/ }).tap();
		await button(page, 'Next step is there').tap();
		await page.getByLabel('Tracking number').fill('HV-2041');
		await page.getByLabel('Print the slip').selectOption('No paper');
		await button(page, 'Refer').tap();
		const referral = page.locator('[data-referral]').filter({ hasText: 'HV-2041' });
		await referral.getByText('City Clerk').waitFor();
		expect(await flaws(page)).toEqual([]);
		await referral.getByRole('button', { name: 'Close it' }).tap();
		await page.getByRole('button', { name: 'Served there' }).tap();
		await page.locator('[data-said=done]').getByText('Referral closed').waitFor();
		expect(await referral.count()).toBe(0);
	});

	test('An escort is started and followed; asked to wait, the answer stays on the list until it comes', async () => {
		const page = await floor(open);
		await tab(page, 'escort');
		await button(page, 'Somebody without a ticket').tap();
		await page.getByRole('option', { name: /Treasurer/ }).tap();
		await button(page, 'Start walking').tap();
		await button(page, 'We have arrived').tap();
		await button(page, 'They ask us to wait').tap();
		await button(page, 'I am back, the customer waits there').tap();
		await tab(page, 'now');
		await page.getByText('Treasurer and Tax Collector has not answered').waitFor();
		await button(page, 'Answer').tap();
		await button(page, 'They take over').tap();
		await page.getByText('Nobody is being escorted').waitFor();
	});

	test.each([
		['light', TABLET],
		['dark', TABLET],
		['light', { viewport: { width: 390, height: 844 }, hasTouch: true }],
	] as const)(
		'It reads well in %s at %j: no flaw that axe finds, every target for a thumb',
		async (theme, context) => {
			const kiosk = await lobby.device('kiosk');
			await issue(kiosk, 'pay-bill', 'es');
			await issue(kiosk, 'city-id');
			await done(kiosk, { type: 'RequestHelp', place: { kind: 'kiosk', id: 'kiosk-1' as DeviceId } });
			const page = await floor(open, context);
			await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
			await page.locator('[data-kind=help]').waitFor();
			for (const name of ['now', 'issue', 'refer', 'escort']) {
				await tab(page, name);
				expect(await flaws(page), name).toEqual([]);
				expect(await smallTargets(page, 44), name).toEqual([]);
				expect(await smallTexts(page, 15), name).toEqual([]);
				const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
				expect(wider, name).toBeLessThanOrEqual(0);
			}
		},
	);
});
