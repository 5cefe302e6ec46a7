// Hubs whose offices, devices and people are there from the start: hundreds of passwords would take longer than the measure.
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { officesFolder, openStores } from '#store/stores';
import { newToken, tokenHash } from '#hub/access/tokens';
import type { CounterId, DeviceId, ServiceId, StaffId, TicketId } from '#domain/ids';
import type { Office } from '#domain/office';
import type { CommandAnswer } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import type { Audience } from '#protocol/view-schema';
import { HubClient } from '#support/hubs/hub-client';
import { newCommandId } from '#screens/live/command-id.ts';
import { benchFolder, benchOffice, startHubIn } from './bench-lobby.ts';
import type { BenchHub } from './bench-lobby.ts';

const SUPERVISOR = 'supervisor-1' as StaffId;
/** Asked at once while a line is filled: as many as the hub takes together. */
const IN_FLIGHT = 500;

type Done = Extract<CommandAnswer, { readonly ok: true }>;

/** A representative at a counter. */
export interface Station {
	readonly client: HubClient;
	readonly counter: CounterId;
}

export class SeededLobby {
	readonly office: Office;
	readonly #service: ServiceId;
	/** Device or person -> their token. */
	readonly tokens: ReadonlyMap<string, string>;
	readonly #clients: HubClient[] = [];
	#url = '';

	constructor(office: Office, service: ServiceId, tokens: ReadonlyMap<string, string>) {
		this.office = office;
		this.#service = service;
		this.tokens = tokens;
	}

	async openDay(url: string): Promise<void> {
		this.#url = url;
		const supervisor = await this.enter(SUPERVISOR);
		const answer = await supervisor.command({ type: 'OpenDay' });
		if (!answer.ok && answer.code !== 'day-already-open') throw new Error(`no day: ${answer.code}`);
	}

