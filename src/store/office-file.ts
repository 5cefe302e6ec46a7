// The office file's port: one readable JSON file an office, parsed by schema, never half written.
import { basename, dirname } from 'node:path';
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

/** Every office file by itself: what is wrong with one says nothing about another. */
export interface EachOfficeFile {
	readonly files: readonly OfficeFile[];
	readonly wrong: readonly OfficeFileWrong[];
}

export interface OfficeFiles {
	/** True where a person may have edited an office since the hub last ran: then it is set up as its file says. */
	readonly winsOverRecord: boolean;
	/** Every office that is kept; those that cannot be read beside those that can. */
	readEach(): Promise<EachOfficeFile>;
	/** Which offices have a file here, right or wrong. */
	names(): Promise<readonly OfficeId[]>;
	/**
	 * Writes aside, fsyncs, renames, keeps the copy before as `<id>.json.bak`. `first` is done when all is written and nothing is
	 * renamed yet: the record that goes with the file. @throws OfficeFileWrong, or what `first` throws; then the file is as it was.
	 */
	save(office: unknown, first?: First): Promise<OfficeFile>;
	/** The file as it stands, or null for an office without one. */
	read(office: OfficeId): Promise<OfficeFile | null>;
}

export type First = (office: Office) => Promise<void>;
export const NOTHING_FIRST: First = () => Promise.resolve();

export class OfficeFileWrong extends Error {
	override readonly name = 'OfficeFileWrong';
	readonly file: string;
	readonly mistakes: readonly Mistake[];

	constructor(file: string, mistakes: readonly Mistake[]) {
		super(`${file}:\n${mistakes.map((one) => `  ${one.path}: ${one.problem}. ${one.cure}`).join('\n')}`);
		this.file = file;
		this.mistakes = mistakes;
	}

	/** All mistakes of several files of one folder, each with its file's name. */
	static together(wrong: readonly OfficeFileWrong[]): OfficeFileWrong {
		const all = wrong.flatMap(({ file, mistakes }) =>
			mistakes.map((one) => ({ ...one, path: `${basename(file)} ${one.path}` })),
		);
		return new OfficeFileWrong(dirname(wrong[0]?.file ?? ''), all);
	}
}
