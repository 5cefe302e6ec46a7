// Why an aim is missed, as somebody who has looked has written it down in causes.md: kept by hand, so that a new run does not
// lose it, and joined to the figures by their names.

/** Figure, or family of figures without their sizes -> what was written. */
export type Causes = ReadonlyMap<string, string>;

/** `## name, another-name`, then the cause until the next heading. Other headings and what is before the first do not count. */
export function causesIn(text: string): Causes {
	const causes = new Map<string, string>();
	for (const section of text.split(/^## /m).slice(1)) {
		const [heading = '', ...lines] = section.split('\n');
		const cause = lines.join('\n').trim();
		if (cause === '') continue;
		for (const name of heading.split(',')) causes.set(name.trim(), cause);
	}
	return causes;
}

/** The cause of that figure, else that of its family: `waiting-call` is good for `waiting-call-1000`. */
export function causeOf(causes: Causes, name: string): string | null {
	return causes.get(name) ?? causes.get(name.replace(/-\d+$/, '')) ?? null;
}

/** Causes of figures that there are not: a slip of the pen would never be printed. */
export function strayCauses(causes: Causes, names: readonly string[]): string[] {
	const known = new Set(names.flatMap((name) => [name, name.replace(/-\d+$/, '')]));
	return [...causes.keys()].filter((name) => !known.has(name));
}
