// The kiosk as a customer meets it: a real browser at the kiosk's size, a real hub behind it.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { HelpId } from '#domain/ids';
import { describeInBrowser, flaws, smallTargets, smallTexts } from '#support/browser/browser';
import { done, Lobby } from '#support/hubs/lobby';
import { readCode } from '#support/browser/qr-code';

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open();
});
afterAll(() => lobby.close());

const isOpen = (row: object) => 'answeredBy' in row && row.answeredBy === null;

describeInBrowser('The kiosk', [], (open) => {
	const kiosk = async (): Promise<Page> => {
		const page = await open(`${lobby.url}/kiosk`, { size: 'kiosk' });
		await page.locator('[data-step=welcome] button[lang=en]').waitFor();
		return page;
	};
	const chooseFirst = (page: Page) => page.locator('.choice').first().click();
	const toConfirm = async (page: Page, language = 'en') => {
		await page.locator(`[data-step=welcome] button[lang="${language}"]`).click();
		await page.locator('[data-step=groups]').waitFor();
		await chooseFirst(page);
		await page.locator('[data-step=services]').waitFor();
		await chooseFirst(page);
		await page.locator('[data-step=confirm]').waitFor();
	};
	const take = async (page: Page) => {
		await page.locator('.take button').click();
		await page.locator('[data-step=issued]').waitFor();
	};
	const number = (page: Page) =>
		page.locator('[data-step=issued] header [data-number]').getAttribute('data-number');
	const look = async (address: string | null) => {
		const guest = await lobby.device('display');
		return guest.must('lookAtTicket', { ticket: address?.split('/ticket/')[1] ?? '' });
	};

	test.each([
		{ language: 'en', title: 'Your number', missing: 'Your ticket could not be printed' },
		{ language: 'es', title: 'Su número', missing: 'No se pudo imprimir su turno' },
		{ language: 'zh-Hant', title: '您的號碼', missing: '號碼票無法列印' },
	])(
		'A customer takes a ticket in $language, and the ticket speaks that language',
		async ({ language, title, missing }) => {
			const page = await kiosk();
			await toConfirm(page, language);
			expect(await page.locator('html').getAttribute('lang')).toBe(language);
			await take(page);
			expect(await page.locator('h1').textContent()).toBe(title);
			const given = await number(page);
			expect(given).toMatch(/^A\d{3}$/);
			// Nothing drives the printer here: after six seconds the kiosk says what to do without paper.
			await page.getByText(missing).waitFor({ timeout: 15_000 });
			const code = await readCode(page.locator('[data-address]'));
			expect(code).toContain(`${lobby.url}/ticket/`);
			expect(await look(code)).toMatchObject({ number: given, language });
		},
	);

	test('Two quick taps make one ticket', async () => {
		const page = await kiosk();
		await toConfirm(page);
		await page.locator('.take button').dblclick();
		const first = Number((await number(page))?.slice(1));
		await page.getByText('Done').click();
		await toConfirm(page);
		await take(page);
		await expect.poll(async () => Number((await number(page))?.slice(1))).toBe(first + 1);
	});

	test('A ticket is taken with the keyboard alone, and the focus is always to be seen', async () => {
		const page = await kiosk();
		const press = async (goal: string) => {
			for (let tries = 0; tries < 25; tries += 1) {
				await page.keyboard.press('Tab');
				const focused = page.locator(':focus');
				if ((await focused.textContent())?.includes(goal) !== true) continue;
				expect(await focused.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
				await page.keyboard.press('Enter');
				return;
			}
			throw new Error(`the keyboard never reached "${goal}"`);
		};
		await press('English');
		await page.locator('[data-step=groups]').waitFor();
		expect(await page.locator('h1').evaluate((heading) => heading === document.activeElement)).toBe(true);
		await press('Bills and payments');
		await page.locator('[data-step=services]').waitFor();
		await press('Pay a bill');
		await page.locator('[data-step=confirm]').waitFor();
		await press('Take a ticket');
		await page.locator('[data-step=issued]').waitFor();
		await press('Done');
		await page.locator('[data-step=welcome]').waitFor();
	});

	test('The issued number is spoken digit by digit to those who cannot see it', async () => {
		const page = await kiosk();
		await toConfirm(page);
		await take(page);
		const given = (await number(page)) ?? '';
		const spoken = await page.locator('[data-aloud]').textContent();
		expect(spoken).toContain(Array.from(given).join(' '));
	});

	test('Every view is free of what axe calls a violation, and large enough to read and to touch', async () => {
		const page = await kiosk();
		const look = async (view: string) => {
			await page.waitForTimeout(250);
			expect(await flaws(page), view).toEqual([]);
			expect(await smallTexts(page, 28), view).toEqual([]);
			expect(await smallTargets(page, 88), view).toEqual([]);
		};
		await look('welcome');
		await page.locator('button[lang=en]').click();
		await page.locator('[data-step=groups]').waitFor();
		await look('groups');
		await page.getByRole('button', { name: 'Language' }).click();
		await look('languages');
		await page.keyboard.press('Escape');
		await chooseFirst(page);
		await page.locator('[data-step=services]').waitFor();
		await look('services');
		await chooseFirst(page);
		await page.locator('[data-step=confirm]').waitFor();
		await look('confirm');
		await page.getByRole('button', { name: 'Larger text' }).click();
		await look('larger text');
		await page.getByRole('button', { name: 'I need help' }).click();
		await page.getByText('Help is on the way').waitFor();
		await look('help');
		await page.getByRole('button', { name: 'Close' }).click();
		await take(page);
		await page.locator('[data-paper=printing]').waitFor();
		await look('printing');
		await page.locator('[data-paper=missing]').waitFor({ timeout: 15_000 });
		await look('no paper');
	}, 120_000);

	test.each(['en', 'es', 'zh-Hant'])(
		'Nothing runs out of the screen in %s, not even in larger text',
		async (language) => {
			const page = await kiosk();
			const fits = async (view: string) => {
				const over = await page
					.locator('main, main section, main .body, main ul, main .missing, main .slot')
					.evaluateAll((parts) =>
						parts.map((part) => [part.scrollHeight - part.clientHeight, part.scrollWidth - part.clientWidth]),
					);
				const down = Math.max(...over.map(([height = 0]) => height));
				const aside = Math.max(...over.map(([, width = 0]) => width));
				// Rows of fractions of a pixel may round up by one.
				expect(down, view).toBeLessThanOrEqual(1);
				expect(aside, view).toBe(0);
			};
			await page.locator(`[data-step=welcome] button[lang="${language}"]`).click();
			await page.locator('nav button').nth(1).click();
			await fits('groups');
			await chooseFirst(page);
			await fits('services');
			await chooseFirst(page);
			await fits('confirm');
			await take(page);
			await page.locator('[data-paper=printing]').waitFor();
			await fits('printing');
			await page.locator('[data-paper=missing]').waitFor({ timeout: 15_000 });
			await fits('no paper');
		},
	);

	test('A forgotten kiosk warns, gives more time to whoever asks, and else forgets the customer', async () => {
		const page = await open(`${lobby.url}/kiosk`, { size: 'kiosk', before: (made) => made.clock.install() });
		await toConfirm(page, 'es');
		await page.clock.fastForward(46_000);
		await page.getByText('¿Necesita más tiempo?').waitFor();
		expect(await flaws(page)).toEqual([]);
		await page.clock.fastForward(15_000);
		await page.getByRole('button', { name: 'Necesito más tiempo' }).click();
		await page.clock.fastForward(30_000);
		expect(await page.locator('[data-step=confirm]').count()).toBe(1);
		await page.clock.fastForward(16_000);
		await page.getByText('¿Necesita más tiempo?').waitFor();
		await page.clock.fastForward(21_000);
		await page.locator('[data-step=welcome]').waitFor();
		expect(await page.locator('html').getAttribute('lang')).toBe('en');
	});

	test('Help that was asked for is shown to be on its way when somebody answers', async () => {
		const page = await kiosk();
		const floor = await lobby.staff('tomas');
		const start = await floor.must('watch', { audience: 'floor', after: null, run: null });
		const open = 'snapshot' in start ? Object.values(start.snapshot['helps'] ?? {}) : [];
		for (const { id } of open) await floor.command({ type: 'AnswerHelp', help: id as HelpId });
		const asked = new Promise<HelpId>((found) =>
			floor.socket.on('update', ({ patches }) => {
				const help = patches.find(({ table, row }) => table === 'helps' && row !== null && isOpen(row));
				if (help !== undefined) found(help.id as HelpId);
			}),
		);
		await page.getByRole('button', { name: 'I need help' }).click();
		await page.getByText('We have told our staff').waitFor();
		await done(floor, { type: 'AnswerHelp', help: await asked });
		await page.getByText('is coming to you now').waitFor();
	});

	test('The paper’s outcome is shown as its agent tells it', async () => {
		const agent = await lobby.device('agent');
		const page = await kiosk();
		for (const { outcome, shows } of [
			{ outcome: 'failed', shows: 'missing' },
			{ outcome: 'printed', shows: 'printed' },
		] as const) {
			const job = new Promise<string>((owed) => agent.socket.once('job', ({ id }) => owed(id)));
			await toConfirm(page);
			await agent.must('work', {});
			await take(page);
			await done(agent, { type: 'EndJob', job: (await job) as never, outcome });
			await page.locator(`[data-paper=${shows}]`).waitFor({ timeout: 5_000 });
			await page.getByText('Done').click();
		}
	});

	test('A kiosk that lost its hub says so, gives no tickets, and heals alone where the customer was', async () => {
		const page = await kiosk();
		await toConfirm(page);
		await lobby.kill();
		await page.getByText('This screen has lost its connection').waitFor({ timeout: 8_000 });
		expect(await page.locator('.take button').count()).toBe(0);
		expect(await flaws(page)).toEqual([]);
		await lobby.start();
		await page.locator('[data-step=confirm] .take button').waitFor({ timeout: 20_000 });
		await take(page);
		expect(await number(page)).toMatch(/^A\d{3}$/);
	}, 60_000);
});
