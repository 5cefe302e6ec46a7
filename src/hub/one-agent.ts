// One agent under one name: a second process with the same token would print every ticket again.
import type { Clock } from './clock.ts';
import { room } from './socket-types.ts';
import type { DeviceCaller, HubServer, HubSocket } from './socket-types.ts';

/** Longer than the pause between two pings: whoever lives was heard since. */
const HEARD_MS = 6000;

export class OneAgent {
	readonly #io: HubServer;
	readonly #clock: Clock;
	readonly #heard = new WeakMap<HubSocket, number>();

	constructor(io: HubServer, clock: Clock) {
		this.#io = io;
		this.#clock = clock;
	}

	/**
	 * Lets this connection work for the agent unless another one does and lives. One that was not heard lately is hung up:
	 * it is the end of a broken line, and its agent has come back another way.
	 */
	admit(socket: HubSocket, { office, id }: DeviceCaller): boolean {
		const now = this.#clock.now();
		const { sockets, adapter } = this.#io.sockets;
		for (const other of adapter.rooms.get(room.agent(office, id)) ?? []) {
			const before = sockets.get(other);
			if (before === undefined || before === socket) continue;
			if (now - (this.#heard.get(before) ?? 0) < HEARD_MS) return false;
			before.disconnect(true);
		}
		if (!this.#heard.has(socket)) {
			socket.conn.on('packet', () => this.#heard.set(socket, this.#clock.now()));
		}
		this.#heard.set(socket, now);
		void socket.join(room.agent(office, id));
		return true;
	}
}
