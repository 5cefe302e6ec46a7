// The agent's memory of its jobs survives crashes, torn lines and long service.
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { JobLedger } from '#hardware/jobs/job-ledger';
import { temporaryFolder } from '../rig.ts';

const device = 'printer-1' as never;
const job = (name: string) => name as never;

function ledgerIn(folder: string): JobLedger {
	return new JobLedger(join(folder, 'agent', 'jobs'));
}

test('A new ledger knows nothing, and its folder is made', () => {
	const ledger = ledgerIn(temporaryFolder());
	expect(ledger.progressOf(job('a'))).toBe('none');
	expect(ledger.leftIn(device)).toBe('clean');
});

test('Every step is there after a restart', () => {
	const folder = temporaryFolder();
	const first = ledgerIn(folder);
	first.note(device, job('a'), 'begun');
	first.note(device, job('a'), 'whole');
	first.note(device, job('a'), 'printed');
	first.note(device, job('b'), 'begun');
	// No close: a crash does not tidy up.
	const second = ledgerIn(folder);
	expect([second.progressOf(job('a')), second.progressOf(job('b'))]).toEqual(['printed', 'begun']);
	expect(second.leftIn(device)).toBe('torn');
	second.note(device, job('b'), 'whole');
	expect(ledgerIn(folder).leftIn(device)).toBe('uncut');
});

test('A job that failed does not hide the torn piece that another one left', () => {
	const folder = temporaryFolder();
	const ledger = ledgerIn(folder);
	ledger.note(device, job('a'), 'begun');
	ledger.note(device, job('b'), 'failed');
	expect(ledger.leftIn(device)).toBe('torn');
	expect(ledgerIn(folder).leftIn(device)).toBe('torn');
});

test('What another printer took over still hangs out of the first, after any number of restarts, until it is cleared', () => {
	const folder = temporaryFolder();
	const ledger = ledgerIn(folder);
	const spare = 'printer-2' as never;
	ledger.note(device, job('a'), 'begun');
	ledger.note(spare, job('a'), 'printed');
	expect(ledgerIn(folder).leftIn(device)).toBe('torn');
	const third = ledgerIn(folder);
	expect([third.leftIn(device), third.leftIn(spare)]).toEqual(['torn', 'clean']);
	third.note(device, job('-'), 'cleared');
	expect(ledgerIn(folder).leftIn(device)).toBe('clean');
	expect(ledgerIn(folder).progressOf(job('a'))).toBe('printed');
});

test('A line that a crash cut short and lines of another hand are passed over', () => {
	const folder = temporaryFolder();
	ledgerIn(folder).note(device, job('a'), 'printed');
	const file = join(folder, 'agent', 'jobs');
	appendFileSync(file, 'nonsense\nbegun only-two\nprinted printer-1 b\nprinted printer-1 c');
	const ledger = ledgerIn(folder);
	expect(['a', 'b', 'c'].map((name) => ledger.progressOf(job(name)))).toEqual(['printed', 'printed', 'none']);
});

test('After years of tickets the file is short again and the last ones are remembered', () => {
	const folder = temporaryFolder();
	ledgerIn(folder).close();
	const file = join(folder, 'agent', 'jobs');
	const lines = Array.from({ length: 20_000 }, (_, at) => `printed printer-1 job-${at}\n`);
	writeFileSync(file, lines.join(''));
	const ledger = ledgerIn(folder);
	expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(5001);
	expect(ledger.progressOf(job('job-19999'))).toBe('printed');
	expect(ledger.progressOf(job('job-0'))).toBe('none');
	expect(statSync(file).mode & 0o777).toBe(0o600);
});
