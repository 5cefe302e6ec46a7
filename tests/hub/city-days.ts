// What the test of many offices and its long form share: days of many offices, and a rush at one beside the others.
import { expect } from 'vitest';
import { keepDay } from '#hub/day-keeper';
import { OfficeHub } from '#hub/office-hub';
import { hubLog } from '#hub/log';
import type { Office } from '#domain/office';
import type { WireCommand } from '#protocol/command-schema';
import { MemoryContacts } from '#store/memory-contacts';
import { MemoryEventStore } from '#store/memory-store';
import { city, dayThatIsOpen, idOf } from '#support/city';
import { commandId, done, HandClock, MONDAY, testHub, ticketAt } from '#support/hub';
import type { HubClient } from '#support/hub-client';

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
	const clock = new HandClock(from - 24 * 3_600_000);
	const log = hubLog('silent');
	const store = new MemoryEventStore();
	const contacts = new MemoryContacts();
	const hubs: OfficeHub[] = [];
	for (const office of offices) {
		const parts = { store, clock, log, committed: () => undefined, shared: false, patience: 0 };
		const hub = await OfficeHub.open(office.id, parts);
		await hub.do({ kind: 'system' }, commandId(), { type: 'ConfigureOffice', office });
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
		clock.later(STEP);
		if (now >= from && (now - from) % 3_600_000 === 0) said?.((now - from) / 3_600_000);
	}
	for (const hub of hubs) await hub.stop();
	return { wrong, opened: opened.size };
}

/**
 * A rush at the first office that goes on until every other office has been answered, with `atOnce` unanswered at any moment;
 * one ticket at each of the others in the midst of it.
 */
export async function rushBesideOthers(offices: number, atOnce: number) {
	const allDay = Array.from({ length: 7 }, () => [{ opens: 0, closes: 1440 }]);
	const open = city(offices).map((office) => ({ ...office, hours: allDay, closedDays: [] }));
	const hub = await testHub({ offices: open, store: 'sqlite', clock: new HandClock(MONDAY) });
	const [busy, ...others] = await Promise.all(open.map((_, at) => hub.device('kiosk', idOf(at))));
	if (busy === undefined) throw new Error('no office');
	const take = (kiosk: HubClient, at: number) =>
		done(kiosk, { ...ticketAt('passport'), language: open[at]?.languages[0] ?? 'en' } as WireCommand);
	let answered = 0;
	let over = false;
	const keep = async () => {
		while (!over) {
			await take(busy, 0);
			answered += 1;
		}
	};
	const rush = Promise.all(Array.from({ length: atOnce }, keep));
	await expect.poll(() => answered, { interval: 1 }).toBeGreaterThan(atOnce);
	const waited = await Promise.all(
		others.map(async (kiosk, at) => {
			const [before, began] = [answered, performance.now()];
			await take(kiosk, at + 1);
			return { turns: answered - before, ms: performance.now() - began };
		}),
	);
	over = true;
	await rush;
	return { rush: answered, waited };
}
