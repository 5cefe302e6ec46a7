// A live view is a set of tables of rows; an update upserts or removes rows. One small mechanism for every audience.

export interface Row {
	readonly id: string;
}
export type Table<R extends Row = Row> = Readonly<Record<string, R>>;
export type Tables = Readonly<Record<string, Table>>;

/** Of a row that the view has: what may have changed of it. Of a new one: all. Null: the row is gone. */
export interface Patch {
	readonly table: string;
	readonly id: string;
	readonly row: Row | null;
}

/** The view after the patches; tables without a patch keep their identity, so that screens redraw only what changed. */
export function applyPatches<View extends object>(view: View, patches: readonly Patch[]): View {
	const next: Record<string, Record<string, Row>> = { ...(view as Record<string, Record<string, Row>>) };
	const copied = new Set<string>();
	for (const { table, id, row } of patches) {
		const rows = copied.has(table) ? (next[table] ?? {}) : { ...next[table] };
		copied.add(table);
		next[table] = rows;
		if (row === null) delete rows[id];
		else rows[id] = { ...rows[id], ...row };
	}
	return next as View;
}
