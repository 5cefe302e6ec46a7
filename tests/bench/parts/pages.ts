// What a screen costs before somebody can use it: compressed script, and the time on a machine slowed four times.
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { SIZES } from '#support/browser/browser-sizes';
import { findChromium } from '#support/browser/chromium';
import { issue, Lobby } from '#support/hubs/lobby';
import { signIn } from '#support/browser/staff-screens';
import { progress } from '../lobby/bench-lobby.ts';
import { figure, median } from '../figures.ts';
import type { Figure } from '../figures.ts';

const ROUNDS = 9;
const QUICK_ROUNDS = 3;
const SLOWED = 4;
/** Somebody has to wait, or there is nobody to call next. */
const WAITING = 12;
const PATIENCE_MS = 30_000;

interface Screen {
	readonly name: 'kiosk' | 'display' | 'station';
	readonly size: keyof typeof SIZES;
	/** The first thing that somebody can act on, or can see to be live. */
	readonly usable: string;
	/** What only the first visit of a browser asks for: the device is paired, somebody signs in and sits down. */
	readonly enter: (page: Page) => Promise<void>;
}

const SCREENS: readonly Screen[] = [
	{
		name: 'kiosk',
		size: 'kiosk',
		usable: '[data-step=welcome] main button[lang]',
		enter: () => Promise.resolve(),
	},
	{
		name: 'display',
		size: 'display',
		usable: 'main:not(.stale) .board',
		enter: () => Promise.resolve(),
	},
	{
		name: 'station',
		size: 'desk',
		usable: '[data-ready=true] [data-step=next]:enabled',
		enter: async (page) => {
			await signIn(page, /Rosa/);
			await page.locator('[data-counter=counter-1]').click();
		},
	},
];

/** What one load came to; bytes of script as they were sent. */
interface Load {
	readonly bytes: number;
	readonly ms: number;
}

/** A browser that knows the screen's token from an earlier day and nothing else: every load is the first of its process. */
class Visitor {
	readonly #browser: Browser;
	readonly #screen: Screen;
	readonly #url: string;
	readonly #kept: Kept;

	private constructor(browser: Browser, screen: Screen, url: string, kept: Kept) {
		this.#browser = browser;
		this.#screen = screen;
		this.#url = url;
		this.#kept = kept;
	}

	static async enter(browser: Browser, hub: string, screen: Screen): Promise<Visitor> {
		const url = `${hub}/${screen.name}`;
		const page = await browser.newPage({ viewport: SIZES[screen.size] });
		page.setDefaultTimeout(PATIENCE_MS);
		await page.goto(url);
		await screen.enter(page);
		await page.locator(screen.usable).first().waitFor();
		const kept = await page.evaluate(() => ({ local: { ...localStorage }, session: { ...sessionStorage } }));
		await page.close();
		return new Visitor(browser, screen, url, kept);
	}

