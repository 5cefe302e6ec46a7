// `npm run agent -- ...` as a technician or systemd runs it: a process of its own, with what it says.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

const AGENT = join(import.meta.dirname, '..', '..', 'hardware', 'agent.ts');

export class AgentCommand {
	readonly child: ChildProcess;
	readonly ended: Promise<number | null>;
	out = '';
	err = '';

	/** Is killed with the test at the latest. */
	constructor(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
		const { PATH, HOME } = process.env;
		// Each test has a data folder of its own; the program is the same for all.
		const clean = { PATH, HOME, NODE_COMPILE_CACHE: join(tmpdir(), 'rotunda-tests-compiled') };
		const child = spawn(process.execPath, [AGENT, ...args], {
			env: { ...clean, ...env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		child.stdout.on('data', (text: Buffer) => (this.out += text.toString()));
		child.stderr.on('data', (text: Buffer) => (this.err += text.toString()));
		this.child = child;
		this.ended = new Promise((resolve) => child.once('close', resolve));
		onTestFinished(() => {
			child.kill('SIGKILL');
		});
	}
}
