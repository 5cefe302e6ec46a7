// The request `setup`: what administrators do with the office file, devices, and the accounts of their staff.
import type { Answer } from '#protocol/answers';
import { setupSchema } from '#protocol/setup-schema';
import type { SetupAsk, SetupDone } from '#protocol/setup-schema';
import { refused } from '../../refused.ts';
import type { StaffCaller } from '../../socket-types.ts';
import { fromStaff } from '../request.ts';
import { AddedOffices } from './added-offices.ts';
import { OfficeSaving } from './office-saving.ts';
import type { SavingParts } from './office-saving.ts';
import { SetupAccess } from './setup-access.ts';
import type { AccessParts } from './setup-access.ts';

type Needs = Omit<SavingParts, 'added'> & AccessParts;

export const setup = fromStaff('setup', ['administrator'], {
	schema: setupSchema,
	handler(needs: Needs) {
		const added = new AddedOffices(needs.access, needs.talk);
		const saving = new OfficeSaving({ ...needs, added });
		const access = new SetupAccess(needs);
		return (ask, caller) => handle(ask, caller, { added, saving, access });
	},
});

interface Handlers {
	readonly added: AddedOffices;
	readonly saving: OfficeSaving;
	readonly access: SetupAccess;
}

/** The caller is an administrator of their own office; any other office is unknown to them. */
async function handle(
	ask: SetupAsk,
	caller: StaffCaller,
	{ added, saving, access }: Handlers,
): Promise<Answer<SetupDone>> {
	if ('office' in ask && ask.ask !== 'save-office' && ask.office !== caller.office) {
		if (!(await added.isFirstAccount(caller, ask))) return refused('unknown-office', { office: ask.office });
	}
	switch (ask.ask) {
		case 'read-office':
			return saving.read(caller.office);
		case 'save-office':
			return saving.save(caller, ask);
		case 'pair-device':
			return access.pair(ask);
		case 'revoke-device':
			return access.revoke(ask);
		case 'invite-staff':
			return access.invite(ask);
		case 'set-password':
			return access.setPassword(caller, ask);
		case 'list-access':
			return access.list(ask.office);
		default:
			return ask satisfies never;
	}
}
