// The agent's token between two starts: a file that only its owner may read.
import {
	chmodSync,
	fsyncSync,
	mkdirSync,
	openSync,
	closeSync,
	readFileSync,
	renameSync,
	rmSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';

export class KeptToken {
	readonly #path: string;
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
		this.#path = join(folder, 'token');
	}

	/** Null when there is none. */
	read(): string | null {
		try {
			const token = readFileSync(this.#path, 'utf8').trim();
			return token === '' ? null : token;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
			throw error;
		}
	}

	/** Returns when it is on disk. */
	keep(token: string): void {
		mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
		const aside = `${this.#path}.new`;
		const file = openSync(aside, 'w', 0o600);
		writeSync(file, `${token}\n`);
		fsyncSync(file);
		closeSync(file);
		// An earlier file may have been made with wider rights.
		chmodSync(aside, 0o600);
		renameSync(aside, this.#path);
	}

	forget(): void {
		rmSync(this.#path, { force: true });
	}
}
