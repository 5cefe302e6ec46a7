// The request `signIn`: a name and a password become a session.
import { signInSchema } from '#protocol/session-schema';
import type { Admission } from '../../access/admission.ts';
import { fromGuests } from '../request.ts';

export const signIn = fromGuests('signIn', {
	schema: signInSchema,
	handler:
		({ admission }: { readonly admission: Admission }) =>
		(ask, { address }) =>
			admission.signIn(ask, address),
});
