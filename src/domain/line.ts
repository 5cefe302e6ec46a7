// One line of waiting tickets in order of first arrival. Chunked, so that joining, leaving and counting cost the
// same with ten waiting and with a hundred thousand.
import type { Instant, TicketId } from './ids.ts';

/** What a line knows of a ticket; the tickets themselves stand in it. */
export interface Place {
	readonly id: TicketId;
	readonly firstArrival: Instant;
	/** Settles equal arrivals: position of the event that issued the ticket. */
	readonly order: number;
}

const CHUNK = 256;

export class Line<Waiting extends Place> {
	#chunks: Waiting[][] = [];
	#size = 0;

	get size(): number {
		return this.#size;
	}

	get head(): Waiting | null {
		return this.#chunks[0]?.[0] ?? null;
	}

	add(place: Waiting): void {
		this.#size += 1;
		const at = this.#chunkFor(place);
		const chunk = this.#chunks[at];
		const index = chunk === undefined ? 0 : indexIn(chunk, place);
		// Nearly everybody comes last: chunks are then filled up, not halved.
		if (chunk === undefined || index === CHUNK) {
			this.#chunks.splice(at + 1, 0, [place]);
			return;
		}
		if (index === chunk.length) chunk.push(place);
		else chunk.splice(index, 0, place);
		if (chunk.length > CHUNK) this.#chunks.splice(at + 1, 0, chunk.splice(CHUNK / 2));
	}

	/** Removes the place; a place that is not in line is a bug of the caller. */
	remove(place: Waiting): void {
		const at = this.#chunkFor(place);
		const chunk = this.#chunks[at];
		const index = chunk === undefined ? -1 : indexIn(chunk, place);
		if (chunk?.[index]?.id !== place.id) throw new Error(`ticket ${place.id} is not in this line`);
		chunk.splice(index, 1);
		if (chunk.length === 0) this.#chunks.splice(at, 1);
		this.#size -= 1;
	}

	/** How many stand before this place, whether or not it is in line itself. */
	ahead(place: Place): number {
		const at = this.#chunkFor(place);
		let count = 0;
		for (let before = 0; before < at; before += 1) count += this.#chunks[before]?.length ?? 0;
		const chunk = this.#chunks[at];
		return chunk === undefined ? count : count + indexIn(chunk, place);
	}

	*[Symbol.iterator](): Generator<Waiting> {
		for (const chunk of this.#chunks) yield* chunk;
	}

	/** The chunk that holds the place or would take it; past the end only when there is no chunk at all. */
	#chunkFor(place: Place): number {
		let low = 0;
		let high = this.#chunks.length - 1;
		while (low < high) {
			const middle = (low + high) >> 1;
			const last = this.#chunks[middle]?.at(-1);
			if (last !== undefined && compare(last, place) < 0) low = middle + 1;
			else high = middle;
		}
		return Math.max(low, 0);
	}
}

function indexIn(chunk: readonly Place[], place: Place): number {
	let low = 0;
	let high = chunk.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const other = chunk[middle];
		if (other !== undefined && compare(other, place) < 0) low = middle + 1;
		else high = middle;
	}
	return low;
}

function compare(a: Place, b: Place): number {
	return a.firstArrival - b.firstArrival || a.order - b.order;
}
