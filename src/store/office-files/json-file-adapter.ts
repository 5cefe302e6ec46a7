// lowdb's door to one JSON file: written aside, fsynced, renamed; the copy before stays beside it as .bak.
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { Adapter } from 'lowdb';
import { OfficeFileWrong, type Mistake } from '../office-file.ts';

export class JsonFileAdapter implements Adapter<object> {
	readonly #file: string;
	readonly #first: () => Promise<void>;
	#text: string | null = null;

	/** `first`: done when a new text is written, and before it takes its place. */
	constructor(file: string, first: () => Promise<void> = () => Promise.resolve()) {
		this.#file = file;
		this.#first = first;
	}

	/** The file's text as it was last read or written, or null when there is none. */
	get text(): string | null {
		return this.#text;
	}

	/** @throws OfficeFileWrong when it is empty, cut off or no JSON, naming the copy to restore it from. */
	async read(): Promise<object | null> {
		const bytes = await bytesOf(this.#file);
		if (bytes === null) return null;
		const text = decoded(bytes);
		const found = text === null ? NOT_UTF8 : parsed(text);
		if ('problem' in found) throw await this.#wrong(found);
		this.#text = text;
		return found.data;
	}

	/** When it resolves, the new text survives a power cut; when it rejects, the file is as it was. @throws what `first` throws. */
	async write(data: object): Promise<void> {
		const text = `${JSON.stringify(data, null, 2)}\n`;
		await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
		const before = await bytesOf(this.#file);
		const copy = before === null ? [] : [[`${this.#file}.bak`, before] as const];
		await putInPlace([...copy, [this.#file, Buffer.from(text)]], this.#first);
		this.#text = text;
	}

	async #wrong({ path, problem }: Unreadable): Promise<OfficeFileWrong> {
		const copy = `${this.#file}.bak`;
		const bytes = await bytesOf(copy);
		const restorable = bytes !== null && 'data' in parsed(decoded(bytes) ?? '');
		const cure = restorable
			? `Mend it there, or put back the copy from before the last save: ${copy}`
			: `Mend it there, or restore it from your backup: ${basename(copy)} is ${bytes === null ? 'not there' : 'broken too'}`;
		return new OfficeFileWrong(this.#file, [{ path, problem, cure }]);
	}
}

type Unreadable = Omit<Mistake, 'cure'>;

const NOT_UTF8: Unreadable = { path: '(file)', problem: 'is not text in UTF-8' };

async function bytesOf(file: string): Promise<Buffer | null> {
	try {
		return await readFile(file);
	} catch (error) {
		if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
		throw error;
	}
}

/** Without the mark that some editors put in front. */
function decoded(bytes: Buffer): string | null {
	try {
		return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return null;
	}
}

function parsed(text: string): { data: object } | Unreadable {
	if (text.trim() === '') return { path: '(file)', problem: 'is empty' };
	try {
		const data: unknown = JSON.parse(text);
		if (typeof data === 'object' && data !== null && !Array.isArray(data)) return { data };
		return { path: '(file)', problem: 'holds no office: it does not begin with {' };
	} catch (error) {
		return unreadable(text, error instanceof Error ? error.message : '');
	}
}

function unreadable(text: string, message: string): Unreadable {
	const position = Number(/at position (\d+)/.exec(message)?.[1] ?? text.length);
	const before = text.slice(0, position).split('\n');
	const path = `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
	if (text.slice(position).trim() === '') return { path, problem: 'the file ends too early: it was cut off' };
	return { path, problem: `${JSON.stringify(text.slice(position, position + 12))} is not expected here` };
}

/** All of one folder, none before all are written. */
async function putInPlace(
	files: readonly (readonly [file: string, bytes: Uint8Array])[],
	first: () => Promise<void>,
): Promise<void> {
	const aside = (file: string) => `${file}.new`;
	try {
		for (const [file, bytes] of files) await writeDurably(aside(file), bytes);
		await first();
		for (const [file] of files) await rename(aside(file), file);
	} catch (error) {
		for (const [file] of files) await rm(aside(file), { force: true });
		throw error;
	}
	for (const folder of new Set(files.map(([file]) => dirname(file)))) await syncFolder(folder);
}

async function writeDurably(file: string, bytes: Uint8Array): Promise<void> {
	const handle = await open(file, 'w');
	try {
		await handle.writeFile(bytes);
		await handle.sync();
	} finally {
		await handle.close();
	}
}

/** Without it the new name may be lost in a power cut. Windows cannot, and keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
	if (process.platform === 'win32') return;
	const handle = await open(folder, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
