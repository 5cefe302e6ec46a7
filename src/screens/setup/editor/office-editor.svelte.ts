// Setup's working copy of the office file: read once, changed freely, saved whole or not at all.
import { getContext, setContext } from 'svelte';
import type { Office } from '#domain/office';
import type { Desk } from '#screens/nouns/lobby/desk.svelte.ts';
import type { Mistake, SetupAsk, SetupDone } from '#protocol/setup-schema';
import type { Answer } from '#protocol/answers';
import { setup } from '#words/staff/setup';
import { draftOf, isChanged } from './draft.ts';
import type { ListName, OfficeDraft } from './draft.ts';
import type { PaperKind } from './paper-mistakes.ts';
import { mistakesAt, placeOfMistake, saidAt } from './mistakes.ts';

export const SECTIONS = [
	'day',
	'office',
	'services',
	'counters',
	'departments',
	'staff',
	'papers',
	'devices',
] as const;
export type Section = (typeof SECTIONS)[number];

/** The entry that is open: of which list, and at which place in it. */
export interface Chosen {
	readonly list: ListName;
	readonly index: number;
}

export class OfficeEditor {
	readonly desk: Desk;
	#read = $state.raw<Office | null>(null);
	#revision: string | null = null;
	#mistakes = $state.raw<readonly Mistake[]>([]);
	#stale = $state.raw(false);
	#busy = $state.raw(false);
	#section = $state.raw<Section>('day');
	#chosen = $state.raw<Chosen | null>(null);
	#paper = $state.raw<PaperKind>('ticket');
	#access = $state.raw<NonNullable<SetupDone['access']> | null>(null);
	draft = $state<OfficeDraft | null>(null);

	constructor(desk: Desk) {
		this.desk = desk;
	}

	changed = $derived.by(
		() => this.draft !== null && this.#read !== null && isChanged(this.draft, this.#read),
	);

	get section(): Section {
		return this.#section;
	}

	get chosen(): Chosen | null {
		return this.#chosen;
	}

	get mistakes(): readonly Mistake[] {
		return this.#mistakes;
	}

	/** Somebody else saved after this was read. */
	get stale(): boolean {
		return this.#stale;
	}

	get busy(): boolean {
		return this.#busy;
	}

	/** Who has a password and which devices are paired, or null before it was asked. */
	get access(): NonNullable<SetupDone['access']> | null {
		return this.#access;
	}

	/** The office as it was last read or saved: what passwords and pairing codes can be made for. */
	get saved(): Office | null {
		return this.#read;
	}

	go(section: Section): void {
		this.#section = section;
		this.#chosen = null;
		// Devices are paired and accounts made elsewhere meanwhile.
		if (section === 'staff' || section === 'devices') void this.loadAccess();
	}

	/** The paper that is open. */
	get paper(): PaperKind {
		return this.#paper;
	}

	goToPaper(paper: PaperKind): void {
		this.#paper = paper;
	}

	choose(chosen: Chosen | null): void {
		this.#chosen = chosen;
	}

	/** Opens the entry that a mistake is about. */
	goTo(mistake: Mistake): void {
		const { section, list, index, paper } = placeOfMistake(mistake.path);
		if (paper !== null) this.#paper = paper;
		this.#section = section as Section;
		this.#chosen = index === null || section === 'office' ? null : { list: list as ListName, index };
	}

	/** What is wrong at this path, for its field; null when nothing is. */
	wrong(path: string): string | null {
		return saidAt(this.#mistakes, path);
	}

	countAt(path: string): number {
		return mistakesAt(this.#mistakes, path).length;
	}

	async load(): Promise<void> {
		const answer = await this.ask({ ask: 'read-office' });
		if (answer !== null) this.#take(answer);
		await this.loadAccess();
	}

	async loadAccess(): Promise<void> {
		const id = this.#read?.id;
		if (id === undefined) return;
		// Nobody asked for it: it neither greys out buttons nor takes a message off the screen.
		const answer = await this.desk.connection.ask('setup', { ask: 'list-access', office: id });
		if (answer.ok && answer.access !== undefined) this.#access = answer.access;
	}

	discard(): void {
		if (this.#read !== null) this.draft = draftOf(this.#read);
		this.#mistakes = [];
		this.#stale = false;
		this.#chosen = null;
	}

	async save(): Promise<void> {
		if (this.draft === null || this.#busy) return;
		const office = $state.snapshot(this.draft);
		const answer = await this.ask({ ask: 'save-office', office, revision: this.#revision });
		if (answer === null) return;
		const mistakes = answer.mistakes ?? [];
		this.#stale = mistakes.some((one) => one.path === 'revision');
		this.#mistakes = this.#stale ? [] : mistakes;
		if (mistakes.length > 0) return;
		this.#take(answer);
		this.desk.say(setup.saved);
	}

	/** Null: refused, and the sentence about it is on the screen. */
	async ask(ask: SetupAsk): Promise<SetupDone | null> {
		this.#busy = true;
		this.desk.hush();
		try {
			const answer: Answer<SetupDone> = await this.desk.connection.ask('setup', ask);
			if (answer.ok) return answer;
			this.desk.refuse(answer);
			return null;
		} finally {
			this.#busy = false;
		}
	}

	#take({ office, revision }: SetupDone): void {
		if (office === undefined) return;
		this.#read = office;
		this.#revision = revision ?? null;
		this.#mistakes = [];
		this.#stale = false;
		this.draft = draftOf(office);
	}
}

const KEY = Symbol('office editor');

export function setEditor(editor: OfficeEditor): OfficeEditor {
	return setContext(KEY, editor);
}

/** @throws when no screen above called `setEditor`. */
export function getEditor(): OfficeEditor {
	const editor = getContext<OfficeEditor | undefined>(KEY);
	if (editor === undefined) throw new Error('no editor: call setEditor(...) in the setup screen above');
	return editor;
}
