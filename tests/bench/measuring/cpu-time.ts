// What a process has used of its processor so far: a figure that other work on the machine disturbs less than the clock.
import { readFile } from 'node:fs/promises';

/** Linux counts in hundredths of a second. */
const TICKS = 100;

/** Milliseconds in user and system mode, or null where the system does not say. */
export async function cpuTime(pid: number): Promise<number | null> {
	try {
		const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
		// The name, in brackets, may hold anything; the fields after it are fixed.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
	} catch {
		return null;
	}
}
