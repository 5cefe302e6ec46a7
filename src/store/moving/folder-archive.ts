// Everything that a data folder keeps, to be read as it stands at one moment while its hub works, or filled while none does.
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { OfficeId } from '#domain/ids';
import { ArchiveRefused, TABLES } from '../archive.ts';
import type { ArchiveSource, ArchiveTarget, Row, Sheet } from '../archive.ts';
import { lockDataFolder } from '../sqlite/data-folder-lock.ts';
import { LowdbOfficeFiles } from '../office-files/lowdb-office-files.ts';
import { fileTextOf } from '../office-files/office-in-record.ts';
import { openDatabase } from '../sqlite/sqlite-database.ts';
import { CONTACTS, ROTUNDA } from '../sqlite/sqlite-shapes.ts';
import { contactsFile, officesFolder, recordFile } from '../stores.ts';

/** @throws ArchiveRefused when there is nothing, or what `work` throws. */
export async function readFolder<Result>(
	data: string,
	work: (source: ArchiveSource) => Promise<Result>,
): Promise<Result> {
	const folder = path.resolve(data);
	if (!existsSync(recordFile(folder)))
		throw new ArchiveRefused(
			`There is no record in ${folder}: ${path.basename(recordFile(folder))} is missing.`,
		);
	const record = new DatabaseSync(recordFile(folder), { readOnly: true });
	const contacts = existsSync(contactsFile(folder))
		? new DatabaseSync(contactsFile(folder), { readOnly: true })
		: null;
	try {
		// What is written meanwhile is not seen: both stand as they stood when they were first read.
		for (const database of [record, contacts]) database?.exec('BEGIN');
		return await work(new FolderArchive(folder, record, contacts));
	} finally {
		record.close();
		contacts?.close();
	}
}

/** For the only one at it. @throws DataFolderBusy when a hub works on it, or what `work` throws: then nothing stays. */
export async function fillFolder<Result>(
	data: string,
	work: (target: ArchiveTarget) => Promise<Result>,
): Promise<Result> {
	const folder = path.resolve(data);
	const lock = lockDataFolder(folder);
	const record = openDatabase(recordFile(folder), ROTUNDA);
	const contacts = openDatabase(contactsFile(folder), CONTACTS);
	const archive = new FolderArchive(folder, record, contacts);
	try {
		for (const database of [record, contacts]) database.exec('BEGIN IMMEDIATE');
		const result = await work(archive);
		// The record last: without it nothing counts as there.
		for (const database of [contacts, record]) database.exec('COMMIT');
		return result;
	} catch (error) {
		await archive.takeBack();
		throw error;
	} finally {
		record.close();
		contacts.close();
		lock.release();
	}
}

class FolderArchive implements ArchiveTarget {
	readonly shown: string;
	readonly #folder: string;
	readonly #record: DatabaseSync;
	readonly #contacts: DatabaseSync | null;
	readonly #files: LowdbOfficeFiles;
	readonly #written: OfficeId[] = [];

	constructor(folder: string, record: DatabaseSync, contacts: DatabaseSync | null) {
		this.shown = `The data folder ${folder}`;
		this.#folder = folder;
		this.#record = record;
		this.#contacts = contacts;
		this.#files = new LowdbOfficeFiles(officesFolder(folder));
	}

	async offices(): Promise<readonly OfficeId[]> {
		const known = new Set((await this.#files.readAll()).map(({ office }) => office.id));
		for (const { name } of TABLES) {
			if (!this.#has(name)) continue;
			const rows = this.#keeperOf(name)?.prepare(`SELECT DISTINCT office FROM ${name}`).all() ?? [];
			for (const { office } of rows) known.add(office as OfficeId);
		}
		return [...known].sort();
	}

	async *rows(sheet: Sheet, office: OfficeId): AsyncIterable<Row> {
		if (sheet.part === 'file') return yield* this.#file(office);
		if (!this.#has(sheet.name)) return;
		const columns = Object.keys(sheet.columns);
		const order = sheet.order.replace('#', 'rowid');
		const rows = this.#keeperOf(sheet.name)
			?.prepare(
				`SELECT ${columns.map((one) => this.#orNull(sheet.name, one)).join(', ')} FROM ${sheet.name} WHERE office = ? ORDER BY ${order}`,
			)
			.iterate(office);
		for (const row of rows ?? []) yield columns.map((column) => row[column] as Row[number]);
	}

	async put(sheet: Sheet, rows: readonly Row[]): Promise<void> {
		if (sheet.part === 'file') {
			for (const [office, text] of rows) await this.#write(office as OfficeId, String(text));
			return;
		}
		const columns = Object.keys(sheet.columns);
		const places = columns.map(() => '?').join(', ');
		const insert = this.#keeperOf(sheet.name)?.prepare(
			`INSERT INTO ${sheet.name} (${columns.join(', ')}) VALUES (${places})`,
		);
		for (const row of rows) insert?.run(...row);
	}

	/** Office files know no transaction. */
	async takeBack(): Promise<void> {
		for (const office of this.#written)
			await rm(path.join(officesFolder(this.#folder), `${office}.json`), { force: true });
	}

	async #write(office: OfficeId, text: string): Promise<void> {
		this.#written.push(office);
		await this.#files.save(JSON.parse(text));
	}

	async *#file(office: OfficeId): AsyncIterable<Row> {
		const file = await this.#files.read(office);
		if (file !== null) yield [office, fileTextOf(file.office)];
	}

	/** A record that no hub of today has opened yet lacks what is new. */
	#has(table: Sheet['name']): boolean {
		const found = this.#keeperOf(table)?.prepare('SELECT name FROM sqlite_schema WHERE name = ?').get(table);
		return found !== undefined;
	}

	/** A record that no hub has lifted to today's shape yet lacks what came last. */
	#orNull(table: Sheet['name'], column: string): string {
		const found = this.#keeperOf(table)
			?.prepare('SELECT name FROM pragma_table_info(?) WHERE name = ?')
			.get(table, column);
		return found === undefined ? `NULL AS ${column}` : column;
	}

	#keeperOf(table: Sheet['name']): DatabaseSync | null {
		return table === 'notes' ? this.#contacts : this.#record;
	}
}
