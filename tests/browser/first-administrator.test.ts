// A real installation as its README says: no account until the one-time code, no device until a code from setup.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { describeInBrowser, flaws } from '#support/browser/browser';
import { startServer } from '#support/hubs/server-process';
import { temporaryFolder } from '#support/temporary-folder';

/** The demo's office file, made a real office's: copied, and `demo` set to false. */
async function realOffice(): Promise<string> {
	const demo = temporaryFolder();
	const trial = await startServer({ ROTUNDA_DATA: demo });
	trial.kill('SIGTERM');
	await trial.ended;
	const file = readFileSync(join(demo, 'offices', 'harborview.json'), 'utf8');
	const data = temporaryFolder();
	mkdirSync(join(data, 'offices'));
	writeFileSync(join(data, 'offices', 'harborview.json'), file.replace('"demo": true', '"demo": false'));
	return data;
}

describeInBrowser('A real installation', [], (open) => {
	test('The printed code makes the first administrator, who pairs the kiosk; nobody else gets in', async () => {
		const server = await startServer({ ROTUNDA_DATA: await realOffice() });
		onTestFinished(async () => {
			server.kill('SIGTERM');
			await server.ended;
		});
		await expect.poll(() => server.said()).toContain('enrol with this code');
		const code = /code: (\S+)/.exec(server.said())?.[1] ?? '';

		const station = await open(`${server.url}/station`, { size: 'desk' });
		await station.getByLabel('Password').waitFor();
		expect(await station.getByText('Demo accounts').count()).toBe(0);

		const setup = await open(`${server.url}/setup`, { size: 'desk' });
		await setup.getByLabel('One-time code').fill('not-the-code');
		await setup.getByLabel('Staff id').fill('ines');
		await setup.getByLabel('New password').fill('nine green doors open late');
		await setup.getByRole('button', { name: 'Create account' }).click();
		await setup.getByRole('alert').waitFor();
		expect(await flaws(setup)).toEqual([]);
		await setup.getByLabel('One-time code').fill(code);
		await setup.getByRole('button', { name: 'Create account' }).click();
		await setup.getByRole('heading', { name: 'Counters now' }).waitFor();

		const kiosk = await open(`${server.url}/kiosk`, { size: 'kiosk' });
		await kiosk.getByLabel('Pairing code').waitFor();
		await setup.locator('[data-section=devices]').click();
		await setup.locator('[data-entry=kiosk-1]').click();
		await setup.getByRole('button', { name: 'Make a pairing code' }).click();
		const pairing = await setup.locator('[data-code]').textContent();
		await kiosk.getByLabel('Pairing code').fill(pairing ?? '');
		await kiosk.getByRole('button', { name: 'Pair' }).click();
		await kiosk.locator('[data-step=welcome] button[lang=en]').waitFor();
	});
});
