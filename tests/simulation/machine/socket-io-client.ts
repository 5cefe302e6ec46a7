// What screens and agents find as `socket.io-client`: the part that they use, on simulated lines, healing as the real one.
import { network } from './here.ts';
import type { End, Line, Packet } from './network.ts';
import type { Program } from './program.ts';
import type { Timer } from './virtual-time.ts';

type Hear = (...args: never[]) => void;

interface Options {
	readonly auth?: object | ((give: (auth: object) => void) => void);
	readonly reconnection?: boolean;
	readonly autoConnect?: boolean;
	readonly reconnectionDelay?: number;
	readonly reconnectionDelayMax?: number;
	readonly timeout?: number;
}

interface Asked {
	readonly packet: Extract<Packet, { kind: 'event' }>;
	readonly answered: (answer: unknown) => void;
	readonly failed: (error: Error) => void;
	readonly timer: Timer;
}

const HALF = 0.5;

export function io(url: string, options: Options = {}): ClientSocket {
	const socket = new ClientSocket(url, options);
	if (options.autoConnect !== false) socket.connect();
	return socket;
}

export class ClientSocket implements End {
	readonly program: Program = network().time.current;
	/** True while it tries, or is connected: a server that hung up or turned it away ended that. */
	active = false;
	connected = false;
	readonly #url: string;
	readonly #options: Options;
	readonly #hear = new Map<string, Set<Hear>>();
	readonly #asked = new Map<number, Asked>();
	#line: Line | null = null;
	#dialling: Timer | null = null;
	#again: Timer | null = null;
	#attempts = 0;
	#acks = 0;
	/** Said while there was no line: sent with the next. */
	#kept: Packet[] = [];

	constructor(url: string, options: Options) {
		this.#url = url;
		this.#options = options;
	}

	on(name: string, hear: Hear): this {
		const all = this.#hear.get(name) ?? new Set();
		this.#hear.set(name, all.add(hear));
		return this;
	}

	off(name: string, hear: Hear): this {
		this.#hear.get(name)?.delete(hear);
		return this;
	}

	once(name: string, hear: Hear): this {
		const first = ((...args: never[]) => {
			this.off(name, first);
			hear(...args);
		}) as Hear;
		return this.on(name, first);
	}

	connect(): this {
		if (this.connected || this.#dialling !== null || this.#line !== null) return this;
		this.active = true;
		this.#again?.cancel();
		this.#again = null;
		this.#dial();
		return this;
	}

	disconnect(): this {
		this.active = false;
		this.#again?.cancel();
		this.#again = null;
		this.#dialling?.cancel();
		this.#dialling = null;
		const line = this.#line;
		const was = this.connected;
		if (line !== null && this.program.speaks()) {
			line.say('server', { kind: 'goodbye' });
			line.hangUp('client');
		}
		this.#drop('io client disconnect', was);
		return this;
	}

	close(): this {
		return this.disconnect();
	}

	emit(name: string, ...args: unknown[]): this {
		this.#say({ kind: 'event', name, body: JSON.stringify(args), ack: null });
		return this;
	}

	timeout(within: number) {
		return { emitWithAck: (name: string, ...args: unknown[]) => this.#ask(name, args, within) };
	}

	hear(packet: Packet): void {
		switch (packet.kind) {
			case 'welcome': {
				this.connected = true;
				this.#attempts = 0;
				for (const kept of this.#kept.splice(0)) this.#say(kept);
				return this.#tell('connect');
			}
			case 'turned-away': {
				// The real one keeps the line below and only leaves the name space; to its user that is the same.
				this.active = false;
				this.#line?.hangUp('client');
				this.#line = null;
				const data = JSON.parse(packet.data) as unknown;
				return this.#tell('connect_error', Object.assign(new Error(packet.message), { data }));
			}
			case 'event':
				return this.#tell(packet.name, ...(JSON.parse(packet.body) as unknown[]));
			case 'ack': {
				const asked = this.#asked.get(packet.ack);
				this.#asked.delete(packet.ack);
				asked?.timer.cancel();
				return asked?.answered(JSON.parse(packet.body));
			}
			case 'goodbye':
				this.active = false;
				this.#line?.hangUp('client');
				return this.#drop('io server disconnect', this.connected);
			case 'connect':
				return;
			default:
				return packet satisfies never;
		}
	}

	lost(why: string): void {
		if (this.#line === null) return;
		// Told even when the hub had not let it in yet: the real one does so too.
		this.#drop(why, true);
		this.#tryAgain();
	}

	#dial(): void {
		const { auth = {}, timeout = 20_000 } = this.#options;
		const failed = (why: string) => {
			this.#dialling?.cancel();
			this.#dialling = null;
			this.#tell('connect_error', new Error(why));
			this.#tryAgain();
		};
		const dialling = network().time.plan(this.program, timeout, () => failed('timeout'));
		this.#dialling = dialling;
		network().dial(
			this.#url,
			this,
			(line) => {
				if (this.#dialling !== dialling) {
					line.hangUp('client');
					return;
				}
				dialling.cancel();
				this.#dialling = null;
				this.#line = line;
				const say = (given: object) => line.say('server', { kind: 'connect', auth: JSON.stringify(given) });
				if (typeof auth === 'function') auth(say);
				else say(auth);
			},
			() => {
				if (this.#dialling === dialling) failed('websocket error');
			},
		);
	}

	#tryAgain(): void {
		const { reconnection = true, reconnectionDelay = 1000, reconnectionDelayMax = 5000 } = this.#options;
		if (!reconnection || !this.active || this.#again !== null) return;
		const pause = Math.min(reconnectionDelay * 2 ** this.#attempts, reconnectionDelayMax);
		this.#attempts += 1;
		this.#again = network().time.plan(this.program, pause * (HALF + Math.random()), () => {
			this.#again = null;
			if (this.active) this.#dial();
		});
	}

	#drop(why: string, isTold: boolean): void {
		this.#line = null;
		this.connected = false;
		for (const [ack, asked] of [...this.#asked]) {
			if (this.#kept.includes(asked.packet)) continue;
			this.#asked.delete(ack);
			asked.timer.cancel();
			asked.failed(new Error('socket has been disconnected'));
		}
		if (isTold) this.#tell('disconnect', why);
	}

	#ask(name: string, args: unknown[], within: number): Promise<unknown> {
		return new Promise((resolve, reject) => {
			this.#acks += 1;
			const ack = this.#acks;
			const packet = { kind: 'event', name, body: JSON.stringify(args), ack } as const;
			const timer = network().time.plan(this.program, within, () => {
				this.#asked.delete(ack);
				this.#kept = this.#kept.filter((one) => one !== packet);
				reject(new Error('operation has timed out'));
			});
			this.#asked.set(ack, { packet, answered: resolve, failed: reject, timer });
			this.#say(packet);
		});
	}

	#say(packet: Packet): void {
		if (!this.connected || this.#line === null) this.#kept.push(packet);
		else if (this.program.speaks()) this.#line.say('server', packet);
	}

	#tell(name: string, ...args: unknown[]): void {
		for (const hear of [...(this.#hear.get(name) ?? [])]) (hear as (...args: unknown[]) => void)(...args);
	}
}
