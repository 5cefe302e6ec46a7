// `npm run agent -- --check`: what works, line by line, and how to mend what does not.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AgentConfig } from '../agent-config.ts';
import { readState } from '../agent-state.ts';
import type { AgentState } from '../agent-state.ts';
import { FolderTaken, lockFolder } from '../folder-lock.ts';
import type { FolderLock } from '../folder-lock.ts';
import { KeptToken } from '../hub/kept-token.ts';
import { checkHub } from './check-hub.ts';
import { checkFolder, checkNode, checkParts } from './check-machine.ts';
import { isWrong, reportJson, reportLines } from './check-report.ts';
import { note, ok } from './finding.ts';
import type { Finding } from './finding.ts';

const LOOPBACK = /^(localhost|127\.|\[::1\])/;

/** Prints what it finds. @returns the code to end with: 0 when nothing is wrong, else 1. */
export async function checkAgent(config: AgentConfig, how: 'lines' | 'json'): Promise<0 | 1> {
	const findings = await look(config);
	process.stdout.write(how === 'json' ? reportJson(findings) : reportLines(findings));
	return findings.some(isWrong) ? 1 : 0;
}

async function look(config: AgentConfig): Promise<Finding[]> {
	const findings = [checkNode(process.versions.node), checkFolder(config.folder), await checkParts()];
	// Without its folder or its parts there is no agent that could go on.
	if (findings.some(isWrong)) return findings;
	const lock = lockUnlessTaken(config.folder);
	try {
		const running = lock === null ? readState(config.folder) : null;
		if (running !== null) findings.push(ok('agent', `the agent is running (process ${String(running.pid)})`));
		return [...findings, ...(await lookOutside(config, lock === null, running))];
	} finally {
		lock?.release();
	}
}

async function lookOutside(
	config: AgentConfig,
	taken: boolean,
	running: AgentState | null,
): Promise<Finding[]> {
	const { hub, folder, publicUrl } = config;
	const token = new KeptToken(folder).read();
	const seen = await checkHub({ hub, token, askWork: !taken, version: ownVersion() });
	const findings = [...seen.findings, checkPublic(publicUrl)];
	const { checkDevices, tryDevices } = await import('./check-devices.ts');
	const { checkLetters } = await import('./check-letters.ts');
	if (seen.work !== null) {
		const { devices, office } = seen.work;
		findings.push(...(await checkDevices(devices, await tryDevices(devices, publicUrl), 'this check')));
		findings.push(...(await checkLetters(office.languages, office.name)));
	} else if (running !== null) {
		const health = new Map(running.health.map((one) => [String(one.device), one]));
		findings.push(...(await checkDevices(running.devices, health, 'the running agent')));
		findings.push(...(await checkLetters(running.languages, {})));
	}
	return findings;
}

function lockUnlessTaken(folder: string): FolderLock | null {
	try {
		return lockFolder(folder);
	} catch (error) {
		if (error instanceof FolderTaken) return null;
		throw error;
	}
}

function checkPublic(publicUrl: string): Finding {
	if (!LOOPBACK.test(new URL(publicUrl).host)) return ok('public', `tickets show ${publicUrl} as QR code`);
	return note(
		'public',
		`the QR code on tickets leads to ${publicUrl}, which no phone can open`,
		'set "public" to the address under which phones reach the hub, or --public',
	);
}

function ownVersion(): string {
	const text = readFileSync(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8');
	return (JSON.parse(text) as { readonly version: string }).version;
}
