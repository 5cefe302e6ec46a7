// The HTTP side of the hub: its health, the screens as they were built, and headers that keep them to themselves.
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { HubHealth, HubReadiness } from './health-route.ts';
import { mayReadMetrics } from './metrics-door.ts';
import type { Metrics } from '../metrics.ts';

/** How adapter-node's built handler is called. */
export type Screens = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const HEADERS = {
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'SAMEORIGIN',
	// Pages made while building say the rest of their policy themselves; this part counts as a header alone.
	'Content-Security-Policy': "frame-ancestors 'self'",
	'Referrer-Policy': 'no-referrer',
	'Cross-Origin-Opener-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

export interface HttpParts {
	/** Null when the screens were not built. */
	readonly screens: Screens | null;
	/** Null while the hub is starting. */
	readonly watched: () => Watched | null;
	readonly metricsToken: string | null;
}

/** What the hub tells those who watch over it. */
export interface Watched {
	health(): HubHealth;
	readiness(): HubReadiness;
	readonly metrics: Pick<Metrics, 'page' | 'contentType'>;
}

export function httpServer({ screens, watched, metricsToken }: HttpParts): Server {
	return createServer((request, response) => {
		for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
		const [path] = (request.url ?? '/').split('?');
		switch (path) {
			case '/healthz': {
				const health = watched()?.health() ?? { ok: false };
				const isInsider = mayReadMetrics(request, metricsToken);
				return sendJson(response, health.ok, isInsider ? health : withoutOffices(health));
			}
			case '/readyz': {
				const readiness = watched()?.readiness() ?? { ready: false, why: ['the hub is starting'] };
				const isInsider = mayReadMetrics(request, metricsToken);
				return sendJson(response, readiness.ready, isInsider ? readiness : { ready: readiness.ready });
			}
			case '/metrics':
				if (!mayReadMetrics(request, metricsToken))
					return sendText(response, 403, 'Send the token of ROTUNDA_METRICS_TOKEN as a bearer.\n');
				return void sendMetrics(response, watched());
			default:
		}
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

/** How an office does is nobody's business who does not run the hub. */
function withoutOffices(health: HubHealth | { readonly ok: boolean }): object {
	return 'version' in health ? { ok: health.ok, version: health.version, uptime: health.uptime } : health;
}

function sendJson(response: ServerResponse, ok: boolean, body: object): void {
	response.writeHead(ok ? 200 : 503, {
		'Content-Type': 'application/json; charset=utf-8',
		'Cache-Control': 'no-store',
	});
	response.end(JSON.stringify(body));
}

async function sendMetrics(response: ServerResponse, watched: Watched | null): Promise<void> {
	if (watched === null) return sendText(response, 503, 'The hub is starting.\n');
	try {
		const page = await watched.metrics.page();
		response.writeHead(200, { 'Content-Type': watched.metrics.contentType, 'Cache-Control': 'no-store' });
		response.end(page);
	} catch {
		sendText(response, 500, 'The figures could not be gathered.\n');
	}
}

function sendText(response: ServerResponse, status: number, text: string): void {
	response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
	response.end(text);
}
