// How a hub comes to be small: its program is compiled once, and then started without the compiler.
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
/** Says at the end whether Node has loaded its compiler for TypeScript. */
const TELLS = `data:text/javascript,process.on('exit', () => console.log(process.moduleLoadList.some((name) => name.includes('amaro'))))`;

test('A hub that was compiled once is loaded without the compiler for TypeScript', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'rotunda-compiled-'));
	onTestFinished(() => rm(folder, { recursive: true }));
	const loadsCompiler = async () => {
		const { stdout } = await promisify(execFile)(
			process.execPath,
			['--import', TELLS, 'src/start/server.ts', '--compile'],
			{ cwd: ROOT, env: { ...process.env, NODE_COMPILE_CACHE: folder } },
		);
		return JSON.parse(stdout) as boolean;
	};
	expect(await loadsCompiler()).toBe(true);
	expect(await loadsCompiler()).toBe(false);
});
