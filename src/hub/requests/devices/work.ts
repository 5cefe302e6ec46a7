// The request `work`: an agent comes to drive its devices, and is given what they owe.
import type { Clock } from '../../clock.ts';
import type { HubTalk } from '../../hub-talk.ts';
import type { Offices } from '../../office/offices.ts';
import { refused } from '../../refused.ts';
import type { HubServer } from '../../socket-types.ts';
import { officeOf } from '../office-of.ts';
import { fromDevices, nothing } from '../request.ts';
import { OneAgent } from './one-agent.ts';

interface Needs {
	readonly io: HubServer;
	readonly clock: Clock;
	readonly talk: HubTalk;
	readonly offices: Offices;
}

const ANOTHER = refused('not-allowed', { ask: 'work', problem: 'another agent works under this name' });

export const work = fromDevices('work', ['agent'], {
	schema: nothing,
	handler({ io, clock, talk, offices }: Needs) {
		const oneAgent = new OneAgent(io, clock, talk);
		return async (_ask, caller, socket) => {
			const { writer, jobs, devices } = officeOf(offices, caller);
			if (!(await oneAgent.isFreeElsewhere(socket, caller))) return ANOTHER;
			return writer.whenSettled((lobby) => {
				if (!oneAgent.admit(socket, caller)) return ANOTHER;
				return { ok: true, ...jobs.workOf(lobby, caller.id, clock.now(), devices.all()) };
			});
		};
	},
});
