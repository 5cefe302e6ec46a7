// The office files of a folder, one JSON file an office, kept by lowdb.
import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Low } from 'lowdb';
import type { OfficeId } from '#domain/ids';
import { JsonFileAdapter } from './json-file-adapter.ts';
import { NOTHING_FIRST, OfficeFileWrong } from '../office-file.ts';
import type { EachOfficeFile, First, Mistake, OfficeFile, OfficeFiles } from '../office-file.ts';
import { isRecord } from './office-mistakes.ts';
import { parseOffice, toFile } from './office-schema.ts';
import { isFileId } from './office-text.ts';

export class LowdbOfficeFiles implements OfficeFiles {
	readonly winsOverRecord = true;
	readonly #folder: string;
	/** Two saves at once would write the same file aside. */
	#saving: Promise<unknown> = Promise.resolve();

	/** `folder`: such as `data/offices`; made by the first save. */
	constructor(folder: string) {
		this.#folder = folder;
	}

	/** Every office of the folder. @throws OfficeFileWrong listing all mistakes of all files at once. */
	async readAll(): Promise<readonly OfficeFile[]> {
		const { files, wrong } = await this.readEach();
		const [first] = wrong;
		if (first === undefined) return files;
		throw wrong.length === 1 ? first : OfficeFileWrong.together(wrong);
	}

	async readEach(): Promise<EachOfficeFile> {
		const files: OfficeFile[] = [];
		const wrong: OfficeFileWrong[] = [];
		for (const name of await this.#names()) {
			try {
				const file = await this.#readNamed(name);
				if (file !== null) files.push(file);
			} catch (error) {
				if (!(error instanceof OfficeFileWrong)) throw error;
				wrong.push(error);
			}
		}
		return { files, wrong };
	}

	async names(): Promise<readonly OfficeId[]> {
		return (await this.#names()).map((name) => basename(name, '.json') as OfficeId);
	}

	async read(office: OfficeId): Promise<OfficeFile | null> {
		return isFileId(office) ? this.#readNamed(`${office}.json`) : null;
	}

	save(office: unknown, first = NOTHING_FIRST): Promise<OfficeFile> {
		const saved = this.#saving.then(() => this.#save(office, first));
		this.#saving = saved.catch(() => undefined);
		return saved;
	}

	async #save(input: unknown, first: First): Promise<OfficeFile> {
		const { office, mistakes } = parseOffice(input);
		if (office === null) throw new OfficeFileWrong(nameFor(input), mistakes);
		const adapter = new JsonFileAdapter(join(this.#folder, `${office.id}.json`), () => first(office));
		await new Low<object>(adapter, toFile(office)).write();
		return { office, revision: revisionOf(adapter) };
	}

	async #readNamed(name: string): Promise<OfficeFile | null> {
		const file = join(this.#folder, name);
		const adapter = new JsonFileAdapter(file);
		const low = new Low<object>(adapter, {});
		await low.read();
		if (adapter.text === null) return null;
		const { office, mistakes } = parseOffice(low.data);
		const all = [...(mistakes ?? []), ...nameMistakes(low.data, name)];
		if (office === null || all.length > 0) throw new OfficeFileWrong(file, all);
		return { office, revision: revisionOf(adapter) };
	}

	async #names(): Promise<string[]> {
		try {
			return (await readdir(this.#folder)).filter((name) => name.endsWith('.json')).sort();
		} catch (error) {
			if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
			throw error;
		}
	}
}

function revisionOf(adapter: JsonFileAdapter): string {
	return createHash('sha256')
		.update(adapter.text ?? '')
		.digest('hex')
		.slice(0, 16);
}

/** A copied file that still has the other office's id would overwrite that office's line. */
function nameMistakes(data: unknown, name: string): Mistake[] {
	const id = isRecord(data) ? data['id'] : null;
	if (typeof id !== 'string' || `${id}.json` === name) return [];
	const problem = `"${id}" is not the name of its file, ${name}`;
	return [
		{ path: 'id', problem, cure: `Rename the file to ${id}.json, or write "${basename(name, '.json')}"` },
	];
}

function nameFor(input: unknown): string {
	const id = isRecord(input) ? input['id'] : null;
	return typeof id === 'string' && isFileId(id) ? `${id}.json` : 'the office file';
}
