// The HTTP side of the hub: its health, the screens as they were built, and headers that keep them to themselves.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { HubHealth } from './health-route.ts';

/** How adapter-node's built handler is called. */
export type Screens = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const HEADERS = {
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'SAMEORIGIN',
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

export interface HttpParts {
	/** Null when the screens were not built. */
	readonly screens: Screens | null;
	/** Null while the hub is starting. */
	readonly health: () => HubHealth | null;
}

export function httpServer({ screens, health }: HttpParts): Server {
	return createServer((request, response) => {
		for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
		const [path] = (request.url ?? '/').split('?');
		if (path === '/healthz') return sendHealth(response, health());
		if (screens === null) {
			return sendText(
				response,
				503,
				'The screens are not built yet. Run: npm run build, then reload this page.\n',
			);
		}
		screens(request, response, () => sendText(response, 404, 'There is no such page.\n'));
	});
}

function sendHealth(response: ServerResponse, health: HubHealth | null): void {
	response.writeHead(health?.ok === true ? 200 : 503, {
		'Content-Type': 'application/json; charset=utf-8',
		'Cache-Control': 'no-store',
	});
	response.end(JSON.stringify(health ?? { ok: false }));
}

function sendText(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
	response.end(text);
}
