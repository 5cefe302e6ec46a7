// The lobby display: calls at once and audibly, never anything about a person, and never an old board as a live one.
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeInBrowser, firstSeen, flaws, smallTexts } from '#support/browser/browser';
import { callTicket, done, issue, Lobby, openCounter } from '#support/hubs/lobby';
import type { HubClient } from '#support/hubs/hub-client';

let lobby: Lobby;
let kiosk: HubClient;
let rosa: HubClient;
beforeAll(async () => {
	lobby = await Lobby.open();
	kiosk = await lobby.device('kiosk');
	rosa = await lobby.staff('rosa');
	await openCounter(rosa, 'counter-3');
});
afterAll(() => lobby.close());

/** A customer is called to counter 3 and served, so that the counter is free again. */
async function callOne(service = 'pay-bill'): Promise<{ number: string; ticket: string }> {
	const { ticket, number } = await issue(kiosk, service);
	await callTicket(rosa, 'counter-3', ticket);
	await done(rosa, { type: 'ServeTicket', ticket });
	await done(rosa, { type: 'FinishTicket', ticket, outcome: 'answered' });
	return { number, ticket };
}

const now = (page: Page, number: string) => page.locator(`[data-now="${number}"]`);

describeInBrowser('The display', [], (open) => {
	const display = (before?: (page: Page) => Promise<void>) =>
		open(`${lobby.url}/display`, { size: 'display', ...(before === undefined ? {} : { before }) });
	const board = async (before?: (page: Page) => Promise<void>) => {
		const page = await display(before);
		await page.locator('[data-sequence]').waitFor();
		return page;
	};

	test('A call is on the display within a second, with its number and its counter', async () => {
		const page = await board();
		const { ticket, number } = await issue(kiosk, 'pay-bill');
		const seen = await firstSeen(page, `[data-now="${number}"]`);
		const calledAt = Date.now();
		await callTicket(rosa, 'counter-3', ticket);
		expect((await seen()) - calledAt).toBeLessThan(1_000);
		expect(await now(page, number).locator('strong').textContent()).toBe('3');
		await done(rosa, { type: 'ServeTicket', ticket });
		await done(rosa, { type: 'FinishTicket', ticket, outcome: 'answered' });
	});

	test('A network that lets no WebSocket through does not keep the display from being live', async () => {
		const page = await board(async (made) => {
			await made.addInitScript(() => {
				const { WebSocket: Real } = globalThis;
				// As a proxy has it that knows no upgrade: nobody listens where the socket wants to go.
				class Nowhere extends Real {
					constructor() {
						super('ws://127.0.0.1:9/');
					}
				}
				Object.assign(globalThis, { WebSocket: Nowhere });
			});
		});
		await page.locator('main:not(.stale) .board').waitFor({ timeout: 10_000 });
		const { number } = await callOne();
		await now(page, number).waitFor();
	});

	test('Earlier calls stay to be seen, newest first', async () => {
		const page = await board();
		const first = await callOne();
		const second = await callOne();
		const third = await callOne();
		await now(page, third.number).waitFor();
		const before = page.locator('ol [data-number]');
		expect(await before.nth(0).getAttribute('data-number')).toBe(second.number);
		expect(await before.nth(1).getAttribute('data-number')).toBe(first.number);
	});

	test('It says that sound is blocked until somebody touches the screen, and then rings for a call', async () => {
		const supervisor = await lobby.staff('grace');
		const told = new Promise((heard) =>
			supervisor.socket.on('deviceHealth', (devices) => {
				if (devices.some((one) => one.troubles.includes('sound-blocked'))) heard(true);
			}),
		);
		await supervisor.must('watch', { audience: 'floor', after: null, run: null });
		const page = await display(async (made) => {
			await made.addInitScript(() => {
				const notes: number[] = [];
				Object.assign(globalThis, { notes });
				const start = OscillatorNode.prototype.start;
				OscillatorNode.prototype.start = function (when) {
					notes.push(this.frequency.value);
					start.call(this, when);
				};
			});
		});
		// Playwright's own questions count as a touch of the screen; these do not.
		const browser = await page.context().newCDPSession(page);
		const ask = async (expression: string) => {
			const { result } = await browser.send('Runtime.evaluate', { expression, returnByValue: true });
			return result.value as unknown;
		};
		const blocked = () => ask("document.querySelectorAll('[data-sound=blocked]').length");
		const notes = () => ask('notes.length');
		const shown = () => ask("document.querySelector('[data-now]')?.dataset.now");
		await expect.poll(blocked, { timeout: 5_000 }).toBe(1);
		const silent = await callOne();
		await expect.poll(shown).toBe(silent.number);
		expect(await notes()).toBe(0);
		await told;
		await page.mouse.click(900, 500);
		await expect.poll(blocked).toBe(0);
		const loud = await callOne();
		await expect.poll(shown).toBe(loud.number);
		await expect.poll(notes).toBe(4);
	});

	test('Nothing that reaches the display names a person, a visit or a ticket', async () => {
		const heard: string[] = [];
		const page = await display(async (made) => {
			made.on('websocket', (socket) =>
				socket.on('framereceived', ({ payload }) => heard.push(String(payload))),
			);
			await Promise.resolve();
		});
		await page.locator('[data-sequence]').waitFor();
		// The demo's greeting offers everybody its accounts; what a display is told begins when it watches.
		const greeted = heard.length;
		const { number, ticket } = await callOne();
		await now(page, number).waitFor();
		const told = heard.slice(greeted).join('\n');
		const text = (await page.locator('body').textContent()) ?? '';
		expect(told).toContain(number);
		for (const secret of [ticket, ticket.split('.')[0] ?? '', 'Rosa', 'Delgado', 'rosa']) {
			expect(told).not.toContain(secret);
			expect(text).not.toContain(secret);
		}
	});

	test('The board is free of what axe calls a violation, and nothing on it is small', async () => {
		const page = await board();
		await issue(kiosk, 'property-tax');
		await now(page, (await callOne('city-id')).number).waitFor();
		await page.waitForTimeout(400);
		expect(await flaws(page)).toEqual([]);
		expect(await smallTexts(page, 28)).toEqual([]);
	});

	test('More services than fit are shown in pages that change calmly', async () => {
		for (const service of ['property-tax', 'parking-permit', 'city-id', 'certificates', 'information']) {
			await issue(kiosk, service);
		}
		const page = await board((made) => made.clock.install());
		const names = () => page.locator('.aside ul .name').allTextContents();
		await expect.poll(async () => (await names()).length).toBe(3);
		const first = await names();
		await page.clock.fastForward(12_500);
		await expect.poll(names).not.toEqual(first);
		expect((await names()).some((name) => first.includes(name))).toBe(false);
		const cut = await page
			.locator('main, .aside section, .aside li')
			.evaluateAll((parts) => parts.filter((part) => part.scrollHeight > part.clientHeight + 1).length);
		expect(cut).toBe(0);
	});

	test('A call does not move for those who asked for less motion', async () => {
		const page = await open(`${lobby.url}/display`, {
			size: 'display',
			context: { reducedMotion: 'reduce' },
		});
		await now(page, (await callOne()).number).waitFor();
		const times = await page
			.locator('.call, .breath')
			.evaluateAll((all) => all.map((one) => getComputedStyle(one).animationDuration));
		for (const time of times) expect(parseFloat(time)).toBeLessThanOrEqual(0.001);
	});

	test('A display that lost its hub says so within five seconds, and heals alone', async () => {
		const page = await board();
		const { number } = await callOne();
		await now(page, number).waitFor();
		const seen = await firstSeen(page, '[data-stale]');
		const killedAt = Date.now();
		await lobby.kill();
		expect((await seen()) - killedAt).toBeLessThan(5_000);
		expect(await page.locator('[data-stale]').textContent()).toMatch(/Not live since \d/);
		await expect
			.poll(async () => Number(await page.locator('main').evaluate((main) => getComputedStyle(main).opacity)))
			.toBeLessThan(0.5);
		expect(await page.locator('time.clock').count()).toBe(0);
		expect(await flaws(page)).toEqual([]);
		await lobby.start();
		await page.locator('[data-stale]').waitFor({ state: 'detached', timeout: 15_000 });
		expect(await now(page, number).count()).toBe(1);
		kiosk = await lobby.device('kiosk');
		rosa = await lobby.staff('rosa');
		await openCounter(rosa, 'counter-3');
		await now(page, (await callOne()).number).waitFor();
	}, 60_000);
});
