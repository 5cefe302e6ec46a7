// The request `lookBack`: the lobby as it stood at any minute of any day.
import { snapshotOf } from '#projections/audience';
import { floorTables } from '#projections/floor';
import { lookBackSchema } from '#protocol/past-schema';
import { HEADS } from '../../access/permissions.ts';
import { CURVE_STEP } from '../../office/past-lobbies.ts';
import type { PastLobbies } from '../../office/past-lobbies.ts';
import { refused } from '../../refused.ts';
import { fromStaff } from '../request.ts';

export const lookBack = fromStaff('lookBack', HEADS, {
	schema: lookBackSchema,
	handler:
		({ past }: { readonly past: PastLobbies }) =>
		async ({ at }, { office }) => {
			const seen = await past.at(office, at);
			if (seen === null) return refused('day-not-open');
			const { lobby, days, curve } = seen;
			const tables = snapshotOf(floorTables, lobby);
			return { ok: true, at: seen.at, tables, days, curve, step: CURVE_STEP };
		},
});
