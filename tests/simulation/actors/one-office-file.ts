// An office file in memory, saved through setup like the real one; it outlives the hubs.
import type { OfficeId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { EachOfficeFile, OfficeFile, OfficeFiles } from '#store/office-file';

export class OneOfficeFile implements OfficeFiles {
	/** On a data folder the file wins at the next start; a database keeps the office in its record. */
	readonly winsOverRecord: boolean;
	#file: OfficeFile;
	#saves = 1;

	constructor(office: Office, winsOverRecord: boolean) {
		this.#file = { office, revision: '1' };
		this.winsOverRecord = winsOverRecord;
	}

	async readEach(): Promise<EachOfficeFile> {
		return { files: [this.#file], wrong: [] };
	}

	async names(): Promise<readonly OfficeId[]> {
		return [this.#file.office.id];
	}

	async read(office: OfficeId): Promise<OfficeFile | null> {
		return office === this.#file.office.id ? this.#file : null;
	}

	async save(office: unknown): Promise<OfficeFile> {
		this.#saves += 1;
		this.#file = { office: structuredClone(office) as Office, revision: String(this.#saves) };
		return this.#file;
	}
}
