// Starts the agent over in a small process: settings are read in one life, devices driven in the next, under the same process id.
import { readdirSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';
import type { AgentOrder } from './agent-config.ts';

const HANDED_OVER = 'ROTUNDA_AGENT_ORDER';
const COMPILED = 'ROTUNDA_AGENT_COMPILED';
const FLAGS = [
	// A heap of this kind of process lives long and makes little garbage at a time: a small nursery and few helpers do.
	'--max-semi-space-size=1',
	'--v8-pool-size=1',
	// Looked at by the socket's library and never used, but loaded by the look.
	'--no-experimental-websocket',
	// For `LettingGo`.
	'--expose-gc',
];
const SETTINGS = {
	// The allocators of C and of the canvas keep freed memory for later; there is no later that comes soon.
	MALLOC_ARENA_MAX: '1',
	MIMALLOC_PURGE_DELAY: '0',
	// A machine's own fonts would make papers differ from machine to machine.
	DISABLE_SYSTEM_FONTS_LOAD: '1',
};

/** What the life before this one has read, or null in a first life. */
export function handedOver(env: NodeJS.ProcessEnv): AgentOrder | null {
	const text = env[HANDED_OVER];
	// Written by `startSmall` alone: it was parsed at the door of the life before.
	return text === undefined ? null : (JSON.parse(text) as AgentOrder);
}

/**
 * Becomes the small process, and so never returns; returns where a system cannot do that. What is gained: no compiler for
 * TypeScript once the folder holds the plain program, no schemas, and allocators that give back what is free.
 */
export function startSmall(order: AgentOrder): void {
	become(order, {});
}

/**
 * Loads the whole program. When it had to be compiled for that, as after an update, it is kept compiled and started once
 * more: the compiler alone is as large as all devices together. @throws when a part does not load
 */
export async function loadCompiled(order: AgentOrder): Promise<void> {
	await import('./running-agent.ts');
	await import('./service-watch.ts');
	if (process.env[HANDED_OVER] === undefined || process.env[COMPILED] !== undefined || !hasCompiler()) return;
	const languages = join(import.meta.dirname, '..', 'src', 'words', 'languages');
	for (const file of readdirSync(languages)) await import(join(languages, file));
	flushCompileCache();
	become(order, { [COMPILED]: '1' });
}

function become(order: AgentOrder, more: NodeJS.ProcessEnv): void {
	if (typeof process.execve !== 'function' || process.platform === 'win32') return;
	const [, script = '', ...args] = process.argv;
	const env = {
		...process.env,
		...SETTINGS,
		...more,
		NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? join(order.config.folder, 'compiled'),
		[HANDED_OVER]: JSON.stringify(order),
	};
	const flags = process.execArgv.includes('--expose-gc') ? process.execArgv : [...process.execArgv, ...FLAGS];
	process.execve(process.execPath, [process.execPath, ...flags, script, ...args], env);
}

function hasCompiler(): boolean {
	const { moduleLoadList } = process as unknown as { readonly moduleLoadList?: readonly string[] };
	return moduleLoadList?.some((name) => name.includes('amaro')) === true;
}
