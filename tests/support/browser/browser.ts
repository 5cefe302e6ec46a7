// Opens the screens in Chromium at their real sizes; where there is none, tests say so and are skipped.
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import { SIZES } from '#support/browser/browser-sizes';
import { findChromium } from '#support/browser/chromium';

const path = findChromium();
const QUIET = [
	'--no-sandbox',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

interface OpenOptions {
	readonly size: keyof typeof SIZES;
	readonly context?: BrowserContextOptions;
	/** Runs after the page is made and before it goes anywhere. */
	readonly before?: (page: Page) => Promise<void>;
}
export type Open = (url: string, options: OpenOptions) => Promise<Page>;

/** A group of tests with one browser; each `open` is a person's own browser, with nothing remembered. */
export function describeInBrowser(name: string, args: readonly string[], tests: (open: Open) => void): void {
	if (path === null) {
		describe.skip(`${name} (skipped: no Chromium here; name one by ROTUNDA_CHROMIUM)`, () => tests(nobody));
		return;
	}
	describe(name, () => {
		let browser: Browser | null = null;
		const opened: BrowserContext[] = [];
		beforeAll(async () => {
			browser = await chromium.launch({ executablePath: path, args: [...QUIET, ...args] });
		});
		afterAll(() => browser?.close());
		afterEach(async () => {
			for (const context of opened.splice(0)) await context.close();
		});
		tests(async (url, { size, context, before }) => {
			if (browser === null) throw new Error('the browser is not open');
			const made = await browser.newContext({ viewport: SIZES[size], ...context });
			opened.push(made);
			const page = await made.newPage();
			await before?.(page);
			await page.goto(url);
			return page;
		});
	});
}

const nobody: Open = () => Promise.reject(new Error('there is no browser'));

/** What axe finds wrong in the page as it stands, a line each. */
export async function flaws(page: Page): Promise<readonly string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.map(
		({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`,
	);
}

/** Visible text smaller than `least` CSS pixels, with its size. */
export function smallTexts(page: Page, least: number): Promise<readonly string[]> {
	return page.evaluate((smallest) => {
		const found: string[] = [];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
			const text = node.textContent?.trim() ?? '';
			const element = node.parentElement;
			if (text === '' || element === null || !element.checkVisibility()) continue;
			if (element.closest('.only-read-aloud, script, style, dialog:not([open])') !== null) continue;
			const size = parseFloat(getComputedStyle(element).fontSize);
			if (size < smallest) found.push(`${text} (${String(size)}px)`);
		}
		return found;
	}, least);
}

/** Visible controls that are lower than `least` CSS pixels. */
export function smallTargets(page: Page, least: number): Promise<readonly string[]> {
	return page.evaluate((smallest) => {
		const controls = [...document.querySelectorAll('button, a[href], input, select')];
		return controls
			.filter((control) => control.checkVisibility())
			.map((control) => ({ control, box: control.getBoundingClientRect() }))
			.filter(({ box }) => Math.min(box.height, box.width) < smallest)
			.map(
				({ control, box }) =>
					`${control.textContent?.trim() ?? ''} (${String(box.width)} x ${String(box.height)})`,
			);
	}, least);
}

/** When something first is on the page, ms since 1970, told by the page itself: asking from outside takes its time. */
export async function firstSeen(page: Page, selector: string): Promise<() => Promise<number>> {
	const key = `seen ${selector}`;
	await page.evaluate(
		([wanted, name]) => {
			const store = globalThis as unknown as Record<string, number>;
			const look = () => {
				if (document.querySelector(wanted) !== null) store[name] ??= Date.now();
			};
			new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
			look();
		},
		[selector, key] as const,
	);
	return async () => {
		await page.locator(selector).first().waitFor({ timeout: 10_000 });
		return page.evaluate((name) => (globalThis as unknown as Record<string, number>)[name] ?? Infinity, key);
	};
}
