// Customers who read from the right, or letters with marks above and below: kiosk, display and phone in their languages.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, flaws, smallTargets, smallTexts } from '#support/browser/browser';
import { callTicket, issue, Lobby, openCounter } from '#support/hubs/lobby';
import { officeOfManyLanguages } from '#support/offices/many-languages';
import { readCode } from '#support/browser/qr-code';

const LATIN = /^Atkinson Hyperlegible Next/;

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open('server.ts', {}, officeOfManyLanguages());
});
afterAll(() => lobby.close());

/** Left and right edges, in CSS pixels, of the first thing that is found. */
async function edges(page: Page, selector: string): Promise<{ left: number; right: number }> {
	const box = await page.locator(selector).first().boundingBox();
	if (box === null) throw new Error(`${selector} is not to be seen`);
	return { left: box.x, right: box.x + box.width };
}

/** The marks of a text from left to right as they stand on the screen. */
const asSeen = (page: Page, selector: string) =>
	page
		.locator(selector)
		.first()
		.evaluate((element) => {
			const text = element.firstChild;
			const marks = [...(text?.textContent ?? '')].map((mark, at) => {
				const range = document.createRange();
				if (text !== null) {
					range.setStart(text, at);
					range.setEnd(text, at + 1);
				}
				return { mark, left: range.getBoundingClientRect().left };
			});
			return marks
				.sort((one, other) => one.left - other.left)
				.map(({ mark }) => mark)
				.join('');
		});

