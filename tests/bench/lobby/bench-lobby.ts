// The hub under measure: a process of its own on a fresh folder, with a plain office that has one busy queue.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { WireCommand } from '#protocol/command-schema';
import type { CounterId, ServiceId, TicketId } from '#domain/ids';
import type { HubClient } from '#support/hubs/hub-client';
import { administratorOf, enter, freeOfficeId } from '../../replay/lobby-cast.ts';
import type { LobbyCast } from '../../replay/lobby-cast.ts';
import { startOwnHub } from '../../replay/own-hub.ts';
import type { OwnHub } from '../../replay/own-hub.ts';
import type { RecordedDay } from '../../replay/recorded-day.ts';
import { officeOf } from '../../replay/recorded-office.ts';
import { scriptOf } from '../../replay/script.ts';

export interface BenchHub extends OwnHub {
	readonly folder: string;
}

export async function startBenchHub(): Promise<BenchHub> {
	return startHubIn(await benchFolder());
}

export function benchFolder(): Promise<string> {
	return mkdtemp(join(tmpdir(), 'rotunda-bench-'));
}

/** `ROTUNDA_BENCH_PROFILE`: a folder for CPU profiles of the hubs, or not set; profiling slows them down. */
export async function startHubIn(folder: string): Promise<BenchHub> {
	const profiles = process.env['ROTUNDA_BENCH_PROFILE'];
	const nodeOptions = profiles === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profiles}`];
	const hub = await startOwnHub(folder, nodeOptions);
	return {
		...hub,
		folder,
		stop: async () => {
			await hub.stop();
			await rm(folder, { recursive: true, force: true });
		},
	};
}

/** A queue whose names are as long as those of an ordinary office. */
const DAY: RecordedDay = {
	office: 'Bench',
	date: '2020-01-01',
	queues: [
		{ id: '1', letter: 'A', name: 'Permits and licences' },
		{ id: '2', letter: 'B', name: 'Cashier' },
		{ id: '3', letter: 'C', name: 'Records' },
	],
	tickets: [{ queue: '1', number: 1, arrival: 1, wait: 1, counters: 1 }],
};

export function benchOffice(id: string, administrator: string) {
	const people = { administrator, kiosks: 1, displays: 1 };
	const recorded = officeOf(DAY, scriptOf(DAY, 0), id, new Date(), people);
	const [first] = recorded.desks;
	const service = recorded.services.get('1');
	if (first === undefined || service === undefined) throw new Error('the office of the bench has no counter');
	return { recorded, service, desk: first[0], counter: first[1].counter };
}

export class BenchLobby {
	readonly cast: LobbyCast;
	readonly station: HubClient;
	readonly #service: ServiceId;
	readonly #counter: CounterId;

	private constructor(cast: LobbyCast, station: HubClient, service: ServiceId, counter: CounterId) {
		this.cast = cast;
		this.station = station;
		this.#service = service;
		this.#counter = counter;
	}

	static async open(hub: OwnHub): Promise<BenchLobby> {
		const id = await freeOfficeId(hub.url, 'bench');
		const account = await administratorOf(hub.url, null);
		const { recorded, desk, counter, service } = benchOffice(id, account.name);
		const cast = await enter(hub.url, account, recorded);
		const station = cast.stations.get(desk);
		if (station === undefined) throw new Error(`nobody sits at ${desk}`);
		const lobby = new BenchLobby(cast, station, service, counter);
		await lobby.must(station, { type: 'OpenCounter', counter, takeOver: false });
		return lobby;
	}

	get issueCommand(): WireCommand {
		return {
			type: 'IssueTicket',
			services: [this.#service],
			language: 'pl',
			needs: [],
			priority: 'normal',
			channel: 'kiosk',
			printer: null,
		};
	}

	get callCommand(): WireCommand {
		return { type: 'CallNext', counter: this.#counter };
	}

	async kiosks(count: number): Promise<HubClient[]> {
		return Promise.all(Array.from({ length: count }, () => this.cast.again('kiosk')));
	}

	/** So many more wait, issued over these connections at once. */
	async fill(kiosks: readonly HubClient[], count: number): Promise<void> {
		let left = count;
		await Promise.all(
			kiosks.map(async (kiosk) => {
				while (left > 0) {
					left -= 1;
					await this.must(kiosk, this.issueCommand);
				}
			}),
		);
	}

	/** Whoever was called is served and leaves; nothing of it is measured. */
	async finish(ticket: TicketId): Promise<void> {
		await this.must(this.station, { type: 'ServeTicket', ticket });
		await this.must(this.station, { type: 'FinishTicket', ticket, outcome: 'answered' });
	}

	async must(client: HubClient, command: WireCommand) {
		const answer = await client.command(command);
		if (!answer.ok) throw new Error(`${command.type}: ${answer.code} ${JSON.stringify(answer.facts)}`);
		return answer;
	}
}

/** All columns of the newest stored event of that type, as the raw server is to append them. */
export function lastRow(hub: BenchHub, type: string): string {
	const database = new DatabaseSync(join(hub.folder, 'rotunda.db'), { readOnly: true });
	try {
		const row = database
			.prepare('SELECT * FROM events WHERE type = ? ORDER BY at DESC, position DESC LIMIT 1')
			.get(type);
		return Object.values(row ?? {}).join('|');
	} finally {
		database.close();
	}
}

let shown = '';

/** One line that is written over on a terminal; elsewhere a line for each part, without its rounds. */
export function progress(text: string): void {
	const line = process.stderr.isTTY ? text : text.replace(/[:,]? round .*/, '');
	if (line === shown) return;
	shown = line;
	process.stderr.write(process.stderr.isTTY ? `\r${line.padEnd(78)}` : `${line}\n`);
}
