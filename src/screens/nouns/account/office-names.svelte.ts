// Which offices there are to sign in to, asked once a page, and the one that was chosen last on this computer.
import type { OfficeId } from '#domain/ids';
import { inWords } from '#screens/i18n/wording.ts';
import type { Connection } from '#screens/live/connection.svelte.ts';
import type { OfficeNamed } from '#protocol/account-schema';

const LAST = 'rotunda.office';

export interface OfficeChoice {
	readonly id: OfficeId;
	/** Told apart by their ids where two have one name. */
	readonly name: string;
}

export class OfficeNames {
	#all = $state.raw<readonly OfficeChoice[] | null>(null);

	/** By name; null until the hub has said. */
	get all(): readonly OfficeChoice[] | null {
		return this.#all;
	}

	async ask(connection: Connection): Promise<void> {
		const answer = await connection.ask('offices', {});
		if (answer.ok) this.#all = choicesOf(answer.offices);
	}

	/** The only one, or the one of last time; null: it has to be chosen. */
	get usual(): OfficeId | null {
		const all = this.#all ?? [];
		const [only] = all;
		if (all.length === 1 && only !== undefined) return only.id;
		return all.find(({ id }) => id === lastOffice())?.id ?? null;
	}
}

export function choicesOf(offices: readonly OfficeNamed[]): readonly OfficeChoice[] {
	const named = offices.map((one) => ({ id: one.id, name: nameOf(one) }));
	const alike = Object.groupBy(named, ({ name }) => name);
	const apart = named.map(({ id, name }) => ({
		id,
		name: (alike[name]?.length ?? 0) > 1 ? `${name} (${id})` : name,
	}));
	return apart.sort((one, other) => one.name.localeCompare(other.name, 'en'));
}

export function nameOf({ name, languages }: Pick<OfficeNamed, 'name' | 'languages'>): string {
	return inWords(name, languages[0] ?? 'en');
}

/** Names a public building, nobody who works in it. */
export function keepOffice(office: OfficeId): void {
	try {
		localStorage.setItem(LAST, office);
	} catch {
		return;
	}
}

function lastOffice(): string | null {
	try {
		return localStorage.getItem(LAST);
	} catch {
		return null;
	}
}
