// Resident memory of a hub that has just started and has nothing to do, beside the bare server's.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { progress, startBenchHub } from './bench-lobby.ts';
import { figure } from './figures.ts';
import type { Figure } from './figures.ts';
import { startRawServer } from './raw-process.ts';

const REST = 5000;

export async function memory(): Promise<Figure[]> {
	const hub = await startBenchHub();
	try {
		const raw = await startRawServer(join(hub.folder, 'raw.db'), { row: '', answer: null, update: null });
		progress('memory: five seconds of rest');
		await new Promise((next) => setTimeout(next, REST));
		const figures = [figure('hub-rss-idle', await residentMb(hub.pid), 'MB', await residentMb(raw.pid))];
		await raw.stop();
		return figures;
	} finally {
		await hub.stop();
	}
}

async function residentMb(pid: number): Promise<number> {
	const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
	return Number(stdout.trim()) / 1024;
}
