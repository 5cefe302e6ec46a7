// A real installation of several offices: people are invited, belong to more than one, and go from one to the other at the screen.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Page } from 'playwright-core';
import type { OfficeId } from '#domain/ids';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { describeInBrowser, flaws } from '#support/browser/browser';
import type { Open } from '#support/browser/browser';
import { startServer } from '#support/hubs/server-process';
import { temporaryFolder } from '#support/temporary-folder';

const ROOT = join(import.meta.dirname, '../..');
const OFFICES = {
	harborview: 'Harborview Civic Center',
	northside: 'Northside Service Center',
	pier: 'Pier 9 Permit Center',
};
const OWN = 'nine green doors open late';
/** Where pictures are put, for eyes; none without it. */
const PICTURES = process.env['ROTUNDA_TEST_PICTURES'];

async function installation(more = 0): Promise<{ readonly url: string; readonly data: string }> {
	const data = temporaryFolder();
	const files = new LowdbOfficeFiles(join(data, 'offices'));
	const others = Array.from({ length: more }, (_, at) => [`branch-${at}`, `Branch Office ${at}`]);
	for (const [id = '', name = ''] of [...Object.entries(OFFICES), ...others])
		await files.save({ ...demoOffice(DEMO_PRINTER), id: id as OfficeId, demo: false, name: { en: name } });
	const server = await startServer({ ROTUNDA_DATA: data });
	onTestFinished(async () => {
		server.kill('SIGTERM');
		await server.ended;
	});
	return { url: server.url, data };
}

/** As whoever runs the hub prints it. */
function invitation(data: string, office: string, person: string): string {
	const args = ['invite', '--office', office, '--person', person];
	const env = { ...process.env, ROTUNDA_DATA: data, DATABASE_URL: '' };
	const said = spawnSync(process.execPath, [join(ROOT, 'src/start/offices.ts'), ...args], {
		env,
		encoding: 'utf8',
	});
	return /(\w{4}-){2}\w{4}/.exec(said.stdout)?.[0] ?? said.stderr;
}

async function accept(page: Page, code: string): Promise<void> {
	await page.getByRole('button', { name: 'I have an invitation' }).click();
	await page.getByLabel('Invitation code').fill(code);
	await page.getByLabel('New password').fill(OWN);
	await look(page, 'accept');
	await page.getByRole('button', { name: 'Make my account' }).click();
}

async function joinOffice(page: Page, code: string): Promise<void> {
	await page.getByRole('button', { name: 'your account' }).click();
	await page.getByRole('button', { name: 'Join another office' }).click();
	await page.getByLabel('Invitation code').fill(code);
	await page.getByLabel('Your password now').fill(OWN);
	await look(page, 'join');
	await page.getByRole('button', { name: 'Join', exact: true }).click();
	await page.getByText('You can go there now').waitFor();
}

