// Passes what this page asks on to the virtual devices beside the hub: their door is open to this machine only.
import type { RequestHandler } from '@sveltejs/kit';
import { isFromHere, noDevices, passOn, virtualDoor } from '#screens/virtual/pass-on.ts';

const MAY_READ = /^(printer\.json|papers\/[A-Za-z0-9_-]{1,64}\.png)$/;

export const GET: RequestHandler<{ path: string }> = ({ params }) => {
	const at = virtualDoor();
	if (at === null || !MAY_READ.test(params.path)) return noDevices();
	return passOn(`${at}/${params.path}`, { method: 'GET' });
};

/** Only this page may make trouble: a browser tells where a request comes from. */
export const POST: RequestHandler<{ path: string }> = async ({ params, request, url }) => {
	const at = virtualDoor();
	if (at === null || params.path !== 'fault') return noDevices();
	if (!isFromHere(request, url))
		return new Response('Only the virtual printer’s own page may do this.\n', { status: 403 });
	return passOn(`${at}/fault`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: await request.text(),
	});
};