	async load(): Promise<Load> {
		const page = await this.#browser.newPage({ viewport: SIZES[this.#screen.size] });
		try {
			await page.addInitScript(remember, this.#kept);
			const ms = await usableAfter(page, this.#url, this.#screen.usable);
			const { bytes, plain } = await page.evaluate(scriptUntil, ms);
			if (plain.length > 0) throw new Error(`sent without compression: ${plain.join(', ')}`);
			if (bytes === 0) throw new Error(`${this.#url} was usable without any script`);
			return { bytes, ms };
		} finally {
			await page.close();
		}
	}
}

/** The limit: a page of one button that one line of script makes, in a browser as fresh and as slow. */
async function loadBarePage(browser: Browser, hub: string): Promise<number> {
	const page = await browser.newPage({ viewport: SIZES.desk });
	try {
		const url = `${hub}/bare`;
		const body = `<!doctype html><title>Bare</title><body><script>document.body.innerHTML = '<button>Next</button>'</script>`;
		await page.route(url, (route) => route.fulfill({ body, contentType: 'text/html' }));
		return await usableAfter(page, url, 'button');
	} finally {
		await page.close();
	}
}

/** Milliseconds from the beginning of the navigation, by the page's own clock, until the thing is on the glass. */
async function usableAfter(page: Page, url: string, usable: string): Promise<number> {
	page.setDefaultTimeout(PATIENCE_MS);
	await page.addInitScript(noteUsable, usable);
	const browser = await page.context().newCDPSession(page);
	await browser.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
	await page.goto(url, { waitUntil: 'commit' });
	await page.waitForFunction(() => 'usableAt' in globalThis);
	return page.evaluate(() => (globalThis as unknown as { readonly usableAt: number }).usableAt);
}

interface Kept {
	readonly local: Readonly<Record<string, string>>;
	readonly session: Readonly<Record<string, string>>;
}

/** In the page, before anything of it runs. */
function remember({ local, session }: Kept): void {
	for (const [key, value] of Object.entries(local)) localStorage.setItem(key, value);
	for (const [key, value] of Object.entries(session)) sessionStorage.setItem(key, value);
}

/** In the page, before anything of it runs: when the thing was first on the glass, in ms since the navigation began. */
function noteUsable(selector: string): void {
	let seen = false;
	const watch = new MutationObserver(() => {
		if (seen || document.querySelector(selector)?.checkVisibility() !== true) return;
		seen = true;
		watch.disconnect();
		// The frame with it is drawn before the task that follows that frame.
		requestAnimationFrame(() => {
			const { port1, port2 } = new MessageChannel();
			port1.onmessage = () => Object.assign(globalThis, { usableAt: performance.now() });
			port2.postMessage(null);
		});
	});
	watch.observe(document, { subtree: true, childList: true, attributes: true });
}

/** In the page: every script that was asked for until then. Those too small to gain by it may come as they are. */
function scriptUntil(usableAt: number): { readonly bytes: number; readonly plain: readonly string[] } {
	const WORTH_COMPRESSING = 1_000;
	const scripts = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
		({ name, startTime }) => new URL(name).pathname.endsWith('.js') && startTime < usableAt,
	);
	return {
		bytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
		plain: scripts
			.filter((one) => one.decodedBodySize > WORTH_COMPRESSING && one.encodedBodySize >= one.decodedBodySize)
			.map(({ name }) => name),
	};
}

export async function pages(wanted: (name: string) => boolean, isQuick: boolean): Promise<Figure[]> {
	const executablePath = findChromium();
	if (executablePath === null) {
		progress('pages: not measured, there is no Chromium here (ROTUNDA_CHROMIUM names one)');
		return [];
	}
	const lobby = await Lobby.open();
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	try {
		const kiosk = await lobby.device('kiosk');
		for (let made = 0; made < WAITING; made += 1) await issue(kiosk, 'city-id');
		const figures: Figure[] = [];
		for (const screen of SCREENS) {
			const { name } = screen;
			if (!wanted(`page-script-${name}`) && !wanted(`page-usable-${name}`)) continue;
			figures.push(...(await measured(browser, lobby.url, screen, isQuick ? QUICK_ROUNDS : ROUNDS)));
		}
		return figures;
	} finally {
		await browser.close();
		await lobby.close();
	}
}

async function measured(browser: Browser, hub: string, screen: Screen, rounds: number): Promise<Figure[]> {
	const visitor = await Visitor.enter(browser, hub, screen);
	const loads: Load[] = [];
	const bare: number[] = [];
	for (let round = 0; round <= rounds; round += 1) {
		progress(`pages, ${screen.name}: round ${String(round)} of ${String(rounds)}`);
		const [limit, load] = [await loadBarePage(browser, hub), await visitor.load()];
		// The first round wakes the hub and the browser.
		if (round === 0) continue;
		bare.push(limit);
		loads.push(load);
	}
	const kilobytes = median(loads.map(({ bytes }) => bytes)) / 1000;
	const ms = median(loads.map((load) => load.ms));
	return [
		figure(`page-script-${screen.name}`, kilobytes, 'KB', null),
		figure(`page-usable-${screen.name}`, ms, 'ms', median(bare)),
	];
}
