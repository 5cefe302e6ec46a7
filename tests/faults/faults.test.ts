// The short form of `npm run faults`: the same campaigns on the same real processes, in seconds.
import { expect, test } from 'vitest';
import { fullDisk } from './full-disk.ts';
import { killHubs } from './killed-hub.ts';
import { malformedFrames } from './malformed-frames.ts';
import { silentSockets } from './silent-sockets.ts';
import { squeezedDay } from './squeezed-day.ts';
import { tearLastWrite } from './torn-write.ts';

const LONG = { timeout: 120_000 };

test(
	'After a few kill -9 under load the record agrees with a ledger kept outside the hub',
	LONG,
	async () => {
		const report = await killHubs({ kills: 4, database: null, onKill: () => undefined });
		expect(report.wrong).toEqual([]);
		expect(report.acknowledged).toBeGreaterThan(50);
	},
);

test('A log cut anywhere leaves a whole beginning of the record, and no command by half', LONG, async () => {
	const { wrong, fewest, most } = await tearLastWrite(60);
	expect(wrong).toEqual([]);
	expect(most - fewest).toBeGreaterThan(100);
});

test(
	'A hub whose disk is full gives out nothing, says so, and goes on when there is room',
	LONG,
	async (context) => {
		const report = await fullDisk();
		if (report === null) return context.skip('needs the right to mount');
		expect(report.wrong).toEqual([]);
		expect(report.faults).toBeGreaterThan(10);
	},
);

test('Twenty-four office hours in six seconds pass midnight once and leave no fault', LONG, async () => {
	const report = await squeezedDay({ seconds: 6, looks: 4, database: null, onLook: () => undefined });
	expect(new Set(report.days).size).toBe(2);
	expect(report.customers).toBeGreaterThan(50);
	expect(report.said).toBe('');
});

test(
	'Five hundred sockets that say nothing are taken, and a ticket is issued beside them',
	LONG,
	async () => {
		const report = await silentSockets(500, 0, null);
		expect(report.open).toBe(500);
		expect(report.during[1]).toBeLessThan(2_000);
	},
);

test(
	'Thousands of malformed frames crash nothing, change nothing and leave nothing behind',
	LONG,
	async () => {
		const report = await malformedFrames({
			frames: 20_000,
			seed: 7,
			database: null,
			onProgress: () => undefined,
		});
		expect(report).toMatchObject({ isAlive: true, effects: [] });
		expect(report.heapLate - report.heapEarly).toBeLessThan(10_000_000);
	},
);
