// The lobby as it stood at some minute, for supervisors.
import { z } from 'zod';
import type { Tables } from '#projections/view';

/** `at`: hub time, ms since 1970; null is the end of the record. */
export const lookBackSchema = z.strictObject({ at: z.int().nonnegative().nullable() });
export type LookBack = z.infer<typeof lookBackSchema>;

export interface PastLook {
	/** As asked, but neither before the record begins nor after it ends. */
	readonly at: number;
	/** The tables that the floor sees, as they stood then. */
	readonly tables: Tables;
	/** Every business day on record, in order. */
	readonly days: readonly { readonly day: string; readonly from: number; readonly to: number }[];
	/** How many waited, every `step` ms from that day's opening on. */
	readonly curve: readonly number[];
	readonly step: number;
}
