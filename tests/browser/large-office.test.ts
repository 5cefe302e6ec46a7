// A kiosk and a display in an office of many services with long names, in a language of its own.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { GroupId, ServiceId } from '#domain/ids';
import type { Office } from '#domain/office';
import { DEMO_PRINTER, demoOffice } from '#store/demo/demo-office';
import { describeInBrowser } from '#support/browser/browser';
import { issue, Lobby } from '#support/hubs/lobby';

const LETTERS = [...'ABCDEFGHJKLMNP'];
const LONG = 'Rejestracja pojazdów sprowadzonych z zagranicy i wtórniki dowodów';

/** Each service is a group of its own, as in the district offices of Warsaw. */
function largeOffice(): Office {
	const demo = demoOffice(DEMO_PRINTER);
	const [service] = demo.services;
	if (service === undefined) throw new Error('the demo offers nothing');
	const name = (letter: string, at: number) => ({
		pl: at % 2 === 0 ? `${letter}: ${LONG}` : `${letter}: Kasa`,
	});
	return {
		...demo,
		name: { pl: 'Urząd Dzielnicy' },
		languages: ['pl'],
		groups: LETTERS.map((letter, at) => ({
			id: `g-${letter}` as GroupId,
			letter,
			colour: at % 8,
			name: { pl: letter },
		})),
		services: LETTERS.map((letter, at) => ({
			...service,
			id: `s-${letter}` as ServiceId,
			group: `g-${letter}` as GroupId,
			name: name(letter, at),
			bring: [],
		})),
		counters: demo.counters.map((counter) => ({ ...counter, services: [] })),
		departments: [],
		staff: demo.staff.map((one) => ({ ...one, services: [], languages: ['pl'] })),
	};
}

let lobby: Lobby;
beforeAll(async () => {
	lobby = await Lobby.open('server.ts', {}, largeOffice());
});
afterAll(() => lobby.close());

describeInBrowser('In a large office', [], (open) => {
	test.each([false, true])(
		'every service can be reached and nothing is cut off (larger text: %s)',
		async (larger) => {
			const page = await open(`${lobby.url}/kiosk`, { size: 'kiosk' });
			await page.locator('[data-step=welcome] button[lang=pl]').click();
			if (larger) await page.locator('nav button').nth(1).click();
			const seen = new Set<string>();
			const cut = () =>
				page
					.locator('main, main .body, main ul, main li')
					.evaluateAll((parts) => parts.filter((part) => part.scrollHeight > part.clientHeight + 1).length);
			for (let turn = 0; turn < LETTERS.length && seen.size < LETTERS.length; turn += 1) {
				await expect.poll(cut).toBe(0);
				for (const name of await page.locator('.choice .name').allTextContents()) {
					if (/^[A-Z]: /.test(name)) seen.add(name.charAt(0));
				}
				await page.getByRole('button', { name: 'Więcej spraw' }).click();
				await page.waitForTimeout(150);
			}
			expect([...seen].sort()).toEqual(LETTERS);
		},
	);

	test('the names of services stay in the office’s language on the display', async () => {
		await issue(await lobby.device('kiosk'), 's-A', 'pl');
		const page = await open(`${lobby.url}/display`, { size: 'display' });
		await page.locator('.aside .name').first().waitFor();
		expect(await page.locator('.aside .name').first().textContent()).toContain(LONG);
		expect(await page.locator('.aside .name').first().getAttribute('lang')).toBe('pl');
	});
});
