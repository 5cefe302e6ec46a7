// The way from a page of the demo to the virtual devices' door, which is open to the hub's own machine only.

const WITHIN_MS = 3_000;

/** Where the virtual devices answer, or null where there are none. */
export function virtualDoor(): string | null {
	const at = process.env['ROTUNDA_VIRTUAL'];
	if (at === undefined || at === '') return null;
	if (/^\d+$/.test(at)) return `http://127.0.0.1:${at}`;
	return at.startsWith('http') ? at.replace(/\/$/, '') : `http://${at}`;
}

export function noDevices(): Response {
	return new Response('There are no virtual devices here: they come with the demo (npm start).\n', {
		status: 404,
		headers: { 'content-type': 'text/plain; charset=utf-8' },
	});
}

export async function passOn(url: string, init: RequestInit, within = WITHIN_MS): Promise<Response> {
	try {
		const answer = await fetch(url, { ...init, signal: AbortSignal.timeout(within) });
		return new Response(answer.status === 204 ? null : await answer.arrayBuffer(), {
			status: answer.status,
			headers: {
				'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
				'cache-control': 'no-store',
				'x-content-type-options': 'nosniff',
			},
		});
	} catch {
		return new Response('The virtual devices do not answer.\n', { status: 502 });
	}
}

/** Whether a browser says that the request comes from a page of this very address. */
export function isFromHere(request: Request, url: URL): boolean {
	const origin = request.headers.get('origin');
	return origin !== null && URL.parse(origin)?.host === (request.headers.get('host') ?? url.host);
}
