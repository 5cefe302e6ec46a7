// A rush at the demo office: kiosks that issue and counters that call, serve and finish, with a ledger of what was acknowledged.
import type { CommandId } from '#domain/ids';
import type { Made } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import { DEMO_PRINTER, demoOffice } from '#store/demo/demo-office';
import { commandId, ticketAt } from '#support/hubs/hub';
import { HubClient } from '#support/hubs/hub-client';

export interface Acknowledged {
	readonly id: CommandId;
	readonly command: WireCommand;
	readonly position: number;
	readonly made: Made;
}

/** Tokens of the demo office, which lets everybody in. */
export interface Keys {
	readonly kiosk: string;
	readonly display: string;
	readonly representatives: readonly string[];
	readonly counters: readonly string[];
}

export async function keysTo(url: string): Promise<Keys> {
	const guest = await HubClient.connect(url, null);
	const { demo } = await guest.must('hello', {});
	if (demo === null) throw new Error('this hub has no demo office');
	const paired = async (kind: string) => {
		const code = demo.devices.find((device) => device.kind === kind)?.code ?? '';
		return (await guest.must('pair', { code })).token;
	};
	const signedIn = async (name: string) =>
		(await guest.must('signIn', { office: demo.office, name, password: demo.password })).token;
	const names = demo.accounts.filter(({ roles }) => roles.includes('representative')).map(({ name }) => name);
	const keys: Keys = {
		kiosk: await paired('kiosk'),
		display: await paired('display'),
		representatives: await Promise.all(names.slice(0, 3).map(signedIn)),
		counters: demoOffice(DEMO_PRINTER).counters.map(({ id }) => id),
	};
	guest.close();
	return keys;
}

export class Rush {
	readonly ledger: Acknowledged[] = [];
	/** Commands that a hub refused as a fault, and what became of the same id later. */
	readonly faults = new Set<CommandId>();
	/** Commands that nobody answered at first, and that were sent again under the same id. */
	readonly repeated = new Set<CommandId>();
	readonly #clients: HubClient[] = [];
	readonly #note: (one: Acknowledged) => void;
	#lastAt = performance.now();
	#longestSilence = 0;
	#running: Promise<void>[] = [];
	#over = false;

	/** `note`: told of each as soon as its answer is here. */
	constructor(note: (one: Acknowledged) => void = () => undefined) {
		this.#note = note;
	}

	/** Longest time between two acknowledgements, ms. */
	get longestSilence(): number {
		return this.#longestSilence;
	}

	/** So many kiosks, and a counter for each representative, all at that address. */
	async start(url: string, keys: Keys, kiosks: number): Promise<void> {
		const services = ['pay-bill', 'property-tax'];
		for (let at = 0; at < kiosks; at += 1) {
			const kiosk = await this.#client(url, keys.kiosk);
			this.#running.push(this.#press(kiosk, () => ticketAt(services[at % 2] ?? '')));
		}
		for (const [at, token] of keys.representatives.entries()) {
			const counter = (keys.counters[at] ?? '') as never;
			const station = await this.#client(url, token);
			await this.#until(station, { type: 'OpenCounter', counter, takeOver: true });
			this.#running.push(this.#press(station, servingAt(counter)));
		}
	}

	/** Until so many more are acknowledged. */
	async acknowledged(more: number): Promise<void> {
		const enough = this.ledger.length + more;
		while (this.ledger.length < enough) await new Promise((resolve) => setTimeout(resolve, 5));
	}

	/** Everybody has the answer they wait for, and goes. */
	async end(): Promise<void> {
		this.#over = true;
		await Promise.all(this.#running);
		for (const client of this.#clients) client.close();
	}

	async #client(url: string, token: string): Promise<HubClient> {
		const client = await HubClient.connect(url, token);
		this.#clients.push(client);
		return client;
	}

	async #press(client: HubClient, next: (last: Made) => WireCommand): Promise<void> {
		let last: Made = {};
		while (!this.#over) {
			const made = await this.#until(client, next(last));
			if (made === null) await new Promise((resolve) => setTimeout(resolve, 10));
			else last = made;
		}
	}

	#acknowledge(one: Acknowledged): void {
		const now = performance.now();
		this.#longestSilence = Math.max(this.#longestSilence, now - this.#lastAt);
		this.#lastAt = now;
		this.ledger.push(one);
		this.#note(one);
	}

	/** Sends the same id until the hub says yes or no; null for a no by the rules. */
	async #until(client: HubClient, command: WireCommand): Promise<Made | null> {
		const id = commandId();
		for (;;) {
			const answer = await client.ask('command', { id, command });
			if (answer.ok) {
				this.#acknowledge({ id, command, position: answer.position, made: answer.made });
				return answer.made;
			}
			if (answer.code === 'fault') this.faults.add(id);
			else if (answer.code === 'no-answer') this.repeated.add(id);
			else if (answer.code !== 'hub-stopping') return null;
			await new Promise((resolve) => setTimeout(resolve, 50));
		}
	}
}

function servingAt(counter: never): (last: Made) => WireCommand {
	let step = 0;
	let ticket = '' as NonNullable<Made['ticket']>;
	return (last) => {
		if (last.ticket !== undefined) ({ ticket } = last);
		step += 1;
		if (step % 3 === 1 || ticket === '') return { type: 'CallNext', counter };
		if (step % 3 === 2) return { type: 'ServeTicket', ticket };
		return { type: 'FinishTicket', ticket, outcome: 'answered' };
	};
}