/** Texts that leave the card, button or dialog they stand in, and parts of the page that are cut off. */
const spilled = (page: Page) =>
	page.evaluate(() => {
		const over: string[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let text = walker.nextNode(); text !== null; text = walker.nextNode()) {
			const card = text.parentElement?.closest(
				'.choice, .button, nav button, dialog, .notice, dl > div, .bring, main',
			);
			if (!card?.checkVisibility() || text.parentElement?.closest('.only-read-aloud') !== null) continue;
			const range = document.createRange();
			range.selectNodeContents(text);
			const room = card.getBoundingClientRect();
			for (const { left, right, top, bottom } of range.getClientRects()) {
				const out = Math.max(room.left - left, right - room.right, room.top - top, bottom - room.bottom);
				if (out > 1) over.push(`${text.textContent ?? ''} by ${String(out)}`);
			}
		}
		const parts = [
			...document.querySelectorAll('main, main section, main .body, main ul, main .missing, main .slot'),
		];
		const cut = parts.filter(
			({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
				scrollHeight > clientHeight + 1 || scrollWidth > clientWidth,
		);
		return [...over, ...cut.map(({ className }) => `${className} is cut off`)];
	});

/** The families that draw the page's texts; one that did not come with the page is marked as the machine's. */
async function familiesIn(page: Page): Promise<readonly string[]> {
	const cdp = await page.context().newCDPSession(page);
	await cdp.send('DOM.enable');
	await cdp.send('CSS.enable');
	const { root } = await cdp.send('DOM.getDocument', {});
	const { nodeIds } = await cdp.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' });
	const found = new Set<string>();
	for (const nodeId of nodeIds) {
		const { fonts } = await cdp.send('CSS.getPlatformFontsForNode', { nodeId });
		for (const { familyName, isCustomFont } of fonts) {
			found.add(isCustomFont ? familyName : `${familyName} of this machine`);
		}
	}
	return [...found].sort();
}

describeInBrowser('In an office of seven languages', [], (open) => {
	const kiosk = async (language: string) => {
		const page = await open(`${lobby.url}/kiosk`, { size: 'kiosk', before: (made) => made.clock.install() });
		await page.locator(`[data-step=welcome] button[lang="${language}"]`).click();
		await page.locator('[data-step=groups]').waitFor();
		return page;
	};

	test('each language is offered in its own script and its own direction', async () => {
		const page = await open(`${lobby.url}/kiosk`, { size: 'kiosk' });
		await page.locator('[data-step=welcome] li').first().waitFor();
		const cards = await page
			.locator('[data-step=welcome] li button')
			.evaluateAll((all) =>
				all.map(
					(one) => `${one.querySelector('strong')?.textContent ?? ''} ${getComputedStyle(one).direction}`,
				),
			);
		expect(cards).toEqual([
			'العربية rtl',
			'English ltr',
			'हिन्दी ltr',
			'தமிழ் ltr',
			'Tiếng Việt ltr',
			'Español ltr',
			'繁體中文 ltr',
		]);
		expect(await spilled(page)).toEqual([]);
		expect(await flaws(page)).toEqual([]);
	});

	test('an Arabic customer takes a ticket from right to left, and the number stays as it is called', async () => {
		const page = await kiosk('ar');
		const look = async (view: string) => {
			await page.waitForTimeout(250);
			expect(await flaws(page), view).toEqual([]);
			expect(await smallTexts(page, 28), view).toEqual([]);
			expect(await smallTargets(page, 88), view).toEqual([]);
		};
		const html = page.locator('html');
		expect([await html.getAttribute('lang'), await html.getAttribute('dir')]).toEqual(['ar', 'rtl']);
		const [tile, name, chevron] = [
			await edges(page, '.choice .tile'),
			await edges(page, '.choice .name'),
			await edges(page, '.choice > svg'),
		];
		expect(name.right).toBeLessThan(tile.left);
		expect(chevron.right).toBeLessThanOrEqual(name.left);
		expect(
			await page
				.locator('.choice > svg')
				.first()
				.evaluate((svg) => getComputedStyle(svg).scale),
		).toBe('-1 1');
		const help = await edges(page, 'nav .help');
		expect((await edges(page, 'nav button:last-child')).right).toBeLessThan(help.left);
		await look('groups');
		await page.locator('.choice').first().click();
		await page.locator('[data-step=services] .choice').first().click();
		await page.locator('.take button').waitFor();
		expect((await edges(page, '.take button')).right).toBeLessThan((await edges(page, 'footer button')).left);
		await look('confirm');
		await page.locator('.take button').click();
		await page.locator('[data-step=issued]').waitFor();
		const number = (await page.locator('header [data-number]').getAttribute('data-number')) ?? '';
		expect(number).toMatch(/^A\d{3}$/);
		expect((await edges(page, 'header .letter')).right).toBeLessThan(
			(await edges(page, 'header .digits')).left,
		);
		expect(await asSeen(page, 'header .digits')).toBe(number.slice(1));
		await page.clock.fastForward(7_000);
		await page.locator('[data-paper=missing]').waitFor();
		await look('no paper');
		const code = await readCode(page.locator('[data-address]'));
		const guest = await lobby.device('display');
		const ticket = code?.split('/ticket/')[1] ?? '';
		expect(await guest.must('lookAtTicket', { ticket })).toMatchObject({ number, language: 'ar' });
	}, 60_000);

	test.each(['ar', 'hi', 'ta', 'vi'])(
		'in %s nothing leaves its card or the screen, in no view and in neither size of text',
		async (language) => {
			const page = await kiosk(language);
			const look = async (view: string) => expect.poll(() => spilled(page), { message: view }).toEqual([]);
			const inBothSizes = async (view: string) => {
				await look(view);
				await page.locator('nav button').nth(1).click();
				await look(`${view}, larger text`);
			};
			await inBothSizes('groups');
			await page.locator('.choice').first().click();
			await inBothSizes('services');
			await page.locator('.choice').first().click();
			await inBothSizes('confirm');
			await page.locator('nav .help').click();
			await page.locator('dialog[open] .actions button').waitFor();
			await look('help');
			await page.locator('dialog[open] .actions button').click();
			await page.locator('.take button').click();
			await page.locator('[data-paper=printing]').waitFor();
			await inBothSizes('printing');
			await page.clock.fastForward(7_000);
			await page.locator('[data-paper=missing]').waitFor();
			await inBothSizes('no paper');
			const drawn = (await familiesIn(page)).filter((family) => !LATIN.test(family));
			expect(drawn).toEqual([
				{ ar: 'Noto Sans Arabic', hi: 'Noto Sans Devanagari', ta: 'Noto Sans Tamil', vi: 'Noto Sans' }[
					language
				],
			]);
		},
		60_000,
	);

	test('the display is read from the right, with all languages side by side and every number as on paper', async () => {
		const { ticket, number } = await issue(await lobby.device('kiosk'), 'city-id', 'ar');
		await issue(await lobby.device('kiosk'), 'pay-bill', 'hi');
		const wei = await lobby.staff('wei');
		await openCounter(wei, 'counter-3');
		await callTicket(wei, 'counter-3', ticket);
		const page = await open(`${lobby.url}/display`, { size: 'display' });
		await page.locator(`[data-now="${number}"] .breath`).waitFor();
		expect((await edges(page, '.aside')).right).toBeLessThan((await edges(page, '[data-now]')).left);
		expect((await edges(page, '[data-now] .letter')).right).toBeLessThan(
			(await edges(page, '[data-now] .digits')).left,
		);
		expect(await asSeen(page, '[data-now] .digits')).toBe(number.slice(1));
		const counter = page.locator('.counter [lang]');
		expect(
			await counter.evaluateAll((all) =>
				all.map((one) => `${one.getAttribute('lang') ?? ''} ${getComputedStyle(one).direction}`),
			),
		).toEqual(['ar rtl', 'en ltr', 'hi ltr', 'ta ltr', 'vi ltr', 'es ltr', 'zh-Hant ltr']);
		expect((await edges(page, '.counter strong')).right).toBeLessThan(
			(await edges(page, '.counter svg')).left,
		);
		const inside = async (part: string, whole: string) => {
			const [one, other] = [await page.locator(part).boundingBox(), await page.locator(whole).boundingBox()];
			if (one === null || other === null) throw new Error(`${part} or ${whole} is not to be seen`);
			expect(one.y + 1, part).toBeGreaterThan(other.y);
			expect(one.y + one.height, part).toBeLessThan(other.y + other.height + 1);
			expect(one.x + 1, part).toBeGreaterThan(other.x);
			expect(one.x + one.width, part).toBeLessThan(other.x + other.width + 1);
		};
		await inside('[data-now] h2 .words', '.top');
		await inside('[data-now] .number > .breath', '.top');
		await inside('.counter .label', '.counter');
		await inside('.counter strong', '.counter');
		await inside('.aside > section:last-child > ul', '.aside');
		await inside('.aside > section:first-child', '.aside');
		await page.waitForTimeout(300);
		expect(await flaws(page)).toEqual([]);
		expect(await smallTexts(page, 28)).toEqual([]);
		expect(await familiesIn(page)).not.toContainEqual(expect.stringContaining('of this machine'));
	});

	test('an Arabic ticket’s page is read from the right and fetches the letters of no other script', async () => {
		const { ticket, number } = await issue(await lobby.device('kiosk'), 'parking-permit', 'ar');
		const fetched: string[] = [];
		const page = await open(`${lobby.url}/ticket/${ticket}`, {
			size: 'phone',
			before: (made) => {
				made.on('request', (request) => fetched.push(request.url()));
				return made.clock.install();
			},
		});
		await page.getByText('رقمكم').waitFor();
		expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
		expect((await edges(page, 'li strong')).right).toBeLessThan((await edges(page, 'li svg')).left);
		expect(await asSeen(page, '.digits')).toBe(number.slice(1));
		expect(await flaws(page)).toEqual([]);
		const rosa = await lobby.staff('rosa');
		await openCounter(rosa, 'counter-2');
		await callTicket(rosa, 'counter-2', ticket);
		await page.clock.fastForward(5_000);
		await page.getByText('يُرجى التوجه إلى الشباك').waitFor({ timeout: 6_500 });
		expect(await page.locator('.go svg').evaluate((svg) => getComputedStyle(svg).scale)).toBe('-1 1');
		expect(await flaws(page)).toEqual([]);
		expect(await smallTargets(page, 48)).toEqual([]);
		const fonts = fetched
			.filter((url) => /\.woff2?$/.test(url))
			.map((url) => /noto-sans(-[a-z]+)?/.exec(url)?.[0]);
		expect(new Set(fonts.filter((font) => font !== undefined))).toEqual(new Set(['noto-sans-arabic']));
	});

	test('whoever reads English fetches no other letters at all', async () => {
		const { ticket } = await issue(await lobby.device('kiosk'), 'information', 'en');
		const fetched: string[] = [];
		const page = await open(`${lobby.url}/ticket/${ticket}`, {
			size: 'phone',
			before: (made) => Promise.resolve(void made.on('request', (request) => fetched.push(request.url()))),
		});
		await page.getByText('Your number').waitFor();
		await page.evaluate(() => document.fonts.ready.then(() => undefined));
		expect(fetched.filter((url) => url.includes('noto-'))).toEqual([]);
		expect(fetched.filter((url) => url.includes('.woff2'))).not.toEqual([]);
	});
});
