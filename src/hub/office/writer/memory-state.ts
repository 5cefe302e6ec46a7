// How the lobby in memory stands to the record: rules that need neither a clock nor a store.

export type MemoryState =
	/** Memory holds all that the record is known to hold. */
	| { readonly is: 'current' }
	/** The record is known to reach position `upTo`. Infinity: it may have grown, and nobody knows how far. */
	| { readonly is: 'behind'; readonly upTo: number }
	/** Memory holds events that may not be in the record: their append is under way or has failed. `upTo` as above. */
	| { readonly is: 'unsure'; readonly upTo: number };

export const CURRENT: MemoryState = { is: 'current' };
const UNSURE: MemoryState = { is: 'unsure', upTo: 0 };

/** Somebody says that the record reaches `head`; memory stands at `position`. */
export function headAnnounced(state: MemoryState, position: number, head: number): MemoryState {
	if (head <= upToOf(state)) return state;
	// Memory that is unsure may stand beyond the record: its own position says nothing about the head.
	if (state.is === 'unsure') return { is: 'unsure', upTo: head };
	return head > position ? { is: 'behind', upTo: head } : state;
}

/** An event is about to be applied that is not known to be stored. */
export function ahead(state: MemoryState): MemoryState {
	if (state.is === 'unsure') return state;
	const upTo = upToOf(state);
	return upTo === 0 ? UNSURE : { is: 'unsure', upTo };
}

/** All that memory holds, up to `position`, is in the record. */
export function confirmed(state: MemoryState, position: number): MemoryState {
	const upTo = upToOf(state);
	if (upTo <= position) return CURRENT;
	return state.is === 'behind' ? state : { is: 'behind', upTo };
}

/** The record is being read to its end: what was announced before is covered, what is announced from now on counts. */
export function reading(state: MemoryState): MemoryState {
	return state.is === 'current' ? state : { ...state, upTo: 0 };
}

/** The reading broke off at `position`. `before`: the state that made it necessary. */
export function notRead(state: MemoryState, before: MemoryState, position: number): MemoryState {
	const upTo = Math.max(upToOf(state), upToOf(before));
	if (state.is === 'unsure' || before.is === 'unsure') return { is: 'unsure', upTo };
	return confirmed({ is: 'behind', upTo }, position);
}

function upToOf(state: MemoryState): number {
	return state.is === 'current' ? 0 : state.upTo;
}
