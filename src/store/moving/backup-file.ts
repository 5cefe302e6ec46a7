// A backup: one compressed file of lines that either engine can be restored from; damaged, it is refused before anything is written.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { PassThrough, Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { OfficeId } from '#domain/ids';
import { ArchiveRefused, SHEETS } from '../archive.ts';
import type { ArchiveSource, Row, Sheet } from '../archive.ts';
import { Sum, type Proof } from './copy-offices.ts';

/** 1 had no checksums of events. */
const FORMAT = 2;

interface Head {
	readonly rotunda: 'backup';
	readonly format: number;
	readonly offices: readonly OfficeId[];
}
interface Mark {
	readonly office: OfficeId;
	readonly sheet: Sheet['name'];
}
interface End {
	/** SHA-256 of every line before. */
	readonly end: string;
}

/** Written aside, fsynced, renamed: a backup that has its name is whole. @throws what the source or the disk says. */
export async function writeBackup(
	file: string,
	source: ArchiveSource,
	copied: (proof: Proof) => void,
): Promise<void> {
	const aside = `${file}.new`;
	try {
		const out = createWriteStream(aside, { mode: 0o600, flush: true });
		await pipeline(Readable.from(linesOf(source, copied)), createGzip(), out);
		await rename(aside, file);
	} catch (error) {
		await rm(aside, { force: true });
		throw error;
	}
}

async function* linesOf(source: ArchiveSource, copied: (proof: Proof) => void): AsyncIterable<string> {
	const sum = createHash('sha256');
	const line = (value: object) => {
		const text = `${JSON.stringify(value)}\n`;
		sum.update(text);
		return text;
	};
	const offices = await source.offices();
	yield line({ rotunda: 'backup', format: FORMAT, offices } satisfies Head);
	for (const office of offices) {
		const all = new Sum(office, source);
		for (const sheet of SHEETS) {
			yield line({ office, sheet: sheet.name } satisfies Mark);
			for await (const row of source.rows(sheet, office)) {
				all.add(sheet, row);
				yield line(row);
			}
		}
		copied(all.proof());
	}
	yield `${JSON.stringify({ end: sum.digest('hex') } satisfies End)}\n`;
}

/** Reads it twice: once to see that it is whole, then for `work`. @throws ArchiveRefused when it is not, or what `work` throws. */
export async function readBackup<Result>(
	file: string,
	work: (source: ArchiveSource) => Promise<Result>,
): Promise<Result> {
	const head = await checked(file);
	return work(new BackupSource(file, head.offices));
}

class BackupSource implements ArchiveSource {
	readonly shown: string;
	readonly #offices: readonly OfficeId[];
	readonly #lines: AsyncIterator<string>;
	/** A line that was read and belongs to the next sheet. */
	#next: object | null = null;

	constructor(file: string, offices: readonly OfficeId[]) {
		this.shown = `The backup ${file}`;
		this.#offices = offices;
		this.#lines = linesIn(file)[Symbol.asyncIterator]();
	}

	async offices(): Promise<readonly OfficeId[]> {
		return this.#offices;
	}

	async *rows(sheet: Sheet, office: OfficeId): AsyncIterable<Row> {
		let mark = this.#next ?? (await this.#read());
		if ('rotunda' in mark) mark = await this.#read();
		if (sheet.onlyWithAll === true && 'sheet' in mark && mark.sheet !== sheet.name) {
			// A backup from before there was such a sheet.
			this.#next = mark;
			return;
		}
		if (!('sheet' in mark) || !('office' in mark) || mark.sheet !== sheet.name || mark.office !== office)
			throw new Error(
				`${this.shown} is read from front to back: ${office}/${sheet.name} is not what comes next`,
			);
		for (;;) {
			this.#next = await this.#read();
			if (!Array.isArray(this.#next)) return;
			yield filledUp(this.#next as Row, sheet);
		}
	}

	async #read(): Promise<object> {
		const line = await this.#lines.next();
		return JSON.parse(line.done === true ? '{}' : line.value) as object;
	}
}

/** What an older backup knew nothing of is not there. */
function filledUp(row: Row, { columns }: Sheet): Row {
	const missing = Object.keys(columns).length - row.length;
	return missing > 0 ? [...row, ...Array<null>(missing).fill(null)] : row;
}

async function checked(file: string): Promise<Head> {
	const sum = createHash('sha256');
	let first = '';
	let last = '';
	try {
		for await (const line of linesIn(file)) {
			if (first === '') first = line;
			// The last line sums up all before it.
			if (last !== '') sum.update(`${last}\n`);
			last = line;
		}
	} catch (error) {
		throw damaged(file, error);
	}
	const head = objectOf(first) as Partial<Head>;
	if (head.rotunda !== 'backup') throw new ArchiveRefused(`${file} is no backup of Rotunda.`);
	if (head.format !== FORMAT && head.format !== 1)
		throw new ArchiveRefused(`${file} was made by a newer version of Rotunda: restore it with that one.`);
	if ((objectOf(last) as Partial<End>).end !== sum.digest('hex'))
		throw damaged(file, new Error('its sum is wrong'));
	return head as Head;
}

function damaged(file: string, error: unknown): ArchiveRefused {
	if (error instanceof Error && 'code' in error && error.code === 'ENOENT')
		return new ArchiveRefused(`There is no file ${file}.`);
	const why = error instanceof Error ? error.message : String(error);
	return new ArchiveRefused(
		`The backup ${file} is damaged (${why}). Nothing was restored. Take another backup, or another copy of this one.`,
	);
}

function objectOf(line: string): object {
	try {
		const value: unknown = JSON.parse(line);
		return typeof value === 'object' && value !== null ? value : {};
	} catch {
		return {};
	}
}

async function* linesIn(file: string): AsyncIterable<string> {
	const text = new PassThrough();
	const reading = pipeline(createReadStream(file), createGunzip(), text);
	// Told by `await reading` below; unheard until then, it would end the process.
	reading.catch((error: Error) => text.destroy(error));
	for await (const line of createInterface({ input: text, crlfDelay: Infinity })) yield line;
	await reading;
}
