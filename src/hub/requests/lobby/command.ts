// The request `command`: the one way in which anybody changes the lobby.
import type { Actor } from '#domain/commands';
import { commandEnvelopeSchema } from '#protocol/command-schema';
import { EVERYBODY, maySend } from '../../access/permissions.ts';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import type { Offices } from '../../office/offices.ts';
import { withFitPrinter } from '../../office/spare-printer.ts';
import { refused } from '../../refused.ts';
import type { DeviceCaller, StaffCaller } from '../../socket-types.ts';
import { officeOf } from '../office-of.ts';
import { fromInsiders } from '../request.ts';
import type { AskOf } from '../request.ts';

interface Needs {
	readonly offices: Offices;
	readonly metrics: Metrics;
	readonly log: Log;
}

export const command = fromInsiders(
	'command',
	{ roles: EVERYBODY, devices: ['kiosk', 'agent'] },
	{
		schema: commandEnvelopeSchema,
		handler:
			({ offices, metrics, log }: Needs) =>
			async (ask, caller) => {
				const startedAt = performance.now();
				const answer = await execute(offices, caller, ask);
				const ms = performance.now() - startedAt;
				const { id, command } = ask;
				metrics.answered(command.type, answer, ms / 1000);
				// The paper's job carries this id on to the agent's log.
				const facts = { command: id, type: command.type, answer: answer.ok ? 'done' : answer.code, ms };
				log.debug(facts, 'answered');
				return answer;
			},
	},
);

function execute(offices: Offices, caller: StaffCaller | DeviceCaller, { id, command }: AskOf<'command'>) {
	const { writer, devices } = officeOf(offices, caller);
	if (!maySend(caller, command, writer.lobby)) return refused('not-allowed', { command: command.type });
	const fit =
		caller.kind === 'device' ? withFitPrinter(command, caller.id, writer.lobby, devices.all()) : command;
	return writer.execute(actorOf(caller), id, fit);
}

function actorOf(caller: StaffCaller | DeviceCaller): Actor {
	return caller.kind === 'staff' ? { kind: 'staff', id: caller.id } : { kind: 'device', id: caller.id };
}
