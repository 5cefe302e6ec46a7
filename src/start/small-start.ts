// What a hub's start leaves behind is kept for the next start or given back: the program compiled, and memory it needed only once.
import { Session } from 'node:inspector/promises';
import { flushCompileCache } from 'node:module';
import path from 'node:path';

/**
 * Where the hub's program is kept compiled, for `NODE_COMPILE_CACHE`. What is there starts without the compiler for TypeScript.
 * Beside the packages: it is as old as they are, and `npm ci` begins anew.
 */
export function compiledFolder(root: string): string {
	return process.env['NODE_COMPILE_CACHE'] ?? path.join(root, 'node_modules', '.cache', 'rotunda');
}

/** For the end of a start, before anybody is served: everything stands still for some 50 ms. */
export async function letGoOfStart(): Promise<void> {
	flushCompileCache();
	const session = new Session();
	session.connect();
	// Asked in the usual way the collector would keep the room that loading has made it take.
	await session.post('HeapProfiler.collectGarbage');
	session.disconnect();
}
