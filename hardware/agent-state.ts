// What the running agent last knew, in its data folder: the check reads it instead of taking devices out of its hands.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentWork, Health } from '#protocol/device-schema';

export interface AgentState {
	readonly pid: number;
	/** This machine's time, ms since 1970. */
	readonly at: number;
	readonly connected: boolean;
	readonly languages: AgentWork['office']['languages'];
	readonly devices: readonly AgentWork['devices'][number][];
	readonly health: readonly Health[];
}

/** Never throws: what only informs must not end what works. */
export function keepState(folder: string, state: AgentState): void {
	const path = join(folder, 'state.json');
	try {
		writeFileSync(`${path}.new`, `${JSON.stringify(state)}\n`, { mode: 0o600 });
		renameSync(`${path}.new`, path);
	} catch {
		// A full disk is told by the ledger, which matters.
	}
}

/** Null when there is none that can be read. */
export function readState(folder: string): AgentState | null {
	try {
		return JSON.parse(readFileSync(join(folder, 'state.json'), 'utf8')) as AgentState;
	} catch {
		return null;
	}
}
