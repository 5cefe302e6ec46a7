// The browser as the deploy kit starts it: nothing that fingers do leads out of the kiosk, and it waits for a hub that is not there yet.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { describeInBrowser } from '#support/browser/browser';
import { Lobby } from '#support/hubs/lobby';
import { freePort } from '../replay/own-hub.ts';

const SCREEN = join(import.meta.dirname, '..', '..', 'hardware', 'deploy', 'screen');
/** Tests have no X server; everything else as on the kiosk. */
const FLAGS = readFileSync(join(SCREEN, 'flags'), 'utf8')
	.trim()
	.split('\n')
	.filter((flag) => !flag.startsWith('--ozone-platform'));
const PLAIN =
	'data:text/html,<title>plain</title><p style="font-size:40px">A page that does nothing against it';

const scaleOf = (page: Page) => page.evaluate(() => visualViewport?.scale ?? NaN);

/** A pinch as the browser makes it of a touchpad or a screen. @returns how much larger the page is seen then */
async function pinch(page: Page): Promise<number> {
	const devtools = await page.context().newCDPSession(page);
	await devtools.send('Input.synthesizePinchGesture', {
		x: 400,
		y: 600,
		scaleFactor: 2,
		gestureSourceType: 'mouse',
	});
	return scaleOf(page);
}

/** Two fingers that spread, as the page itself hears them. @returns how much larger the page is seen then */
async function spread(page: Page): Promise<number> {
	const devtools = await page.context().newCDPSession(page);
	const fingers = (apart: number) => [
		{ x: 500 - apart, y: 600, id: 0 },
		{ x: 500 + apart, y: 600, id: 1 },
	];
	await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(60) });
	for (let apart = 80; apart <= 300; apart += 20)
		await devtools.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) });
	await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
	return scaleOf(page);
}

describeInBrowser('A browser without the flags of the kit', [], (open) => {
	test('can be pinched, and a plain page with two fingers too: that is what the kit is for', async () => {
		const page = await open(PLAIN, { size: 'kiosk', context: { hasTouch: true } });
		expect(await pinch(page)).toBeGreaterThan(1.5);
		await page.goto(PLAIN);
		expect(await spread(page)).toBeGreaterThan(1.5);
	});
});

describeInBrowser('The browser with the flags of the kit', FLAGS, (open) => {
	let lobby: Lobby;
	beforeAll(async () => {
		lobby = await Lobby.open();
	});
	afterAll(() => lobby.close());

	test('cannot be pinched on any page', async () => {
		const page = await open(PLAIN, { size: 'kiosk', context: { hasTouch: true } });
		expect(await pinch(page)).toBe(1);
	});

	test('shows no menu on the kiosk, lets nothing be dragged and nothing be marked', async () => {
		const page = await open(`${lobby.url}/kiosk`, { size: 'kiosk', context: { hasTouch: true } });
		await page.locator('[data-step=welcome] button[lang=en]').waitFor();
		expect(await spread(page)).toBe(1);
		await page.evaluate(() => {
			const seen: Record<string, boolean> = {};
			Object.assign(globalThis, { seen });
			for (const name of ['contextmenu', 'dragstart', 'gesturestart'])
				addEventListener(name, (event) => (seen[name] = event.defaultPrevented));
		});
		await page.mouse.click(300, 300, { button: 'right' });
		await page.evaluate(() => {
			for (const name of ['dragstart', 'gesturestart'])
				document.body.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
		});
		const seen = await page.evaluate(() => (globalThis as unknown as { seen: object }).seen);
		expect(seen).toEqual({ contextmenu: true, dragstart: true, gesturestart: true });
		await page.keyboard.press('Control+A');
		expect(await page.evaluate(() => getSelection()?.toString().trim())).toBe('');
	});

	test('waits for a hub that is not there yet, and goes on by itself when it answers', async () => {
		const port = await freePort();
		const hub = `http://127.0.0.1:${String(port)}`;
		const waiting = pathToFileURL(join(SCREEN, 'waiting.html')).href;
		const page = await open(`${waiting}?to=${hub}/kiosk`, { size: 'kiosk' });
		await page.getByText('One moment, please.').waitFor();
		await page.waitForTimeout(500);
		expect(page.url()).toContain('waiting.html');
		const server = createServer((_request, response) => response.end('<p>the kiosk</p>'));
		await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
		onTestFinished(() => {
			server.closeAllConnections();
			server.close();
		});
		await page.waitForURL(`${hub}/kiosk`, { timeout: 10_000 });
	});
});
