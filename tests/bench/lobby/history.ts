// Writes a data folder with a long record: whole days of tickets through the real writer and the real store, broken off
// without a clean stop, as after a power cut.
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Actor, Command } from '#domain/commands';
import type { CommandId, CounterId, ServiceId, StaffId, TicketId } from '#domain/ids';
import { hubLog } from '#hub/log';
import { OfficeWriter } from '#hub/office/writer/office-writer';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { SqliteEventStore } from '#store/sqlite/sqlite-store';
import { benchOffice } from './bench-lobby.ts';

const TICKETS_A_DAY = 250;
const AT_ONCE = 50;
const STILL_WAITING = 20;
const DAY = 86_400_000;
/** Ten in the morning, long enough ago that the record ends before today. */
const START = Date.UTC(2020, 0, 1, 10);

const [, , folder = '', wanted = '1000'] = process.argv;

const { office } = benchOffice('record', 'x').recorded;
await new LowdbOfficeFiles(join(folder, 'offices')).save(office);
let now = START;
const hub = await OfficeWriter.open(office.id, {
	store: new SqliteEventStore(join(folder, 'rotunda.db')),
	clock: { now: () => (now += 5) },
	log: hubLog('warn'),
	committed: () => {},
	shared: false,
	patience: 0,
});
const [counter, service] = [office.counters[0]?.id as CounterId, office.services[0]?.id as ServiceId];
const representative: Actor = { kind: 'staff', id: office.staff[0]?.id as StaffId };
const system: Actor = { kind: 'system' };

async function all(commands: readonly (readonly [Actor, Command, CommandId?])[]): Promise<void> {
	const answers = await Promise.all(
		commands.map(([by, command, id]) =>
			hub.execute(by, id ?? (randomUUID() as string as CommandId), command),
		),
	);
	const refused = answers.find((answer) => !answer.ok);
	if (refused !== undefined) throw new Error(`refused: ${JSON.stringify(refused)}`);
}

function issue(id: CommandId): readonly [Actor, Command, CommandId] {
	const what = {
		type: 'IssueTicket',
		services: [service],
		language: 'pl',
		needs: [],
		priority: 'normal',
	} as const;
	return [
		{ kind: 'staff', id: office.staff.at(-1)?.id as StaffId },
		{ ...what, channel: 'floor', printer: null },
		id,
	];
}

await all([[system, { type: 'ConfigureOffice', office }]]);
for (;;) {
	await all([
		[system, { type: 'OpenDay' }],
		[representative, { type: 'OpenCounter', counter, takeOver: false }],
	]);
	for (let issued = 0; issued < TICKETS_A_DAY && hub.position < Number(wanted); issued += AT_ONCE) {
		const ids = Array.from({ length: AT_ONCE }, () => randomUUID() as string as CommandId);
		await all(ids.map(issue));
		await all(
			ids.flatMap((id): [Actor, Command][] => {
				const ticket = `${id}.1` as TicketId;
				return [
					[representative, { type: 'CallNext', counter }],
					[representative, { type: 'ServeTicket', ticket }],
					[representative, { type: 'FinishTicket', ticket, outcome: 'answered' }],
				];
			}),
		);
	}
	if (hub.position >= Number(wanted)) break;
	await all([[system, { type: 'CloseDay', unresolved: 'close' }]]);
	now = START + Math.ceil((now - START) / DAY) * DAY;
}
await all(Array.from({ length: STILL_WAITING }, () => issue(randomUUID() as string as CommandId)));
process.stdout.write(`${String(hub.position)}\n`, () => process.exit(0));
