// Everything that is kept of an office, row by row exactly as it is stored: for moving it, backing it up and restoring it.
import type { OfficeId } from '#domain/ids';

export type Cell = string | number | null;
/** In the order of the sheet's columns. */
export type Row = readonly Cell[];

export interface Sheet {
	readonly name: 'office_files' | 'events' | 'passwords' | 'people' | 'sessions' | 'devices' | 'notes';
	/** What it counts as when two stores are compared. */
	readonly part: 'file' | 'events' | 'access' | 'contacts';
	/** With their types in PostgreSQL; the first is always the office. */
	readonly columns: Readonly<Record<string, 'text' | 'bigint' | 'int'>>;
	/** The same in every store that keeps the same; `#` stands for the order in which rows were written. */
	readonly order: string;
	/** Carried along only when every office is: what it says about one of them holds beside the others it says it about. */
	readonly onlyWithAll?: true;
}

/** Snapshots are made anew, and codes live for minutes: neither is carried along. */
export const SHEETS: readonly Sheet[] = [
	{ name: 'office_files', part: 'file', columns: { office: 'text', text: 'text' }, order: 'office' },
	{
		name: 'events',
		part: 'events',
		columns: {
			office: 'text',
			position: 'bigint',
			at: 'bigint',
			by_kind: 'text',
			by_id: 'text',
			command: 'text',
			type: 'text',
			version: 'int',
			body: 'text',
			checksum: 'int',
		},
		order: 'position',
	},
	{
		name: 'passwords',
		part: 'access',
		columns: { office: 'text', staff: 'text', hash: 'text' },
		order: 'staff',
	},
	{
		name: 'people',
		part: 'access',
		columns: { office: 'text', staff: 'text', person: 'text' },
		order: 'staff',
		onlyWithAll: true,
	},
	{
		name: 'sessions',
		part: 'access',
		columns: { office: 'text', token_hash: 'text', staff: 'text', started_at: 'bigint', seen_at: 'bigint' },
		order: 'token_hash',
	},
	{
		name: 'devices',
		part: 'access',
		columns: { office: 'text', token_hash: 'text', device: 'text', paired_at: 'bigint' },
		order: 'paired_at, token_hash',
	},
	{
		name: 'notes',
		part: 'contacts',
		columns: { office: 'text', visit: 'text', id: 'text', text: 'text', by: 'text', at: 'bigint' },
		order: 'visit, at, #',
	},
];

/** Tables in a database; office files are none. */
export const TABLES = SHEETS.filter(({ part }) => part !== 'file');

/** What can be read, as it stood at one moment. */
export interface ArchiveSource {
	/** For people: where it is. */
	readonly shown: string;
	/** Every office of which anything is kept, sorted. */
	offices(): Promise<readonly OfficeId[]>;
	/** To be asked office by office, and sheet by sheet in their order. */
	rows(sheet: Sheet, office: OfficeId): AsyncIterable<Row>;
}

/** What can be filled: all of it stays, or nothing. */
export interface ArchiveTarget extends ArchiveSource {
	put(sheet: Sheet, rows: readonly Row[]): Promise<void>;
}

/** Moving, backing up or restoring cannot be done; nothing was changed, and the message tells the cure. */
export class ArchiveRefused extends Error {
	override readonly name = 'ArchiveRefused';
}
