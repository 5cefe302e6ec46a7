// A screen's one line to the hub: heals alone, says when it is stale, and sends a command until it is answered.
import { getContext, setContext } from 'svelte';
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import type { CommandId } from '#domain/ids';
import type { Answer, CommandAnswer, DoorCode, Refused } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import type { DeviceHealth } from '#protocol/device-schema';
import type { Admitted, Enrol, Hello, SignIn, You } from '#protocol/session-schema';
import type { ClientToHub, HubToClient } from '#protocol/socket-events';
import { STALE_MS } from '#protocol/beat';
import type { Audience, WatchStart } from '#protocol/view-schema';
import { PROTOCOL_VERSION } from '#protocol/version';
import { newCommandId } from './command-id.ts';
import { LiveView } from './live-view.svelte.ts';
import type { TokenPlace } from './tokens.ts';

export type ConnectionStatus = 'connecting' | 'live' | 'stale' | 'ended';
type AskName = keyof ClientToHub;
type AskOf<Name extends AskName> = Parameters<ClientToHub[Name]>[0];
type AnswerOf<Name extends AskName> = Parameters<Parameters<ClientToHub[Name]>[1]>[0];

const ASK_MS = 5_000;
const COMMAND_TRY_MS = 2_500;
const COMMAND_MS = 10_000;
const LOOK_MS = 250;
/** A hub whose disk is in trouble is not to be asked four times a second by every screen. */
const WATCH_AGAIN_MS = 1_000;
const NO_ANSWER: Refused = { ok: false, code: 'no-answer', facts: {} };
/** Codes after which a token is worth nothing. */
const TOKEN_ENDS: readonly string[] = ['session-ended', 'token-revoked'] satisfies DoorCode[];

export class Connection {
	#socket: Socket<HubToClient, ClientToHub>;
	#token: TokenPlace;
	#status = $state.raw<ConnectionStatus>('connecting');
	#hello = $state.raw<Hello | null>(null);
	#you = $state.raw<You | null>(null);
	#devices = $state.raw<readonly DeviceHealth[]>([]);
	#heardAt = $state.raw<number | null>(null);
	#endedBy = $state.raw<string | null>(null);
	#view: LiveView<object> | null = null;
	#polls = false;
	/** True until somebody takes the view that was expected. */
	#expected = false;
	#offset = 0;
	/** By the screen's own steady clock, which nobody sets back. */
	#lastWord = performance.now();
	#watchedAgain = 0;
	#looking: ReturnType<typeof setInterval>;

	/** `url` null: the hub that served this page. */
	constructor(token: TokenPlace, url: string | null = null) {
		this.#token = token;
		const options = {
			auth: (give: (auth: object) => void) => give({ protocol: PROTOCOL_VERSION, token: token.read() }),
			transports: ['websocket'],
			tryAllTransports: true,
			reconnectionDelay: 300,
			reconnectionDelayMax: 2_000,
			timeout: 4_000,
		};
		this.#socket = url === null ? io(options) : io(url, options);
		this.#listen();
		this.#looking = setInterval(() => this.#look(), LOOK_MS);
	}

	get status(): ConnectionStatus {
		return this.#status;
	}

	/** True whenever what is on the screen may no longer be so. */
	get stale(): boolean {
		return this.#status !== 'live';
	}

	/** Who this screen is, kept over interruptions; null for a guest. */
	get you(): You | null {
		return this.#you;
	}

	get hello(): Hello | null {
		return this.#hello;
	}

	/** All devices as last heard; only sent to staff. */
	get devices(): readonly DeviceHealth[] {
		return this.#devices;
	}

	/** Hub time of the last word from the hub, ms since 1970, or null before the first. */
	get heardAt(): number | null {
		return this.#heardAt;
	}

	/** The code with which the session or token ended, until the next sign-in. */
	get endedBy(): string | null {
		return this.#endedBy;
	}

	/** Hub time, ms since 1970: the screen's own clock may be wrong. */
	now(): number {
		return Date.now() + this.#offset;
	}

