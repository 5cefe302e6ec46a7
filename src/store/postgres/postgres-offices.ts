// The offices of many hubs: each as the record last set it up, for a file on one machine would be unknown to the others.
import { createHash } from 'node:crypto';
import type { OfficeId } from '#domain/ids';
import type { Office } from '#domain/office';
import { DEMO_PRINTER, demoOffice } from '../demo/demo-office.ts';
import { NOTHING_FIRST, OfficeFileWrong } from '../office-file.ts';
import type { EachOfficeFile, OfficeFile, OfficeFiles } from '../office-file.ts';
import { parseOffice, toFile } from '../office-files/office-schema.ts';
import type { PostgresAddress } from './postgres-address.ts';
import { PostgresLane } from './postgres-lane.ts';
import { upcaster } from '../upcast.ts';

interface SetUp {
	readonly type: string;
	readonly version: number;
	readonly body: string;
}

export class PostgresOffices implements OfficeFiles {
	readonly winsOverRecord = false;
	readonly #lane: PostgresLane;
	readonly #local: OfficeFiles;

	/** `local`: office files of this machine. Those that the record does not know are brought along, once. */
	constructor(address: PostgresAddress, local: OfficeFiles) {
		this.#lane = new PostgresLane(address, 1);
		this.#local = local;
	}

	/** With an empty record and no file, something to try out. */
	async readEach(): Promise<EachOfficeFile> {
		const kept = (await this.#lane.ask<SetUp>(EVERY_OFFICE)).flatMap(fileOf);
		const known = new Set(kept.map(({ office }) => office.id));
		const { files: here, wrong } = await this.#local.readEach();
		const files = [...kept, ...here.filter(({ office }) => !known.has(office.id))];
		const nothing = files.length + wrong.length === 0;
		return { files: nothing ? [await this.save(demoOffice(DEMO_PRINTER))] : files, wrong };
	}

	names(): Promise<readonly OfficeId[]> {
		return this.#local.names();
	}

	async read(office: OfficeId): Promise<OfficeFile | null> {
		const [kept] = (await this.#lane.ask<SetUp>(ONE_OFFICE, [office])).flatMap(fileOf);
		return kept ?? this.#local.read(office);
	}

	/** Writes nothing: the record keeps an office by the event that sets it up. @throws OfficeFileWrong */
	async save(input: unknown, first = NOTHING_FIRST): Promise<OfficeFile> {
		const { office, mistakes } = parseOffice(input);
		if (office === null) throw new OfficeFileWrong('the office', mistakes);
		await first(office);
		return { office, revision: revisionOf(office) };
	}

	async close(): Promise<void> {
		await this.#lane.close();
	}
}

function fileOf({ type, version, body }: SetUp): OfficeFile[] {
	const event = upcaster.read(type, version, body);
	if (event.type !== 'OfficeConfigured') return [];
	return [{ office: event.office, revision: revisionOf(event.office) }];
}

function revisionOf(office: Office): string {
	return createHash('sha256')
		.update(JSON.stringify(toFile(office)))
		.digest('hex')
		.slice(0, 16);
}

const EVERY_OFFICE = {
	name: 'every-office',
	text: `SELECT DISTINCT ON (office) type, version, body FROM events
		WHERE type = 'OfficeConfigured' ORDER BY office, position DESC`,
};
const ONE_OFFICE = {
	name: 'one-office',
	text: `SELECT type, version, body FROM events
		WHERE type = 'OfficeConfigured' AND office = $1 ORDER BY position DESC LIMIT 1`,
};
