// kill -9 of the real hub under load, again and again; whatever was acknowledged must be in the record, once.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { CommandId, CounterId, TicketId } from '#domain/ids';
import type { Made } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import { commandId, send, ticketAt } from '#support/hubs/hub';
import type { HubClient } from '#support/hubs/hub-client';
import { startServer } from '#support/hubs/server-process';
import { demoClients } from './demo-clients.ts';
import { differences, Ledger } from './ledger.ts';
import { newPlace, OFFICE } from './place.ts';

const COUNTER = 'counter-1' as CounterId;
const KIOSKS = 12;

export interface KillOptions {
	readonly kills: number;
	/** Such as `postgres://...`; null: SQLite in a data folder. */
	readonly database: string | null;
	readonly onKill: (killed: number, acknowledged: number) => void;
}

export interface KillReport {
	readonly kills: number;
	readonly acknowledged: number;
	readonly unanswered: number;
	readonly events: number;
	/** Longest time from the start of the process until it listened, ms. */
	readonly slowestStart: number;
	readonly wrong: readonly string[];
}

export async function killHubs({ kills, database, onKill }: KillOptions): Promise<KillReport> {
	const place = newPlace(database);
	const ledger = new Ledger(join(place.folder, 'acknowledged.jsonl'));
	let slowestStart = 0;
	try {
		for (let round = 0; round < kills; round += 1) {
			const began = performance.now();
			const server = await startServer(place.env);
			slowestStart = Math.max(slowestStart, performance.now() - began);
			const clients = await demoClients(server.url, KIOSKS);
			await openCounter(clients.rep, ledger);
			const pressing = [
				...clients.kiosks.map((kiosk, at) =>
					press(kiosk, () => ticketAt(at % 2 === 0 ? 'pay-bill' : 'property-tax'), ledger),
				),
				press(clients.rep, callsAndServes(), ledger),
			];
			// At another moment of the work each time: between two acknowledgements, in a burst, after many.
			const before = ledger.count;
			while (ledger.count < before + 5 + ((round * 37) % 120)) await wait(1);
			await wait((round * 7) % 11);
			server.kill('SIGKILL');
			await Promise.all(pressing);
			clients.close();
			await server.ended;
			onKill(round + 1, ledger.count);
		}
		// Once more, so that what it recovers is what is read.
		const server = await startServer(place.env);
		server.kill('SIGTERM');
		await server.ended;
		const record = await place.record(OFFICE);
		return {
			kills,
			acknowledged: ledger.count,
			unanswered: ledger.unanswered.size,
			events: record.length,
			slowestStart,
			wrong: differences(ledger, record),
		};
	} finally {
		ledger.close();
		place.clear();
	}
}

async function openCounter(rep: HubClient, ledger: Ledger): Promise<void> {
	const id = commandId();
	const answer = await send(rep, { type: 'OpenCounter', counter: COUNTER, takeOver: true }, id);
	if (!answer.ok) throw new Error(`the counter did not open: ${answer.code}`);
	ledger.note({ id, position: answer.position, made: answer.made });
}

/** Sends one after another until the line breaks; notes what was acknowledged, and what nobody answered. */
async function press(client: HubClient, next: (last: Made) => WireCommand, ledger: Ledger): Promise<void> {
	let last: Made = {};
	client.socket.io.reconnection(false);
	const gone = new Promise<null>((resolve) => client.socket.once('disconnect', () => resolve(null)));
	for (;;) {
		const id: CommandId = commandId();
		ledger.unanswered.add(id);
		const answer = await Promise.race([send(client, next(last), id), gone]);
		if (answer === null) return;
		if (!answer.ok && ['no-answer', 'fault'].includes(answer.code)) continue;
		ledger.unanswered.delete(id);
		if (!answer.ok) continue;
		last = answer.made;
		ledger.note({ id, position: answer.position, made: answer.made });
	}
}

function callsAndServes(): (last: Made) => WireCommand {
	let step = 0;
	let ticket: TicketId | null = null;
	return (last) => {
		if (last.ticket !== undefined) ({ ticket } = last);
		step += 1;
		if (step % 3 === 1 || ticket === null) return { type: 'CallNext', counter: COUNTER };
		if (step % 3 === 2) return { type: 'ServeTicket', ticket };
		return { type: 'FinishTicket', ticket, outcome: 'answered' };
	};
}
