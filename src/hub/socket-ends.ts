// Ends connections whose right to be here has ended: each is told why before it is closed.
import type { HubToClient } from '#protocol/socket-events';
import type { HubTalk } from './hub-talk.ts';
import { room } from './socket-types.ts';
import type { HubServer } from './socket-types.ts';

type Why = Parameters<HubToClient['ended']>[0]['code'];

export function endTokens(io: HubServer, hashes: readonly string[], code: Why): void {
	for (const hash of hashes) {
		io.to(room.token(hash)).emit('ended', { code });
		io.in(room.token(hash)).disconnectSockets(true);
	}
}

/** At every hub: whoever holds such a token may be connected to another. */
export function endTokensEverywhere(
	io: HubServer,
	talk: HubTalk,
	hashes: readonly string[],
	code: Exclude<Why, 'hub-stopping'>,
): void {
	endTokens(io, hashes, code);
	// A message between hubs holds about a hundred.
	for (let from = 0; from < hashes.length; from += 50) {
		talk.publish({ say: 'ended', hashes: hashes.slice(from, from + 50), code });
	}
}

export function endAll(io: HubServer, code: Why): void {
	io.emit('ended', { code });
	io.disconnectSockets(true);
}
