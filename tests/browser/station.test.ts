// The station in a real browser: a whole visit by keyboard, two people pressing Next at once, and every way to sit down.
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { HubClient } from '#support/hubs/hub-client';
import { describeInBrowser, flaws, smallTargets, smallTexts } from '#support/browser/browser';
import type { Open } from '#support/browser/browser';
import { done, Lobby } from '#support/hubs/lobby';
import { issueAtFloor, signIn } from '#support/browser/staff-screens';

let lobby: Lobby;
let tomas: HubClient;
beforeAll(async () => {
	lobby = await Lobby.open();
	tomas = await lobby.staff('tomas');
});
afterAll(() => lobby.close());

const customer = (page: Page) => page.locator('[data-ticket]');
const inFront = (page: Page) => customer(page).getAttribute('data-ticket');

async function door(open: Open): Promise<Page> {
	const page = await open(`${lobby.url}/station`, { size: 'desk' });
	onTestFinished(() => page.context().close());
	return page;
}

/** Signed in at that counter. */
async function stationAt(open: Open, who: RegExp, counter: string): Promise<Page> {
	const page = await door(open);
	await signIn(page, who);
	await page.locator(`[data-counter=${counter}]`).click();
	await page.locator('[data-counter-state=open]').waitFor();
	return page;
}

/** Presses once the command before is done: a test is faster than the fastest representative. */
async function press(page: Page, key: string): Promise<void> {
	await page.locator('[data-ready=true]').waitFor();
	await page.keyboard.press(key);
}

/** A person looks where the letters will go; typed on at once, keys without a field are taken for a scanner's. */
const inField = (page: Page) => page.locator('textarea:focus, input:focus').waitFor();

/** What axe finds once nothing moves any more: half-way through a change a colour is neither here nor there. */
async function calmFlaws(page: Page): Promise<readonly string[]> {
	await page.emulateMedia({ reducedMotion: 'reduce' });
	// One that is cut short by the change of the page is over too.
	await page.evaluate(async () => {
		await Promise.allSettled(document.getAnimations().map((one) => one.finished));
	});
	return flaws(page);
}

/** Leaves nobody in line and nobody at a counter for the next test. */
async function closeShop(): Promise<void> {
	const ines = await lobby.staff('ines');
	await done(ines, { type: 'CloseDay', unresolved: 'close' });
	await done(ines, { type: 'OpenDay' });
	ines.close();
}

