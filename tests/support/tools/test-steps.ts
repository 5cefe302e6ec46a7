// Runs one step of `npm test`, shows its words only when it failed, and counts what passed.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const BIN = join(ROOT, 'node_modules/.bin');

export interface Result {
	readonly name: string;
	readonly passed: number;
	readonly failed: number;
	readonly skipped: number;
}

/** A tool of the project, counted as one: it passed or it failed. */
export async function runStep(name: string, command: string, args: readonly string[]): Promise<Result> {
	const began = Date.now();
	const { code, said } = await run(command, args, {});
	const ok = code === 0;
	tell(ok, name, began, '', ok ? '' : said);
	return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}

/** Vitest on these files, each test counted by Vitest's own JSON report. */
export async function runTests(
	name: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv,
): Promise<Result> {
	const began = Date.now();
	const folder = mkdtempSync(join(tmpdir(), 'rotunda-tests-'));
	const file = join(folder, 'report.json');
	const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
	// Left to itself, Vitest keeps one of two cores free; most of these tests wait more than they work.
	const options = [
		'--passWithNoTests',
		`--maxWorkers=${String(Math.max(2, availableParallelism()))}`,
		...reporters,
	];
	const { code, said } = await run('vitest', ['run', ...args, ...options], env);
	const counts = countsIn(file, code);
	rmSync(folder, { recursive: true, force: true });
	const ok = code === 0 && counts.failed === 0;
	const skipped = counts.skipped > 0 ? `, ${String(counts.skipped)} skipped` : '';
	const shown = `${String(counts.passed)} passed, ${String(counts.failed)} failed${skipped}`;
	tell(ok, name, began, shown, ok ? '' : said);
	return { name, ...counts };
}

interface Report {
	readonly testResults: readonly {
		readonly status: string;
		readonly assertionResults: readonly { readonly status: string }[];
	}[];
}

/** A file that could not even be loaded, and a run that broke without saying where, count as one failure each. */
function countsIn(file: string, code: number): Omit<Result, 'name'> {
	let report: Report;
	try {
		report = JSON.parse(readFileSync(file, 'utf8')) as Report;
	} catch {
		return { passed: 0, failed: 1, skipped: 0 };
	}
	const tests = report.testResults.flatMap((one) => one.assertionResults.map(({ status }) => status));
	const broken = report.testResults.filter(
		(one) => one.status === 'failed' && !one.assertionResults.some(({ status }) => status === 'failed'),
	).length;
	const passed = tests.filter((status) => status === 'passed').length;
	const failed = tests.filter((status) => status === 'failed').length + broken;
	return {
		passed,
		failed: failed === 0 && code !== 0 ? 1 : failed,
		skipped: tests.filter((status) => status !== 'passed' && status !== 'failed').length,
	};
}

function run(
	command: string,
	args: readonly string[],
	env: NodeJS.ProcessEnv,
): Promise<{ code: number; said: string }> {
	return new Promise((done) => {
		const child = spawn(join(BIN, command), args, {
			cwd: ROOT,
			// The project's own Node first, whichever one started this.
			env: { ...process.env, NO_COLOR: '1', ...env, PATH: `${BIN}${delimiter}${process.env['PATH'] ?? ''}` },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let said = '';
		const hear = (data: Buffer) => (said += data.toString());
		child.stdout.on('data', hear);
		child.stderr.on('data', hear);
		child.on('error', (error) => {
			done({ code: 1, said: `${command}: ${error.message}` });
		});
		child.on('close', (code) => {
			done({ code: code ?? 1, said });
		});
	});
}

function tell(ok: boolean, name: string, began: number, counts: string, said: string): void {
	const seconds = `${((Date.now() - began) / 1000).toFixed(1)} s`;
	if (said !== '') console.log(`\n${said.trim()}\n`);
	console.log(
		`${ok ? 'ok     ' : 'FAILED '}  ${name.padEnd(20)} ${seconds.padStart(8)}  ${counts}`.trimEnd(),
	);
}
