// The office file's port: one readable JSON file an office, parsed by schema, never half written.
import type { OfficeId } from '#domain/ids';
import type { Office } from '#domain/office';

/** One mistake in an office file: where, what is wrong, and how to mend it. */
export interface Mistake {
	/** Such as `services[2].name.es`. */
	readonly path: string;
	readonly problem: string;
	readonly cure: string;
}

export interface OfficeFile {
	readonly office: Office;
	/** SHA-256 of the file's text, shortened: changes with every save. */
	readonly revision: string;
}

export interface OfficeFiles {
	/** True where a person may have edited an office since the hub last ran: then it is set up as its file says. */
	readonly winsOverRecord: boolean;
	/** Every office of the folder. @throws OfficeFileWrong listing all mistakes of all files at once. */
	readAll(): Promise<readonly OfficeFile[]>;
	/** Writes aside, fsyncs, renames, keeps the copy before as `<id>.json.bak`. @throws OfficeFileWrong; then nothing was written. */
	save(office: unknown): Promise<OfficeFile>;
	/** The file as it stands, or null for an office without one. */
	read(office: OfficeId): Promise<OfficeFile | null>;
}

export class OfficeFileWrong extends Error {
	override readonly name = 'OfficeFileWrong';
	readonly file: string;
	readonly mistakes: readonly Mistake[];

	constructor(file: string, mistakes: readonly Mistake[]) {
		super(`${file}:\n${mistakes.map((one) => `  ${one.path}: ${one.problem}. ${one.cure}`).join('\n')}`);
		this.file = file;
		this.mistakes = mistakes;
	}
}
