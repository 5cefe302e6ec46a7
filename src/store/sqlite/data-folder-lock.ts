// One hub a data folder: a lock that the operating system lets go when the process dies, however it dies.
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export class DataFolderBusy extends Error {
	override readonly name = 'DataFolderBusy';
	readonly folder: string;

	constructor(folder: string) {
		super(
			`Another hub is using the data folder ${folder}. ` +
				'Stop that one first, or give this one a folder of its own with ROTUNDA_DATA.',
		);
		this.folder = folder;
	}
}

export interface DataFolderLock {
	/** Lets the next hub in. Releasing twice is harmless. */
	release(): void;
}

/** A forgotten lock object must not be collected, for that would open the folder to a second hub. */
const held = new Set<DatabaseSync>();

const SQLITE_BUSY = 5;

/**
 * Makes the folder when it is not there and takes it for this process.
 * @throws DataFolderBusy when another hub has it, also one in this very process.
 */
export function lockDataFolder(path: string): DataFolderLock {
	const folder = resolve(path);
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const file = new DatabaseSync(join(folder, 'hub.lock'), { timeout: 0 });
	try {
		file.exec('BEGIN EXCLUSIVE');
	} catch (error) {
		file.close();
		throw codeOf(error) === SQLITE_BUSY ? new DataFolderBusy(folder) : error;
	}
	held.add(file);
	return {
		release() {
			if (held.delete(file)) file.close();
		},
	};
}

function codeOf(error: unknown): unknown {
	return error instanceof Error && 'errcode' in error ? error.errcode : null;
}
