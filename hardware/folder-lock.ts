// One agent a data folder: a lock that the operating system lets go when the process dies, however it dies.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Two agents on one ledger would print every ticket twice. */
export class FolderTaken extends Error {
	constructor(folder: string) {
		super(
			`Another agent is running on the data folder ${folder}. ` +
				'Stop that one first (systemctl stop rotunda-agent), or give this one a folder and a pairing code of its own.',
		);
	}
}

export interface FolderLock {
	/** Lets the next agent in. */
	release(): void;
}

const SQLITE_BUSY = 5;
/** What nobody holds is collected, and its lock with it. */
const held = new Set<DatabaseSync>();

/**
 * Makes the folder when it is not there.
 * @throws FolderTaken when another agent has it; Error when it cannot be written.
 */
export function lockFolder(folder: string): FolderLock {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const file = new DatabaseSync(join(folder, 'agent.lock'), { timeout: 0 });
	try {
		file.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		file.close();
		const isBusy = error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY;
		throw isBusy ? new FolderTaken(folder) : error;
	}
	held.add(file);
	return {
		release: () => {
			if (held.delete(file)) file.close();
		},
	};
}