describeInBrowser('The station', [], (open) => {
	afterEach(closeShop);

	test('A whole visit goes by keyboard alone: call, serve, hold, return, refer, escort, hand over', async () => {
		const number = await issueAtFloor(tomas, ['city-id']);
		const page = await stationAt(open, /Rosa/, 'counter-3');

		await press(page, 'n');
		await page.locator('.called').waitFor();
		expect(await inFront(page)).toBe(number);
		await press(page, 'r');
		await page.getByText('called 2 times').waitFor();
		await press(page, 's');
		await page.locator('.serving').waitFor();

		await press(page, 'm');
		await inField(page);
		await page.keyboard.type(
			'Needs the form for a new address. Shortcuts such as f n x are only letters here.',
		);
		await press(page, 'Control+Enter');
		await page.getByRole('listitem').getByText('Needs the form for a new address.').waitFor();
		expect(await inFront(page)).toBe(number);

		await press(page, 'h');
		await press(page, '1');
		await page.locator('[data-parked]').getByText('Filling in a form').waitFor();
		expect(await customer(page).count()).toBe(0);
		await press(page, 'b');
		await press(page, '1');
		await press(page, '1');
		await page.locator('.called').waitFor();
		expect(await inFront(page)).toBe(number);
		await press(page, 's');
		await page.locator('.serving').waitFor();
		await page.getByRole('listitem').getByText('Needs the form for a new address.').waitFor();

		await press(page, 'd');
		await inField(page);
		await page.keyboard.type('clerk');
		await press(page, 'Enter');
		await press(page, '3');
		await press(page, 'Enter');
		await page.locator('[data-said=done]').getByText('Referred to City Clerk').waitFor();
		await page.getByRole('listitem').getByText('Referred to City Clerk').waitFor();

		await press(page, 'e');
		await press(page, '1');
		await page.locator('[data-escort=walking]').waitFor();
		await page.locator('[data-counter-state=escorting]').waitFor();
		await press(page, '1');
		await page.locator('[data-escort=asking]').waitFor();
		await press(page, '1');
		await page.locator('[data-escort=accepted]').waitFor();
		await press(page, '1');
		await page.locator('[data-counter-state=open]').waitFor();
		await page.getByText('Nobody is at your counter').waitFor();
	});

	test('A department that declines sends both back, and the customer is finished with an outcome', async () => {
		const number = await issueAtFloor(tomas, ['information']);
		const page = await stationAt(open, /Rosa/, 'counter-3');
		await press(page, 'n');
		await page.locator('.called').waitFor();
		await press(page, 's');
		await page.locator('.serving').waitFor();
		await press(page, 'e');
		await inField(page);
		await page.keyboard.type('treasurer');
		await press(page, 'Enter');
		await press(page, '1');
		await page.locator('[data-escort=walking]').waitFor();
		await press(page, '1');
		await page.locator('[data-escort=asking]').waitFor();
		await press(page, '3');
		await press(page, '2');
		await page.locator('[data-escort=declined]').waitFor();
		await press(page, '1');
		await page.locator('.serving').waitFor();
		expect(await inFront(page)).toBe(number);
		await press(page, 'f');
		await page.locator('[data-panel=finish]').waitFor();
		expect(await calmFlaws(page)).toEqual([]);
		await press(page, '5');
		await page.getByText('Nobody is at your counter').waitFor();
	});

	test('When two representatives press N at the same time, each gets a different ticket', async () => {
		const rosa = await stationAt(open, /Rosa/, 'counter-1');
		const wei = await stationAt(open, /Wei-Lin/, 'counter-2');
		for (let round = 0; round < 5; round += 1) {
			const issued = [await issueAtFloor(tomas, ['pay-bill']), await issueAtFloor(tomas, ['city-id'])];
			for (const page of [rosa, wei]) await page.getByText('2 waiting').waitFor();
			await Promise.all([press(rosa, 'n'), press(wei, 'n')]);
			await Promise.all([rosa, wei].map((page) => page.locator('.called').waitFor()));
			const got = await Promise.all([inFront(rosa), inFront(wei)]);
			expect(got.toSorted()).toEqual(issued.toSorted());
			for (const page of [rosa, wei]) {
				await press(page, 'x');
				await press(page, '1');
				await page.getByText('Nobody is at your counter').waitFor();
			}
		}
	});

	test('A ticket called before its turn asks why; a transfer moves it out of this line', async () => {
		await issueAtFloor(tomas, ['pay-bill']);
		const second = await issueAtFloor(tomas, ['pay-bill']);
		const page = await stationAt(open, /Rosa/, 'counter-3');
		await press(page, 'c');
		await press(page, '1');
		await page.getByText(`Why call ${second} before its turn?`).waitFor();
		await press(page, '3');
		await page.locator('.called').waitFor();
		expect(await inFront(page)).toBe(second);
		await press(page, 't');
		await press(page, '2');
		await page.getByRole('button', { name: 'Counter 1', exact: true }).waitFor();
		await press(page, '1');
		await page.getByText('Nobody is at your counter').waitFor();
		expect(await page.locator('[data-line] li').count()).toBe(1);
	});

	test('Pause, reopen and leave keep the counter’s state plain', async () => {
		const page = await stationAt(open, /Rosa/, 'counter-3');
		await press(page, 'p');
		await press(page, '2');
		await page.locator('[data-counter-state=paused]').getByText('Paused: Lunch').waitFor();
		expect(await calmFlaws(page)).toEqual([]);
		await press(page, 'o');
		await page.locator('[data-counter-state=open]').waitFor();
		await press(page, 'a');
		await page.locator('[data-said=done]').getByText('Help is on its way').waitFor();
		await press(page, 'q');
		await page.getByText('Which counter are you at?').waitFor();
	});

	test('Taking over a counter asks first; whoever sat there chooses another', async () => {
		const rosa = await stationAt(open, /Rosa/, 'counter-1');
		const grace = await door(open);
		await signIn(grace, /Grace/);
		await grace.locator('[data-counter=counter-1]').getByText('Rosa Delgado is signed in').waitFor();
		expect(await calmFlaws(grace)).toEqual([]);
		await grace.locator('[data-counter=counter-1]').click();
		await grace.getByText('Take over counter 1?').waitFor();
		expect(await rosa.locator('[data-counter-state=open]').count()).toBe(1);
		await grace.getByRole('button', { name: 'Take over' }).click();
		await grace.locator('[data-counter-state=open]').waitFor();
		await rosa.getByText('Which counter are you at?').waitFor();
	});

	test('Without the hub it says so within five seconds and takes no step; it heals alone', async () => {
		const own = await Lobby.open();
		onTestFinished(() => own.close());
		const floor = await own.staff('tomas');
		await issueAtFloor(floor, ['pay-bill']);
		const page = await open(`${own.url}/station`, { size: 'desk' });
		onTestFinished(() => page.context().close());
		await signIn(page, /Rosa/);
		await page.locator('[data-counter=counter-3]').click();
		await page.locator('[data-step=next]:enabled').waitFor();
		await own.kill();
		const lost = performance.now();
		await page.locator('[data-stale]').waitFor({ timeout: 8_000 });
		expect(performance.now() - lost).toBeLessThan(5_000);
		await page.locator('[data-step=next]:disabled').waitFor();
		expect(await calmFlaws(page)).toEqual([]);
		await page.keyboard.press('n');
		await own.start();
		await page.locator('[data-step=next]:enabled').waitFor({ timeout: 15_000 });
		expect(await page.locator('[data-stale]').count()).toBe(0);
		expect(await customer(page).count()).toBe(0);
		await press(page, 'n');
		await page.locator('.called').waitFor();
	});

	test('A wrong password is told, and nobody is let in', async () => {
		const page = await door(open);
		await page.getByText('with name and password').click();
		await page.getByLabel('Name', { exact: true }).fill('rosa');
		await page.getByLabel('Password').fill('not the password');
		await page.getByRole('button', { name: 'Sign in', exact: true }).click();
		await page.getByText('The name or the password is not right.').waitFor();
		expect(await page.locator('[data-counter]').count()).toBe(0);
	});

	test.each(['light', 'dark'] as const)(
		'It reads well in %s: no flaw that axe finds, nothing too small',
		async (theme) => {
			await issueAtFloor(tomas, ['pay-bill', 'city-id'], ['wheelchair', 'interpreter'], 'es');
			await issueAtFloor(tomas, ['parking-permit']);
			const page = await stationAt(open, /Rosa/, 'counter-3');
			await page.emulateMedia({ colorScheme: theme });
			expect(await calmFlaws(page)).toEqual([]);
			await press(page, 'n');
			await page.locator('.called').waitFor();
			expect(await calmFlaws(page)).toEqual([]);
			await press(page, 's');
			await page.locator('.serving').waitFor();
			for (const key of ['f', 'h', 't', 'd', 'e']) {
				await press(page, key);
				await page.locator('[data-panel]').waitFor();
				expect(await calmFlaws(page), key).toEqual([]);
				await press(page, 'Escape');
			}
			expect(await smallTexts(page, 15)).toEqual([]);
			expect(await smallTargets(page, 24)).toEqual([]);
		},
	);
});
