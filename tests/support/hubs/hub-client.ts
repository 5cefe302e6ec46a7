// One client of a running hub over the public protocol: asks, commands with retry by the same id, and pushes.
import { io } from 'socket.io-client';
import type { Socket } from 'socket.io-client';
import { newCommandId } from '#screens/live/command-id.ts';
import type { Answer, CommandAnswer, Refused } from '#protocol/answers';
import type { WireCommand } from '#protocol/command-schema';
import type { ClientToHub, HubToClient } from '#protocol/socket-events';
import { PROTOCOL_VERSION } from '#protocol/version';

type Asked<Event extends keyof ClientToHub> = Parameters<ClientToHub[Event]>[0];
type Answered<Event extends keyof ClientToHub> = Parameters<Parameters<ClientToHub[Event]>[1]>[0];
/** What the answer says when it is no refusal. */
export type Done<Event extends keyof ClientToHub> = Extract<Answered<Event>, { readonly ok: true }>;

const PATIENCE = 10_000;
const TRIES = 3;

export class RefusedByHub extends Error {
	override readonly name = 'RefusedByHub';
	readonly refused: Refused;

	constructor(what: string, refused: Refused) {
		super(`${what}: refused as ${refused.code} ${JSON.stringify(refused.facts)}`);
		this.refused = refused;
	}
}

export class HubClient {
	readonly socket: Socket<HubToClient, ClientToHub>;

	private constructor(socket: Socket<HubToClient, ClientToHub>) {
		this.socket = socket;
	}

	/** `token`: a device's or a session's, or null for a guest. @throws when there is no hub, or it turns us away. */
	static async connect(url: string, token: string | null): Promise<HubClient> {
		const socket: Socket<HubToClient, ClientToHub> = io(url, {
			transports: ['websocket'],
			forceNew: true,
			auth: { protocol: PROTOCOL_VERSION, token },
			timeout: PATIENCE,
		});
		await new Promise<void>((connected, failed) => {
			const giveUp = (why: string) => {
				clearTimeout(late);
				socket.disconnect();
				failed(new Error(`no hub answers at ${url}: ${why}`));
			};
			const late = setTimeout(() => {
				giveUp('it neither let us in nor turned us away');
			}, 2 * PATIENCE);
			const turnedAway = (error: Error) => giveUp(error.message);
			socket.once('connect_error', turnedAway);
			socket.once('connect', () => {
				clearTimeout(late);
				// From here on it comes back by itself, however often nobody is there.
				socket.off('connect_error', turnedAway);
				connected();
			});
		});
		return new HubClient(socket);
	}

	/** The answer, refused or not; `no-answer` when the hub said nothing for ten seconds. */
	async ask<Event extends keyof ClientToHub>(event: Event, body: Asked<Event>): Promise<Answered<Event>> {
		try {
			// The event map is a table of functions; its generic form is beyond what Socket.IO's types can follow.
			const emitWithAck = this.socket.timeout(PATIENCE).emitWithAck as unknown as (
				event: Event,
				body: Asked<Event>,
			) => Promise<Answered<Event>>;
			return await emitWithAck.call(this.socket.timeout(PATIENCE), event, body);
		} catch {
			return { ok: false, code: 'no-answer', facts: {} } as Answered<Event>;
		}
	}

	/** The answer when it is no refusal. @throws RefusedByHub */
	async must<Event extends keyof ClientToHub>(event: Event, body: Asked<Event>): Promise<Done<Event>> {
		const answer: Answer<object> = await this.ask(event, body);
		if (!answer.ok) throw new RefusedByHub(event, answer);
		return answer as Done<Event>;
	}

	/** Sent again with the same id while the hub says nothing, so that it is done once. */
	async command(command: WireCommand): Promise<CommandAnswer> {
		const envelope = { id: newCommandId(), command };
		let answer = await this.ask('command', envelope);
		for (let tried = 1; tried < TRIES && !answer.ok && answer.code === 'no-answer'; tried += 1) {
			answer = await this.ask('command', envelope);
		}
		return answer;
	}

	close(): void {
		this.socket.disconnect();
	}
}
