// The request `accept`: an invitation becomes the account of somebody who has none here yet.
import { acceptSchema } from '#protocol/account-schema';
import type { Accounts } from '../../access/accounts.ts';
import { fromGuests } from '../request.ts';

export const accept = fromGuests('accept', {
	schema: acceptSchema,
	handler:
		({ accounts }: { readonly accounts: Accounts }) =>
		(ask, { address }) =>
			accounts.accept(ask, address),
});
