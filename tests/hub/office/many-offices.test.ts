// Many offices in one hub: each opens by its own clock, and neither a rush nor a broken file of one holds up another.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { HubTalk } from '#hub/hub-talk';
import { hubLog } from '#hub/log';
import { Metrics } from '#hub/metrics';
import { OfficeFilesWatch } from '#hub/office/office-files-watch';
import { Offices } from '#hub/office/offices';
import { socketServer } from '#hub/requests/socket-server';
import type { WireCommand } from '#protocol/command-schema';
import { PROTOCOL_VERSION } from '#protocol/version';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { MemoryEventStore } from '#store/memory/memory-store';
import { NO_NEWS } from '#store/news';
import { city, idOf } from '#support/offices/city';
import { wrongDays } from '#support/offices/city-days';
import { done, HandClock, MONDAY, testHub, ticketAt, turnedAway } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { temporaryFolder } from '#support/temporary-folder';

test('Every office opens and ends its days by its own clock, also over the nights on which clocks turn', async () => {
	// Two days around the last Sunday of March, on which Europe's and Beirut's clocks go forward.
	const from = Date.parse('2026-03-28T00:00:00Z');
	const found = await wrongDays({ offices: city(42, ['2026-03-28']), from, hours: 48 });
	expect(found.wrong).toEqual([]);
	expect(found.opened).toBeGreaterThan(40);
});

test('While one office has a rush that does not end, each of the others is answered in turn', async () => {
	const atOnce = 40;
	const { rush, waited } = await rushBesideOthers(12, atOnce);
	expect(rush).toBeGreaterThan(atOnce);
	expect(waited).toHaveLength(11);
	// So many of the rush's were answered between asking and being answered: a few turns at most.
	expect(Math.max(...waited.map(({ turns }) => turns))).toBeLessThan(5 * atOnce);
});

test('An office whose file is wrong names itself, its devices keep their tokens, and the others work', async () => {
	const hub = await testHub({ offices: city(4), store: 'sqlite', clock: new HandClock(MONDAY) });
	const token = await hub.deviceToken('kiosk', idOf(2));
	const file = join(hub.folder, 'offices', `${idOf(2)}.json`);
	const right = readFileSync(file, 'utf8');
	writeFileSync(file, right.replace('"timeZone": "', '"timeZone": "Mars/'));
	await hub.restart();
	expect([...hub.hub.notStarted.keys()]).toEqual([idOf(2)]);
	expect(hub.hub.notStarted.get(idOf(2))).toMatch(/office-002\.json:\n {2}timeZone: "Mars/);
	expect(hub.hub.health()).toMatchObject({
		ok: true,
		notStarted: { [idOf(2)]: expect.anything() as string },
	});
	expect(await turnedAway(hub.url, { protocol: PROTOCOL_VERSION, token })).toMatchObject({
		code: 'unknown-office',
	});
	const sue = await hub.staff('sue', idOf(0));
	await sue.ask('command', { id: crypto.randomUUID() as never, command: { type: 'OpenDay' } });
	expect((await done(await hub.device('kiosk', idOf(0)), ticketAt('passport'))).made.number).toBe('A001');
	writeFileSync(file, right);
	await hub.restart();
	expect(hub.hub.notStarted.size).toBe(0);
	expect((await (await hub.connect(token)).must('hello', {})).you).toMatchObject({ office: idOf(2) });
});

test('A file that is put into the folder, or mended there, opens its office without a restart', async () => {
	const folder = temporaryFolder();
	const files = new LowdbOfficeFiles(folder);
	const [one, two, three] = city(3);
	await files.save(one);
	const file = join(folder, `${idOf(1)}.json`);
	writeFileSync(file, '{ "id": ');
	const { offices, watch } = await opened(files);
	expect([...watch.notStarted.keys()]).toEqual([idOf(1)]);
	const told: string[] = [];
	offices.whenConfigured(({ writer }) => told.push(writer.id));
	await files.save(three);
	await watch.poll();
	expect(offices.all().map(({ writer }) => writer.id)).toEqual([idOf(0), idOf(2)]);
	await files.save(two);
	await watch.poll();
	expect(offices.get(idOf(1))?.writer.lobby.office.timeZone).toBe('Europe/Warsaw');
	expect(watch.notStarted.size).toBe(0);
	expect(told).toEqual(expect.arrayContaining([idOf(2), idOf(1)]));
});

test('When no office can be started, every mistake of every file is told', async () => {
	const folder = temporaryFolder();
	const files = new LowdbOfficeFiles(folder);
	for (const at of [0, 1]) writeFileSync(join(folder, `${idOf(at)}.json`), '{ "id": ');
	await expect(opened(files)).rejects.toThrow(/office-000\.json[^]*office-001\.json/);
});

/**
 * A rush at the first office that goes on until every other office has been answered, with `atOnce` unanswered at any moment;
 * one ticket at each of the others in the midst of it.
 */
async function rushBesideOthers(offices: number, atOnce: number) {
	const allDay = Array.from({ length: 7 }, () => [{ opens: 0, closes: 1440 }]);
	const open = city(offices).map((office) => ({ ...office, hours: allDay, closedDays: [] }));
	const hub = await testHub({ offices: open, store: 'sqlite', clock: new HandClock(MONDAY) });
	const [busy, ...others] = await Promise.all(open.map((_, at) => hub.device('kiosk', idOf(at))));
	if (busy === undefined) throw new Error('no office');
	const take = (kiosk: HubClient, at: number) =>
		done(kiosk, { ...ticketAt('passport'), language: open[at]?.languages[0] ?? 'en' } as WireCommand);
	let answered = 0;
	let over = false;
	const keep = async () => {
		while (!over) {
			await take(busy, 0);
			answered += 1;
		}
	};
	const rush = Promise.all(Array.from({ length: atOnce }, keep));
	await expect.poll(() => answered, { interval: 1 }).toBeGreaterThan(atOnce);
	const waited = await Promise.all(
		others.map(async (kiosk, at) => {
			const [before, began] = [answered, performance.now()];
			await take(kiosk, at + 1);
			return { turns: answered - before, ms: performance.now() - began };
		}),
	);
	over = true;
	await rush;
	return { rush: answered, waited };
}

async function opened(files: LowdbOfficeFiles) {
	const io = socketServer([]);
	const log = hubLog('silent');
	const offices = new Offices({
		io,
		store: new MemoryEventStore(),
		clock: new HandClock(MONDAY),
		log,
		run: 'run',
		virtualDevices: {},
		talk: new HubTalk(NO_NEWS),
		files,
		metrics: new Metrics('0.0.0-test'),
	});
	onTestFinished(() => offices.stop());
	const watch = new OfficeFilesWatch(files, offices, log);
	await watch.openAll();
	return { offices, watch };
}