	/** Asks once; `no-answer` when the hub is silent for `within` ms. */
	async ask<Name extends AskName>(
		name: Name,
		ask: AskOf<Name>,
		within = ASK_MS,
	): Promise<AnswerOf<Name> | Refused> {
		if (!(await this.#connected(within))) return NO_ANSWER;
		try {
			const wire = this.#socket.timeout(within) as unknown as {
				emitWithAck(name: string, ask: unknown): Promise<AnswerOf<Name>>;
			};
			return await wire.emitWithAck(name, ask);
		} catch {
			return NO_ANSWER;
		}
	}

	/**
	 * Sends a command with the same id until it is answered, over reconnects, for ten seconds at most.
	 * After `no-answer` it may or may not have happened: give the same `id` to try again safely.
	 */
	async command(command: WireCommand, id: CommandId = newCommandId()): Promise<CommandAnswer> {
		const until = performance.now() + COMMAND_MS;
		let answer: CommandAnswer = NO_ANSWER;
		while (performance.now() < until) {
			const left = until - performance.now();
			answer = await this.ask('command', { id, command }, Math.min(COMMAND_TRY_MS, left));
			if (answer.ok || answer.code !== 'no-answer') return answer;
		}
		return answer;
	}

	/**
	 * Asks for the audience's view in the same breath as for who this screen is, if it has a token: a screen opens one
	 * answer sooner. Call it at once after making the connection; `watch` then hands that view out.
	 */
	expect(audience: Audience): void {
		if (this.#token.read() === null) return;
		this.#view = this.#viewOf(audience);
		this.#expected = true;
	}

	/** The live view of an audience. A connection has one: the hub numbers its updates for one audience. */
	watch<View extends object>(audience: Audience): LiveView<View> {
		const expected = this.#expected ? this.#view : null;
		this.#expected = false;
		if (expected?.audience === audience) return expected as LiveView<View>;
		const view = this.#viewOf(audience);
		this.#view = view;
		if (this.#socket.connected) void view.watch();
		return view as LiveView<View>;
	}

	#viewOf(audience: Audience): LiveView<object> {
		return new LiveView<object>(audience, async (watch): Promise<Answer<WatchStart>> => {
			const answer = await this.ask('watch', watch);
			if (answer.ok) this.#heard(answer.at);
			return answer;
		});
	}

	async pair(code: string): Promise<Answer<Admitted>> {
		return this.admit(await this.ask('pair', { code }));
	}

	async signIn(account: SignIn): Promise<Answer<Admitted>> {
		return this.admit(await this.ask('signIn', account));
	}

	async enrol(account: Enrol): Promise<Answer<Admitted>> {
		return this.admit(await this.ask('enrol', account));
	}

	/** A scanner of this screen's place has read a code. Listens until the answer is called. */
	onScanned(listener: HubToClient['scanned']): () => void {
		this.#socket.on('scanned', listener);
		return () => this.#socket.off('scanned', listener);
	}

	async signOut(): Promise<void> {
		await this.ask('signOut', {});
		this.#end(null);
		this.#reconnect();
	}

	close(): void {
		clearInterval(this.#looking);
		this.#socket.close();
	}

	#listen(): void {
		const socket = this.#socket;
		socket.on('connect', () => void this.#greet());
		socket.on('connect_error', (error) => this.#refused(error));
		socket.on('disconnect', (reason) => {
			if (reason === 'io server disconnect') setTimeout(() => socket.connect(), 500);
		});
		socket.on('update', (update) => {
			this.#heard(null);
			this.#view?.take(update);
		});
		socket.on('beat', (beat) => {
			this.#heard(beat.at);
			this.#view?.takeBeat(beat);
		});
		socket.on('deviceHealth', (devices) => {
			this.#devices = devices;
		});
		socket.on('ended', ({ code }) => {
			if (TOKEN_ENDS.includes(code)) this.#end(code);
		});
	}

	async #greet(): Promise<void> {
		// What nobody shows yet may come first; who shows it already hears of the hub at once.
		const expected = this.#expected ? this.#view?.watch() : undefined;
		const hello = await this.ask('hello', {});
		await expected;
		if (!hello.ok) {
			if (hello.code === 'stale-protocol') reloadSoon();
			// A line over which nobody answers is no line.
			else if (hello.code === 'no-answer' && this.#socket.connected) this.#reconnect();
			return;
		}
		this.#hello = hello;
		this.#you = hello.you;
		if (hello.you === null && this.#token.read() !== null) this.#end('session-ended');
		this.#heard(hello.at);
		if (expected === undefined) await this.#view?.watch();
	}

	/** The hub turned the handshake away: an old screen loads anew, an ended token is dropped. */
	#refused(error: Error): void {
		const data = (error as Error & { readonly data?: { readonly code?: unknown } }).data;
		const code = typeof data?.code === 'string' ? data.code : error.message;
		if (code === 'stale-protocol') reloadSoon();
		if (!TOKEN_ENDS.includes(code)) {
			if (this.#socket.active) void this.#tryPolling();
			else setTimeout(() => this.#socket.connect(), 1_000);
			return;
		}
		this.#end(code);
		this.#reconnect();
	}

	/** No line came about: the hub is away, or something between lets no WebSocket through. The next try takes both ways. */
	async #tryPolling(): Promise<void> {
		if (this.#polls) return;
		this.#polls = true;
		try {
			const { WITH_POLLING } = await import('./polling.ts');
			this.#socket.io.opts.transports = WITH_POLLING;
		} catch {
			this.#polls = false;
		}
	}

	/** Goes on as whoever the answer lets in, at their office. */
	admit(answer: Answer<Admitted>): Answer<Admitted> {
		if (!answer.ok) return answer;
		this.#token.keep(answer.token);
		this.#endedBy = null;
		this.#status = 'connecting';
		// What was seen of another office must not be gone on with here.
		this.#view = null;
		this.#expected = false;
		this.#devices = [];
		this.#reconnect();
		return answer;
	}

	#end(code: string | null): void {
		this.#token.forget();
		// What was expected belonged to whoever this screen was before.
		if (this.#expected) this.#view = null;
		this.#expected = false;
		this.#you = null;
		this.#endedBy = code;
		if (code !== null) this.#status = 'ended';
	}

	#reconnect(): void {
		this.#socket.disconnect();
		this.#socket.connect();
	}

	#heard(at: number | null): void {
		this.#lastWord = performance.now();
		if (at !== null) this.#offset = at - Date.now();
		this.#heardAt = this.now();
		if (this.#endedBy === null && this.#status !== 'live') this.#status = 'live';
	}

	#look(): void {
		const view = this.#view;
		const connected = this.#socket.connected;
		if (view === null && connected && this.#hello !== null) this.#heard(null);
		if (view?.unanswered === true && connected && performance.now() - this.#watchedAgain >= WATCH_AGAIN_MS) {
			this.#watchedAgain = performance.now();
			void view.watch();
		}
		if (this.#status === 'live' && performance.now() - this.#lastWord > STALE_MS) this.#status = 'stale';
	}

	/** Waits for the line for at most `within` ms. */
	#connected(within: number): Promise<boolean> {
		if (this.#socket.connected) return Promise.resolve(true);
		return new Promise((resolve) => {
			const done = (connected: boolean) => {
				clearTimeout(timer);
				this.#socket.off('connect', yes);
				resolve(connected);
			};
			const yes = () => done(true);
			const timer = setTimeout(() => done(false), within);
			this.#socket.on('connect', yes);
		});
	}
}

/** A hub that speaks a newer protocol also serves newer screens. Not at once: a hub being updated answers a while longer. */
function reloadSoon(): void {
	setTimeout(() => location.reload(), 5_000);
}

const KEY = Symbol('connection');

export function setConnection(connection: Connection): Connection {
	return setContext(KEY, connection);
}

/** @throws when no page above called `setConnection`. */
export function getConnection(): Connection {
	const connection = getContext<Connection | undefined>(KEY);
	if (connection === undefined) throw new Error('no connection: call setConnection(...) in the route above');
	return connection;
}
