// Who may read the hub's figures: whoever knows the token, or, where none is set, this machine itself.
import { hash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(::1|127\.|::ffff:127\.)/;

/** A proxy on this machine speaks for others: what it forwards is not "this machine". */
export function mayReadMetrics(request: IncomingMessage, token: string | null): boolean {
	const { authorization, 'x-forwarded-for': via, forwarded } = request.headers;
	if (token !== null) return isSame(authorization ?? '', `Bearer ${token}`);
	const isDirect = via === undefined && forwarded === undefined;
	return isDirect && LOOPBACK.test(request.socket.remoteAddress ?? '');
}

function isSame(given: string, wanted: string): boolean {
	// Digests have one length, and a comparison that takes as long for a near miss as for a far one.
	return timingSafeEqual(hash('sha256', given, 'buffer'), hash('sha256', wanted, 'buffer'));
}
