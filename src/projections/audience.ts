// The frame of every audience: which tables it may see, and how a row of each is made from the lobby.
import type { Lobby } from '#domain/lobby';
import type { Patch, Row, Table, Tables } from './view.ts';
import type { Touched } from './touched.ts';

interface TableOf<R extends Row> {
	/** Every row's id, for a snapshot. */
	readonly ids: (lobby: Lobby) => Iterable<string>;
	/** The row as it stands, or null when there is none. */
	readonly row: (lobby: Lobby, id: string) => R | null;
	/** What may change of a row while it stands: an update carries no more. Left out: all of it. */
	readonly changing?: readonly (keyof R & string)[];
}

/** What one audience may see: nothing that is not named here ever leaves the hub for it. */
export type AudienceTables<View> = {
	readonly [Name in keyof View]: TableOf<View[Name] extends Table<infer R> ? R : Row>;
};
type AnyTable = Omit<TableOf<Row>, 'changing'> & { readonly changing?: readonly string[] };

export function snapshotOf<View>(tables: AudienceTables<View>, lobby: Lobby): Tables {
	const view: Record<string, Table> = {};
	for (const [name, table] of Object.entries<AnyTable>(tables)) {
		const rows: Record<string, Row> = {};
		for (const id of table.ids(lobby)) {
			const row = table.row(lobby, id);
			if (row !== null) rows[id] = row;
		}
		view[name] = rows;
	}
	return view;
}

/** The patches that bring a view of these tables up to the lobby, given what was touched since. */
export function patchesOf<View>(tables: AudienceTables<View>, lobby: Lobby, touched: Touched): Patch[] {
	const patches: Patch[] = [];
	for (const [name, table] of Object.entries<AnyTable>(tables)) {
		const fresh = touched.freshOf(name);
		for (const id of touched.idsOf(name)) {
			const row = table.row(lobby, id);
			patches.push({ table: name, id, row: row === null || fresh.has(id) ? row : changed(row, table) });
		}
	}
	return patches;
}

function changed(row: Row, { changing }: AnyTable): Row {
	if (changing === undefined) return row;
	const fields = row as unknown as Readonly<Record<string, unknown>>;
	return { id: row.id, ...Object.fromEntries(changing.map((name) => [name, fields[name]])) };
}
