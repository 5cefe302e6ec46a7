// Every job comes out once and whole, whatever happens to the line, the paper and the agent meanwhile.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Fault } from '#hardware/virtual/printer/printer-faults';
import type { PrintedPaper } from '#hardware/virtual/printer/virtual-printer';
import { jobOf, ticketPaper } from '../papers.ts';
import { made } from '../ticket-printer/printed.ts';
import { Bench, completeNumbers, healthWhen, temporaryFolder, until, virtualPrinter } from '../rig.ts';
import { isComplete, isWhole, saysAgain, numberedJob, numberOn } from '../ticket-reading.ts';

const NUMBERS = ['A001', 'A002', 'A003'];

async function bench(): Promise<Bench> {
	return new Bench(await virtualPrinter({ bufferBytes: 512 }), temporaryFolder());
}

async function allPrinted(on: Bench, numbers = NUMBERS): Promise<void> {
	await until(`${numbers.join()} told as printed`, () => on.told.length >= numbers.length);
	expect(on.told).toEqual(numbers.map((number) => [`job-${number}`, 'printed']));
	expect(completeNumbers(on.printer)).toEqual(numbers);
}

test('Jobs are printed once each, in the order in which they were owed', async () => {
	const on = await bench();
	on.owe(...NUMBERS.map(numberedJob));
	on.live();
	await allPrinted(on);
	expect(on.printer.papers).toHaveLength(3);
});

test('A job that comes twice is printed once', async () => {
	const on = await bench();
	on.live();
	on.owe(numberedJob('A001'), numberedJob('A001'));
	await until('told', () => on.told.length === 1);
	on.owe(numberedJob('A001'));
	await until('told again', () => on.told.length === 2);
	expect(completeNumbers(on.printer)).toEqual(['A001']);
});

test('A printer without paper owes its jobs and prints them, once, when paper comes', async () => {
	const on = await bench();
	await on.printer.fail('paper-out');
	on.live();
	on.owe(...NUMBERS.map(numberedJob));
	await new Promise((resolve) => setTimeout(resolve, 150));
	expect(on.printer.papers).toHaveLength(0);
	expect(on.told).toEqual([]);
	await on.printer.fail(null);
	await allPrinted(on);
	expect(on.printer.papers).toHaveLength(3);
});

test('A printer that is switched off owes its jobs and prints them when it is back', async () => {
	const on = await bench();
	await on.printer.fail('power-off');
	on.live();
	on.owe(...NUMBERS.map(numberedJob));
	await new Promise((resolve) => setTimeout(resolve, 150));
	await on.printer.fail(null);
	await allPrinted(on);
});

test.each<[Fault]>([['paper-out'], ['jam'], ['cover-open'], ['silent'], ['power-off'], ['drop-line']])(
	'When %s strikes in the middle of a ticket, a marked piece and one complete ticket come out',
	async (fault) => {
		for (const after of [3, 120, 700, 1100]) {
			const on = await bench();
			on.live();
			await on.device.ready();
			await on.printer.fail(fault, after);
			on.owe(...NUMBERS.map(numberedJob));
			await until('the fault struck', () => on.printer.fault === fault || on.told.length > 0);
			await new Promise((resolve) => setTimeout(resolve, 60));
			await on.printer.fail(null);
			await allPrinted(on);
			await on.die();
		}
	},
);

test('Wherever the agent dies, its next life neither loses nor repeats a ticket', async () => {
	for (const bytes of [1, 60, 400, 900, 1300, 1500, 1700, 2600]) {
		const on = await bench();
		on.live();
		await on.device.ready();
		on.owe(...NUMBERS.map(numberedJob));
		// The printer stops to take bytes there; the agent dies while it waits.
		await on.printer.fail('cover-open', bytes);
		await new Promise((resolve) => setTimeout(resolve, 40));
		await on.die();
		await on.printer.fail(null);
		on.live();
		await until('all told', () => new Set(on.told.map(([job]) => job)).size === 3);
		expect(completeNumbers(on.printer)).toEqual(NUMBERS);
		await on.die();
	}
});

