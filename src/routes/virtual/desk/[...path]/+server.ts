// Passes what the page of signs and keypads asks on to the virtual devices beside the hub: their door is open to this machine only.
import type { RequestHandler } from '@sveltejs/kit';
import { isFromHere, noDevices, passOn, virtualDoor } from '#screens/virtual/pass-on.ts';

/** Longer than a look that waits for something to change. */
const LOOK_MS = 15_000;
const ACTS = ['key', 'scan', 'fault'];

export const GET: RequestHandler<{ path: string }> = ({ params, url }) => {
	const at = virtualDoor();
	if (at === null || params.path !== 'desk.json') return noDevices();
	const seen = url.searchParams.get('after');
	const after = seen !== null && /^\d{1,9}$/.test(seen) ? `?after=${seen}` : '';
	return passOn(`${at}/desk.json${after}`, { method: 'GET' }, LOOK_MS);
};

/** Only this page may press keys: a browser tells where a request comes from. */
export const POST: RequestHandler<{ path: string }> = async ({ params, request, url }) => {
	const at = virtualDoor();
	if (at === null || !ACTS.includes(params.path)) return noDevices();
	if (!isFromHere(request, url))
		return new Response('Only the virtual devices’ own page may do this.\n', { status: 403 });
	return passOn(`${at}/desk/${params.path}`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: (await request.text()).slice(0, 1000),
	});
};
