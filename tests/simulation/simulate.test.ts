// The short form of `npm run simulate`: some dozens of bad days, every planted bug, and the same seed twice.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PLANTS } from './plants.ts';

interface Said {
	readonly code: number | null;
	readonly text: string;
}

/** In a process of its own: a simulation takes over time itself. */
function simulate(...args: string[]): Promise<Said> {
	const script = join(import.meta.dirname, 'simulate.ts');
	const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let text = '';
	const hear = (chunk: Buffer) => (text += chunk.toString());
	child.stdout.on('data', hear);
	child.stderr.on('data', hear);
	return new Promise((resolve) => child.once('close', (code) => resolve({ code, text })));
}

test('Thirty offices on their worst days break no law', { timeout: 120_000 }, async () => {
	const { code, text } = await simulate('--seeds', '30');
	expect(text).toContain('Every law held in every seed.');
	expect(code, text).toBe(0);
});

test('Every planted bug is caught by a law', { timeout: 180_000 }, async () => {
	const { code, text } = await simulate('--plants', '--seeds', '60');
	expect(text).not.toContain('MISSED');
	expect(text).toContain(
		`${Object.keys(PLANTS).length} of ${Object.keys(PLANTS).length} planted bugs were caught.`,
	);
	expect(code, text).toBe(0);
});

test('The same seed is the same run to the last word', { timeout: 60_000 }, async () => {
	const [one, two, other] = await Promise.all([
		simulate('--seed', '8'),
		simulate('--seed', '8'),
		simulate('--seed', '9'),
	]);
	expect(one.text).toMatch(/digest [0-9a-f]{8}/);
	expect(two.text).toBe(one.text);
	expect(other.text).not.toBe(one.text);
});

test('A broken law is told as a story of the few steps that it takes', { timeout: 120_000 }, async () => {
	const { code, text } = await simulate('--seed', '1', '--plant', 'jobs-forgotten');
	expect(code).toBe(1);
	expect(text).toContain('Broken by seed 1: every owed job ends.');
	const steps = text.split('\n').filter((line) => / s {2}/.test(line));
	expect(steps.length).toBeGreaterThan(0);
	expect(steps.length).toBeLessThan(12);
	expect(text).toContain('npm run simulate -- --seed 1 --plant jobs-forgotten --trace');
});
