// The request `pair`: a code from setup, typed at a device, becomes the device's token.
import { pairSchema } from '#protocol/session-schema';
import type { Admission } from '../../access/admission.ts';
import { fromGuests } from '../request.ts';

export const pair = fromGuests('pair', {
	schema: pairSchema,
	handler:
		({ admission }: { readonly admission: Admission }) =>
		(ask, { address }) =>
			admission.pair(ask, address),
});
