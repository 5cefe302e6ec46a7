// Papers that are late are asked about, and a printer that cannot print is stood in for: printed once, here or there.
import { expect, test } from 'vitest';
import type { PrintedPaper } from '#hardware/virtual/printer/virtual-printer';
import { ISSUED_AT, jobOf } from '../papers.ts';
import { Bench, completeNumbers, temporaryFolder, until, virtualPrinter } from '../rig.ts';
import { isWhole, numberedJob, numberOn, saysAgain } from '../ticket-reading.ts';

const MINUTE = 60_000;
const VOID_LINE = 'This paper is incomplete and not valid.';

async function lateBench(): Promise<Bench> {
	const on = new Bench(await virtualPrinter({ bufferBytes: 512 }), temporaryFolder());
	on.at = ISSUED_AT + 11 * MINUTE;
	return on;
}

const saidOn = (paper: PrintedPaper | undefined): string =>
	(paper?.lines ?? []).join(' ').replace(/ +/g, ' ');
const fresh = (on: Bench, number: string) => ({ ...numberedJob(number), owedSince: on.at - MINUTE });

test('A ticket that is more than ten minutes late is asked about once, and the younger ones behind it are printed in order', async () => {
	const on = await lateBench();
	on.owe(numberedJob('A001'), fresh(on, 'A002'), numberedJob('A003'), fresh(on, 'A004'));
	on.live();
	await until('the young ones', () => on.told.length === 2);
	on.askAgain();
	on.askAgain();
	await new Promise((resolve) => setTimeout(resolve, 50));
	expect(on.doubted).toEqual(['job-A001', 'job-A003']);
	expect(completeNumbers(on.printer)).toEqual(['A002', 'A004']);
	expect(on.told.map(([job]) => job)).toEqual(['job-A002', 'job-A004']);
});

test('Staff who want a late ticket get it; one that they void never comes out', async () => {
	const on = await lateBench();
	on.owe(numberedJob('A001'), numberedJob('A002'));
	on.live();
	await until('asked', () => on.doubted.length === 2);
	on.voidJob('job-A001');
	on.wantJob('job-A002');
	on.askAgain();
	await until('printed', () => on.told.length === 1);
	expect(on.told).toEqual([['job-A002', 'printed']]);
	expect(completeNumbers(on.printer)).toEqual(['A002']);
	expect(on.printer.papers).toHaveLength(1);
});

test('Nine minutes is not late, and a test page is never asked about', async () => {
	const on = await lateBench();
	const page = { kind: 'test', language: 'en', languages: ['en'], madeAt: ISSUED_AT } as const;
	const device = { id: 'printer-1', name: 'Kiosk', paperWidth: 80, address: 'tcp://127.0.0.1:9100' } as never;
	on.owe(jobOf('job-test', { ...page, device }), { ...numberedJob('A001'), owedSince: on.at - 9 * MINUTE });
	on.live();
	await until('both', () => on.told.length === 2);
	expect(on.doubted).toEqual([]);
});

test('A ticket that was whole before the agent died is cut however late it is; a torn one is marked, and asked about', async () => {
	for (const bytes of [700, 100_000]) {
		const on = new Bench(await virtualPrinter({ bufferBytes: 512 }), temporaryFolder());
		on.live();
		await on.device.ready();
		// In the middle, or past the ticket and before its cut was confirmed.
		await on.printer.fail(bytes === 700 ? 'cover-open' : 'silent', bytes === 700 ? bytes : 1500);
		on.owe(numberedJob('A001'));
		await new Promise((resolve) => setTimeout(resolve, 120));
		await on.die();
		on.at = ISSUED_AT + 20 * MINUTE;
		await on.printer.fail(null);
		on.live();
		await until('asked or told', () => on.doubted.length + on.told.length > 0);
		await until('nothing hangs there', () => on.printer.hanging.length === 0);
		const whole = on.printer.papers.filter(isWhole);
		if (on.doubted.length > 0) {
			expect(whole).toEqual([]);
			expect(saidOn(on.printer.papers.at(-1))).toContain(VOID_LINE);
		} else expect(whole.map(numberOn)).toEqual(['A001']);
	}
});

