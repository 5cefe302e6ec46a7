// An office that is added in setup: a copy of another that is right as it stands, with nobody and nothing of the other in it.
import { expect, test } from 'vitest';
import type { OfficeId, StaffId } from '#domain/ids';
import { newOfficeLike } from '#screens/setup/access/new-office.ts';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { parseOffice, toFile } from '#store/office-files/office-schema';

test('A new office serves what the other serves, has its maker alone on the staff list, and no devices', () => {
	const like = demoOffice(DEMO_PRINTER);
	const named = { id: 'annex' as OfficeId, name: 'Annex', timeZone: ' Asia/Kolkata ' };
	const made = newOfficeLike(like, named, 'ines' as StaffId);
	const { office, mistakes } = parseOffice(JSON.parse(JSON.stringify(toFile(made))));
	expect(mistakes).toBeNull();
	expect(office).toMatchObject({ id: 'annex', timeZone: 'Asia/Kolkata', devices: [], demo: false });
	expect(office?.services).toEqual(like.services);
	expect(office?.staff.map((one) => [one.id, one.roles])).toEqual([['ines', ['administrator']]]);
	expect(Object.values(office?.name ?? {})).toEqual(['Annex']);
});
