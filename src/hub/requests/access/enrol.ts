// The request `enrol`: the hub's one-time code makes the first administrator of a new installation.
import { enrolSchema } from '#protocol/session-schema';
import type { Admission } from '../../access/admission.ts';
import { fromGuests } from '../request.ts';

export const enrol = fromGuests('enrol', {
	schema: enrolSchema,
	handler:
		({ admission }: { readonly admission: Admission }) =>
		(ask, { address }) =>
			admission.enrol(ask, address),
});
