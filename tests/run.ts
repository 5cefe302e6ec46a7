// `npm test`: every check and every test in one go, with the screens built first, told in a few plain lines.
import { getChromium } from './support/browser/chromium.ts';
import { getCups } from './support/tools/cups.ts';
import { getShellcheck } from './support/tools/shellcheck.ts';
import { getSocat } from './support/tools/socat.ts';
import { runStep, runTests } from './support/tools/test-steps.ts';
import type { Result } from './support/tools/test-steps.ts';

const started = Date.now();
const results: Result[] = [];

async function step(name: string, command: string, ...args: string[]): Promise<Result> {
	const result = await runStep(name, command, args);
	results.push(result);
	return result;
}

async function tests(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<void> {
	results.push(await runTests(name, args, env));
}

const browser = getChromium();
if (!getSocat()) console.log('No socat here: the printer on a serial line is not tested (install socat).');
if (!getCups())
	console.log('No CUPS here that we may run: the print queue is not tested (install cups, and run as root).');
if (!getShellcheck())
	console.log('No shellcheck here: the scripts of the deploy kit are not read (install shellcheck).');
// Both the build and the type checks read what this writes.
await step('sync', 'svelte-kit', 'sync');

async function checks(): Promise<void> {
	await step('format', 'prettier', '--check', '.', '--log-level', 'warn');
	await step('lint', 'eslint', '.');
	await step('types', 'tsc', '--noEmit');
	await step('svelte-check', 'svelte-check', '--fail-on-warnings');
}

async function build(): Promise<boolean> {
	return (await step('build', 'vite', 'build')).failed === 0;
}

// Two lanes for two cores: the checks run beside the build and the tests without a browser.
const checking = checks();
const built = await build();
if (built) await tests('unit, contract, hub', ['--exclude', 'tests/browser/**']);
await checking;
if (built && browser.path !== null) {
	await tests('browser', ['tests/browser/'], { ROTUNDA_CHROMIUM: browser.path });
} else if (browser.path === null) {
	const ci = process.env['CI'] === 'true';
	const missing = ['Browser tests did not run:', browser.missing].join(' ');
	console.log(`${ci ? 'FAILED' : 'skipped'}  browser: ${missing}`);
	results.push({ name: 'browser', passed: 0, failed: ci ? 1 : 0, skipped: ci ? 0 : 1 });
}

const sum = (of: 'passed' | 'failed' | 'skipped') => results.reduce((total, result) => total + result[of], 0);
const failed = results.filter((result) => result.failed > 0).map(({ name }) => name);
console.log('');
console.log(`Took ${String(Math.round((Date.now() - started) / 1000))} s.`);
if (!built) console.log('The screens could not be built, so no test ran.');
if (failed.length > 0) console.log(`Failed: ${failed.join('; ')}. What they said is above.`);
const skipped = sum('skipped') > 0 ? `, ${String(sum('skipped'))} skipped` : '';
process.exitCode = failed.length > 0 ? 1 : 0;
console.log(`${String(sum('passed'))} passed, ${String(sum('failed'))} failed${skipped}`);
