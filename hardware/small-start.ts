// Starts the agent over in a small process: settings are read in one life, devices driven in the next, under the same process id.
import { join } from 'node:path';
import process from 'node:process';
import type { AgentOrder } from './agent-config.ts';

const HANDED_OVER = 'ROTUNDA_AGENT_ORDER';
/** A heap of this kind of process lives long and makes little garbage at a time: a small nursery and few helpers are enough. */
const FLAGS = ['--max-semi-space-size=1', '--v8-pool-size=1'];

/** What the life before this one has read, or null in a first life. */
export function handedOver(env: NodeJS.ProcessEnv): AgentOrder | null {
	const text = env[HANDED_OVER];
	// Written by `startSmall` alone: it was parsed at the door of the life before.
	return text === undefined ? null : (JSON.parse(text) as AgentOrder);
}

/**
 * Becomes the small process, and so never returns; returns where a system cannot do that. What is gained: no compiler for
 * TypeScript once the folder holds the plain program, no schemas, one memory arena, and none of this machine's own fonts,
 * which would make papers differ from machine to machine.
 */
export function startSmall(order: AgentOrder): void {
	if (typeof process.execve !== 'function' || process.platform === 'win32') return;
	const [, script = '', ...args] = process.argv;
	const env = {
		MALLOC_ARENA_MAX: '1',
		...process.env,
		NODE_COMPILE_CACHE: join(order.config.folder, 'compiled'),
		DISABLE_SYSTEM_FONTS_LOAD: '1',
		[HANDED_OVER]: JSON.stringify(order),
	};
	process.execve(process.execPath, [process.execPath, ...process.execArgv, ...FLAGS, script, ...args], env);
}
