// Office files on a real disk: never half written, never silently wrong.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OfficeId } from '#domain/ids';
import { demoOffice, DEMO_PRINTER } from '#store/demo/demo-office';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { OfficeFileWrong } from '#store/office-file';
import { temporaryFolder } from '#support/temporary-folder';

const demo = demoOffice(DEMO_PRINTER);
const northside = { ...demo, id: 'northside' as OfficeId };

function offices() {
	const folder = join(temporaryFolder(), 'offices');
	return { folder, files: new LowdbOfficeFiles(folder), path: (name: string) => join(folder, name) };
}

async function wrongness(asked: Promise<unknown>): Promise<OfficeFileWrong> {
	const error = await asked.then(
		() => null,
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(OfficeFileWrong);
	return error as OfficeFileWrong;
}

test('A data folder without offices is no mistake', async () => {
	const { files } = offices();
	expect(await files.readAll()).toEqual([]);
	expect(await files.read(demo.id)).toBeNull();
});

test('What is saved is read back, by another process’s eyes too', async () => {
	const { folder, files } = offices();
	const saved = await files.save(demo);
	expect(saved.office).toEqual(demo);
	expect(await new LowdbOfficeFiles(folder).read(demo.id)).toEqual(saved);
	expect(await new LowdbOfficeFiles(folder).readAll()).toEqual([saved]);
});

test('A person can read the hours in the file', async () => {
	const { files, path } = offices();
	await files.save(demo);
	const written = JSON.parse(readFileSync(path('harborview.json'), 'utf8')) as {
		hours: unknown;
		departments: { id: string; hours: unknown }[];
	};
	expect(written.hours).toMatchObject({ mon: ['00:00-24:00'], sun: ['00:00-24:00'] });
	expect(written.departments.find((one) => one.id === 'public-health')?.hours).toEqual({
		mon: ['08:00-17:00'],
		tue: ['08:00-17:00'],
		wed: ['08:00-17:00'],
		thu: ['08:00-19:00'],
		fri: ['08:00-17:00'],
		sat: ['09:00-13:00'],
	});
});

test('A revision changes with every change and only then', async () => {
	const { files } = offices();
	const first = await files.save(demo);
	expect((await files.save(demo)).revision).toBe(first.revision);
	const second = await files.save({ ...demo, closedDays: ['2026-12-25'] });
	expect(second.revision).not.toBe(first.revision);
	expect((await files.read(demo.id))?.revision).toBe(second.revision);
});

test('The copy from before a save stays beside the file and nothing else does', async () => {
	const { folder, files, path } = offices();
	await files.save(demo);
	const before = readFileSync(path('harborview.json'));
	await files.save({ ...demo, closedDays: ['2026-12-25'] });
	expect(readFileSync(path('harborview.json.bak'))).toEqual(before);
	expect(readdirSync(folder).sort()).toEqual(['harborview.json', 'harborview.json.bak']);
});

test('Saves that arrive together are done one after another, and the last one stands', async () => {
	const { files } = offices();
	const days = Array.from({ length: 10 }, (_, index) => `2026-12-${10 + index}`);
	const saves = await Promise.all(days.map((day) => files.save({ ...demo, closedDays: [day] })));
	expect((await files.read(demo.id))?.office.closedDays).toEqual(['2026-12-19']);
	expect((await files.read(demo.id))?.revision).toBe(saves.at(-1)?.revision);
});

test('A wrong office is not saved, and the file before stays as it was', async () => {
	const { files, path } = offices();
	await files.save(demo);
	const before = readFileSync(path('harborview.json'));
	const wrong = await wrongness(files.save({ ...demo, timeZone: 'Mars/Base' }));
	expect(wrong.file).toBe('harborview.json');
	expect(wrong.mistakes.map((one) => one.path)).toEqual(['timeZone']);
	expect(readFileSync(path('harborview.json'))).toEqual(before);
	expect((await files.save({ ...demo, closedDays: ['2026-12-25'] })).office.closedDays).toHaveLength(1);
});

test('A file cut anywhere says where it ends and names the copy from before', async () => {
	const { files, path } = offices();
	await files.save(demo);
	await files.save(demo);
	const whole = readFileSync(path('harborview.json'));
	for (const length of [1, 2, 100, 1_000, whole.indexOf('帳') + 1, whole.length - 3]) {
		writeFileSync(path('harborview.json'), whole.subarray(0, length));
		const { mistakes, message } = await wrongness(files.readAll());
		expect(mistakes).toHaveLength(1);
		expect(mistakes[0]?.problem).toMatch(/cut off|is not text in UTF-8/);
		expect(mistakes[0]?.cure).toContain(path('harborview.json.bak'));
		expect(message).not.toContain('SyntaxError');
	}
});

test('An empty file is told from a missing one', async () => {
	const { files, path } = offices();
	await files.save(demo);
	await files.save(demo);
	truncateSync(path('harborview.json'));
	const { mistakes } = await wrongness(files.read(demo.id));
	expect(mistakes).toEqual([
		{
			path: '(file)',
			problem: 'is empty',
			cure: `Mend it there, or put back the copy from before the last save: ${path('harborview.json.bak')}`,
		},
	]);
	copyFileSync(path('harborview.json.bak'), path('harborview.json'));
	expect((await files.read(demo.id))?.office).toEqual(demo);
});

test('The cure never sends anybody to a copy that is missing or broken itself', async () => {
	const { files, path } = offices();
	await files.save(demo);
	truncateSync(path('harborview.json'));
	expect((await wrongness(files.readAll())).mistakes[0]?.cure).toContain('harborview.json.bak is not there');
	writeFileSync(path('harborview.json.bak'), '{"id":');
	expect((await wrongness(files.readAll())).mistakes[0]?.cure).toContain('harborview.json.bak is broken too');
});

test.each([
	['{\n  "id": "x",\n  oops\n}', 'line 3, column 3', '"oops\\n}" is not expected here'],
	['{"a": 1,}', 'line 1, column 9', '"}" is not expected here'],
	['[]', '(file)', 'holds no office: it does not begin with {'],
	['null', '(file)', 'holds no office: it does not begin with {'],
	['"text"', '(file)', 'holds no office: it does not begin with {'],
	[' \n ', '(file)', 'is empty'],
])('A file that holds %j is refused by place and reason', async (text, place, problem) => {
	const { folder, files, path } = offices();
	mkdirSync(folder);
	writeFileSync(path('harborview.json'), text);
	const { mistakes } = await wrongness(files.readAll());
	expect(mistakes.map((one) => [one.path, one.problem])).toEqual([[place, problem]]);
});

test('A file saved by an editor that marks UTF-8 is read; one in another encoding is refused', async () => {
	const { files, path } = offices();
	await files.save(demo);
	const text = readFileSync(path('harborview.json'), 'utf8');
	writeFileSync(path('harborview.json'), `\ufeff${text}`);
	expect((await files.read(demo.id))?.office).toEqual(demo);
	writeFileSync(path('harborview.json'), text, 'utf16le');
	expect((await wrongness(files.read(demo.id))).mistakes).toHaveLength(1);
	writeFileSync(path('harborview.json'), text, 'latin1');
	expect((await wrongness(files.read(demo.id))).mistakes[0]?.problem).toBe('is not text in UTF-8');
});

test('A file that was copied without changing its id is refused', async () => {
	const { files, path } = offices();
	await files.save(demo);
	copyFileSync(path('harborview.json'), path('northside.json'));
	const { file, mistakes } = await wrongness(files.readAll());
	expect(file).toBe(path('northside.json'));
	expect(mistakes).toEqual([
		{
			path: 'id',
			problem: '"harborview" is not the name of its file, northside.json',
			cure: 'Rename the file to harborview.json, or write "northside"',
		},
	]);
});

test('The mistakes of all files are listed at once, each with its file', async () => {
	const { folder, files, path } = offices();
	await files.save(demo);
	await files.save(northside);
	for (const name of ['harborview.json', 'northside.json'])
		writeFileSync(path(name), readFileSync(path(name), 'utf8').replace('"America/Los_Angeles"', '7'));
	const { file, mistakes } = await wrongness(files.readAll());
	expect(file).toBe(folder);
	expect(mistakes.map((one) => one.path)).toEqual(['harborview.json timeZone', 'northside.json timeZone']);
});

test('What lies beside the office files is not taken for one', async () => {
	const { files, path } = offices();
	await files.save(demo);
	for (const name of ['harborview.json.new', 'harborview.json.bak', 'notes.txt'])
		writeFileSync(path(name), 'x');
	expect(await files.readAll()).toHaveLength(1);
});

test('An id that would leave the folder is nobody’s office', async () => {
	const { files } = offices();
	await files.save(demo);
	for (const id of ['../offices/harborview', 'harborview.json/../harborview', '..', ''])
		expect(await files.read(id as OfficeId)).toBeNull();
	const wrong = await wrongness(files.save({ ...demo, id: '../escape' }));
	expect(wrong.mistakes.map((one) => one.path)).toEqual(['id']);
});
