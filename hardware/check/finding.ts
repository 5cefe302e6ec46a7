// One thing that was looked at: what was found, and how it is mended.

export interface Finding {
	/** What was looked at, such as `hub` or `device printer-1`; programs go by it. */
	readonly name: string;
	/** `note`: it works, but somebody should know. */
	readonly state: 'ok' | 'note' | 'wrong';
	readonly said: string;
	/** What to do about it; null where nothing is to be done. */
	readonly cure: string | null;
}

export function ok(name: string, said: string): Finding {
	return { name, state: 'ok', said, cure: null };
}

export function note(name: string, said: string, cure: string | null): Finding {
	return { name, state: 'note', said, cure };
}

export function wrong(name: string, said: string, cure: string): Finding {
	return { name, state: 'wrong', said, cure };
}
