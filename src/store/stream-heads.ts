// The ends of streams, in SQL that both engines understand: last positions, and the newest command.

/** Steps from office to office along the key: its cost grows with the offices, not with the events. */
export const HEADS = `
	WITH RECURSIVE known (office) AS (
		SELECT min(office) FROM events
		UNION ALL
		SELECT (SELECT min(office) FROM events WHERE events.office > known.office) FROM known
		WHERE known.office IS NOT NULL
	)
	SELECT office, (SELECT max(position) FROM events WHERE events.office = known.office) AS last
	FROM known WHERE office IS NOT NULL`;

/**
 * The greatest id of version 7 in one office. They begin with 0 until the year 2527, and few others stand above the last of
 * them: the index is read from its end to the first that fits.
 */
export function newestIdIn(events: string, office: string): string {
	return `SELECT command FROM ${events}
		WHERE office = ${office} AND command < '1' AND command LIKE '0_______-____-7%'
		ORDER BY command DESC LIMIT 1`;
}
