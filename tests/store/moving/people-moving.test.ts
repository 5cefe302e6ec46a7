// Who belongs to several offices goes along when all of them move, and is left behind when one moves alone.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { CommandId, OfficeId, StaffId } from '#domain/ids';
import type { Office } from '#domain/office';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { backUp, moveStore, restore } from '#store/moving/places';
import { officesFolder, openStores } from '#store/stores';
import { hubOffice } from '#support/offices/hub-office';
import { temporaryFolder } from '#support/temporary-folder';

const [HALL, ANNEX] = ['hall' as OfficeId, 'annex' as OfficeId];
const ROSA = 'rosa' as StaffId;
const unheard = () => undefined;

/** Two offices that Rosa belongs to, under one password. */
async function city(): Promise<string> {
	const data = join(temporaryFolder(), 'data');
	const files = new LowdbOfficeFiles(officesFolder(data));
	for (const id of [HALL, ANNEX]) await files.save(hubOffice(id));
	const stores = await openStores({ databaseUrl: null, data });
	for (const id of [HALL, ANNEX]) {
		const office = JSON.parse(JSON.stringify(hubOffice(id))) as Office;
		const event = { type: 'OfficeConfigured', office } as const;
		await stores.store.append(id, [
			{ position: 1, at: 1, by: { kind: 'system' }, command: 'c' as CommandId, event },
		]);
	}
	await stores.access.setOwnPassword('p', { office: HALL, staff: ROSA }, 'own');
	await stores.access.addAccount('p', { office: ANNEX, staff: ROSA });
	await stores.close();
	return data;
}

async function rosaIn(data: string) {
	const { access, close } = await openStores({ databaseUrl: null, data });
	const found = { offices: await access.accountsOf('p'), hash: await access.passwordOf(HALL, ROSA) };
	await close();
	return { offices: found.offices.map(({ office }) => office), hash: found.hash };
}

test('A person keeps all their offices when the installation moves, or comes back from a backup', async () => {
	const [data, moved, back] = [
		await city(),
		join(temporaryFolder(), 'moved'),
		join(temporaryFolder(), 'back'),
	];
	await moveStore(data, moved, [HALL, ANNEX], unheard);
	expect((await rosaIn(moved)).offices).toEqual([]);
	const file = join(temporaryFolder(), 'city.backup');
	await backUp(data, file, unheard);
	await restore(file, back, null, unheard);
	expect(await rosaIn(back)).toEqual({ offices: ['annex', 'hall'], hash: 'own' });
	const whole = join(temporaryFolder(), 'whole');
	await moveStore(data, whole, null, unheard);
	expect((await rosaIn(whole)).offices).toEqual(['annex', 'hall']);
});

test('An office that comes alone opens nothing beside it, whatever it says about people, and they get in with the password they have', async () => {
	const [data, alone] = [await city(), join(temporaryFolder(), 'alone')];
	const file = join(temporaryFolder(), 'city.backup');
	await backUp(data, file, unheard);
	await restore(file, alone, [HALL], unheard);
	expect(await rosaIn(alone)).toEqual({ offices: [], hash: 'own' });
});

test('A backup from before people belonged to several offices is restored as it is', async () => {
	const [data, file] = [await city(), join(temporaryFolder(), 'old.backup')];
	await backUp(data, file, unheard);
	const lines = gunzipSync(readFileSync(file)).toString().split('\n').slice(0, -2);
	const old = lines.filter((line) => !line.includes('"sheet":"people"') && !line.endsWith(',"p"]'));
	expect(old).toHaveLength(lines.length - 4);
	const text = `${old.join('\n')}\n`;
	const end = createHash('sha256').update(text).digest('hex');
	writeFileSync(file, gzipSync(`${text}${JSON.stringify({ end })}\n`));
	const back = join(temporaryFolder(), 'back');
	await restore(file, back, null, unheard);
	expect(await rosaIn(back)).toEqual({ offices: [], hash: 'own' });
});
