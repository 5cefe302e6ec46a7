// Live views: a snapshot at a position, then numbered updates after it.
import { z } from 'zod';
import type { Patch, Tables } from '#projections/view';

export const AUDIENCES = ['kiosk', 'display', 'station', 'floor', 'desk'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const watchSchema = z.strictObject({
	audience: z.enum(AUDIENCES),
	/** Null asks for a snapshot; else the position of the last update applied, to go on from there. */
	after: z.number().int().nonnegative().nullable(),
	/** The run of the hub that gave `after`; positions of one run are continuous. */
	run: z.string().max(64).nullable(),
});
export type Watch = z.infer<typeof watchSchema>;

export type WatchStart = {
	readonly run: string;
	/** Hub time, ms since 1970. */
	readonly at: number;
} & (
	| { readonly snapshot: Tables; readonly position: number }
	/** Everything missed since `after`, in order; possibly nothing. */
	| { readonly updates: readonly Update[] }
);

/** One step of a view. Apply it only when the view stands at `after`; otherwise watch again. */
export interface Update {
	readonly after: number;
	readonly position: number;
	readonly patches: readonly Patch[];
}

/** Sent to every watcher each BEAT_MS: hub time and the position its view should stand at. */
export interface Beat {
	readonly at: number;
	readonly position: number;
}