async function twoPrinters(standInMs: number) {
	const [first, spare] = [await virtualPrinter({ bufferBytes: 512 }), await virtualPrinter()];
	const on = new Bench(first, temporaryFolder(), { spare, limits: { standInMs } });
	return { on, first, spare };
}

test('When the printer of a kiosk is out of paper, the spare one prints what it owes, in order and once', async () => {
	const { on, first, spare } = await twoPrinters(80);
	await first.fail('paper-out');
	on.live();
	on.owe(...['A001', 'A002', 'A003'].map(numberedJob));
	await until('printed', () => on.told.length === 3);
	expect(completeNumbers(spare)).toEqual(['A001', 'A002', 'A003']);
	on.owe(numberedJob('A004'));
	await until('the next one at once', () => on.told.length === 4, 2000);
	await first.fail(null);
	await until('back', () => on.device.ready().then(() => true));
	on.owe(numberedJob('A005'));
	await until('by the first again', () => on.told.length === 5);
	expect(completeNumbers(first)).toEqual(['A005']);
	expect(completeNumbers(spare)).toEqual(['A001', 'A002', 'A003', 'A004']);
});

test('A ticket that was cut short in one printer comes out of the other, and the piece is marked when the first is back', async () => {
	const { on, first, spare } = await twoPrinters(80);
	on.live();
	await on.device.ready();
	await first.fail('cover-open', 700);
	on.owe(numberedJob('A001'));
	await until('printed by the spare', () => on.told.length === 1);
	expect(spare.papers.map((paper) => [numberOn(paper), saysAgain(paper)])).toEqual([['A001', true]]);
	expect(first.papers).toEqual([]);
	await first.fail(null);
	await until('marked', () => first.papers.length === 1);
	expect(saidOn(first.papers[0])).toContain(VOID_LINE);
	on.owe(numberedJob('A002'));
	await until('printed', () => on.told.length === 2);
	expect(completeNumbers(first)).toEqual(['A002']);
});

test('Without a spare printer that works, everything waits for the first', async () => {
	const { on, first, spare } = await twoPrinters(60);
	await first.fail('jam');
	await spare.fail('paper-out');
	on.live();
	on.owe(numberedJob('A001'));
	await new Promise((resolve) => setTimeout(resolve, 300));
	expect(on.moved).toEqual([]);
	await first.fail(null);
	await until('printed', () => on.told.length === 1);
	expect(completeNumbers(first)).toEqual(['A001']);
});

test('A printer that is mended before its patience ends keeps its tickets', async () => {
	const { on, first, spare } = await twoPrinters(1000);
	await first.fail('paper-out');
	on.live();
	on.owe(numberedJob('A001'));
	await new Promise((resolve) => setTimeout(resolve, 150));
	await first.fail(null);
	await until('printed', () => on.told.length === 1);
	expect([on.moved, spare.papers]).toEqual([[], []]);
});

test('Wherever the first printer fails, each ticket is handed out by one of the two, once', async () => {
	for (const after of [1, 900, 1560, 2600]) {
		for (const fault of ['paper-out', 'power-off', 'silent'] as const) {
			const { on, first, spare } = await twoPrinters(50);
			on.live();
			await on.device.ready();
			await first.fail(fault, after);
			on.owe(...['A001', 'A002'].map(numberedJob));
			await new Promise((resolve) => setTimeout(resolve, 120));
			await first.fail(null);
			await until('both told', () => new Set(on.told.map(([job]) => job)).size === 2);
			await until('nothing hangs there', () => first.hanging.length === 0);
			const handedOut = [...completeNumbers(first), ...completeNumbers(spare)].sort();
			expect(handedOut, `${fault} after ${String(after)}`).toEqual(['A001', 'A002']);
			await on.die();
		}
	}
});
