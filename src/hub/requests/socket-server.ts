// The Socket.IO server: who may connect, and what stands behind each connection.
import type { Server as HttpServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Server } from 'socket.io';
import type { Refused } from '#protocol/answers';
import { handshakeSchema } from '#protocol/session-schema';
import { MAX_MESSAGE_BYTES } from '#protocol/socket-events';
import { PROTOCOL_VERSION } from '#protocol/version';
import type { AccessStore } from '#store/access-store';
import { attend } from './door.ts';
import type { DoorParts } from './door.ts';
import type { PreparedRequest } from './request.ts';
import { fault } from '../log.ts';
import { malformed } from './malformed.ts';
import { refused } from '../refused.ts';
import { room } from '../socket-types.ts';
import type { Caller, HubServer, HubSocket } from '../socket-types.ts';
import { callerOf } from '../access/identity.ts';

/** `origins`: further addresses that the screens may have come from. */
export function socketServer(origins: readonly string[]): HubServer {
	return new Server({
		// A recall takes a packet; compressing each would cost more time than it saves bytes.
		perMessageDeflate: false,
		httpCompression: false,
		// What is somewhat too large still gets an answer that says so; what is far too large is not even read.
		maxHttpBufferSize: 4 * MAX_MESSAGE_BYTES,
		serveClient: false,
		// Half-open lines (a tablet that left the room) are noticed by both ends within 13 seconds.
		pingInterval: 4_000,
		pingTimeout: 9_000,
		connectTimeout: 10_000,
		allowRequest: (request, decide) => {
			const isAllowed = isAllowedOrigin(request, origins);
			decide(isAllowed ? null : 'this address may not use this hub: see ROTUNDA_ORIGINS', isAllowed);
		},
	});
}

/** A browser names the page's origin and cannot lie about it; programs have none, and come no further without a token. */
export function isAllowedOrigin({ headers }: IncomingMessage, origins: readonly string[]): boolean {
	const { origin, host } = headers;
	if (origin === undefined) return true;
	if (!URL.canParse(origin)) return false;
	return new URL(origin).host === host || origins.includes(origin);
}

export interface ReceptionParts extends DoorParts {
	readonly access: AccessStore;
	/** False while the hub starts or stops. */
	readonly isOpen: () => boolean;
}

/** Lets connections in from now on. */
export function receive(
	http: HttpServer,
	requests: ReadonlyMap<string, PreparedRequest>,
	parts: ReceptionParts,
): void {
	const { io } = parts;
	io.use((socket, next) => {
		introduce(socket, parts)
			.catch((error: unknown) => fault(parts.log, error, 'a handshake failed'))
			.then((refusal) => next(refusal === null ? undefined : asError(refusal)), next);
	});
	io.on('connection', (socket) => {
		enter(socket, parts);
		attend(socket, requests, parts);
	});
	// The port may listen already: a screen let in any earlier would talk to nobody, for ever.
	io.attach(http);
}

/** Settles who the caller is, or why they are turned away: the code is the error's message, the refusal its `data`. */
async function introduce(socket: HubSocket, parts: ReceptionParts): Promise<Refused | null> {
	if (!parts.isOpen()) return refused('hub-stopping');
	const { auth, address } = socket.handshake;
	const handshake = handshakeSchema.safeParse(auth);
	if (!handshake.success) return malformed(handshake.error);
	const { protocol, token } = handshake.data;
	if (protocol !== PROTOCOL_VERSION) {
		return refused('stale-protocol', { yours: protocol, hub: PROTOCOL_VERSION });
	}
	const caller: Caller | Refused =
		token === null ? { kind: 'guest', address } : await callerOf(token, address, parts);
	if ('ok' in caller) return caller;
	socket.data.caller = caller;
	return null;
}

function enter(socket: HubSocket, { offices }: ReceptionParts): void {
	const { caller } = socket.data;
	if (caller.kind === 'guest') return;
	const devices = offices.get(caller.office)?.devices;
	void socket.join(room.token(caller.tokenHash));
	if (caller.kind === 'staff') {
		void socket.join(room.staff(caller.office));
		void socket.join(room.person(caller.office, caller.id));
		devices?.sendTo(socket);
		return;
	}
	void socket.join(room.device(caller.office, caller.id));
	devices?.changed();
	socket.on('disconnect', () => devices?.changed());
}

function asError(refusal: Refused): Error {
	return Object.assign(new Error(refusal.code), { data: refusal });
}
