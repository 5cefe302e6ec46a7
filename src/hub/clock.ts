// The only clock of the house: hub time, which never goes backwards.
import type { Instant } from '#domain/ids';

export interface Clock {
	/** Milliseconds since 1970, never less than the answer before. */
	now(): Instant;
}

/** The machine's clock, held still while somebody sets it back: a ticket must not be called before it was issued. */
export function systemClock(): Clock {
	let last = 0;
	return {
		now() {
			last = Math.max(last, Date.now());
			return last;
		},
	};
}
