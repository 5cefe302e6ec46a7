// GET /healthz and /readyz: whether the hub works, and whether it may be sent anybody, for whoever watches over it.
import type { OfficeId } from '#domain/ids';
import type { Offices } from '../office/offices.ts';

export interface HubHealth {
	readonly ok: boolean;
	readonly version: string;
	/** Seconds since the start. */
	readonly uptime: number;
	/** Events stored, all offices together. */
	readonly position: number;
	/** Why an office does not run, by the name of its file. The hub works all the same. */
	readonly notStarted: Readonly<Record<string, string>>;
	readonly offices: Readonly<Record<OfficeId, { readonly ok: boolean; readonly position: number }>>;
}

export function hubHealth(
	offices: Offices,
	notStarted: ReadonlyMap<string, string>,
	version: string,
	uptime: number,
): HubHealth {
	const each = offices
		.all()
		.map(({ writer }) => ({ id: writer.id, ok: !writer.failing, position: writer.position }));
	return {
		ok: !offices.storeUnavailable && each.every((office) => office.ok),
		version,
		uptime: Math.round(uptime),
		notStarted: Object.fromEntries(notStarted),
		position: each.reduce((sum, office) => sum + office.position, 0),
		offices: Object.fromEntries(each.map(({ id, ok, position }) => [id, { ok, position }])),
	};
}

export interface HubReadiness {
	readonly ready: boolean;
	/** Why not, for a person; empty when ready. */
	readonly why: readonly string[];
}

/** Ready: started, not stopping, and every office's record can be written as far as is known. */
export function hubReadiness(offices: Offices, open: boolean): HubReadiness {
	const failing = offices.all().filter(({ writer }) => writer.failing);
	const why = [
		...(open ? [] : ['the hub is stopping']),
		...(offices.storeUnavailable ? ['the store cannot be reached'] : []),
		...failing.map(({ writer }) => `the record of ${writer.id} cannot be written or read`),
	];
	return { ready: why.length === 0, why };
}
