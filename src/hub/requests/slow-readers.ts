// Connections that do not read what is sent to them: what waits for them is the hub's memory, so it is bounded.
import type { Log } from '../log.ts';
import type { HubServer, HubSocket } from '../socket-types.ts';

/** Bytes that may wait for a connection that reads nothing. */
const MOST_UNREAD = 1_000_000;
/** Beyond this nobody waits for a reader any longer. */
const FAR_TOO_MUCH = 8_000_000;
/** Whoever reads at least so much in so long, ms, is only slow: a large snapshot takes its time over a bad line. */
const LEAST_READ = 64_000;
const WITHIN = 10_000;

/** The part of Engine.IO's connection that tells how much of what was said is still here. */
interface Connection {
	readonly writeBuffer: readonly { readonly data?: { readonly length: number } | null }[];
	readonly transport: { readonly socket?: WebSocket };
}
interface WebSocket {
	readonly bufferedAmount: number;
	/** The line below. */
	readonly _socket: { readonly bytesWritten: number; readonly writableLength: number } | null;
	terminate(): void;
}

interface Look {
	readonly at: number;
	readonly read: number;
}

export class SlowReaders {
	readonly #log: Log;
	readonly #looks = new WeakMap<HubSocket, Look>();

	constructor(log: Log) {
		this.#log = log;
	}

	/**
	 * Ends connections that have left too much unread for too long; they may come back and ask anew. Call it now and then.
	 * `now`: by a steady clock, ms.
	 */
	end(io: HubServer, now: number): void {
		for (const socket of io.sockets.sockets.values()) {
			const connection = socket.conn as unknown as Connection;
			const unread = unreadOf(connection);
			const read = readBy(connection);
			const last = this.#looks.get(socket);
			if (unread <= MOST_UNREAD) {
				if (last !== undefined) this.#looks.delete(socket);
				continue;
			}
			if (last === undefined || read - last.read >= LEAST_READ) {
				this.#looks.set(socket, { at: now, read });
				continue;
			}
			if (unread <= FAR_TOO_MUCH && now - last.at < WITHIN) continue;
			this.#log.warn(
				{ address: socket.data.caller.address, unread },
				'a connection that reads nothing is ended',
			);
			// What waits is thrown away: nobody will read a goodbye either.
			if (connection.transport.socket === undefined) socket.conn.close(true);
			else connection.transport.socket.terminate();
		}
	}
}

function unreadOf({ writeBuffer, transport }: Connection): number {
	let bytes = transport.socket?.bufferedAmount ?? 0;
	for (const { data } of writeBuffer) bytes += data?.length ?? 0;
	return bytes;
}

/** Bytes that have left for the other side; a poll takes all that waits or nothing. */
function readBy({ transport }: Connection): number {
	const line = transport.socket?._socket ?? null;
	return line === null ? 0 : line.bytesWritten - line.writableLength;
}
