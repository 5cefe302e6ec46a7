// Whether this shell lets a process have as many connections as a measure needs, said before it fails halfway.
import { readFile } from 'node:fs/promises';

/** Besides the connections: the record, the program's own files, what is being closed. */
const OTHERS = 200;

/** @throws Error with the cure when fewer are allowed; says nothing where the system does not tell. */
export async function mustAllowConnections(count: number): Promise<void> {
	const limits = await readFile('/proc/self/limits', 'utf8').catch(() => '');
	const allowed = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1] ?? Infinity);
	const needed = count + OTHERS;
	if (allowed >= needed) return;
	throw new Error(
		`${count.toLocaleString('en')} connections need ${needed.toLocaleString('en')} open files and this shell allows ` +
			`${allowed.toLocaleString('en')}. Say "ulimit -n ${String(needed)}" first, as root if need be.`,
	);
}
