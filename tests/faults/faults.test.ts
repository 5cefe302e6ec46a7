// The short form of `npm run faults`: the same campaigns on the same real processes, in seconds. Killing is in tests/store/sqlite/crash.test.ts.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { StoredEvent } from '#domain/events';
import type { CommandId, TicketId } from '#domain/ids';
import { temporaryFolder } from '#support/temporary-folder';
import { fullDisk } from './full-disk.ts';
import { differences, Ledger } from './ledger.ts';
import { malformedFrames } from './malformed-frames.ts';
import { silentSockets } from './silent-sockets.ts';
import { tearLastWrite } from './torn-write.ts';

const LONG = { timeout: 120_000 };

/** A record of issued tickets, as the hub would write it. */
function issued(...numbers: readonly string[]): StoredEvent[] {
	return numbers.map((number, index) => {
		const event = { type: 'TicketIssued', ticket: `t${index}.1`, number, day: '2026-03-02' };
		const by = { kind: 'device', id: 'kiosk' };
		return { position: index + 1, at: 0, by, command: `t${index}`, event } as unknown as StoredEvent;
	});
}

test('A ledger kept outside the hub notices what was lost, given twice, changed, or done by nobody', () => {
	const ledger = new Ledger(join(temporaryFolder(), 'ledger.jsonl'));
	const made = (number: string) => ({ ticket: `${number}.1` as TicketId, number });
	ledger.note({ id: 't0' as CommandId, position: 1, made: made('A001') });
	ledger.note({ id: 't1' as CommandId, position: 2, made: made('A002') });
	expect(differences(ledger, issued('A001', 'A002'))).toEqual([]);
	expect(differences(ledger, issued('A001'))).toEqual(['t1 was acknowledged at 2 and is not there']);
	expect(differences(ledger, issued('A001', 'A003'))).toEqual(['t1 was given A002, the record says A003']);
	expect(differences(ledger, issued('A001', 'A002', 'A002'))).toEqual([
		'nobody sent t2, TicketIssued',
		'2026-03-02 A002 was given twice',
	]);
	ledger.unanswered.add('t2' as CommandId);
	expect(differences(ledger, issued('A001', 'A002', 'A003'))).toEqual([]);
	ledger.close();
});

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
