// A snapshot that is not what was saved: the hub starts without it, from the events, and says so in its log.
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { DeviceId, OfficeId } from '#domain/ids';
import { freezeLobby } from '#domain/lobby-snapshot';
import { OfficeWriter } from '#hub/office/writer/office-writer';
import type { EventStore } from '#store/event-store';
import { commandId, MONDAY, ticketAt } from '#support/hubs/hub';
import { hubOffice } from '#support/offices/hub-office';
import { id } from '#support/story';
import { twoEngines } from '#support/databases/two-engines';

const HALL = id<OfficeId>('hall');

/** Opens the office, with what it has logged from warnings on. */
async function hubOn(store: EventStore): Promise<{ hub: OfficeWriter; logged: () => string }> {
	let logged = '';
	const log = pino({ level: 'warn' }, { write: (line) => void (logged += line) });
	const clock = { now: () => MONDAY };
	const hub = await OfficeWriter.open(HALL, {
		store,
		clock,
		log,
		committed: () => undefined,
		shared: false,
		patience: 0,
	});
	return { hub, logged: () => logged };
}

const DAMAGES = [
	`state = substr(state, 1, 200)`,
	`state = replace(state, 'passport', 'passparts')`,
	`state = substr(state, 1, 200), checksum = NULL`,
	`state = '{}', checksum = NULL`,
];

describe.each(twoEngines())('In $name', ({ fresh }) => {
	test('A damaged snapshot costs time and nothing else: the lobby stands as it stood, and the next takes its place', async () => {
		const { open, sql } = await fresh();
		const store = open();
		const { hub: first } = await hubOn(store);
		const system = { kind: 'system' } as const;
		await first.execute(system, commandId(), { type: 'ConfigureOffice', office: hubOffice('hall') });
		await first.execute(system, commandId(), { type: 'OpenDay' });
		const kiosk = { kind: 'device', id: id<DeviceId>('kiosk') } as const;
		for (let count = 0; count < 120; count += 1) void first.execute(kiosk, commandId(), ticketAt('passport'));
		await first.stop();
		let stood = freezeLobby(first.lobby);
		for (const damage of DAMAGES) {
			await sql(`UPDATE snapshots SET ${damage}`);
			const after = await hubOn(store);
			expect(freezeLobby(after.hub.lobby), damage).toBe(stood);
			expect(after.logged(), damage).toMatch(/"office":"hall".*a damaged snapshot is left out/);

			await after.hub.execute(kiosk, commandId(), ticketAt('passport'));
			await after.hub.stop();
			stood = freezeLobby(after.hub.lobby);
			const last = await hubOn(store);
			expect(last.logged()).toBe('');
			expect(freezeLobby(last.hub.lobby)).toBe(stood);
		}
		await store.close();
	});
});
