// The request `account`: what people ask about their own account, and change of it.
import { accountSchema } from '#protocol/account-schema';
import type { Accounts } from '../../access/accounts.ts';
import { EVERYBODY } from '../../access/permissions.ts';
import { fromStaff } from '../request.ts';

export const account = fromStaff('account', EVERYBODY, {
	schema: accountSchema,
	handler:
		({ accounts }: { readonly accounts: Accounts }) =>
		(ask, caller) =>
			accounts.handle(caller, ask),
});
