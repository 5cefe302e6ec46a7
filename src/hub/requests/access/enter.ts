// The request `enter`: from the session at one office to one at another office of the same person.
import { enterSchema } from '#protocol/account-schema';
import type { Accounts } from '../../access/accounts.ts';
import { EVERYBODY } from '../../access/permissions.ts';
import { fromStaff } from '../request.ts';

export const enter = fromStaff('enter', EVERYBODY, {
	schema: enterSchema,
	handler:
		({ accounts }: { readonly accounts: Accounts }) =>
		(ask, caller) =>
			accounts.enter(caller, ask),
});
