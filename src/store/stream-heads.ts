// The last position of every office, in SQL that both engines understand.

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
