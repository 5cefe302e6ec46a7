// The lobby as it stood at any minute of any day, made from the journal alone.
import type { BusinessDay, Instant, OfficeId } from '#domain/ids';
import type { StoredEvent } from '#domain/events';
import { emptyLobby } from '#domain/lobby';
import type { Lobby } from '#domain/lobby';
import { freezeLobby, thawLobby } from '#domain/lobby-snapshot';
import { advance } from '#projections/advance';
import type { EventStore } from '#store/event-store';

export interface DayOnRecord {
	readonly day: BusinessDay;
	/** When it was opened, and opened again if it was. */
	readonly from: Instant;
	/** When it was closed, or the last thing that happened on it so far. */
	readonly to: Instant;
}

export interface PastLobby {
	/** As asked, but neither before the record begins nor after it ends. */
	readonly at: Instant;
	readonly lobby: Lobby;
	readonly days: readonly DayOnRecord[];
	/** How many waited every CURVE_STEP of that day, from its opening on. */
	readonly curve: readonly number[];
}

/** ms between two points of a day's curve. */
export const CURVE_STEP = 5 * 60_000;
/** A journal that nobody asked about for so long is let go of, ms. */
const KEPT = 10 * 60_000;

/** A day and the lobby as it found it: whatever is asked of it is read from there on. */
interface Chapter {
	readonly day: BusinessDay;
	readonly from: Instant;
	to: Instant;
	/** Of the last event before it. */
	readonly position: number;
	readonly lobby: string;
	curve: { readonly to: Instant; readonly waiting: readonly number[] } | null;
}

interface Journal {
	/** Has read everything so far. */
	readonly scout: Lobby;
	readonly chapters: Chapter[];
	forget: NodeJS.Timeout | undefined;
}

export class PastLobbies {
	readonly #store: Pick<EventStore, 'read'>;
	readonly #journals = new Map<OfficeId, Journal>();
	/** One question after another: a slider asks faster than a journal is read. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(store: Pick<EventStore, 'read'>) {
		this.#store = store;
	}

	/** Null `at`: as the record ends. Null for an office that never opened. @throws when the store cannot be read. */
	at(office: OfficeId, at: Instant | null): Promise<PastLobby | null> {
		const asked = this.#last.then(() => this.#look(office, at));
		this.#last = asked.catch(() => undefined);
		return asked;
	}

	async #look(office: OfficeId, asked: Instant | null): Promise<PastLobby | null> {
		const { scout, chapters } = await this.#read(office);
		const [first] = chapters;
		if (first === undefined) return null;
		const at = Math.min(Math.max(asked ?? scout.at, first.from), scout.at);
		const chapter = chapters.findLast(({ from }) => from <= at) ?? first;
		const lobby = await this.#replay(office, chapter, at, () => undefined);
		return {
			at,
			lobby,
			days: chapters.map(({ day, from, to }) => ({ day, from, to })),
			curve: await this.#curve(office, chapter),
		};
	}

	/** Goes on through the record to its present end, and remembers how each day began. */
	async #read(office: OfficeId): Promise<Journal> {
		const journal: Journal = this.#journals.get(office) ?? {
			scout: emptyLobby(office),
			chapters: [],
			forget: undefined,
		};
		clearTimeout(journal.forget);
		this.#journals.delete(office);
		for await (const stored of this.#store.read(office, journal.scout.position)) turnPage(journal, stored);
		journal.forget = setTimeout(() => this.#journals.delete(office), KEPT).unref();
		// Only what was read to its end: a journal that broke off inside an event is read anew.
		this.#journals.set(office, journal);
		return journal;
	}

	/** The lobby after everything that happened up to `until`; `before` sees it before each event. */
	async #replay(
		office: OfficeId,
		chapter: Chapter,
		until: Instant,
		before: (lobby: Lobby, stored: StoredEvent) => void,
	): Promise<Lobby> {
		const lobby = thawLobby(chapter.lobby);
		for await (const stored of this.#store.read(office, chapter.position)) {
			if (stored.at > until) break;
			before(lobby, stored);
			advance(lobby, stored, null);
		}
		return lobby;
	}

	async #curve(office: OfficeId, chapter: Chapter): Promise<readonly number[]> {
		const { from, to, curve } = chapter;
		if (curve?.to === to) return curve.waiting;
		const waiting: number[] = [];
		const last = await this.#replay(office, chapter, to, (lobby, { at }) => {
			while (from + waiting.length * CURVE_STEP < at) waiting.push(waitingIn(lobby));
		});
		waiting.push(waitingIn(last));
		chapter.curve = { to, waiting };
		return waiting;
	}
}

function turnPage({ scout, chapters }: Journal, stored: StoredEvent): void {
	const { event, at, position } = stored;
	if (event.type === 'DayOpened') {
		const lobby = freezeLobby(scout);
		chapters.push({ day: event.day, from: at, to: at, position: position - 1, lobby, curve: null });
	}
	const wasOpen = scout.day !== null;
	advance(scout, stored, null);
	const chapter = chapters.at(-1);
	if (chapter !== undefined && (wasOpen || scout.day !== null)) chapter.to = at;
}

function waitingIn(lobby: Lobby): number {
	let waiting = 0;
	for (const line of lobby.lines.values()) waiting += line.size;
	return waiting;
}
