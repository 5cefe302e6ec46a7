// The lobby as it stood at any minute of any day, made from the record alone.
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
/** ms after the last question about an office for which its chapters are kept in memory. */
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

/** How far the record of an office was read, and the days that were found in it. */
interface ReadRecord {
	/** Stands at the last event that was read. */
	readonly reader: Lobby;
	readonly chapters: Chapter[];
	forget: NodeJS.Timeout | undefined;
}

export class PastLobbies {
	readonly #store: Pick<EventStore, 'read'>;
	readonly #records = new Map<OfficeId, ReadRecord>();
	/** One question after another: a slider asks faster than a record is read. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(store: Pick<EventStore, 'read'>) {
		this.#store = store;
	}

	/** Null `at`: as the record ends. Null for an office that never opened. @throws when the store cannot be read. */
	at(office: OfficeId, at: Instant | null): Promise<PastLobby | null> {
		const asked = this.#last.then(() => this.#find(office, at));
		this.#last = asked.catch(() => undefined);
		return asked;
	}

	async #find(office: OfficeId, asked: Instant | null): Promise<PastLobby | null> {
		const { reader, chapters } = await this.#read(office);
		const [first] = chapters;
		if (first === undefined) return null;
		const at = Math.min(Math.max(asked ?? reader.at, first.from), reader.at);
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
	async #read(office: OfficeId): Promise<ReadRecord> {
		const record: ReadRecord = this.#records.get(office) ?? {
			reader: emptyLobby(office),
			chapters: [],
			forget: undefined,
		};
		clearTimeout(record.forget);
		this.#records.delete(office);
		for await (const stored of this.#store.read(office, record.reader.position)) turnPage(record, stored);
		record.forget = setTimeout(() => this.#records.delete(office), KEPT).unref();
		// Only what was read to its end: a record whose reading broke off inside an event is read anew.
		this.#records.set(office, record);
		return record;
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

function turnPage({ reader, chapters }: ReadRecord, stored: StoredEvent): void {
	const { event, at, position } = stored;
	if (event.type === 'DayOpened') {
		const lobby = freezeLobby(reader);
		chapters.push({ day: event.day, from: at, to: at, position: position - 1, lobby, curve: null });
	}
	const wasOpen = reader.day !== null;
	advance(reader, stored, null);
	const chapter = chapters.at(-1);
	if (chapter !== undefined && (wasOpen || reader.day !== null)) chapter.to = at;
}

function waitingIn(lobby: Lobby): number {
	let waiting = 0;
	for (const line of lobby.lines.values()) waiting += line.size;
	return waiting;
}
