// Opens every office that has a file, each by itself: one whose file is wrong waits until it is mended, and stops no other.
import { basename } from 'node:path';
import type { Office } from '#domain/office';
import { OfficeFileWrong } from '#store/office-file';
import type { OfficeFiles } from '#store/office-file';
import { RecordDamaged } from '#store/record-damaged';
import type { Log } from '../log.ts';
import type { Offices } from './offices.ts';

/** Offices opened at once: each waits for its record most of the time. */
const TOGETHER = 16;

export class OfficeFilesWatch {
	readonly #files: OfficeFiles;
	readonly #offices: Offices;
	readonly #log: Log;
	readonly #notStarted = new Map<string, string>();

	constructor(files: OfficeFiles, offices: Offices, log: Log) {
		this.#files = files;
		this.#offices = offices;
		this.#log = log;
	}

	/** Why each of them does not run, by the name of its file: every mistake with its cure, a line each. */
	get notStarted(): ReadonlyMap<string, string> {
		return this.#notStarted;
	}

	/** @throws OfficeFileWrong, or what opening said, when no office can be started; RecordDamaged when the record is. */
	async openAll(): Promise<void> {
		const { files, wrong } = await this.#files.readEach();
		const troubles = new Map<string, unknown>(wrong.map((one) => [basename(one.file, '.json'), one]));
		const left = files.map(({ office }) => office);
		const lane = async () => {
			for (let office = left.shift(); office !== undefined; office = left.shift()) {
				const trouble = await this.#open(office);
				if (trouble !== null) troubles.set(office.id, trouble);
			}
		};
		await Promise.all(Array.from({ length: TOGETHER }, lane));
		if (this.#offices.all().length === 0 && troubles.size > 0) throw allOf([...troubles.values()]);
		for (const [id, trouble] of troubles) this.#failed(id, trouble);
	}

	/** Opens offices whose file has been added or mended since. Never rejects. */
	async poll(): Promise<void> {
		try {
			for (const id of await this.#files.names())
				if (this.#offices.get(id) === null) await this.#openLate(id);
		} catch (error) {
			this.#log.warn({ err: error }, 'the office files cannot be read');
		}
	}

	async #openLate(id: Office['id']): Promise<void> {
		try {
			const file = await this.#files.read(id);
			if (file === null) return;
			await this.#offices.openLate(file.office);
			this.#notStarted.delete(id);
			this.#log.info({ office: id }, 'an office was added or mended, and is open');
		} catch (error) {
			this.#failed(id, error);
		}
	}

	async #open(office: Office): Promise<unknown> {
		try {
			await this.#offices.open(office);
			return null;
		} catch (error) {
			// What is in one file belongs to all offices: on a damaged one nothing goes on.
			if (error instanceof RecordDamaged) throw error;
			return error;
		}
	}

	/** Logged once, not with every poll. */
	#failed(id: string, error: unknown): void {
		const why = error instanceof Error ? error.message : String(error);
		const known = this.#notStarted.get(id);
		this.#notStarted.set(id, why);
		if (known === why) return;
		// Where in our program a person's mistake was found helps nobody.
		const cause = error instanceof OfficeFileWrong ? { why } : { err: error };
		this.#log.error({ office: id, ...cause }, 'an office is not started');
	}
}

function allOf(troubles: readonly unknown[]): unknown {
	const wrong = troubles.filter((one) => one instanceof OfficeFileWrong);
	const [first] = wrong;
	if (wrong.length < 2 || first === undefined) return troubles[0];
	return OfficeFileWrong.together(wrong);
}
