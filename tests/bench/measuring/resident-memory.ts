// How much of the machine's memory a process holds.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** MB. */
export async function residentMb(pid: number | undefined): Promise<number> {
	const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
	return Number(stdout.trim()) / 1024;
}