async function look(page: Page, name: string): Promise<void> {
	if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

const signIn = async (page: Page, office: string, name: string) => {
	await page.getByLabel('Office').selectOption(office);
	await page.getByLabel('Name', { exact: true }).fill(name);
	await page.getByLabel('Password').fill(OWN);
	await look(page, 'sign-in');
	await page.getByRole('button', { name: 'Sign in', exact: true }).click();
};

describeInBrowser('Several offices', [], (open: Open) => {
	test('A representative of two offices signs in once, chooses the office, and changes it on the screen', async () => {
		const { url, data } = await installation();
		const station = await open(`${url}/station`, { size: 'desk' });
		await look(station, 'enrol');
		await accept(station, invitation(data, 'harborview', 'rosa'));
		await station.getByText('Which counter are you at?').waitFor();
		await joinOffice(station, invitation(data, 'pier', 'wei'));
		await look(station, 'account');
		expect(await flaws(station)).toEqual([]);
		await station.locator('[data-office=pier]').click();
		await station.getByRole('heading', { name: OFFICES.pier }).waitFor();

		const tuesday = await open(`${url}/station`, { size: 'desk' });
		await signIn(tuesday, OFFICES.harborview, 'rosa');
		await tuesday.getByRole('heading', { name: 'Which office today?' }).waitFor();
		await look(tuesday, 'choose');
		expect(await tuesday.locator('[data-office]').allTextContents()).toHaveLength(2);
		expect(await flaws(tuesday)).toEqual([]);
		await tuesday.locator('[data-office=pier]').click();
		await tuesday.getByRole('heading', { name: OFFICES.pier }).waitFor();
		await tuesday.getByText('Which counter are you at?').waitFor();
		await look(tuesday, 'station');
		// The page comes back where it was, and asks nothing again.
		await tuesday.reload();
		await tuesday.getByRole('heading', { name: OFFICES.pier }).waitFor();

		for (const [size, name] of [
			['tablet', 'floor-tablet'],
			['phone', 'floor-phone'],
		] as const) {
			const floor = await open(`${url}/floor`, { size });
			await signIn(floor, OFFICES.harborview, 'rosa');
			await floor.getByRole('heading', { name: 'Which office today?' }).waitFor();
			await look(floor, `${name}-choose`);
			await floor.locator('[data-office=harborview]').click();
			await floor.getByRole('heading', { name: OFFICES.harborview }).waitFor();
			await look(floor, name);
			await floor.getByRole('button', { name: 'your account' }).click();
			await floor.getByText('You are here').waitFor();
			await look(floor, `${name}-account`);
			expect(await flaws(floor)).toEqual([]);
		}
	});

	test('An administrator invites people in setup, and whoever administers every office adds another', async () => {
		const { url, data } = await installation();
		const setup = await open(`${url}/setup`, { size: 'desk' });
		await accept(setup, invitation(data, 'harborview', 'ines'));
		await setup.getByRole('heading', { name: 'Counters now' }).waitFor();
		expect(await setup.getByRole('button', { name: 'Add an office' }).count()).toBe(0);
		await setup.locator('[data-section=staff]').click();
		await setup.locator('[data-entry=rosa]').click();
		await setup.getByRole('button', { name: 'Make an invitation' }).click();
		await setup.locator('[data-code]').waitFor();
		await look(setup, 'invite');
		expect(await flaws(setup)).toEqual([]);
		await setup.locator('[data-entry=ines]').click();
		await setup.getByText('This is you').waitFor();
		for (const office of ['northside', 'pier']) {
			await joinOffice(setup, invitation(data, office, 'ines'));
			await setup.getByRole('button', { name: 'Close' }).click();
		}
		await setup.getByRole('button', { name: 'Add an office' }).click();
		await setup.getByLabel('Name of the office').fill('Dockside Annex');
		await setup.getByLabel('Id of the office').fill('dock side');
		await setup.getByRole('button', { name: 'Add it and go there' }).click();
		await setup.getByRole('alert').waitFor();
		await look(setup, 'add-office');
		await setup.getByLabel('Id of the office').fill('dockside');
		await setup.getByRole('button', { name: 'Add it and go there' }).click();
		await setup.getByRole('heading', { name: 'Dockside Annex' }).waitFor();
		await setup.locator('[data-section=staff]').click();
		await look(setup, 'added');
		expect(await setup.locator('[data-entry]').count()).toBe(1);
	});

	test('Among many offices one is found by typing a part of its name', async () => {
		const { url, data } = await installation(20);
		const station = await open(`${url}/station`, { size: 'desk' });
		await accept(station, invitation(data, 'pier', 'rosa'));
		await station.getByText('Which counter are you at?').waitFor();
		const other = await open(`${url}/station`, { size: 'desk' });
		const office = other.getByLabel('Office');
		await office.fill('No such place');
		await other.getByLabel('Name', { exact: true }).fill('rosa');
		await other.getByText('There is no office of that name').waitFor();
		await look(other, 'many');
		expect(await flaws(other)).toEqual([]);
		await office.fill('pier 9 permit center');
		await other.getByLabel('Password').fill(OWN);
		await other.getByRole('button', { name: 'Sign in', exact: true }).click();
		await other.getByRole('heading', { name: OFFICES.pier }).waitFor();
	});
});
