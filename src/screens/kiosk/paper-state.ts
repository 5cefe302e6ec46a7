// Whether the ticket's paper is coming, is out, or has to be done without.
import type { KioskJobRow } from '#projections/kiosk';

export type PaperState = 'printing' | 'printed' | 'missing';

/** How long a customer waits for paper before being told what to do without it, ms. */
export const PAPER_PATIENCE_MS = 6_000;

/**
 * `job` null: nothing prints here. A paper that comes after all is a paper: what is owed prints when the printer is back.
 * Without the hub nobody knows, and the number on the screen is what counts.
 */
export function paperState(
	job: string | null,
	row: KioskJobRow | null,
	elapsed: number,
	live: boolean,
): PaperState {
	if (row?.outcome === 'printed') return 'printed';
	if (job === null || row?.outcome === 'failed' || row?.outcome === 'void') return 'missing';
	if (elapsed < PAPER_PATIENCE_MS) return 'printing';
	// A row that left the view was done long ago; one that is owed, or that nobody can ask about, is not.
	return row === null && live ? 'printed' : 'missing';
}
