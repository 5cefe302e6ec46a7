// A ticket file that cannot be replayed is refused with what is missing and what is there instead.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readRecordedDay } from './recorded-day.ts';

const HEAD =
	'office,date,queue_id,ticket_no,arrival_min_of_day,wait_min,ahead_at_arrival,open_counters,office_estimate_min\n';
let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'rotunda-recorded-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function fileOf(name: string, text: string | Buffer): Promise<string> {
	const file = join(folder, name);
	await writeFile(file, text);
	return file;
}

test('A plain and a gzipped file read alike, in order of arrival, unnamed queues included', async () => {
	const text = `${HEAD}A,2020-01-01,7,2,500.5,3,1,1,5\nA,2020-01-01,7,1,490,0,0,0,5\nB,2020-01-01,8,1,1,1,1,1,1\n`;
	const plain = await readRecordedDay(await fileOf('plain.csv', text), 'A', '2020-01-01', null);
	const zipped = await readRecordedDay(
		await fileOf('zipped.csv.gz', gzipSync(text)),
		'A',
		'2020-01-01',
		null,
	);
	expect(zipped).toEqual(plain);
	expect(plain.tickets.map((ticket) => ticket.number)).toEqual([1, 2]);
	expect(plain.queues).toEqual([{ id: '7', letter: '', name: 'Kolejka 7' }]);
});

test('An unknown office or day is refused with those that are there', async () => {
	const file = await fileOf('two.csv', `${HEAD}A,2020-01-01,7,1,1,1,1,1,1\nB,2020-01-02,7,1,1,1,1,1,1\n`);
	await expect(readRecordedDay(file, 'C', '2020-01-01', null)).rejects.toThrow('It has: A, B.');
	await expect(readRecordedDay(file, 'B', '2020-01-01', null)).rejects.toThrow('It has: 2020-01-02.');
});

test('A missing file, a missing column and a value that is no number are named', async () => {
	await expect(readRecordedDay(join(folder, 'gone.csv'), 'A', '2020-01-01', null)).rejects.toThrow(
		/gone\.csv cannot be read/,
	);
	const short = await fileOf('short.csv', 'office,date\nA,2020-01-01\n');
	await expect(readRecordedDay(short, 'A', '2020-01-01', null)).rejects.toThrow(
		'no column queue_id, ticket_no',
	);
	const wrong = await fileOf('wrong.csv', `${HEAD}A,2020-01-01,7,1,1,soon,1,1,1\n`);
	await expect(readRecordedDay(wrong, 'A', '2020-01-01', null)).rejects.toThrow('wait_min is "soon"');
	const named = await fileOf('named.csv', `${HEAD}A,2020-01-01,7,1,1,1,1,1,1\n`);
	await expect(readRecordedDay(named, 'A', '2020-01-01', join(folder, 'gone.csv'))).rejects.toThrow(
		/gone\.csv/,
	);
});
