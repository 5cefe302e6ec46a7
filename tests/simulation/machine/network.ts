// The network between programs: lines that delay, lose, double and reorder what is said, fall silent, and break.
import type { Chance } from './chance.ts';
import type { Program } from './program.ts';
import type { VirtualTime } from './virtual-time.ts';

/** What travels; as text, so that nobody shares an object with the other side. */
export type Packet =
	| { readonly kind: 'connect'; readonly auth: string }
	| { readonly kind: 'welcome' }
	| { readonly kind: 'turned-away'; readonly message: string; readonly data: string }
	| { readonly kind: 'event'; readonly name: string; readonly body: string; readonly ack: number | null }
	| { readonly kind: 'ack'; readonly ack: number; readonly body: string }
	| { readonly kind: 'goodbye' };

/** One end of a line, and the program that holds it. */
export interface End {
	readonly program: Program;
	hear(packet: Packet): void;
	/** The line is gone; `why` in Socket.IO's words. */
	lost(why: string): void;
}

/** Where connections are taken in. */
export interface Listener {
	readonly program: Program;
	/** A line was opened: answers this side's end of it. */
	accept(line: Line): End;
}

export interface Weather {
	/** Milliseconds on the way, from and to. */
	readonly delay: readonly [number, number];
	/** Probabilities a packet. */
	readonly lose: number;
	readonly twice: number;
	/** Whether one may overtake another. */
	readonly disorder: boolean;
}

export const CALM: Weather = { delay: [1, 20], lose: 0, twice: 0, disorder: false };
/** A line on which nothing is heard for so long is given up by both sides, as the hub's ping settings say. */
const GIVEN_UP_AFTER = 13_000;

export type Side = 'client' | 'server';

export interface NetworkParts {
	readonly time: VirtualTime;
	readonly chance: Chance;
	/** Told of everything that arrives, is lost or doubled. */
	readonly tap: Tap;
}

export interface Tap {
	/** Before it is heard: null loses it, another packet takes its place. */
	hearing(line: Line, to: Side, packet: Packet): Packet | null;
	lost(line: Line, to: Side, packet: Packet): void;
	doubled(line: Line, to: Side, packet: Packet): void;
}

export class Network {
	weather: Weather = CALM;
	readonly time: VirtualTime;
	readonly #chance: Chance;
	readonly #tap: Tap;
	readonly #listeners = new Map<string, Listener[]>();
	readonly #lines = new Set<Line>();
	/** Clients whose packets are held up. */
	readonly #silent = new Set<string>();

	constructor({ time, chance, tap }: NetworkParts) {
		this.time = time;
		this.#chance = chance;
		this.#tap = tap;
	}

	/** Several at one address: as behind a balancer, each connection goes to one of them. */
	listen(address: string, listener: Listener): void {
		this.#listeners.set(address, [...(this.#listeners.get(address) ?? []), listener]);
		listener.program.whenDead(() => this.stopListening(address, listener));
	}