	async enter(who: string): Promise<HubClient> {
		const client = await HubClient.connect(this.#url, this.tokens.get(who) ?? '');
		this.#clients.push(client);
		return client;
	}

	kiosk(): Promise<HubClient> {
		return this.enter('kiosk-1');
	}

	supervisor(): Promise<HubClient> {
		return this.enter(SUPERVISOR);
	}

	/** Of so many counters the one at that place, with its representative: open. */
	async station(at: number): Promise<Station> {
		const counter = this.office.counters[at];
		if (counter === undefined) throw new Error(`${this.office.id} has no counter ${String(at)}`);
		const client = await this.enter(representative(at));
		await must(client, { type: 'OpenCounter', counter: counter.id, takeOver: false });
		return { client, counter: counter.id };
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

	/** So many more wait. */
	async fill(kiosk: HubClient, count: number): Promise<TicketId[]> {
		const tickets: TicketId[] = [];
		for (let left = count; left > 0; left -= IN_FLIGHT) {
			const made = await together(kiosk, Math.min(left, IN_FLIGHT), () => this.issueCommand);
			tickets.push(...made.flatMap(({ made: { ticket } }) => (ticket === undefined ? [] : [ticket])));
		}
		return tickets;
	}

	async cancel(supervisor: HubClient, tickets: readonly TicketId[]): Promise<void> {
		for (let at = 0; at < tickets.length; at += IN_FLIGHT) {
			const some = tickets.slice(at, at + IN_FLIGHT);
			const cancel = (which: number): WireCommand => ({
				type: 'CancelTicket',
				ticket: some[which] ?? ('' as TicketId),
				reason: 'left',
			});
			await together(supervisor, some.length, cancel);
		}
	}

	close(): void {
		for (const client of this.#clients) client.close();
	}
}

export interface SeededHub extends BenchHub {
	readonly lobbies: readonly [SeededLobby, ...SeededLobby[]];
}

/** A hub with so many offices of so many counters each, their day open. */
export async function startSeededHub(offices: number, counters: number): Promise<SeededHub> {
	const folder = await benchFolder();
	const lobbies = await seed(folder, offices, counters);
	const hub = await startHubIn(folder);
	const [first, ...others] = lobbies;
	if (first === undefined) throw new Error('a hub without an office');
	for (const lobby of lobbies) await lobby.openDay(hub.url);
	const stop = async () => {
		for (const lobby of lobbies) lobby.close();
		await hub.stop();
	};
	return { ...hub, stop, lobbies: [first, ...others] };
}

async function seed(folder: string, offices: number, counters: number): Promise<SeededLobby[]> {
	const files = new LowdbOfficeFiles(officesFolder(folder));
	const lobbies: SeededLobby[] = [];
	for (let at = 1; at <= offices; at += 1) {
		const { recorded, service } = benchOffice(`office-${String(at)}`, SUPERVISOR);
		const office = withCounters(recorded.office, counters, service);
		await files.save(office);
		const devices = office.devices.map(({ id }): [string, string] => [id, newToken('d')]);
		const people = office.staff.map(({ id }): [string, string] => [id, newToken('s')]);
		lobbies.push(new SeededLobby(office, service, new Map([...devices, ...people])));
	}
	const stores = await openStores({ databaseUrl: null, data: folder });
	const now = Date.now();
	for (const { office, tokens } of lobbies) {
		for (const [who, token] of tokens) {
			const [of, hash] = [office.id, tokenHash(token)];
			const isDevice = office.devices.some(({ id }) => id === who);
			if (isDevice)
				await stores.access.addDevice(hash, { office: of, device: who as DeviceId, pairedAt: now });
			else
				await stores.access.addSession(hash, {
					office: of,
					staff: who as StaffId,
					startedAt: now,
					seenAt: now,
				});
		}
	}
	await stores.close();
	return lobbies;
}

function withCounters(office: Office, count: number, service: ServiceId): Office {
	const [counter] = office.counters;
	const [person] = office.staff;
	const supervisor = office.staff.filter(({ id }) => id === SUPERVISOR);
	if (counter === undefined || person === undefined)
		throw new Error('the office of the bench has no counter');
	const places = Array.from({ length: count }, (_, at) => at);
	return {
		...office,
		counters: places.map((at) => ({
			...counter,
			id: `counter-${String(at + 1)}` as CounterId,
			label: String(at + 1),
			services: [service],
		})),
		staff: [...places.map((at) => ({ ...person, id: representative(at) })), ...supervisor],
	};
}

function representative(at: number): StaffId {
	return `representative-${String(at + 1)}` as StaffId;
}

/** Asked over one connection without waiting in between. @throws when one of them is refused. */
export async function together(
	client: HubClient,
	count: number,
	command: (at: number) => WireCommand,
): Promise<Done[]> {
	return Promise.all(Array.from({ length: count }, (_, at) => must(client, command(at))));
}

/** @throws when it is refused. */
export async function must(client: HubClient, command: WireCommand): Promise<Done> {
	const answer = (await client.socket.emitWithAck('command', {
		id: newCommandId(),
		command,
	})) as CommandAnswer;
	if (!answer.ok) throw new Error(`${command.type}: ${answer.code} ${JSON.stringify(answer.facts)}`);
	return answer;
}

/** Whoever is next: which ticket, and where the record stands then. @throws when nobody waits. */
export async function callNext({ client, counter }: Station) {
	const { made, position } = await must(client, { type: 'CallNext', counter });
	if (made.ticket === undefined) throw new Error('nobody was called');
	return { ticket: made.ticket, position };
}

/** Whoever was called is served and leaves; answers where the record stands then. */
export async function serveAndFinish({ client }: Station, ticket: TicketId): Promise<number> {
	await must(client, { type: 'ServeTicket', ticket });
	return (await must(client, { type: 'FinishTicket', ticket, outcome: 'answered' })).position;
}

export async function watch(client: HubClient, audience: Audience): Promise<void> {
	await client.must('watch', { audience, after: null, run: null });
}
