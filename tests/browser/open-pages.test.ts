// The pages that anyone may open: the launcher and a ticket's own page on the customer's phone.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, flaws, smallTargets } from '#support/browser/browser';
import { callTicket, done, issue, Lobby, openCounter } from '#support/hubs/lobby';

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open();
});
afterAll(() => lobby.close());

describeInBrowser('The launcher', [], (open) => {
	test('Every screen is there, says what it is for, and opens', async () => {
		const page = await open(lobby.url, { size: 'desk' });
		await page.getByText('Try it in a minute').waitFor();
		const links = await page
			.locator('main ul a')
			.evaluateAll((all) => all.map((one) => one.getAttribute('href')));
		expect(links).toEqual([
			'/kiosk',
			'/display',
			'/station',
			'/floor',
			'/supervisor',
			'/setup',
			'/virtual/printer',
			'/virtual',
		]);
		for (const link of links) expect((await fetch(`${lobby.url}${link ?? ''}`)).status).toBe(200);
		expect(await page.locator('main ol a').count()).toBe(4);
		expect(await flaws(page)).toEqual([]);
	});

	test('Pages come with a content security policy that names no other place', async () => {
		// A page that was made while building says it in its head: a header is made for every answer anew.
		const policyOf = async (page: string) => {
			const answer = await fetch(`${lobby.url}${page}`);
			const head = /http-equiv="content-security-policy" content="([^"]*)"/.exec(await answer.text());
			return { policy: head?.[1] ?? '', header: answer.headers.get('content-security-policy') ?? '' };
		};
		for (const page of ['/', '/kiosk', '/station', '/setup']) {
			const { policy, header } = await policyOf(page);
			expect(header, page).toContain("frame-ancestors 'self'");
			expect(policy + header, page).toContain("default-src 'self'");
			expect(policy + header, page).not.toMatch(/https?:|\*|script-src[^;]*unsafe/);
		}
	});
});

describeInBrowser('A ticket’s own page', [], (open) => {
	test('It shows number and place, and turns amber and says where to go when the ticket is called', async () => {
		const { ticket, number } = await issue(await lobby.device('kiosk'), 'city-id', 'es');
		const page = await open(`${lobby.url}/ticket/${ticket}`, { size: 'phone' });
		await page.locator('[data-status=waiting]').waitFor();
		expect(await page.locator('[data-number]').getAttribute('data-number')).toBe(number);
		await page.getByText('Usted es la siguiente persona').waitFor();
		expect(await flaws(page)).toEqual([]);
		expect(await smallTargets(page, 48)).toEqual([]);

		const rosa = await lobby.staff('rosa');
		await openCounter(rosa, 'counter-2');
		await callTicket(rosa, 'counter-2', ticket);
		await page.getByText('Vaya a la ventanilla 2').waitFor({ timeout: 6_500 });
		const main = page.locator('main');
		await expect
			.poll(() => main.evaluate((element) => getComputedStyle(element).backgroundColor))
			.toBe('rgb(255, 184, 28)');
		expect(await flaws(page)).toEqual([]);
		await done(rosa, { type: 'ServeTicket', ticket });
		await done(rosa, { type: 'FinishTicket', ticket, outcome: 'answered' });
		await page.getByText('Su visita ha terminado').waitFor({ timeout: 6_500 });
	});

	test('A ticket that nobody knows is said to be unknown', async () => {
		const page = await open(`${lobby.url}/ticket/00000000-0000-4000-8000-000000000000.1`, { size: 'phone' });
		await page.getByText('We do not know this ticket').waitFor();
		expect(await flaws(page)).toEqual([]);
	});
});

describeInBrowser('Without a virtual printer', [], (open) => {
	test('its page says plainly that there is none', async () => {
		expect((await fetch(`${lobby.url}/virtual/printer/printer.json`)).status).toBe(404);
		const page = await open(`${lobby.url}/virtual/printer`, { size: 'desk' });
		await page.getByText('There is no virtual printer here').waitFor();
		expect(await flaws(page)).toEqual([]);
	});
});
