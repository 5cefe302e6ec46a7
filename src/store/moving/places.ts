// A place where a record is kept, named as people name it (a data folder, or a PostgreSQL's address), and what can be done with it.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { OfficeId } from '#domain/ids';
import { ArchiveRefused } from '../archive.ts';
import type { ArchiveSource, ArchiveTarget } from '../archive.ts';
import { readBackup, writeBackup } from './backup-file.ts';
import { copyOffices, type Proof } from './copy-offices.ts';
import { lockDataFolder } from '../sqlite/data-folder-lock.ts';
import { fillFolder, readFolder } from './folder-archive.ts';
import { isPostgres, postgresAddress } from '../postgres/postgres-address.ts';
import { alone, fillPostgres, readPostgres } from './postgres-archive.ts';
import { recordFile } from '../stores.ts';

/** Told of each office, as soon as it is known to be the same at both places. */
type Copied = (proof: Proof) => void;

/** For people: without a password. */
export function shownPlace(place: string): string {
	return isPostgres(place) ? `PostgreSQL (${postgresAddress(place).shown})` : path.resolve(place);
}

/**
 * Copies these offices, or all of them when `offices` is null; the old place stays as it is.
 * @throws ArchiveRefused, DataFolderBusy or DatabaseUnusable; then the new place is as it was, too.
 */
export function moveStore(
	from: string,
	to: string,
	offices: readonly OfficeId[] | null,
	copied: Copied,
): Promise<void> {
	return asTheOnlyOne(from, (source) => fill(to, (target) => copyOffices(source, target, offices, copied)));
}

/** Also while hubs work: all of it as it stood at one moment. @throws as `moveStore`. */
export async function backUp(from: string, file: string, copied: Copied): Promise<void> {
	await mkdir(path.dirname(path.resolve(file)), { recursive: true });
	const work = (source: ArchiveSource) => writeBackup(file, source, copied);
	await (isPostgres(from) ? readPostgres(from, work) : readFolder(from, work));
}

/** @throws as `moveStore`. */
export function restore(
	file: string,
	to: string,
	offices: readonly OfficeId[] | null,
	copied: Copied,
): Promise<void> {
	return readBackup(file, (source) => fill(to, (target) => copyOffices(source, target, offices, copied)));
}

function fill(place: string, work: (target: ArchiveTarget) => Promise<void>): Promise<void> {
	return isPostgres(place) ? fillPostgres(place, work) : fillFolder(place, work);
}

async function asTheOnlyOne(place: string, work: (source: ArchiveSource) => Promise<void>): Promise<void> {
	if (isPostgres(place)) return alone(place, () => readPostgres(place, work));
	// Before it is locked: that would make the folder.
	if (!existsSync(recordFile(place)))
		throw new ArchiveRefused(`There is no record in ${path.resolve(place)}.`);
	const lock = lockDataFolder(place);
	try {
		await readFolder(place, work);
	} finally {
		lock.release();
	}
}
