// The hub's door: every request is parsed, its sender looked up and permitted, and answered exactly once, whatever comes.
import type { Answer, Refused } from '#protocol/answers';
import { MAX_MESSAGE_BYTES } from '#protocol/socket-events';
import { fault } from '../log.ts';
import type { Log } from '../log.ts';
import { malformed } from './malformed.ts';
import type { Offices } from '../office/offices.ts';
import { isAmong } from '../access/permissions.ts';
import { refused } from '../refused.ts';
import type { Sessions } from '../access/sessions.ts';
import type { May, PreparedRequest } from './request.ts';
import { endTokens } from '../socket-ends.ts';
import type { HubServer, HubSocket } from '../socket-types.ts';

export interface DoorParts {
	readonly io: HubServer;
	readonly offices: Offices;
	readonly sessions: Sessions;
	readonly log: Log;
}

/** A broken or hostile sender: after this many unreadable messages in a minute the connection ends. */
const MOST_UNREADABLE = 100;
const MINUTE = 60_000;

/** Listens to everything that a fresh connection may say. */
export function attend(
	socket: HubSocket,
	requests: ReadonlyMap<string, PreparedRequest>,
	parts: DoorParts,
): void {
	const unreadable = unreadableCounter(socket, parts.log);
	let isTooLarge = false;
	socket.conn.on('packet', ({ data }: { readonly data?: { readonly length: number } | null }) => {
		if ((data?.length ?? 0) > MAX_MESSAGE_BYTES) isTooLarge = true;
	});
	socket.onAny((name: string, ...args: readonly unknown[]) => {
		const reply = args.at(-1);
		if (isTooLarge) {
			if (isReply(reply)) reply(refused('too-large', { most: MAX_MESSAGE_BYTES }));
			setImmediate(() => socket.disconnect(true));
			return;
		}
		// Without a way to answer nothing is done: its sender could not know of it.
		if (!isReply(reply)) return unreadable();
		const request = requests.get(name);
		if (request === undefined) {
			unreadable();
			return reply(
				refused('malformed', { path: '(event)', problem: 'unknown event', cure: 'see src/protocol' }),
			);
		}
		const parsed = request.schema.safeParse(args.length === 2 ? args[0] : undefined);
		if (!parsed.success) {
			unreadable();
			return reply(malformed(parsed.error));
		}
		const refusal = refusalOf(socket, name, request.may, parts);
		if (refusal !== null) return reply(refusal);
		void answer(() => request.handle(parsed.data, socket), name, parts.log).then(reply);
	});
}

async function answer(
	handle: () => Answer<object> | Promise<Answer<object>>,
	name: string,
	log: Log,
): Promise<Answer<object>> {
	try {
		return await handle();
	} catch (error) {
		return fault(log, error, 'a request failed', { ask: name });
	}
}

/** Why this sender may not ask this, or null. */
function refusalOf(
	socket: HubSocket,
	name: string,
	may: May,
	{ io, offices, sessions }: DoorParts,
): Refused | null {
	const { caller } = socket.data;
	if (caller.kind === 'guest') return may.guests ? null : refused('not-signed-in');
	if (caller.kind === 'staff' && !sessions.use(caller.tokenHash)) {
		// Answered first, then ended.
		setImmediate(() => endTokens(io, [caller.tokenHash], 'session-ended'));
		return refused('session-ended');
	}
	const office = offices.get(caller.office);
	if (office === null) return refused('unknown-office', { office: caller.office });
	return isAmong(may, caller, office.writer.lobby) ? null : refused('not-allowed', { ask: name });
}

function unreadableCounter(socket: HubSocket, log: Log): () => void {
	let count = 0;
	let since = Date.now();
	return () => {
		if (Date.now() - since > MINUTE) {
			count = 0;
			since = Date.now();
		}
		count += 1;
		if (count !== MOST_UNREADABLE) return;
		log.warn({ address: socket.data.caller.address }, 'a connection sent too much that cannot be read');
		setImmediate(() => socket.disconnect(true));
	};
}

function isReply(value: unknown): value is (answer: Answer<object>) => void {
	return typeof value === 'function';
}
