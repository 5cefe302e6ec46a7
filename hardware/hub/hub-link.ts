// The agent's line to the hub: pairs once, comes back by itself, asks for work, and tells how each job ended until it is heard.
import { createHash, randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { Answer, Refused } from '#protocol/answers';
import type { CommandEnvelope } from '#protocol/command-schema';
import type { AgentWork, DeviceJob, Health } from '#protocol/device-schema';
import type { ClientToHub, HubToClient } from '#protocol/socket-events';
import { PROTOCOL_VERSION } from '#protocol/version';
import type { Beat, Update } from '#protocol/view-schema';
import type { DeviceId, JobId } from '../device.ts';
import type { KeptToken } from './kept-token.ts';

export interface HubLinkOptions {
	readonly hub: string;
	readonly code: string | null;
	readonly token: KeptToken;
	/** All that is owed now; called after every connect and every change in setup. */
	readonly onWork: (work: AgentWork) => void;
	/** One job more. */
	readonly onJob: (job: DeviceJob) => void;
	/** The hub knows this agent and gives it work, or no longer. */
	readonly onLine?: (working: boolean) => void;
	/** Words about what this agent watches. */
	readonly onUpdate?: (update: Update) => void;
	readonly onBeat?: (beat: Beat) => void;
	readonly log: Logger;
}
type Ending = 'printed' | 'failed';
interface Untold {
	readonly envelope: CommandEnvelope;
	/** Called with the hub's last word: true when it did as told. */
	readonly answered: (done: boolean) => void;
}
type JobCommand = Extract<CommandEnvelope['command'], { type: 'EndJob' | 'DoubtJob' | 'MoveJob' }>;
type Asks = keyof ClientToHub;
type AskOf<Name extends Asks> = Parameters<ClientToHub[Name]>[0];
type AnswerOf<Name extends Asks> = Parameters<Parameters<ClientToHub[Name]>[1]>[0];

const ANSWER_MS = 5000;
/** A line that opens and then says nothing is no line. */
const CONNECT_MS = 5000;
const HEALTH_EVERY_MS = 10_000;
/** A job is told once, and the word may be lost: asking now and then finds what was. */
const WORK_EVERY_MS = 30_000;
const NO_ANSWER: Answer<object> = { ok: false, code: 'no-answer', facts: {} };
const RETRY_MS = [250, 500, 1000, 2000, 5000];
/** Answers after which the same command may fare better: everything else is the hub's last word on the job. */
const TRY_AGAIN: readonly string[] = [
	'no-answer',
	'fault',
	'hub-stopping',
	'not-signed-in',
	'too-many-tries',
];

export class HubLink {
	readonly #options: HubLinkOptions;
	readonly #socket: Socket<HubToClient, ClientToHub>;
	readonly #health = new Map<DeviceId, Health>();
	/** Commands about jobs that the hub has not answered yet, oldest first. */
	readonly #untold = new Map<string, Untold>();
	#code: string | null;
	#working = false;
	#telling = false;
	#attempt = 0;
	#retry: NodeJS.Timeout | null = null;
	#beat: NodeJS.Timeout | null = null;
	#asking: NodeJS.Timeout | null = null;
	#stopped = false;

	constructor(options: HubLinkOptions) {
		this.#options = options;
		this.#code = options.code;
		this.#socket = io(options.hub, {
			autoConnect: false,
			// Its own pauses: a hub that turns us away is asked again as patiently as one that is not there.
			reconnection: false,
			timeout: CONNECT_MS,
			transports: ['websocket'],
			auth: (give) => give({ protocol: PROTOCOL_VERSION, token: options.token.read() }),
		});
		this.#listen();
	}

	start(): void {
		this.#beat = setInterval(() => this.#sendAllHealth(), HEALTH_EVERY_MS);
		this.#asking = setInterval(() => void this.refresh(), WORK_EVERY_MS);
		this.#socket.connect();
	}

	stop(): void {
		this.#stopped = true;
		if (this.#beat !== null) clearInterval(this.#beat);
		if (this.#asking !== null) clearInterval(this.#asking);
		if (this.#retry !== null) clearTimeout(this.#retry);
		this.#socket.disconnect();
	}

	/** Remembered and told again after every reconnect. */
	report(health: Health): void {
		this.#health.set(health.device, health);
		this.#sendHealth(health);
	}

	/** The device is no longer ours. */
	forget(device: DeviceId): void {
		this.#health.delete(device);
	}

	/** Told until the hub has answered, over any number of connections, always under the same command id. */
	tell(job: JobId, ending: Ending): void {
		void this.#command(ending, { type: 'EndJob', job, outcome: ending });
	}

	/** Asks staff whether a job that waited long is still wanted; told like an ending. */
	doubt(job: JobId): void {
		void this.#command('doubt', { type: 'DoubtJob', job });
	}

	/** Another printer shall do it. Resolves with the hub's word, however long the hub is away: false leaves the job where it is. */
	move(job: JobId, to: DeviceId): Promise<boolean> {
		return this.#command('move', { type: 'MoveJob', job, to });
	}

	/** Asks the hub, now or never: `no-answer` at once while it is not there, so that nothing is done late. Never rejects. */
	async ask<Name extends Asks>(name: Name, ask: AskOf<Name>): Promise<AnswerOf<Name>> {
		return this.#working ? this.#ask(name, ask) : (NO_ANSWER as AnswerOf<Name>);
	}

	/** Asks what is owed now; returns without an answer when the hub is not there. */
	async refresh(): Promise<void> {
		if (this.#working) await this.#askForWork();
	}

	#listen(): void {
		const { onJob, log } = this.#options;
		this.#socket.on('connect', () => void this.#greet());
		this.#socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
			const code = error.data?.code ?? null;
			if (code === 'token-revoked') this.#loseToken();
			if (code === 'stale-protocol')
				log.error('the hub speaks another version of the protocol: update the agent or the hub');
			this.#later(code ?? error.message);
		});
		this.#socket.on('disconnect', (reason) => {
			this.#work(false);
			// Hung up by us: whoever did so says why and when to come back.
			if (reason !== 'io client disconnect') this.#later(reason);
		});
		this.#socket.on('ended', ({ code }) => {
			if (code === 'token-revoked') this.#loseToken();
		});
		this.#socket.on('job', onJob);
		this.#socket.on('update', (update) => this.#options.onUpdate?.(update));
		this.#socket.on('beat', (beat) => this.#options.onBeat?.(beat));
		this.#socket.on('workChanged', () => void this.#askForWork());
	}

	#later(why: string): void {
		if (this.#stopped || this.#retry !== null) return;
		const pause = RETRY_MS[Math.min(this.#attempt, RETRY_MS.length - 1)] ?? 5000;
		if (this.#attempt === 0) this.#options.log.warn({ why, hub: this.#options.hub }, 'no line to the hub');
		this.#attempt += 1;
		// Agents of a whole building must not come back in the same millisecond.
		const spread = pause * (0.75 + Math.random() / 2);
		this.#retry = setTimeout(() => {
			this.#retry = null;
			this.#socket.connect();
		}, spread);
	}

	async #greet(): Promise<void> {
		const { log } = this.#options;
		const hello = await this.#ask('hello', {});
		if (!hello.ok) return this.#comeBack(hello.code);
		const { you, demo } = hello;
		if (you?.kind === 'device' && you.device === 'agent') {
			await this.#askForWork();
			if (this.#working) log.info({ agent: you.id, office: you.office }, 'connected to the hub');
			return;
		}
		const offered = demo?.devices.find((device) => device.kind === 'agent')?.code ?? null;
		await this.#pair(this.#code ?? offered);
	}

	async #pair(code: string | null): Promise<void> {
		const { log, token } = this.#options;
		if (code === null) {
			log.error('not paired: get a code for this agent in setup, then start it once with --code CODE');
			return this.#comeBack('not paired');
		}
		const answer = await this.#ask('pair', { code });
		if (!answer.ok) {
			// A code that is wrong now stays wrong; trying on would only close the hub's door to the next one.
			if (answer.code === 'unknown-code') this.#code = null;
			if (answer.code === 'unknown-code')
				log.error('the pairing code is unknown or has ended: get a new one in setup');
			return this.#comeBack(answer.code);
		}
		// A code pairs once.
		this.#code = null;
		token.keep(answer.token);
		log.info({ agent: answer.you.id }, 'paired');
		this.#attempt = 0;
		// The next connection greets with the token.
		this.#socket.disconnect().connect();
	}

	#loseToken(): void {
		this.#options.log.error('the hub no longer knows this agent: pair it again');
		this.#options.token.forget();
	}

	/** Hangs up, so that the next connection starts from the token as it is then. */
	#comeBack(why: string): void {
		this.#socket.disconnect();
		this.#later(why);
	}

	async #askForWork(): Promise<void> {
		const work = await this.#ask('work', {});
		if (!work.ok) {
			this.#refused(work);
			return this.#comeBack(work.code);
		}
		this.#attempt = 0;
		this.#work(true);
		this.#options.onWork(work);
		this.#sendAllHealth();
		void this.#tellAll();
	}

	#work(working: boolean): void {
		if (working === this.#working) return;
		this.#working = working;
		this.#options.onLine?.(working);
	}

	#refused({ code, facts }: Refused): void {
		// Asked again every few seconds: said once.
		if (this.#attempt > 1) return;
		if (code === 'not-allowed')
			this.#options.log.error(
				{ facts },
				'another agent drives these devices with a copy of this token: stop one of the two, or make it an agent of its own in setup and pair it with --code',
			);
		else this.#options.log.error({ code }, 'the hub gives no work');
	}

	#sendAllHealth(): void {
		for (const health of this.#health.values()) this.#sendHealth(health);
	}

	#sendHealth(health: Health): void {
		if (this.#working) void this.#ask('health', health);
	}

	#command(what: string, command: JobCommand): Promise<boolean> {
		// Back and forth between two printers is a new move each time; everything else happens to a job once.
		const id = command.type === 'MoveJob' ? randomUUID() : idOf(`${command.type} ${command.job} ${what}`);
		const envelope = { id: id as CommandEnvelope['id'], command };
		return new Promise((answered) => {
			this.#untold.set(`${what} ${command.job}`, { envelope, answered });
			void this.#tellAll();
		});
	}

	async #tellAll(): Promise<void> {
		if (this.#telling || !this.#working) return;
		this.#telling = true;
		let tries = 0;
		for (let next = this.#nextUntold(); next !== null && this.#working; next = this.#nextUntold()) {
			const [key, { envelope, answered }] = next;
			const answer = await this.#ask('command', envelope);
			if (!answer.ok && TRY_AGAIN.includes(answer.code)) {
				tries += 1;
				const pause = RETRY_MS[Math.min(tries, RETRY_MS.length - 1)] ?? 1000;
				await new Promise((resolve) => setTimeout(resolve, pause));
				continue;
			}
			tries = 0;
			if (!answer.ok)
				this.#options.log.warn({ command: envelope.command, code: answer.code }, 'the hub did not take it');
			this.#untold.delete(key);
			answered(answer.ok);
		}
		this.#telling = false;
	}

	#nextUntold(): [string, Untold] | null {
		for (const entry of this.#untold) return entry;
		return null;
	}

	async #ask<Name extends Asks>(name: Name, ask: AskOf<Name>): Promise<AnswerOf<Name>> {
		const socket = this.#socket.timeout(ANSWER_MS);
		// Socket.IO's types cannot follow a generic event name; the table of the wire has been applied to both ends here.
		const emit = socket.emitWithAck.bind(socket) as unknown as (
			name: Name,
			ask: AskOf<Name>,
		) => Promise<AnswerOf<Name>>;
		try {
			return await emit(name, ask);
		} catch {
			return NO_ANSWER as AnswerOf<Name>;
		}
	}
}

/** The id comes from what is said, so that even another life of this agent says the same thing with the same id. */
function idOf(said: string): string {
	const hash = createHash('sha256').update(said).digest();
	hash.writeUInt8(0x80 | (hash.readUInt8(6) & 0x0f), 6);
	hash.writeUInt8(0x80 | (hash.readUInt8(8) & 0x3f), 8);
	return hash.toString('hex', 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
