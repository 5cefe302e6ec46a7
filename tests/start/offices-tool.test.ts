// `npm run offices`: what whoever runs an installation sees and adds, beside a hub that runs.
import { spawn } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { DeviceId } from '#domain/ids';
import { systemClock } from '#hub/clock';
import { Invitations } from '#hub/access/invitations';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { officesFolder, openStores } from '#store/stores';
import { city, idOf } from '#support/offices/city';
import { temporaryFolder } from '#support/temporary-folder';

const ROOT = join(import.meta.dirname, '../..');

function tool(data: string, ...args: string[]): Promise<string> {
	const env = { ...process.env, ROTUNDA_DATA: data, DATABASE_URL: '' };
	const child = spawn(process.execPath, [join(ROOT, 'src/start/offices.ts'), ...args], { cwd: ROOT, env });
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text));
	return new Promise((resolve) => child.once('close', () => resolve(said)));
}

test('Whoever runs the hub lists its offices, adds one, and invites a first administrator to each that has nobody', async () => {
	const data = join(temporaryFolder(), 'data');
	const files = new LowdbOfficeFiles(officesFolder(data));
	for (const office of city(3)) await files.save(office);
	const stores = await openStores({ databaseUrl: null, data });
	onTestFinished(() => stores.close());
	await stores.access.setPassword(idOf(0), 'ada' as never, 'hash');
	await stores.access.addDevice('token', { office: idOf(0), device: 'kiosk' as DeviceId, pairedAt: 1 });
	const [file, fresh] = [join(officesFolder(data), `${idOf(2)}.json`), join(temporaryFolder(), 'new.json')];
	writeFileSync(fresh, readFileSync(file, 'utf8').replace(`"id": "${idOf(2)}"`, '"id": "pier"'));
	const [listed, added, taken] = await Promise.all([
		tool(data),
		tool(data, 'add', '--file', fresh),
		tool(data, 'add', '--file', file),
	]);
	expect(listed).toMatch(/^office-000 +Office 0 +\d\d:\d\d America\/Los_Angeles +6 +1 +1 +0$/m);
	expect(added).toContain('pier is added: Office 2.');
	expect(taken).toContain('There is an office called office-002 already. Nothing was changed.');
	writeFileSync(file, '{ "id": ');
	const [invited, wrong] = await Promise.all([tool(data, 'invite'), tool(data)]);
	expect(invited).not.toContain('office-000');
	const code = /^office-001 +ada +(\S+)/m.exec(invited)?.[1] ?? '';
	const taking = new Invitations(stores.access, systemClock());
	expect(await taking.take(code)).toMatchObject({ office: 'office-001', staff: 'ada' });
	expect(wrong).toContain('WRONG, and not started:');
	expect(wrong).toMatch(/^pier +Office 2/m);
});