	stopListening(address: string, listener: Listener): void {
		const others = (this.#listeners.get(address) ?? []).filter((one) => one !== listener);
		this.#listeners.set(address, others);
	}

	/** `failed` when nobody listens there; nothing at all happens while that client's line is silent. */
	dial(address: string, client: End, opened: (line: Line) => void, failed: () => void): void {
		const { program } = client;
		if (this.#silent.has(program.name)) return;
		this.time.plan(program, this.#delay(), () => {
			if (this.#silent.has(program.name)) return;
			const listeners = this.#listeners.get(address) ?? [];
			if (listeners.length === 0) return failed();
			const listener = this.#chance.pick(listeners);
			const line = new Line(this, client, (made) => listener.accept(made));
			this.#lines.add(line);
			program.whenDead(() => line.close('server', 'transport close'));
			listener.program.whenDead(() => line.close('client', 'transport close'));
			opened(line);
		});
	}

	/** Breaks every line of that client; it may dial again at once. */
	breakLines(client: string): void {
		for (const line of this.#linesOf(client)) {
			line.close('client', 'transport close');
			line.close('server', 'transport close');
		}
	}

	/** Nothing of that client arrives anywhere, and nobody is told; what is on the way arrives when it is heard again. */
	silence(client: string, isSilent: boolean): void {
		if (isSilent) this.#silent.add(client);
		else this.#silent.delete(client);
		for (const line of this.#linesOf(client)) line.hold(isSilent);
	}

	isSilent(client: string): boolean {
		return this.#silent.has(client);
	}

	gone(line: Line): void {
		this.#lines.delete(line);
	}

	/** Decides what becomes of a packet, and plans its arrival. */
	carry(line: Line, to: Side, packet: Packet, arrive: () => void): void {
		const { weather } = this;
		// A handshake and a goodbye are the line itself: they are lost only with it.
		const mayFail = packet.kind === 'event' || packet.kind === 'ack';
		if (mayFail && this.#chance.is(weather.lose)) return this.#tap.lost(line, to, packet);
		const copies = mayFail && this.#chance.is(weather.twice) ? 2 : 1;
		if (copies === 2) this.#tap.doubled(line, to, packet);
		for (let copy = 0; copy < copies; copy += 1) {
			const delay = this.#delay();
			const at = mayFail && weather.disorder ? this.time.now + delay : line.inOrder(to, delay);
			this.time.plan(line.programOf(to), at - this.time.now, arrive);
		}
	}

	hearing(line: Line, to: Side, packet: Packet): Packet | null {
		return this.#tap.hearing(line, to, packet);
	}

	#delay(): number {
		const [from, to] = this.weather.delay;
		return this.#chance.between(from, to);
	}

	#linesOf(client: string): Line[] {
		return [...this.#lines].filter((line) => line.client === client);
	}
}

/** One connection. What is said on it arrives on it or not at all. */
export class Line {
	readonly client: string;
	readonly #network: Network;
	readonly #ends: Readonly<Record<Side, End>>;
	readonly #open: Record<Side, boolean> = { client: true, server: true };
	readonly #last: Record<Side, number> = { client: 0, server: 0 };
	#held: (() => void)[] | null = null;
	#holds = 0;

	constructor(network: Network, client: End, accept: (line: Line) => End) {
		this.#network = network;
		this.client = client.program.name;
		this.#ends = { client, server: accept(this) };
	}

	programOf(side: Side): Program {
		return this.#ends[side].program;
	}

	/** When a packet arrives that overtakes none before it. */
	inOrder(to: Side, delay: number): number {
		this.#last[to] = Math.max(this.#last[to], this.#network.time.now + delay);
		return this.#last[to];
	}

	/** Says something to that side. */
	say(to: Side, packet: Packet): void {
		if (!this.#open.client || !this.#open.server) return;
		this.#network.carry(this, to, packet, () => this.#arrive(to, packet));
	}

	/** That side learns that the line is gone, now or when its silence is over. */
	close(side: Side, why: string): void {
		if (!this.#open[side]) return;
		if (this.#held !== null) {
			this.#held.push(() => this.close(side, why));
			return;
		}
		this.#open[side] = false;
		if (!this.#open.client && !this.#open.server) this.#network.gone(this);
		const end = this.#ends[side];
		this.#network.time.plan(end.program, 0, () => end.lost(why));
	}

	/** This side hangs up; the other hears of it. */
	hangUp(side: Side): void {
		this.#open[side] = false;
		const other: Side = side === 'client' ? 'server' : 'client';
		const end = this.#ends[other];
		this.#network.time.plan(end.program, 2, () => this.close(other, 'transport close'));
	}

	hold(isHeld: boolean): void {
		this.#holds += 1;
		if (!isHeld) {
			const held = this.#held ?? [];
			this.#held = null;
			for (const go of held) go();
			return;
		}
		this.#held ??= [];
		const hold = this.#holds;
		for (const side of ['client', 'server'] as const) {
			this.#network.time.plan(this.#ends[side].program, GIVEN_UP_AFTER, () => {
				if (this.#holds !== hold || this.#held === null) return;
				if (!this.#open[side]) return;
				this.#open[side] = false;
				this.#ends[side].lost('ping timeout');
			});
		}
	}

	#arrive(to: Side, packet: Packet): void {
		if (!this.#open[to]) return;
		const end = this.#ends[to];
		if (this.#held !== null) {
			this.#held.push(() => this.#network.time.plan(end.program, 1, () => this.#arrive(to, packet)));
			return;
		}
		const heard = this.#network.hearing(this, to, packet);
		if (heard !== null) end.hear(heard);
	}
}
