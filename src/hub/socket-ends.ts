// Ends connections whose right to be here has ended: each is told why before it is closed.
import type { HubToClient } from '#protocol/socket-events';
import { room } from './socket-types.ts';
import type { HubServer } from './socket-types.ts';

type Why = Parameters<HubToClient['ended']>[0]['code'];

export function endTokens(io: HubServer, hashes: readonly string[], code: Why): void {
	for (const hash of hashes) {
		io.to(room.token(hash)).emit('ended', { code });
		io.in(room.token(hash)).disconnectSockets(true);
	}
}

export function endAll(io: HubServer, code: Why): void {
	io.emit('ended', { code });
	io.disconnectSockets(true);
}
