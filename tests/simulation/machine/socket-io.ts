// What the hub finds as `socket.io`: the part of the server that it uses, on simulated lines.
import { network } from './here.ts';
import type { End, Line, Listener, Packet } from './network.ts';
import type { Program } from './program.ts';

type Hear = (...args: unknown[]) => void;
type Middleware = (socket: ServerSocket, next: (error?: Error) => void) => void;

/** A socket that nobody lets in is closed after so long. */
const CONNECT_TIMEOUT = 10_000;

/** What `attach` is given in place of an HTTP server. */
export interface Address {
	readonly address: string;
}

export class Server implements Listener {
	readonly program: Program = network().time.current;
	readonly sockets = {
		sockets: new Map<string, ServerSocket>(),
		adapter: { rooms: new Map<string, Set<string>>() },
	};
	#middleware: Middleware | null = null;
	#onConnection: (socket: ServerSocket) => void = () => undefined;
	#address = '';
	#count = 0;

	use(middleware: Middleware): this {
		this.#middleware = middleware;
		return this;
	}

	on(name: string, hear: (socket: ServerSocket) => void): this {
		if (name === 'connection') this.#onConnection = hear;
		return this;
	}

	attach({ address }: Address): this {
		this.#address = address;
		network().listen(address, this);
		return this;
	}

	accept(line: Line): End {
		this.#count += 1;
		return new ServerSocket(this, line, `${this.program.name}-${this.#count}`);
	}

	/** Lets a socket in when the middleware has nothing against it. */
	greet(socket: ServerSocket): void {
		const next = (error?: Error): void => {
			if (!socket.line.programOf('server').speaks()) return;
			if (error !== undefined) {
				const { data } = error as Error & { data?: unknown };
				socket.line.say('client', {
					kind: 'turned-away',
					message: error.message,
					data: JSON.stringify(data ?? null),
				});
				return;
			}
			this.sockets.sockets.set(socket.id, socket);
			socket.welcome();
			this.#onConnection(socket);
		};
		if (this.#middleware === null) next();
		else this.#middleware(socket, next);
	}

	to(room: string) {
		return this.in(room);
	}

	in(room: string) {
		const members = () =>
			[...(this.sockets.adapter.rooms.get(room) ?? [])].flatMap((id) => this.sockets.sockets.get(id) ?? []);
		return {
			emit: (name: string, ...args: unknown[]) => say(members(), name, args),
			disconnectSockets: (close: boolean) => {
				for (const socket of members()) socket.disconnect(close);
			},
		};
	}

	emit(name: string, ...args: unknown[]): void {
		say(this.sockets.sockets.values(), name, args);
	}

	disconnectSockets(close: boolean): void {
		for (const socket of [...this.sockets.sockets.values()]) socket.disconnect(close);
	}

	async close(): Promise<void> {
		network().stopListening(this.#address, this);
		this.disconnectSockets(true);
	}
}

/** Made into text once for all who hear it. */
function say(sockets: Iterable<ServerSocket>, name: string, args: readonly unknown[]): void {
	const body = JSON.stringify(args);
	for (const socket of sockets) socket.saying({ kind: 'event', name, body, ack: null });
}

export class ServerSocket implements End {
	readonly id: string;
	readonly line: Line;
	readonly data: Record<string, unknown> = {};
	handshake: { auth: unknown; address: string } = { auth: {}, address: '' };
	/** The door looks at packets below this one for their size, the hub at what waits there; none is large, nothing waits. */
	readonly conn = { on: () => undefined, writeBuffer: [], transport: {} };
	readonly #server: Server;
	readonly #rooms = new Set<string>();
	#hear: Hear = () => undefined;
	#onDisconnect: Hear[] = [];
	#connected = false;
	#welcome = false;

	constructor(server: Server, line: Line, id: string) {
		this.#server = server;
		this.line = line;
		this.id = id;
		network().time.plan(server.program, CONNECT_TIMEOUT, () => {
			if (this.#welcome) return;
			line.close('client', 'transport close');
			line.close('server', 'transport close');
		});
	}

	/** It is let in. */
	welcome(): void {
		this.#welcome = true;
		this.line.say('client', { kind: 'welcome' });
	}

	get program(): Program {
		return this.#server.program;
	}

	hear(packet: Packet): void {
		switch (packet.kind) {
			case 'connect':
				this.handshake = { auth: JSON.parse(packet.auth), address: this.line.client };
				this.#connected = true;
				this.#server.greet(this);
				return;
			case 'event': {
				const { ack, body, name } = packet;
				const args = JSON.parse(body) as unknown[];
				if (ack !== null) args.push(this.#answering(ack));
				this.#hear(name, ...args);
				return;
			}
			case 'goodbye':
				this.lost('client namespace disconnect');
				return;
			default:
		}
	}

	lost(why: string): void {
		if (!this.#connected) return;
		this.#connected = false;
		for (const room of [...this.#rooms]) this.leave(room);
		this.#server.sockets.sockets.delete(this.id);
		for (const hear of this.#onDisconnect) hear(why);
	}

	on(name: string, hear: Hear): this {
		if (name === 'disconnect') this.#onDisconnect.push(hear);
		return this;
	}

	onAny(hear: Hear): this {
		this.#hear = hear;
		return this;
	}

	emit(name: string, ...args: unknown[]): void {
		say([this], name, args);
	}

	saying(packet: Packet): void {
		if (this.#connected && this.program.speaks()) this.line.say('client', packet);
	}

	join(room: string): void {
		if (!this.#connected) return;
		const { rooms } = this.#server.sockets.adapter;
		const members = rooms.get(room) ?? new Set();
		rooms.set(room, members.add(this.id));
		this.#rooms.add(room);
	}

	leave(room: string): void {
		const { rooms } = this.#server.sockets.adapter;
		const members = rooms.get(room);
		members?.delete(this.id);
		if (members?.size === 0) rooms.delete(room);
		this.#rooms.delete(room);
	}

	disconnect(_close: boolean): void {
		if (!this.#connected || !this.program.speaks()) return;
		this.line.say('client', { kind: 'goodbye' });
		this.lost('server namespace disconnect');
	}

	#answering(ack: number): (answer: unknown) => void {
		return (answer) => this.saying({ kind: 'ack', ack, body: JSON.stringify(answer) });
	}
}
