// What is saved is what is read, for every office there can be.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { OfficeFileWrong } from '#store/office-file';
import { parseOffice, toFile } from '#store/office-files/office-schema';
import { temporaryFolder } from '#support/temporary-folder';
import { anyOffice } from './any-office.ts';

test('Reading what was saved gives the same office, whichever form it was saved in', async () => {
	const files = new LowdbOfficeFiles(temporaryFolder());
	const property = fc.asyncProperty(anyOffice, async (office) => {
		const saved = await files.save(office);
		expect(saved.office).toEqual(office);
		expect(await files.read(office.id)).toEqual({ office, revision: saved.revision });
		const again = await files.save(JSON.parse(JSON.stringify(toFile(office))));
		expect(again).toEqual(saved);
	});
	await fc.assert(property, { numRuns: 100, seed: 20_260_302 });
}, 60_000);

test('Whatever stands in the file, reading it gives an office or its mistakes, never another error', async () => {
	const folder = temporaryFolder();
	const files = new LowdbOfficeFiles(folder);
	const broken = fc.tuple(anyOffice, fc.nat(), fc.oneof(fc.jsonValue(), fc.constant(undefined)));
	const property = fc.asyncProperty(broken, async ([office, where, value]) => {
		const file = JSON.parse(JSON.stringify(toFile(office))) as object;
		replaceSomewhere(file, where, value);
		writeFileSync(join(folder, 'x.json'), JSON.stringify(file));
		const error = await files.readAll().then(
			() => null,
			(reason: unknown) => reason,
		);
		if (error !== null) expect(error).toBeInstanceOf(OfficeFileWrong);
		for (const one of parseOffice(file).mistakes ?? []) {
			expect(one.path).not.toBe('');
			expect(one.problem).not.toMatch(/^$|undefined|Invalid/);
			expect(one.cure).not.toMatch(/^$|undefined|Invalid/);
		}
	});
	await fc.assert(property, { numRuns: 300, seed: 20_260_302 });
}, 60_000);

/** Puts the value in the place of one of the file's values, counted through the whole tree. */
function replaceSomewhere(root: object, where: number, value: unknown): void {
	const places: [Record<string, unknown>, string][] = [];
	const walk = (part: object) => {
		for (const [key, inner] of Object.entries(part) as [string, unknown][]) {
			places.push([part as Record<string, unknown>, key]);
			if (typeof inner === 'object' && inner !== null) walk(inner);
		}
	};
	walk(root);
	const place = places[where % places.length];
	if (place !== undefined) place[0][place[1]] = value;
}
