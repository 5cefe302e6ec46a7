// Days of many offices, looked at as the hub looks at them, and compared with each office's own clock.
import { randomUUID } from 'node:crypto';
import type { CommandId } from '#domain/ids';
import { keepDay } from '#hub/office/day-keeper';
import { OfficeWriter } from '#hub/office/writer/office-writer';
import { hubLog } from '#hub/log';
import type { Office } from '#domain/office';
import { MemoryContacts } from '#store/memory/memory-contacts';
import { MemoryEventStore } from '#store/memory/memory-store';
import { dayThatIsOpen } from '#support/offices/city';

const STEP = 15 * 60_000;

export interface DaysAsked {
	readonly offices: readonly Office[];
	/** ms since 1970. */
	readonly from: number;
	readonly hours: number;
	/** Told once an hour of the offices' time. */
	readonly said?: (hours: number) => void;
}

/** Looks at every office every quarter of an hour, as the hub does, and compares with what its own clock on the wall says. */
export async function wrongDays({ offices, from, hours, said }: DaysAsked) {
	// A day earlier, so that what is open at the beginning was opened before.
	let time = from - 24 * 3_600_000;
	const clock = { now: () => time };
	const log = hubLog('silent');
	const store = new MemoryEventStore();
	const contacts = new MemoryContacts();
	const hubs: OfficeWriter[] = [];
	for (const office of offices) {
		const parts = { store, clock, log, committed: () => undefined, shared: false, patience: 0 };
		const hub = await OfficeWriter.open(office.id, parts);
		await hub.execute({ kind: 'system' }, randomUUID() as string as CommandId, {
			type: 'ConfigureOffice',
			office,
		});
		hubs.push(hub);
	}
	const wrong: string[] = [];
	const opened = new Set<string>();
	for (let now = clock.now(); now < from + hours * 3_600_000; now += STEP) {
		for (const [at, hub] of hubs.entries()) {
			await keepDay(hub, { clock, contacts, notesKept: STEP, log });
			const office = offices[at];
			if (now < from || office === undefined) continue;
			const expected = dayThatIsOpen(office, now);
			const { day } = hub.lobby;
			if (day !== null) opened.add(`${office.id} ${day}`);
			if (day === expected) continue;
			wrong.push(
				`${office.id} (${office.timeZone}) at ${new Date(now).toISOString()}: ${day} not ${expected}`,
			);
		}
		time += STEP;
		if (now >= from && (now - from) % 3_600_000 === 0) said?.((now - from) / 3_600_000);
	}
	for (const hub of hubs) await hub.stop();
	return { wrong, opened: opened.size };
}