test('Paper that runs out between ticket and cut takes the ticket with it: it is printed again and says so', async () => {
	const ticket = (await made(numberedJob('A001').paper, 80, { ink: 'mixed' })).whole.length;
	for (const dies of [false, true]) {
		const on = await bench();
		on.live();
		await on.device.ready();
		// Past the ticket and the question after it, two bytes into the cut.
		await on.printer.fail('paper-out', ticket + 3 + 2);
		on.owe(numberedJob('A001'));
		await healthWhen(on.device, ({ troubles }) => troubles.includes('paper-out'));
		if (dies) await on.die();
		await on.printer.fail(null);
		if (dies) on.live();
		await until('told', () => on.told.length === 1);
		const whole = on.printer.papers.filter(isWhole);
		expect(whole.map((one) => [one.end, saysAgain(one)])).toEqual([
			['torn', false],
			['cut', true],
		]);
		await on.die();
	}
});

test('A line that breaks inside a picture leaves nothing that swallows the next ticket', async () => {
	const chinese = (number: string) => jobOf(`job-${number}`, ticketPaper({ number, language: 'zh-Hant' }));
	for (const after of [300, 2000, 5000, 9000]) {
		const on = await bench();
		on.live();
		await on.device.ready();
		await on.printer.fail('drop-line', after);
		on.owe(chinese('A001'), numberedJob('A002'));
		await until('told', () => on.told.length === 2);
		const [torn, again, next, ...more] = on.printer.papers;
		expect(more).toEqual([]);
		expect([torn && numberOn(torn), again && numberOn(again), next && numberOn(next)]).toEqual([
			after < 2000 ? null : 'A001',
			'A001',
			'A002',
		]);
		expect(next && isComplete(next)).toBe(true);
		expect(on.printer.unknownCommands).toBe(0);
		await on.die();
	}
});

test('What was printed before the agent died is told again and not printed again', async () => {
	const on = await bench();
	on.live();
	on.owe(numberedJob('A001'));
	await until('printed', () => on.told.length === 1);
	await on.die();
	// A line that the crash cut short must not make the ledger forget the others.
	appendFileSync(join(on.folder, 'jobs'), 'begun printer-1 job-A0');
	on.owe(numberedJob('A001'));
	on.live();
	await until('told again', () => on.told.length === 2);
	expect(on.told).toEqual([
		['job-A001', 'printed'],
		['job-A001', 'printed'],
	]);
	expect(on.printer.papers).toHaveLength(1);
});

test('A job that staff voided while the printer was away is not printed any more', async () => {
	const on = await bench();
	await on.printer.fail('paper-out');
	on.owe(numberedJob('A001'), numberedJob('A002'));
	on.live();
	on.voidJob('job-A001');
	on.askAgain();
	await on.printer.fail(null);
	await until('printed', () => on.told.length === 1);
	expect(completeNumbers(on.printer)).toEqual(['A002']);
});

test(
	'Through sixty random mishaps every ticket comes out once, in order, and none is forgotten',
	{ timeout: 120_000 },
	async () => {
		const on = await bench();
		// A fixed sequence: a failure can be looked at again.
		let seed = 20200114;
		const random = (below: number): number => {
			seed = (seed * 1103515245 + 12345) % 2147483648;
			return Math.floor((seed / 2147483648) * below);
		};
		const faults: (Fault | 'agent')[] = [
			'paper-out',
			'jam',
			'cover-open',
			'silent',
			'power-off',
			'drop-line',
			'agent',
		];
		const numbers: string[] = [];
		on.live();
		const papers: PrintedPaper[] = [];
		on.printer.onPaper((paper) => papers.push(paper));
		for (let round = 1; round <= 60; round += 1) {
			const number = `B${String(round).padStart(3, '0')}`;
			numbers.push(number);
			const fault = faults[random(faults.length)] ?? 'jam';
			if (fault !== 'agent') await on.printer.fail(fault, random(2600));
			on.owe(numberedJob(number));
			await new Promise((resolve) => setTimeout(resolve, random(60)));
			if (fault === 'agent') {
				await on.die();
				on.live();
			}
			await on.printer.fail(null);
		}
		await until('all told', () => new Set(on.told.map(([job]) => job)).size === numbers.length, 60_000);
		expect(on.told.every(([, ending]) => ending === 'printed')).toBe(true);
		for (const number of numbers) {
			const whole = papers.filter((paper) => isWhole(paper) && numberOn(paper) === number);
			expect(whole.length, `${number} came out`).toBeGreaterThan(0);
			expect(whole.filter(isComplete).length, `${number} was handed out once at most`).toBeLessThan(2);
			expect(whole.slice(1).every(saysAgain), `a second ${number} says so`).toBe(true);
		}
		const handedOut = papers.filter(isComplete).map(numberOn);
		expect(handedOut).toEqual([...handedOut].sort());
		expect(handedOut.length).toBeGreaterThan(55);
	},
);
