// Passes what this page asks on to the virtual devices beside the hub: their door is open to this machine only.
import type { RequestHandler } from '@sveltejs/kit';

const MAY_READ = /^(printer\.json|papers\/[A-Za-z0-9_-]{1,64}\.png)$/;
const WITHIN_MS = 3_000;

/** Where the virtual devices answer, or null where there are none. */
function door(): string | null {
	const at = process.env['ROTUNDA_VIRTUAL'];
	if (at === undefined || at === '') return null;
	if (/^\d+$/.test(at)) return `http://127.0.0.1:${at}`;
	return at.startsWith('http') ? at.replace(/\/$/, '') : `http://${at}`;
}

function none(): Response {
	return new Response('There is no virtual printer here: it comes with the demo (npm start).\n', {
		status: 404,
		headers: { 'content-type': 'text/plain; charset=utf-8' },
	});
}

async function passOn(url: string, init: RequestInit): Promise<Response> {
	try {
		const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(WITHIN_MS) });
		return new Response(answer.status === 204 ? null : await answer.arrayBuffer(), {
			status: answer.status,
			headers: {
				'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
				'cache-control': 'no-store',
				'x-content-type-options': 'nosniff',
			},
		});
	} catch {
		return new Response('The virtual printer does not answer.\n', { status: 502 });
	}
}

export const GET: RequestHandler<{ path: string }> = ({ params }) => {
	const at = door();
	if (at === null || !MAY_READ.test(params.path)) return none();
	return passOn(`${at}/${params.path}`, { method: 'GET' });
};

/** Only this page may make trouble: a browser tells where a request comes from. */
export const POST: RequestHandler<{ path: string }> = async ({ params, request, url }) => {
	const at = door();
	if (at === null || params.path !== 'fault') return none();
	const origin = request.headers.get('origin');
	if (origin === null || URL.parse(origin)?.host !== (request.headers.get('host') ?? url.host)) {
		return new Response('Only the virtual printer’s own page may do this.\n', { status: 403 });
	}
	return passOn(`${at}/fault`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: await request.text(),
	});
};
