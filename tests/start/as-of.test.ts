// `npm run as-of`, as a process of its own beside a record.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { recordFile } from '#store/stores';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { id, office, Story } from '#support/story';
import { temporaryFolder } from '#support/temporary-folder';

const root = join(import.meta.dirname, '../..');

async function asOf(data: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
	const child = spawn(process.execPath, [join(root, 'src/start/as-of.ts'), ...args], {
		env: { ...process.env, ROTUNDA_DATA: data, DATABASE_URL: '' },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
	const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
	return { code, out, err };
}

test('The lobby of ten past nine shows who waited and who was served then', async () => {
	const data = temporaryFolder();
	const story = new Story();
	story.execute({ type: 'OpenCounter', counter: id('c1'), takeOver: false }, 'rosa');
	for (let customer = 0; customer < 3; customer += 1) story.later(2).issue('passport');
	story.later(2).next('c1', 'rosa');
	story.later(30).execute({ type: 'CloseDay', unresolved: 'close' });
	const store = new SqliteEventStore(recordFile(data));
	await store.append(office.id, story.record);

	// The hub may still have it open.
	const seen = await asOf(data, '--office', office.id, '--at', '2026-03-02T09:10');
	expect(seen).toMatchObject({ code: 0, err: '' });
	expect(seen.out).toContain('09:10:00');
	expect(seen.out).toMatch(/A001 called/);
	expect(seen.out).toMatch(/: 2, longest 6 min: A002 A003/);
	const end = await asOf(data, '--office', office.id);
	expect(end.out).toContain('Closed: no day was open.');
	expect(end.out).toContain('Waiting: 0');
	await store.close();
});

test('What cannot be shown is told with the cure', async () => {
	const data = temporaryFolder();
	expect(await asOf(data)).toMatchObject({ code: 2, err: expect.stringContaining('--office is missing') });
	const none = await asOf(data, '--office', 'hall');
	expect(none).toMatchObject({ code: 1, err: expect.stringContaining('There is no record in') });
	const store = new SqliteEventStore(recordFile(data));
	await store.append(office.id, new Story().record);
	await store.close();
	const other = await asOf(data, '--office', 'hull');
	expect(other).toMatchObject({ code: 2, err: expect.stringContaining('hull is not on record') });
	const time = await asOf(data, '--office', office.id, '--at', 'noon');
	expect(time).toMatchObject({ code: 2, err: expect.stringContaining('--at noon is not a time') });
});
