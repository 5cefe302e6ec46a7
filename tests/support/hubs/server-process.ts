// The real `src/start/server.ts` as a child process, to be killed, crowded out and misled.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const PATIENCE = 30_000;

export interface ServerProcess {
	/** Where it listens. */
	readonly url: string;
	kill(signal: NodeJS.Signals): void;
	/** All that it has said so far. */
	said(): string;
	/** Resolves when it is gone: its exit code, or null after a signal, and all that it said. */
	readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** Starts it and waits until it listens. @throws with its words when it ends instead. */
export async function startServer(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
	const { child, ended, heard } = spawnServer(env);
	const url = await new Promise<string>((resolve, reject) => {
		const late = setTimeout(
			() => reject(new Error(`the server did not start in time:\n${heard()}`)),
			PATIENCE,
		);
		child.once('message', (ready: { url: string }) => {
			clearTimeout(late);
			resolve(ready.url);
		});
		void ended.then(({ said }) => reject(new Error(`the server ended instead of starting:\n${said}`)));
	});
	return { url, ended, kill: (signal) => child.kill(signal), said: heard };
}

/** Starts what is expected to end by itself. */
export function serverThatEnds(env: Readonly<Record<string, string>>): ServerProcess['ended'] {
	return spawnServer(env).ended;
}

function spawnServer(env: Readonly<Record<string, string>>) {
	const child = spawn(process.execPath, [join(ROOT, 'src/start/server.ts')], {
		cwd: ROOT,
		env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ROTUNDA_LOG: 'error', DATABASE_URL: '', ...env },
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
	});
	let said = '';
	const hear = (chunk: Buffer) => (said += chunk.toString());
	child.stdout?.on('data', hear);
	child.stderr?.on('data', hear);
	const ended = new Promise<{ code: number | null; said: string }>((resolve) => {
		child.once('close', (code) => resolve({ code, said }));
	});
	return { child, ended, heard: () => said };
}
