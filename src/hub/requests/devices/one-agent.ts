// One agent under one name, at all hubs together: a second process with the same token would print every ticket again.
import { randomUUID } from 'node:crypto';
import type { DeviceId, OfficeId } from '#domain/ids';
import type { Clock } from '../../clock.ts';
import type { HubTalk } from '../../hub-talk.ts';
import { room } from '../../socket-types.ts';
import type { DeviceCaller, HubServer, HubSocket } from '../../socket-types.ts';

/** ms without a packet after which a connection counts as broken: longer than the pause between two pings. */
const SILENT_MS = 6000;
/** ms that other hubs have to object: a message between hubs takes a few. One that is dead says nothing. */
const OBJECTION_MS = 400;

interface Claim {
	readonly id: string;
	/** Another hub has objected: the agent works there. */
	held: boolean;
}

export class OneAgent {
	readonly #io: HubServer;
	readonly #clock: Clock;
	readonly #talk: HubTalk;
	/** Hub time of the last packet of each agent that works here. */
	readonly #lastPacket = new WeakMap<HubSocket, number>();
	/** Of agents that are about to work here. */
	readonly #claims = new Map<string, Claim>();

	constructor(io: HubServer, clock: Clock, talk: HubTalk) {
		this.#io = io;
		this.#clock = clock;
		this.#talk = talk;
		talk.on('claim', ({ office, agent, id }) => this.#receiveClaim(office, agent, id));
		talk.on('held', ({ id }) => {
			for (const claim of this.#claims.values()) if (claim.id === id) claim.held = true;
		});
	}

	/**
	 * Whether no other hub has it at work, as far as they object in time: an objection that is lost does not count. To be followed
	 * by `admit`. An agent that comes to two hubs at once is let in by one only.
	 */
	async isFreeElsewhere(socket: HubSocket, { office, id: agent }: DeviceCaller): Promise<boolean> {
		const key = room.agent(office, agent);
		const atWork = this.#io.sockets.adapter.rooms.get(key);
		if (!this.#talk.shared || atWork?.has(socket.id) === true) return true;
		const claim: Claim = { id: randomUUID(), held: false };
		this.#claims.set(key, claim);
		this.#talk.publish({ say: 'claim', office, agent, id: claim.id });
		await new Promise((resolve) => setTimeout(resolve, OBJECTION_MS));
		if (claim.held && this.#claims.get(key) === claim) this.#claims.delete(key);
		return !claim.held;
	}

	/**
	 * Lets this connection work for the agent unless another one does that is alive. One that has been silent is disconnected: it is
	 * the end of a broken connection, and its agent has come back another way.
	 */
	admit(socket: HubSocket, { office, id }: DeviceCaller): boolean {
		this.#claims.delete(room.agent(office, id));
		if (this.#hasLiving(office, id, socket)) return false;
		if (!this.#lastPacket.has(socket)) {
			socket.conn.on('packet', () => this.#lastPacket.set(socket, this.#clock.now()));
		}
		this.#lastPacket.set(socket, this.#clock.now());
		void socket.join(room.agent(office, id));
		return true;
	}

	/** Disconnects those that have been silent. */
	#hasLiving(office: OfficeId, agent: DeviceId, except: HubSocket | null): boolean {
		const { sockets, adapter } = this.#io.sockets;
		for (const other of adapter.rooms.get(room.agent(office, agent)) ?? []) {
			const before = sockets.get(other);
			if (before === undefined || before === except) continue;
			if (this.#clock.now() - (this.#lastPacket.get(before) ?? 0) < SILENT_MS) return true;
			before.disconnect(true);
		}
		return false;
	}

	/** Of two that claim at once, the lower id gives way. */
	#receiveClaim(office: OfficeId, agent: DeviceId, id: string): void {
		const own = this.#claims.get(room.agent(office, agent));
		const isOurs = own !== undefined && !own.held && own.id > id;
		if (isOurs || this.#hasLiving(office, agent, null)) this.#talk.publish({ say: 'held', id });
	}
}
