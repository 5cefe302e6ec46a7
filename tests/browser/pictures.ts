// `npm run pictures`: starts the demo, fills its lobby, and takes the pictures of the README from the real screens.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { freePort } from '#start/free-port';
import type { CounterId, DeviceId, ServiceId, TicketId } from '#domain/ids';
import type { Need } from '#domain/visit';
import { SIZES } from '#support/browser/browser-sizes';
import { findChromium } from '#support/browser/chromium';
import { HubClient } from '#support/hubs/hub-client';
import { done } from '#support/hubs/lobby';
import { signIn } from '#support/browser/staff-screens';

const root = join(import.meta.dirname, '../..');
const pictures = join(root, 'static', 'pictures');
/** As wide as a README shows them on a dense screen. */
const WIDTH = 960;

async function keep(name: string, png: Buffer): Promise<void> {
	const image = await loadImage(png);
	const width = Math.min(WIDTH, image.width);
	const canvas = createCanvas(width, Math.round((image.height * width) / image.width));
	canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height);
	writeFileSync(join(pictures, `${name}.webp`), await canvas.encode('webp', 88));
	console.log(`static/pictures/${name}.webp`);
}

async function open(browser: Browser, url: string, size: keyof typeof SIZES): Promise<Page> {
	const context = await browser.newContext({ viewport: SIZES[size] });
	const page = await context.newPage();
	await page.goto(url);
	return page;
}

async function staff(url: string, name: string): Promise<HubClient> {
	const guest = await HubClient.connect(url, null);
	const { demo } = await guest.must('hello', {});
	if (demo === null) throw new Error('this is not the demo');
	const { token } = await guest.must('signIn', { office: demo.office, name, password: demo.password });
	guest.close();
	return HubClient.connect(url, token);
}

/** A morning's crowd: several services, languages and needs. */
async function fill(floor: HubClient): Promise<readonly TicketId[]> {
	const crowd: readonly [service: string, language: string, needs: readonly Need[]][] = [
		['pay-bill', 'en', []],
		['city-id', 'es', ['wheelchair']],
		['parking-permit', 'zh-Hant', ['interpreter']],
		['certificates', 'en', []],
		['pay-bill', 'en', []],
		['property-tax', 'en', ['seat']],
		['information', 'vi', []],
		['city-id', 'ar', ['interpreter']],
		['business-registration', 'en', []],
		['pay-bill', 'zh-Hant', []],
		['report-problem', 'en', []],
	];
	const tickets: TicketId[] = [];
	for (const [service, language, needs] of crowd) {
		const made = await done(floor, {
			type: 'IssueTicket',
			services: [service as ServiceId],
			language,
			needs,
			priority: 'normal',
			channel: 'floor',
			printer: tickets.length === 0 ? ('printer-1' as DeviceId) : null,
		});
		if (made.ticket !== undefined) tickets.push(made.ticket);
	}
	return tickets;
}

async function serve(client: HubClient, counter: string): Promise<void> {
	await done(client, { type: 'OpenCounter', counter: counter as CounterId, takeOver: true });
	await done(client, { type: 'CallNext', counter: counter as CounterId });
}

async function takeAll(browser: Browser, url: string): Promise<void> {
	const floor = await staff(url, 'tomas');
	await fill(floor);
	await serve(await staff(url, 'wei'), 'counter-2');

	const kiosk = await open(browser, `${url}/kiosk`, 'kiosk');
	await kiosk.locator('[data-step=welcome] button[lang=en]').click();
	await kiosk.locator('[data-step=groups]').waitFor();
	await delay(400);
	await keep('kiosk', await kiosk.screenshot());

	const display = await open(browser, `${url}/display`, 'display');
	await display.locator('[data-number]').first().waitFor();
	await display.mouse.click(5, 5);
	const station = await open(browser, `${url}/station`, 'desk');
	await signIn(station, /Rosa/);
	await station.getByRole('button', { name: /3/ }).first().click();
	await station.getByRole('button', { name: /next/i }).first().waitFor();
	await station.keyboard.press('n');
	await station.keyboard.press('s');
	await delay(1500);
	await station.keyboard.press('s');
	await delay(1500);
	await keep('station', await station.screenshot());
	await keep('display', await display.screenshot());

	const place = { kind: 'counter', id: 'counter-3' as CounterId } as const;
	await done(await staff(url, 'rosa'), { type: 'RequestHelp', place });
	const tablet = await open(browser, `${url}/floor`, 'tablet');
	await signIn(tablet, /Tomás/);
	await tablet.getByText('Help at counter 3').waitFor();
	await delay(800);
	await keep('floor', await tablet.screenshot());

	const setup = await open(browser, `${url}/setup`, 'desk');
	await signIn(setup, /Inés/);
	await setup.locator('[data-section=services]').click();
	await setup.locator('[data-entry=city-id]').click();
	await delay(1500);
	await keep('setup', await setup.screenshot());

	const printer = await open(browser, `${url}/virtual/printer`, 'desk');
	const paper = printer.locator('img').first();
	await paper.waitFor();
	await delay(800);
	await keep(
		'paper',
		Buffer.from(await (await fetch(new URL((await paper.getAttribute('src')) ?? '', url))).arrayBuffer()),
	);
}

async function started(url: string, demo: ChildProcess): Promise<void> {
	for (let tries = 0; tries < 600; tries += 1) {
		if (demo.exitCode !== null) throw new Error('the demo ended instead of starting');
		const answer = await fetch(`${url}/healthz`).catch(() => null);
		if (answer?.ok === true) return;
		await delay(200);
	}
	throw new Error('the demo did not start within two minutes');
}

const executablePath = findChromium();
if (executablePath === null) throw new Error('no Chromium here: apt-get install chromium');
const data = mkdtempSync(join(tmpdir(), 'rotunda-pictures-'));
const port = await freePort();
const url = `http://127.0.0.1:${String(port)}`;
const demo = spawn(process.execPath, [join(root, 'src', 'start', 'launch.ts')], {
	env: { ...process.env, PORT: String(port), ROTUNDA_DATA: data },
	stdio: ['ignore', 'ignore', 'inherit'],
});
const ended = new Promise((resolve) => demo.once('exit', resolve));
try {
	await started(url, demo);
	const browser = await chromium.launch({
		executablePath,
		args: ['--no-sandbox', '--disable-background-networking'],
	});
	await takeAll(browser, url);
	await browser.close();
} finally {
	demo.kill('SIGTERM');
	await ended;
	rmSync(data, { recursive: true, force: true });
}
process.exit(0);
