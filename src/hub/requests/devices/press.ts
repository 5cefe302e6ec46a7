// The request `press`: a key of a keypad, executed as whoever is signed in at its counter.
import { createHash } from 'node:crypto';
import type { CommandId, DeviceId } from '#domain/ids';
import type { CommandAnswer } from '#protocol/answers';
import { pressSchema } from '#protocol/desk-schema';
import type { Press } from '#protocol/desk-schema';
import type { Offices } from '../../office/offices.ts';
import type { OfficeWriter } from '../../office/writer/office-writer.ts';
import { officeOf } from '../office-of.ts';
import { fromDevices } from '../request.ts';
import { meaningOf } from './keypad.ts';

export const press = fromDevices('press', ['agent'], {
	schema: pressSchema,
	handler:
		({ offices }: { readonly offices: Offices }) =>
		(ask, caller) =>
			executePress(officeOf(offices, caller).writer, caller.id, ask),
});

/** Executes what the key stands for, once for each id. */
async function executePress(writer: OfficeWriter, agent: DeviceId, pressed: Press): Promise<CommandAnswer> {
	const meaning = await writer.whenSettled((lobby) => meaningOf(lobby, agent, pressed));
	// A press that comes again must be answered like the first, even when by now it would mean something else.
	if ('code' in meaning) return writer.answer(pressed.id, meaning);
	const by = { kind: 'staff', id: meaning.by } as const;
	if (meaning.before !== null) await writer.execute(by, idBefore(pressed.id), meaning.before);
	return writer.execute(by, pressed.id, meaning.command);
}

/** The id of the command before comes from the press: the press sent twice does that once, too. */
function idBefore(pressed: CommandId): CommandId {
	const hex = createHash('sha256').update(`before ${pressed}`).digest('hex');
	return hex.slice(0, 32).replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-8$3-8$4-$5') as CommandId;
}
