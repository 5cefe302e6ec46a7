// A hub of our own: the real server as a child process on a data folder that is gone afterwards.
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compiledFolder } from '#start/small-start';

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE = 60_000;

export interface OwnHub {
	readonly url: string;
	readonly pid: number;
	/** Ends it as a service manager would. */
	readonly stop: () => Promise<void>;
}

/** `data`: a folder that stays, or null for one that is removed. @throws with the hub's last words when it does not start. */
export async function startOwnHub(data: string | null, nodeOptions: readonly string[]): Promise<OwnHub> {
	const folder = data ?? (await mkdtemp(join(tmpdir(), 'rotunda-own-')));
	const port = await freePort();
	const url = `http://127.0.0.1:${String(port)}`;
	const child = spawn(process.execPath, [...nodeOptions, 'src/start/server.ts'], {
		cwd: ROOT,
		env: {
			...process.env,
			// As the launcher starts it.
			NODE_COMPILE_CACHE: compiledFolder(ROOT),
			PORT: String(port),
			HOST: '127.0.0.1',
			DATABASE_URL: '',
			ROTUNDA_DATA: folder,
			ROTUNDA_LOG: 'warn',
		},
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	let words = '';
	const hear = (text: Buffer) => {
		words = `${words}${text.toString()}`.slice(-4000);
		// Faults are never to be overlooked: the log has one line for each.
		for (const line of text.toString().split('\n')) if (line.includes('"fault"')) console.error(line);
	};
	child.stdout.on('data', hear);
	child.stderr.on('data', hear);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const stop = async () => {
		child.kill('SIGTERM');
		const late = setTimeout(() => child.kill('SIGKILL'), 10_000);
		await ended;
		clearTimeout(late);
		if (data === null) await rm(folder, { recursive: true, force: true });
	};
	const until = Date.now() + PATIENCE;
	while (!(await answers(url))) {
		if (child.exitCode !== null || Date.now() > until) {
			await stop();
			throw new Error(`the hub did not start:\n${words}`);
		}
		await new Promise((next) => setTimeout(next, 4));
	}
	return { url, pid: child.pid ?? 0, stop };
}

async function answers(url: string): Promise<boolean> {
	try {
		return (await fetch(`${url}/healthz`)).ok;
	} catch {
		return false;
	}
}

export async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	await new Promise((closed) => server.close(closed));
	return port;
}
