// Twenty-four office hours in minutes: customers come, are called, served and gone, midnight passes; memory stays flat.
import { setTimeout as wait } from 'node:timers/promises';
import type { CounterId } from '#domain/ids';
import { instantOf } from '#domain/policy/opening-hours';
import { DEMO_PRINTER, demoOffice } from '#store/demo/demo-office';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { officesFolder } from '#store/stores';
import { send, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { demoClients } from './demo-clients.ts';
import { newPlace, OFFICE } from './place.ts';
import { watchedHub } from './watched-hub.ts';

export interface DayReport {
	readonly seconds: number;
	readonly customers: number;
	readonly commands: number;
	readonly events: number;
	/** Business days that the record opened. */
	readonly days: readonly string[];
	/** Heap and buffers after a collection, bytes, at even distances. */
	readonly held: readonly number[];
	/** How much more is held in the last quarter than in the second, as a part of it. */
	readonly growth: number;
	readonly said: string;
}

export interface DayOptions {
	/** Real time for the 24 hours. */
	readonly seconds: number;
	readonly looks: number;
	readonly database: string | null;
	readonly onLook: (held: number, customers: number) => void;
}

const DAY_SECONDS = 86_400;

export async function squeezedDay({ seconds, looks, database, onLook }: DayOptions): Promise<DayReport> {
	const place = newPlace(database);
	const office = demoOffice(DEMO_PRINTER);
	const hours = Array.from({ length: 7 }, () => [{ opens: 0, closes: 1440 }]);
	const services = office.services.map((one) => ({ ...one, hours: null, lastTicketMinutes: 0 }));
	await new LowdbOfficeFiles(officesFolder(place.folder)).save({ ...office, hours, services });
	// From noon to noon, so that the day turns in the middle.
	const start = instantOf('2026-03-03', 12 * 60, office.timeZone);
	const hub = await watchedHub(place, { speed: DAY_SECONDS / seconds, start });
	const clients = await demoClients(hub.url, 2);
	const counts = { customers: 0, commands: 0 };
	try {
		const end = performance.now() + seconds * 1000;
		const isOver = () => performance.now() > end || !hub.isAlive();
		const [one, two] = clients.kiosks;
		const working = [attend(clients.rep, one, counts, isOver), queue(two, counts, isOver)];
		const held: number[] = [];
		for (let look = 0; look < looks && hub.isAlive(); look += 1) {
			await wait((seconds * 1000) / looks);
			const { heap, buffers } = await hub.held();
			held.push(heap + buffers);
			onLook(heap + buffers, counts.customers);
		}
		await Promise.all(working);
		const record = await place.record(OFFICE);
		const days = record.flatMap(({ event }) => (event.type === 'DayOpened' ? [event.day] : []));
		return {
			seconds,
			...counts,
			events: record.length,
			days,
			held,
			growth: growthOf(held),
			said: hub.said(),
		};
	} finally {
		clients.close();
		await hub.stop();
		place.clear();
	}
}

interface Counts {
	customers: number;
	commands: number;
}

/** One representative: a customer comes, is called, served and finished; after midnight the counter opens again. */
async function attend(
	rep: HubClient,
	kiosk: HubClient | undefined,
	counts: Counts,
	isOver: () => boolean,
): Promise<void> {
	const counter = 'counter-1' as CounterId;
	while (!isOver() && kiosk !== undefined) {
		await send(kiosk, ticketAt('pay-bill'));
		const called = await send(rep, { type: 'CallNext', counter });
		counts.commands += 2;
		if (!called.ok || called.made.ticket === undefined) {
			await send(rep, { type: 'OpenCounter', counter, takeOver: true });
			continue;
		}
		const { ticket } = called.made;
		await send(rep, { type: 'ServeTicket', ticket });
		await send(rep, { type: 'FinishTicket', ticket, outcome: 'answered' });
		counts.commands += 2;
		counts.customers += 1;
	}
}

/** Somebody who takes a ticket for another service now and then, and waits till the day is over. */
async function queue(kiosk: HubClient | undefined, counts: Counts, isOver: () => boolean): Promise<void> {
	while (!isOver() && kiosk !== undefined) {
		await send(kiosk, ticketAt('property-tax'));
		counts.commands += 1;
		await wait(2_000);
	}
}

function growthOf(held: readonly number[]): number {
	const quarter = Math.floor(held.length / 4);
	const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;
	const second = mean(held.slice(quarter, 2 * quarter));
	return (mean(held.slice(-quarter)) - second) / second;
}
