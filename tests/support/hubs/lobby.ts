// The whole product as a newcomer starts it: a hub process with the built screens and the demo office, to be killed at will.
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CounterId, ServiceId, TicketId } from '#domain/ids';
import type { DeviceKind, Office } from '#domain/office';
import type { Made } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import { freePort } from '#start/free-port';
import { LowdbOfficeFiles } from '#store/office-files/lowdb-office-files';
import { HubClient } from '#support/hubs/hub-client';

const root = join(import.meta.dirname, '../../..');
const STARTS_WITHIN = 20_000;

export class Lobby {
	/** The data folder. */
	readonly folder = mkdtempSync(join(tmpdir(), 'rotunda-lobby-'));
	readonly #env: NodeJS.ProcessEnv;
	readonly #port: number;
	readonly #entry: string;
	#process: ChildProcess | null = null;
	#clients: HubClient[] = [];

	private constructor(port: number, entry: string, env: NodeJS.ProcessEnv) {
		this.#port = port;
		this.#entry = entry;
		this.#env = env;
	}

	/**
	 * `server.ts` is the hub with its screens; `launch.ts` is what `npm start` runs, with device agent and virtual printer.
	 * `office`: instead of the demo office.
	 * @throws when the screens are not built, or the hub does not come up.
	 */
	static async open(
		entry: 'server.ts' | 'launch.ts' = 'server.ts',
		env: NodeJS.ProcessEnv = {},
		office: Office | null = null,
	): Promise<Lobby> {
		if (!existsSync(join(root, 'build', 'handler.js'))) {
			throw new Error('the screens are not built: npm run build');
		}
		const lobby = new Lobby(await freePort(), entry, env);
		if (office !== null) await new LowdbOfficeFiles(join(lobby.folder, 'offices')).save(office);
		await lobby.start();
		return lobby;
	}

	get url(): string {
		return `http://127.0.0.1:${String(this.#port)}`;
	}

	async start(): Promise<void> {
		this.#process = spawn(process.execPath, [join(root, 'src', 'start', this.#entry)], {
			cwd: root,
			env: {
				...process.env,
				ROTUNDA_LOG: 'warn',
				...this.#env,
				PORT: String(this.#port),
				HOST: '127.0.0.1',
				ROTUNDA_DATA: this.folder,
			},
			stdio: ['ignore', 'ignore', 'inherit'],
		});
		const until = Date.now() + STARTS_WITHIN;
		while (!(await this.#answers())) {
			if (Date.now() > until) throw new Error('the hub did not come up');
			await new Promise((done) => setTimeout(done, 100));
		}
	}

	/** As a power cut does. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	async close(): Promise<void> {
		for (const client of this.#clients) client.close();
		await this.#end('SIGTERM');
		rmSync(this.folder, { recursive: true, force: true });
	}

	/** A device of the demo, paired with the code that it offers. */
	async device(kind: DeviceKind): Promise<HubClient> {
		const guest = await HubClient.connect(this.url, null);
		const { demo } = await guest.must('hello', {});
		const code = demo?.devices.find((device) => device.kind === kind)?.code ?? '';
		const { token } = await guest.must('pair', { code });
		guest.close();
		return this.#keep(await HubClient.connect(this.url, token));
	}

	/** Somebody of the demo's staff, signed in. */
	async staff(name: string): Promise<HubClient> {
		const guest = await HubClient.connect(this.url, null);
		const { demo } = await guest.must('hello', {});
		if (demo === null) throw new Error('this is not the demo');
		const { token } = await guest.must('signIn', { office: demo.office, name, password: demo.password });
		guest.close();
		return this.#keep(await HubClient.connect(this.url, token));
	}

	#keep(client: HubClient): HubClient {
		this.#clients.push(client);
		return client;
	}

	async #answers(): Promise<boolean> {
		try {
			return (await fetch(`${this.url}/healthz`)).ok;
		} catch {
			return false;
		}
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		const ending = this.#process;
		this.#process = null;
		if (ending === null || ending.exitCode !== null) return;
		const ended = new Promise((done) => ending.once('exit', done));
		ending.kill(signal);
		await ended;
	}
}

/** What the command made. @throws when it is refused. */
export async function done(client: HubClient, command: WireCommand): Promise<Made> {
	const answer = await client.command(command);
	if (!answer.ok) throw new Error(`${command.type}: ${answer.code} ${JSON.stringify(answer.facts)}`);
	return answer.made;
}

export async function issue(
	client: HubClient,
	service: string,
	language = 'en',
): Promise<Made & { ticket: TicketId; number: string }> {
	const made = await done(client, {
		type: 'IssueTicket',
		services: [service as ServiceId],
		language,
		needs: [],
		priority: 'normal',
		channel: 'kiosk',
		printer: null,
	});
	if (made.ticket === undefined || made.number === undefined) throw new Error('no ticket was made');
	return { ...made, ticket: made.ticket, number: made.number };
}

export const openCounter = (client: HubClient, counter: string) =>
	done(client, { type: 'OpenCounter', counter: counter as CounterId, takeOver: true });

export const callTicket = (client: HubClient, counter: string, ticket: TicketId) =>
	done(client, { type: 'CallTicket', counter: counter as CounterId, ticket, reason: 'other' });
