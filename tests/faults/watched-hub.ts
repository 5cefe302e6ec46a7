// A hub in a process of its own, asked now and then how much memory it holds after a collection.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Place } from './place.ts';

/** Bytes. */
export interface Held {
	readonly heap: number;
	readonly buffers: number;
	readonly rss: number;
}

export interface WatchedHub {
	readonly url: string;
	readonly pid: number;
	held(): Promise<Held>;
	/** All that it said on standard error: faults, one a line. */
	said(): string;
	isAlive(): boolean;
	stop(): Promise<void>;
}

export interface WatchOptions {
	/** Office seconds a second. */
	readonly speed: number;
	/** What its clock shows at first, ms since 1970; null: now. */
	readonly start: number | null;
}

export async function watchedHub(place: Place, { speed, start }: WatchOptions): Promise<WatchedHub> {
	const entry = join(import.meta.dirname, 'hub-under-watch.ts');
	const child = spawn(
		process.execPath,
		['--expose-gc', entry, String(speed), start === null ? '' : String(start)],
		{
			env: { ...process.env, PORT: '0', HOST: '127.0.0.1', ...place.env },
			stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
		},
	);
	let said = '';
	child.stderr?.on('data', (chunk: Buffer) => {
		if (said.length < 1_000_000) said += chunk.toString();
	});
	const next = <Message>() =>
		new Promise<Message>((resolve, reject) => {
			const gone = () => reject(new Error(`the hub is gone:\n${said}`));
			child.once('exit', gone);
			child.once('message', (message) => {
				child.off('exit', gone);
				resolve(message as Message);
			});
		});
	const { url } = await next<{ url: string }>();
	return {
		url,
		pid: child.pid ?? 0,
		held: () => {
			const answer = next<Held>();
			child.send('held');
			return answer;
		},
		said: () => said,
		isAlive: () => child.exitCode === null && child.signalCode === null,
		stop: () =>
			new Promise((resolve) => {
				if (child.exitCode !== null || child.signalCode !== null) return resolve();
				child.once('exit', () => resolve());
				child.kill('SIGKILL');
			}),
	};
}

export const megabytes = (bytes: number) => (bytes / 1_000_000).toFixed(1);
