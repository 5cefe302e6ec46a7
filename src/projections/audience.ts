// The frame of every audience: which tables it may see, and how a row of each is made from the lobby.
import type { Lobby } from '#domain/lobby';
import type { Patch, Row, Table, Tables } from './view.ts';
import type { Touched } from './touched.ts';

interface TableOf {
	/** Every row's id, for a snapshot. */
	readonly ids: (lobby: Lobby) => Iterable<string>;
	/** The row as it stands, or null when there is none. */
	readonly row: (lobby: Lobby, id: string) => Row | null;
}

/** What one audience may see: nothing that is not named here ever leaves the hub for it. */
export type AudienceTables<View> = { readonly [Name in keyof View]: TableOf };

export function snapshotOf<View>(tables: AudienceTables<View>, lobby: Lobby): Tables {
	const view: Record<string, Table> = {};
	for (const [name, table] of Object.entries<TableOf>(tables)) {
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
	for (const [name, table] of Object.entries<TableOf>(tables)) {
		for (const id of touched.idsOf(name)) patches.push({ table: name, id, row: table.row(lobby, id) });
	}
	return patches;
}
