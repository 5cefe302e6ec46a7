// Ends the connections of staff and devices that setup has taken out of an office.
import type { Offices } from '../office/offices.ts';
import type { HubServer } from '../socket-types.ts';
import { youOf } from './identity.ts';

export function endRemoved(io: HubServer, offices: Offices): void {
	for (const socket of io.sockets.sockets.values()) {
		const { caller } = socket.data;
		if (caller.kind === 'guest') continue;
		const you = youOf(offices, caller);
		// A kiosk that has become a display comes back as what it is now.
		const isSame = caller.kind === 'staff' || (you?.kind === 'device' && you.device === caller.device);
		if (you !== null && isSame) continue;
		if (you === null) {
			socket.emit('ended', { code: caller.kind === 'staff' ? 'session-ended' : 'token-revoked' });
		}
		socket.disconnect(true);
	}
}
