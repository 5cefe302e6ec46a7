// The request `offices`: which offices there are to sign in to.
import type { Offices } from '../../office/offices.ts';
import { fromGuests, nothing } from '../request.ts';

export const offices = fromGuests('offices', {
	schema: nothing,
	handler: (needs: { readonly offices: Offices }) => () => {
		const each = needs.offices.all().map(({ writer }) => writer.lobby.office);
		return { ok: true, offices: each.map(({ id, name, languages }) => ({ id, name, languages })) };
	},
});
