// Whole recorded days through the doors of a real hub: nobody is lost, doubled or misordered, and a fault would be told.
import { plainDevice } from '#support/plain-device';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DeviceId } from '#domain/ids';
import type { DeviceJob } from '#protocol/device-schema';
import type { HubClient } from '#support/hubs/hub-client';
import { administratorOf, enter } from './lobby-cast.ts';
import { startOwnHub } from './own-hub.ts';
import type { OwnHub } from './own-hub.ts';
import { readRecordedDay } from './recorded-day.ts';
import { officeOf } from './recorded-office.ts';
import { reportText } from './report-text.ts';
import { replay } from './run-replay.ts';
import type { Report, ReplayOptions } from './run-replay.ts';
import { scriptOf } from './script.ts';

const WARSAW = new URL('../data/warsaw/', import.meta.url).pathname;
const normal = await readRecordedDay(`${WARSAW}UD_Wola_2020-01-14.csv`, 'UD_Wola', '2020-01-14', null);
const surge = await readRecordedDay(
	`${WARSAW}UD_Mokotow_1_2019-12-30.csv`,
	'UD_Mokotow_1',
	'2019-12-30',
	null,
);

let hub: OwnHub;
beforeAll(async () => {
	hub = await startOwnHub(null, []);
});
afterAll(() => hub.stop());

function options(more: Partial<ReplayOptions>): ReplayOptions {
	return {
		url: hub.url,
		administrator: null,
		speed: 'max',
		noShowEvery: 40,
		kiosks: 2,
		displays: 2,
		onProgress: () => {},
		lose: () => false,
		...more,
	};
}

/** Signing in is slow on purpose: an office of 28 counters takes half a minute to fill on two cores. */
const LONG = 180_000;

const broken = (report: Report) => report.laws.filter((law) => law.broken.length > 0);

test(
	'A normal day goes through: everybody who came is called once, in turn, and shown',
	async () => {
		const report = await replay(normal, options({}));
		expect(broken(report)).toEqual([]);
		expect(report).toMatchObject({
			issued: 710,
			called: 710,
			noShow: 14,
			finished: 696,
			stillWaiting: 0,
			ok: true,
		});
		expect(report.displays.map((display) => display.missed)).toEqual([0, 0]);
		for (const { updates } of report.displays) expect(updates).toBeGreaterThan(710);
		expect(reportText(report)).toContain('696 + 14 + 0 + 0 = 710');
	},
	LONG,
);

test(
	'The surge of 30 December goes through, with its line of hundreds',
	async () => {
		const report = await replay(surge, options({ noShowEvery: 0 }));
		expect(broken(report)).toEqual([]);
		expect(report).toMatchObject({ issued: 1394, called: 1394, noShow: 0, finished: 1394, stillWaiting: 0 });
	},
	LONG,
);

test(
	'Played by the clock, the waits are those of the record',
	async () => {
		const morning = { ...normal, tickets: normal.tickets.filter((ticket) => ticket.arrival < 540) };
		const report = await replay(morning, options({ speed: 1800 }));
		expect(broken(report)).toEqual([]);
		const [all] = report.waits ?? [];
		expect(all?.seen.count).toBe(morning.tickets.length);
		// At this speed a minute is 33 ms; a busy machine may be late by a few of them.
		expect(Math.abs((all?.seen.mean ?? 0) - (all?.recorded.mean ?? 0))).toBeLessThan(2);
		expect(reportText(report)).toContain('Ewidencja Działalności');
	},
	LONG,
);

test(
	'An update that a display loses on the way is told, and breaks the law',
	async () => {
		const morning = {
			...normal,
			tickets: normal.tickets.filter(({ queue }) => queue === '186').slice(0, 60),
		};
		let seen = 0;
		const report = await replay(morning, options({ lose: () => (seen += 1) === 20 }));
		expect(broken(report)).toEqual([{ says: 'No display missed an update', broken: ['display 1: 1 times'] }]);
		expect(report.ok).toBe(false);
		expect(reportText(report)).toContain('A law was broken.');
	},
	LONG,
);

test(
	'The last update lost is told too: nothing follows it that could show the gap but the beat',
	async () => {
		const few = { ...normal, tickets: normal.tickets.slice(0, 5) };
		const lost = await replay(
			few,
			options({ lose: (update) => update.patches.some((patch) => patch.table === 'calls') }),
		);
		expect(lost.ok).toBe(false);
		expect(broken(lost).map((law) => law.says)).toContain('No display missed an update');
	},
	LONG,
);

test(
	'Services keep their Polish names on kiosk, display and paper',
	async () => {
		const few = { ...normal, tickets: normal.tickets.slice(0, 1) };
		const script = scriptOf(few, 0);
		const account = await administratorOf(hub.url, null);
		const recorded = officeOf(few, script, 'names', new Date(), {
			administrator: account.name,
			kiosks: 1,
			displays: 1,
		});
		const agent = 'agent-1' as DeviceId;
		const printer = 'printer-1' as DeviceId;
		const devices = [
			...recorded.office.devices.map((one) => (one.kind === 'kiosk' ? { ...one, printer } : one)),
			plainDevice(agent, 'agent'),
			plainDevice(printer, 'printer', { agent, address: 'tcp://127.0.0.1:9' }),
		];
		const withPaper = {
			...recorded,
			office: { ...recorded.office, devices },
			kiosks: [...recorded.kiosks, agent],
		};
		const cast = await enter(hub.url, account, withPaper);
		try {
			const [kiosk, agentClient] = cast.kiosks as [HubClient, HubClient];
			const [display] = cast.displays as [HubClient];
			const names = new Map(recorded.office.services.map((service) => [service.id as string, service.name]));
			for (const [client, audience] of [[kiosk, 'kiosk'] as const, [display, 'display'] as const]) {
				const watched = await client.must('watch', { audience, after: null, run: null });
				const rows = 'snapshot' in watched ? (watched.snapshot['services'] ?? {}) : {};
				const shown = Object.values(rows).map((row) => [row.id, (row as { name?: unknown }).name] as const);
				expect(new Map(shown)).toEqual(names);
			}
			const { jobs } = await agentClient.must('work', {});
			expect(jobs).toEqual([]);
			const owed = new Promise<DeviceJob>((job, never) => {
				agentClient.socket.once('job', job);
				setTimeout(() => {
					never(new Error('the agent was told of no job'));
				}, 20_000);
				agentClient.socket.once('disconnect', (why) => {
					never(new Error(`the agent lost the hub: ${why}`));
				});
			});
			const [service] = recorded.office.services.filter((one) => one.id === 'q186');
			if (service === undefined) throw new Error('the record has no queue 186');
			const issued = await kiosk.command({
				type: 'IssueTicket',
				services: [service.id],
				language: 'pl',
				needs: [],
				priority: 'normal',
				channel: 'kiosk',
				printer,
			});
			expect(issued).toMatchObject({ ok: true, made: { number: 'E001' } });
			const { paper } = await owed;
			expect(paper).toMatchObject({
				kind: 'ticket',
				language: 'pl',
				number: 'E001',
				service: { pl: 'Nieruchomości, geodezja' },
			});
		} finally {
			cast.close();
		}
	},
	LONG,
);
